"""The project library: lists that need no script, and one page each."""

from collections import Counter
from collections.abc import Iterator

from ..kinds import Banner, Industry, Project
from . import columns, words
from .page import Page
from .render import Site, address

PER_PAGE = 24
OTHERS = {
    "in_publicity": ("正在公示的项目", "评审通过、还在公示的项目。有意见可以先拨 12333，问清向谁反映。", "公示"),
    "left_library": ("已出库的项目", "这些项目已经出库，不再推介，页面留作查考。", "出库"),
}
"""Public projects that the library does not offer now: their list's title, what it says, and their stage."""
CRUMBS = (("首页", ""), ("创业项目", "projects/"))


def pages(site: Site) -> Iterator[Page]:
    """`projects/`, its lists by banner and by industry, and a page for every project."""
    library = site.library
    projects = sorted(library.all(Project), key=lambda p: (-p.lifecycle[-1].on.toordinal(), p.id))
    listed = [p for p in projects if p.listed]
    others = [(name, title, found) for name, (title, _, stage) in OTHERS.items()
              if (found := [p for p in projects if p.stage == stage])]
    by_banner = Counter(p.banner for p in listed)
    by_industry = Counter(p.industry for p in listed)
    banners = [(banner, by_banner[banner.id]) for banner in _banners(site)]
    industries = [(i, by_industry[i.id]) for i in library.all(Industry) if by_industry[i.id]]
    industries.sort(key=lambda pair: pair[0].code)
    yield from _lists(site, "projects/", "创业项目", f"{len(listed)} 个创业项目，写明要花多少钱、卖给谁、有哪些风险。",
                      listed, crumbs=CRUMBS[:1], banners=banners, industries=industries,
                      others=[(title, f"projects/{name}/", len(found)) for name, title, found in others])
    for name, title, found in others:
        yield from _lists(site, f"projects/{name}/", title, OTHERS[name][1], found)
    for banner, _ in banners:
        yield from _lists(site, address(banner), f"{banner.title}的创业项目", f"在{banner.title}的项目，新入库的在前。",
                          [p for p in listed if p.banner == banner.id])
    for industry, _ in industries:
        yield from _lists(site, address(industry), f"{industry.short}类创业项目", f"{industry.title}的项目，新入库的在前。",
                          [p for p in listed if p.industry == industry.id])
    for project in projects:
        yield _page(site, project)


def _banners(site: Site) -> list[Banner]:
    return sorted(site.library.all(Banner), key=lambda banner: (banner.row, banner.column))


def _lists(site: Site, path: str, title: str, lead: str, projects: list[Project], crumbs=CRUMBS,
           banners=(), industries=(), others=()) -> Iterator[Page]:
    """One list, cut into pages of `PER_PAGE`; what introduces it stands on the first."""
    count = max(1, -(-len(projects) // PER_PAGE))
    paths = [path] + [f"{path}page_{number}/" for number in range(2, count + 1)]
    for number, at in enumerate(paths, 1):
        yield site.page(
            "projects.html", path=at, title=title if number == 1 else f"{title}（第 {number} 页）", description=lead,
            column=columns.PROJECTS, crumbs=crumbs, wide=True,
            context={"title": title, "lead": lead, "pages": paths, "number": number,
                     "projects": projects[(number - 1) * PER_PAGE:number * PER_PAGE],
                     "samples": bool(projects) and all(p.sample for p in projects),
                     "banners": banners if number == 1 else (), "industries": industries, "others": others})


def _page(site: Site, project: Project) -> Page:
    library = site.library
    return site.page(
        "project.html", path=address(project), title=project.title, description=project.summary,
        column=columns.PROJECTS, crumbs=CRUMBS, published=project.checked_on, sample=project.sample,
        keywords=",".join([project.title, *project.tags]), kind="项目",
        filters={"旗区": library.get(project.banner).title, "行业": library.get(project.industry).short},
        search={"sum": f"总投资 {words.span(project.investment, '万元')}", "banner": library.get(project.banner).short,
                **({"sample": "示例"} if project.sample else {})},
        words=_words(site, project),
        context={"project": project, "policies": [library.get(ref) for ref in project.policies]})


_BEGINNING = 160
"""How many characters of the introduction search reads: what a project is stands there."""


def _words(site: Site, project: Project) -> tuple[str, ...]:
    """What finds a project: what it is, where and for whom. Not its permits and risks, which are much the same for all."""
    get = site.library.get
    return (project.summary, "、".join(project.tags),
            "　".join([get(project.banner).title, get(project.industry).title, get(project.industry).short, project.mode, project.source]),
            "、".join(get(group).short for group in project.suits), project.about[:_BEGINNING])
