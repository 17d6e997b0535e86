"""Pages that staff write by hand."""

from collections.abc import Iterator

from ..kinds import Note
from ..view import PAGES
from .page import Page
from .render import Site
from .whole import whole


def pages(site: Site) -> Iterator[Page]:
    """A page for every hand-written one, at the address of its name."""
    for note in site.library.all(Note):
        yield site.page(
            path=note.url,
            title=note.title,
            description=note.description,
            written=f"\n{whole(note.body)}\n",
            section=site.section(Note),
            crumbs=((PAGES[""], ""),),
            kind=site.found_as(Note),
        )
