"""The yardstick for searching: Material's own search over the same pages, as its users get it in Chinese (with jieba)."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import material
import yaml

from . import published
from .measure import NotMeasured, plain

MAIN = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body>{{ page.content }}</body></html>
"""
TIMEOUT = 240
"""Seconds that its build may take."""


def build(site: Path, folder: Path) -> Path:
    """Build the pages that `site` searches, with Material's search plugin and the least template: the index is the same."""
    shutil.rmtree(folder, ignore_errors=True)
    searched = published.searched(site)
    for path, title, text in published.pages(site):
        if path in searched:
            file = folder / "docs" / path / "index.md"
            file.parent.mkdir(parents=True)
            file.write_text(f"---\n{yaml.safe_dump({'title': title}, allow_unicode=True)}---\n\n{text}", "utf-8")
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(MAIN, "utf-8")
    (folder / "mkdocs.yml").write_text(
        json.dumps(
            {
                "site_name": "bench",
                "plugins": [{"material/search": {"lang": "zh"}}],
                "theme": {"name": "material", "custom_dir": "overrides", "language": "zh", "font": False},
            }
        ),
        "utf-8",
    )
    jieba = Path(importlib.util.find_spec("jieba").origin).parent.parent
    try:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=folder,
            timeout=TIMEOUT,
            check=True,
            env=plain() | {"PYTHONPATH": os.fspath(jieba), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
        )
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"its build takes more than {TIMEOUT} s") from None
    except subprocess.CalledProcessError as error:
        raise RuntimeError(error.stderr.decode()) from None
    return folder / "site"


def worker() -> str:
    """The file of its search worker, below the site's root."""
    templates = Path(material.__file__).parent / "templates"
    return next(templates.glob("assets/javascripts/workers/search.*.min.js")).relative_to(templates).as_posix()
