"""Everything that MkDocs is given: every page, from the records and the hand-written Markdown, and the rules."""

from collections.abc import Iterator
from pathlib import Path

from . import lexicon
from .pages import check, documents, groups, handwritten, overview, places, policies, projects
from .pages.page import Page
from .pages.render import Site


def pages(site: Site, folder: Path) -> Iterator[Page]:
    """All pages; `folder` holds the hand-written ones."""
    for part in (overview, check, policies, groups, documents, projects, places):
        yield from part.pages(site)
    yield from handwritten.pages(folder)


def files(site: Site, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that MkDocs is given: name and content of each file."""
    for page in pages(site, folder):
        yield page.file, page.markdown().encode()
    yield check.RULES, check.rules(site)
    yield lexicon.FILE, lexicon.file(site)
