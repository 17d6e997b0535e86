"""Mentor studios and incubation bases."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ..kinds import Base, Studio
from .banners import counted
from .page import Page
from .render import Site


def studios(site: Site) -> Iterator[Page]:
    """`studios/` and a page for every studio."""
    library = site.library
    found = library.all(Studio)
    yield site.list_page(Studio, "studios.html", context={"studios": found})
    for studio in found:
        alike = (project for project in site.offered if project.industry in studio.industries)
        context = {"studio": studio, "policies": list(map(library.get, studio.policies)), "projects": list(islice(alike, 4))}
        yield site.record_page(studio, "studio.html", keywords=",".join(studio.expertise), context=context)


def bases(site: Site) -> Iterator[Page]:
    """`bases/` and a page for every base."""
    library = site.library
    found = library.all(Base)
    banners = counted(site, Counter(base.banner for base in found))
    sections = [(banner, [base for base in found if base.banner == banner.id]) for banner, _ in banners]
    yield site.list_page(
        Base,
        "bases.html",
        context={
            "kind": Base,
            "sections": sections,
            "banners": banners,
        },
    )
    for base in found:
        near = (project for project in site.offered if project.banner == base.banner and project.premises.in_base)
        context = {"base": base, "policies": list(map(library.get, base.policies)), "projects": list(islice(near, 4))}
        yield site.record_page(base, "base.html", keywords=f"{base.title},{base.type}", context=context)
