"""The project library: lists that need no script, and one page each."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from .. import labels
from ..kinds import Banner, Industry, Project
from . import columns, words
from .comparison import facts
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
    projects = sorted(library.all(Project), key=lambda p: (-p.entered_on.toordinal(), p.title, p.id))
    listed = [p for p in projects if p.listed]
    others = [(name, title, found) for name, (title, _, stage) in OTHERS.items() if (found := [p for p in projects if p.stage == stage])]
    by_banner, by_industry = defaultdict(list), defaultdict(list)
    for project in listed:
        by_banner[project.banner].append(project)
        by_industry[project.industry].append(project)
    banners = sorted(library.all(Banner), key=lambda banner: (banner.row, banner.column))
    industries = sorted((i for i in library.all(Industry) if by_industry[i.id]), key=lambda industry: industry.code)
    yield from _lists(
        site,
        "projects/",
        "创业项目",
        f"{len(listed)} 个创业项目，写明要花多少钱、卖给谁、有哪些风险。",
        listed,
        crumbs=CRUMBS[:1],
        script="assets/javascripts/library/library.js",
        banners=[(banner, len(by_banner[banner.id])) for banner in banners],
        industries=[(industry, len(by_industry[industry.id])) for industry in industries],
        others=[(title, f"projects/{name}/", len(found)) for name, title, found in others],
    )
    for name, title, found in others:
        yield from _lists(site, f"projects/{name}/", title, OTHERS[name][1], found)
    for banner in banners:
        yield from _lists(
            site, address(banner), f"{banner.title}的创业项目", f"在{banner.title}的项目，新入库的在前。", by_banner[banner.id]
        )
    for industry in industries:
        yield from _lists(
            site, address(industry), f"{industry.short}类创业项目", f"{industry.title}的项目，新入库的在前。", by_industry[industry.id]
        )
    ideas = Counter(project.idea for project in projects)
    for project in projects:
        yield _page(site, project, ideas[project.idea] > 1)


def numbers(number: int, count: int) -> list[int | None]:
    """The page numbers to offer on page `number` of `count`: the first, the last, those around it, and None for a gap."""
    shown = sorted({one for one in (1, number - 1, number, number + 1, count) if 1 <= one <= count})
    found: list[int | None] = []
    for one in shown:
        if found and one - found[-1] == 2:
            found.append(one - 1)
        elif found and one - found[-1] > 2:
            found.append(None)
        found.append(one)
    return found


def _lists(
    site: Site,
    path: str,
    title: str,
    lead: str,
    projects: Sequence[Project],
    crumbs=CRUMBS,
    script: str = "",
    banners=(),
    industries=(),
    others=(),
) -> Iterator[Page]:
    """One list, cut into pages of `PER_PAGE`; what introduces it stands on the first."""
    count = max(1, -(-len(projects) // PER_PAGE))
    paths = [path] + [f"{path}page_{number}/" for number in range(2, count + 1)]
    samples = bool(projects) and all(project.sample for project in projects)
    marked = any(project.sample for project in site.library.all(Project))
    for number, at in enumerate(paths, 1):
        first = number == 1
        yield site.page(
            "projects.html",
            path=at,
            title=title if first else f"{title}（第 {number} 页）",
            description=lead,
            column=columns.PROJECTS,
            crumbs=crumbs,
            wide=True,
            script=script if first else "",
            context={
                "title": title,
                "lead": lead,
                "base": path,
                "number": number,
                "count": count,
                "numbers": numbers(number, count),
                "total": len(projects),
                "projects": projects[(number - 1) * PER_PAGE : number * PER_PAGE],
                "samples": samples,
                "marked": marked,
                "banners": banners if first else (),
                "industries": industries,
                "others": others,
            },
        )


def _page(site: Site, project: Project, shared: bool) -> Page:
    """A project's page; `shared` says that others are of the same idea."""
    library = site.library
    banner, industry = library.get(project.banner), library.get(project.industry)
    return site.page(
        "project.html",
        path=address(project),
        title=project.title,
        description=project.summary,
        column=columns.PROJECTS,
        crumbs=CRUMBS,
        published=project.checked_on,
        noindex=project.sample or project.stage == "出库",
        keywords=",".join([project.title, *project.tags]),
        kind="project",
        script="assets/javascripts/library/keep.js",
        filters={"banner": banner.title, "industry": industry.short, **({"idea": project.idea} if shared else {})},
        search={
            "sum": f"总投资 {words.span(project.investment, '万元')}",
            "banner": banner.short,
            **({"sample": labels.SAMPLE} if project.sample else {}),
        },
        words=partial(_words, site, project),
        context={"project": project, "banner": banner, "industry": industry, "facts": facts},
    )


def _words(site: Site, project: Project) -> tuple[str, ...]:
    """What finds a project: what it is, where and for whom, and what it takes. Not its permits and risks, which are much the same for all."""
    get = site.library.get
    return (
        "、".join(project.tags),
        project.summary,
        "　".join([get(project.banner).title, get(project.industry).title, get(project.industry).short, project.mode, project.source]),
        "、".join(get(group).short for group in project.suits),
        project.about,
        "、".join(cost.item for cost in project.costs),
    )
