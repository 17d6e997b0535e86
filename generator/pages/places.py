"""Mentor studios and incubation bases."""

from collections.abc import Iterator
from itertools import islice

from .. import labels
from ..kinds import Banner, Base, Studio
from . import columns, words
from .page import Page
from .render import Site, address


def pages(site: Site) -> Iterator[Page]:
    """`studios/` and `bases/`, and a page for every studio and base."""
    library = site.library
    studios, bases = library.all(Studio), library.all(Base)
    banners = sorted(library.all(Banner), key=lambda banner: (banner.row, banner.column))
    sections = [(banner, [b for b in bases if b.banner == banner.id]) for banner in banners]
    yield site.page(
        "studios.html",
        path="studios/",
        title="导师工作室",
        description=columns.STUDIOS.description,
        column=columns.STUDIOS,
        crumbs=(("首页", ""),),
        wide=True,
        context={"studios": studios, "samples": bool(studios) and all(s.sample for s in studios)},
    )
    yield site.page(
        "bases.html",
        path="bases/",
        title="孵化基地与众创空间",
        description=columns.BASES.description,
        column=columns.BASES,
        crumbs=(("首页", ""),),
        wide=True,
        context={
            "sections": sections,
            "banners": [(banner, len(found)) for banner, found in sections],
            "samples": bool(bases) and all(b.sample for b in bases),
        },
    )
    for studio in studios:
        yield _studio(site, studio)
    for base in bases:
        yield _base(site, base)


def _search(site: Site, place: Studio | Base) -> dict:
    """What a studio and a base both tell the search."""
    banner = site.library.get(place.banner)
    return {
        "filters": {"banner": banner.title},
        "search": {"banner": banner.short, **({"sample": labels.SAMPLE} if place.sample else {})},
        "noindex": place.sample,
        "published": place.checked_on,
        "description": place.summary,
    }


def _studio(site: Site, studio: Studio) -> Page:
    library = site.library
    alike = (project for project in site.listed if project.industry in studio.industries)
    return site.page(
        "studio.html",
        path=address(studio),
        title=studio.title,
        column=columns.STUDIOS,
        kind="studio",
        crumbs=(("首页", ""), ("导师工作室", "studios/")),
        keywords=",".join(studio.expertise),
        **_search(site, studio),
        context={"studio": studio, "policies": [library.get(ref) for ref in studio.policies], "projects": list(islice(alike, 4))},
    )


def _base(site: Site, base: Base) -> Page:
    library = site.library

    def known(value: float | None, unit: str) -> str:
        return "未公布" if value is None else f"{words.number(value)} {unit}"

    near = (project for project in site.listed if project.banner == base.banner and project.premises.in_base)
    return site.page(
        "base.html",
        path=address(base),
        title=base.title,
        column=columns.BASES,
        kind="base",
        crumbs=(("首页", ""), ("孵化基地", "bases/")),
        keywords=f"{base.title},{base.type}",
        **_search(site, base),
        context={
            "base": base,
            "facts": [
                ("主管部门", base.authority),
                ("级别", base.level),
                ("认定文件", base.recognised_in or "未公布"),
                ("运营机构", base.operator),
                ("开发性质", base.developer),
                ("面积", known(base.area, "平方米")),
                ("工位", known(base.desks, "个")),
                ("在孵企业", known(base.incubating, "户")),
                ("累计孵化成功", known(base.graduated, "户")),
                ("大学生创办占比", known(base.student_share, "%")),
            ],
            "policies": [library.get(ref) for ref in base.policies],
            "projects": list(islice(near, 4)),
        },
    )
