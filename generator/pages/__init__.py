"""Every page of the site, from the records and the hand-written Markdown."""

from collections.abc import Iterator
from pathlib import Path

from . import documents, groups, handwritten, overview, places, policies, projects
from .page import Page
from .render import Site


def pages(site: Site, folder: Path) -> Iterator[Page]:
    """All pages; `folder` holds the hand-written ones."""
    for part in (overview, policies, groups, documents, projects, places):
        yield from part.pages(site)
    yield from handwritten.pages(folder)
