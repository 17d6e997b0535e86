"""From a library to a published site: Markdown tree, MkDocs, Pagefind, then one atomic swap."""

import ctypes
import fcntl
import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from . import checks, library, tree
from .index import index
from .pages.render import Site
from .problems import Problem, has_errors

OVERRIDES = Path(__file__).parent.parent / "overrides"
"""The theme of this checkout, for a root that brings none of its own."""


class BuildError(Exception):
    """A step failed for a reason that is not in the records; the message is for the person at the keyboard."""


def check(root: Path, on: date) -> tuple[library.Library, list[Problem]]:
    """Load everything below `root` and apply every rule as of day `on`; problems in order of place."""
    records, problems = library.load(root)
    return records, sorted([*problems, *checks.check(records, on)])


def build(root: Path, site_dir: Path, on: date, progress: Callable[[str], None] = lambda step: None) -> list[Problem]:
    """Publish the site of `root` as it stands on day `on` in `site_dir`.

    Returns the problems found; with an error among them nothing is published.
    What was published before stays whole until the new site is complete.
    """
    site_dir = site_dir.resolve()
    if not _replaceable(site_dir):
        raise BuildError(f"{site_dir} 里的东西不是本程序发布的网站，请用 --site-dir 换一个新的或空的文件夹，以免误删。")
    work = root / "build"
    work.mkdir(exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError("另一个构建正在进行，请等它结束再试。") from None
        progress("检查记录")
        records, problems = check(root, on)
        if has_errors(problems):
            return problems
        config = _config(root, on)
        records = records.published(samples=config.extra.get("samples") != "hide")
        progress("写出页面")
        _write(work / "docs", tree.files(Site(records, on), root / "content" / "pages"))
        fresh = work / "site"
        shutil.rmtree(fresh, ignore_errors=True)
        config.docs_dir, config.site_dir = str(work / "docs"), str(fresh)
        progress("生成网站")
        try:
            mkdocs_build(config)
        except MkDocsException as error:
            raise BuildError(f"生成网站失败：{error}") from error
        _lighten(fresh / "assets" / "javascripts")
        progress("建立搜索索引")
        try:
            index(fresh)
        except subprocess.CalledProcessError as error:
            raise BuildError(f"建立搜索索引失败：{error.stderr.strip()}") from error
        progress("发布")
        _publish(fresh, site_dir)
    return problems


def _config(root: Path, on: date):
    """mkdocs.yml of `root`, with a theme wherever the root is, and every date the same."""
    os.environ["SOURCE_DATE_EPOCH"] = str((on - date(1970, 1, 1)).days * 86400)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    theme = {} if (root / "overrides").is_dir() else {"theme": {
        "name": "material", "custom_dir": str(OVERRIDES), "language": "zh", "font": False,
        "favicon": "assets/images/favicon.svg", "palette": {"scheme": "default"}}}
    (root / "build" / "docs").mkdir(parents=True, exist_ok=True)
    try:
        return load_config(str(root / "mkdocs.yml"), **theme)
    except MkDocsException as error:
        raise BuildError(f"mkdocs.yml 有问题：{error}") from error


def _write(folder: Path, new: Iterable[tuple[str, bytes]]) -> None:
    """Make `folder` hold exactly the new files. One whose bytes are the same is left alone."""
    wanted = set()
    for name, content in new:
        file = folder / name
        wanted.add(file)
        if not (file.exists() and file.read_bytes() == content):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    for file in folder.rglob("*"):
        if file.is_file() and file not in wanted:
            file.unlink()


def _replaceable(site_dir: Path) -> bool:
    """Whether publishing there destroys nothing but an earlier site."""
    return not site_dir.exists() or (site_dir / "pagefind").is_dir() or site_dir.is_dir() and not any(site_dir.iterdir())


_FOR_US = re.compile(r"(?ms)^\s*/\*.*?\*/$\n?|^\s*//[^\n]*\n|^[ \t]+|[ \t]+// [^\n]*$")


def _lighten(folder: Path) -> None:
    """Publish our own scripts without comments and indentation: they are for us, and a phone pays for them."""
    for file in folder.glob("*.js"):
        if (OVERRIDES / "assets" / "javascripts" / file.name).exists():
            file.write_text(_FOR_US.sub("", file.read_text("utf-8")), "utf-8")


def _publish(fresh: Path, site_dir: Path) -> None:
    """Put `fresh` in the place of `site_dir` in one step, then drop what stood there."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    staged = site_dir.with_name(f".{site_dir.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.move(fresh, staged)
    if not site_dir.exists():
        staged.rename(site_dir)
    elif not _exchange(staged, site_dir):
        old = site_dir.with_name(f".{site_dir.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        site_dir.rename(old)
        staged.rename(site_dir)
        staged = old
    shutil.rmtree(staged, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux), so that no moment has no site."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(renameat2) and renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0
