"""The divisions of the city: what each has for founders, and which lie beside it."""

from collections import Counter
from dataclasses import dataclass

from ..kinds import Banner, Base, Event, Studio, Target, Window
from .records import coming
from .render import Site

Count = tuple[Banner, int]


@dataclass(frozen=True, slots=True)
class Place:
    """What a banner has beside projects, what the plan wants for every banner, and where to ask."""

    banner: Banner
    bases: list[Base]
    studios: list[Studio]
    events: list[Event]
    targets: list[Target]
    windows: list[Window]
    neighbours: list[Count]


def by_banner(site: Site) -> list[Count]:
    """Every banner with the number of projects that the library offers there, in the order of the tiles."""
    return counted(site, Counter(project.banner for project in site.offered))


def counted(site: Site, counts: Counter[str]) -> list[Count]:
    """Every banner with its number, in the order of the tiles."""
    return [(banner, counts[banner.id]) for banner in sorted(site.library.all(Banner), key=lambda one: (one.row, one.column))]


def place(site: Site, banner: Banner) -> Place:
    """What there is in a banner."""
    library = site.library
    beside = {*banner.neighbours, *(one.id for one in library.all(Banner) if banner.id in one.neighbours)}
    return Place(
        banner,
        [base for base in library.all(Base) if base.banner == banner.id],
        [studio for studio in library.all(Studio) if studio.banner == banner.id],
        coming(site.mentions(banner, Event), site.on),
        [target for target in library.all(Target) if target.each],
        [window for window in library.all(Window) if window.each],
        [(other, count) for other, count in by_banner(site) if other.id in beside],
    )
