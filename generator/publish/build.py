"""From a library to a published site: Markdown tree, MkDocs, Pagefind, then one atomic swap."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from ..checks import Checked, check
from ..kinds import Settings
from ..machine import exchange
from ..pages import explainer
from ..pages import pages as pages_of
from ..pages.page import Page
from ..pages.render import Site
from ..problems import Failed, Problem, has_errors
from ..search.index import index
from ..workers import once, processes, together, without_collecting
from . import tree
from .frame import Frame
from .reach import leads_to, placed, reached

BATCH = 250
"""How many pages MkDocs works on at a time: it holds them all in memory. A process that is done early takes the next."""


PATIENCE = 1
"""Seconds to wait for another build: one that was ended from outside takes a moment to be gone."""


def build(root: Path, site_dir: Path, on: date | None = None, progress: Callable[[str], None] = lambda _: None) -> list[Problem]:
    """Publish the site of `root` as it stands on day `on`, or today, in `site_dir`.

    Returns the problems found; with an error among them nothing is published.
    What was published before stays whole until the new site is complete.
    """
    site_dir = Path(os.path.realpath(site_dir))  # unlike resolve, bears links that run in a circle
    if not replaceable(site_dir):
        raise Failed(f"{site_dir} 里的东西不是本程序发布的网站，请用 --site-dir 换一个新的或空的文件夹，以免误删。")
    with workplace(root) as work:
        progress("检查记录")
        checked = check(root, on)
        if has_errors(checked.problems):
            return checked.problems
        frame = Frame(root, checked.on)
        progress("写出页面，生成网站和搜索索引")
        make(work, published(checked), frame)
        progress("发布")
        publish(work / "site", site_dir)
    return checked.problems


def published(checked: Checked) -> Site:
    """What the public may see of the checked records. Only who says `show` shows samples."""
    samples = checked.library.only(Settings).extra.samples == "show"
    return Site(checked.library.published(samples=samples), checked.on)


@contextmanager
def workplace(root: Path) -> Iterator[Path]:
    """The folder that builds of `root` work in, for one at a time. What is made there, others may read."""
    work = root / "build"
    work.mkdir(exist_ok=True)
    before = os.umask(0o022)
    try:
        with FileLock(work / "lock", timeout=PATIENCE):
            yield work
    except Timeout:
        raise Failed("另一个构建正在进行，请等它结束再试。") from None
    finally:
        os.umask(before)


def make(work: Path, site: Site, frame: Frame) -> list[Page]:
    """Make the whole site in `work/site`. Returns its pages.

    One process makes what scripts read, another the search index; then both, and any others, write and frame the pages.
    """
    with without_collecting():
        pages = list(pages_of(site))
    placed(site.library, pages)
    docs, parts = work / "docs", work / "parts"
    for folder in (work / "site", parts):
        shutil.rmtree(folder, ignore_errors=True)
    gc.freeze()  # what the processes share is not to be copied only to be looked over
    batches = once([pages[start : start + BATCH] for start in range(0, len(pages), BATCH)])

    def task(number: int, first: Callable[[], set[str] | None] = lambda: None) -> tuple[set[str], set[str]]:
        names, known = first() or set(), set()
        for batch in batches:
            known |= render_pages(docs, batch, frame, parts / str(number))
        return names, known

    made = together(
        [
            partial(task, 0, partial(data, site, pages, frame, docs, parts / "data")),
            partial(task, 1, partial(index, pages, parts / "index" / "pagefind")),
            *(partial(task, number) for number in range(2, processes(len(pages)))),
        ]
    )
    reached(pages, set().union(*(known for _, known in made)))
    keep(docs, {page.file for page in pages}.union(*(names for names, _ in made)))
    for part in sorted(parts.iterdir()):
        merge(part, work / "site")
    return pages


def render_pages(docs: Path, pages: Sequence[Page], frame: Frame, site: Path) -> set[str]:
    """Write pages into `docs`, and make them into `site`. Returns the addresses that they lead to."""
    known = set()
    for page in pages:
        write(docs / page.file, page.markdown().encode())
        known |= leads_to(page)
    part = site.with_name(f"{site.name}.part")
    frame.render(docs, pages, part)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (part / name).unlink()  # lists these pages only, and samples
    merge(part, site)
    for page in pages:
        page.forget()
    return known


def data(site: Site, pages: Sequence[Page], frame: Frame, docs: Path, folder: Path) -> set[str]:
    """Write the data beside the pages into `folder`, and into `docs`, from where MkDocs would only copy it.

    Returns the names of the files in `docs`.
    """
    names = set()
    for name, content in tree.data(site, pages):
        names.add(name)
        write(docs / name, content)
        write(folder / name, content)
    if frame.config.site_url:
        write(folder / "sitemap.xml", tree.sitemap(pages, frame.config.site_url))
    return names


def write(file: Path, content: bytes) -> None:
    """Make `file` hold `content`. One whose bytes are the same is left alone."""
    try:
        if file.read_bytes() == content:
            return
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def keep(folder: Path, wanted: set[str]) -> None:
    """Delete what lies in `folder` and is not wanted."""
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder)
        for name in names:
            if (below / name).as_posix() not in wanted:
                Path(place, name).unlink()


def merge(part: Path, whole: Path) -> None:
    """Move what is in `part` into `whole`; folders that both have are merged."""
    if not whole.exists():
        whole.parent.mkdir(parents=True, exist_ok=True)
        part.rename(whole)
        return
    for entry in list(part.iterdir()):
        other = whole / entry.name
        if entry.is_dir() and other.is_dir():
            merge(entry, other)
        else:
            entry.replace(other)


def replaceable(site_dir: Path) -> bool:
    """Whether publishing there destroys nothing but an earlier site, which its rules and its index tell."""
    if not site_dir.exists():
        return True
    ours = (site_dir / explainer.RULES).is_file() and (site_dir / "pagefind").is_dir()
    return ours or (site_dir.is_dir() and not any(site_dir.iterdir()))


def publish(fresh: Path, site_dir: Path) -> None:
    """Put `fresh` in the place of `site_dir` in one step, then drop what stood there."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    staged = site_dir.with_name(f".{site_dir.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.move(fresh, staged)
    if not site_dir.exists():
        staged.rename(site_dir)
    elif not exchange(staged, site_dir):
        old = site_dir.with_name(f".{site_dir.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        site_dir.rename(old)
        staged.rename(site_dir)
        staged = old
    shutil.rmtree(staged, ignore_errors=True)
