"""What every kind has whose pages show nothing but its own fields: a list, and a page for each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..kinds import Record
from ..library import R
from .page import Page
from .render import Site


def pages(site: Site, kind: type[Record]) -> Iterator[Page]:
    """The list of a kind, and a page for each of its records from the template that has the kind's name."""
    found = soonest_first(site.library.all(kind), site.on)
    sections = [(title, [record for record in found if record.phase(site.on) == phase]) for phase, title in kind.phases.items()]
    yield site.list_page(kind, "list.html", context={"kind": kind, "sections": sections})
    for record in found:
        yield site.record_page(record, f"{kind.kind}.html", context={"record": record})


def soonest_first(records: Iterable[R], on: date) -> list[R]:
    """Records in the order in which something changes for them after a day; then those that are over, the latest first."""

    def when(record: Record) -> tuple[bool, int]:
        days = [day for day, _ in record.timeline()]
        after = [day for day in days if day > on]
        return not after, after[0].toordinal() if after else -days[-1].toordinal()

    return sorted(records, key=when)


def coming(records: Iterable[R], on: date) -> list[R]:
    """The records that are not over on a day, soonest first."""
    return [record for record in soonest_first(records, on) if record.timeline()[-1][0] > on]
