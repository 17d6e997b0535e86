"""What every kind has whose pages show nothing but its own fields: a list, and a page for each record."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Record
from .page import Page
from .render import Site


def pages(site: Site, kind: type[Record]) -> Iterator[Page]:
    """The list of a kind, and a page for each of its records from the template that has the kind's name."""
    found = site.library.all(kind)
    samples = bool(found) and all(getattr(record, "sample", False) for record in found)
    sections = [(title, [record for record in found if phase in (None, record.phase(site.on))]) for phase, title in kind.phases.items()]
    yield site.list_page(kind, "list.html", context={"kind": kind, "sections": sections, "samples": samples})
    for record in found:
        yield site.record_page(record, f"{kind.kind}.html", context={"record": record})
