"""The project library: lists that need no script, and one page each."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from .. import labels, wording
from ..kinds import Industry, Project, Stage
from ..library import leaves
from .banners import by_banner, place
from .catalogue import spread
from .comparison import facts
from .figures import bars, line
from .page import Page
from .render import Site

PER_PAGE = 24


def pages(site: Site) -> Iterator[Page]:
    """`projects/`, its lists by banner, by industry and of projects that are not offered now, and a page for every project."""
    library = site.library
    projects = sorted(library.all(Project), key=lambda project: (-library.entered_on(project).toordinal(), project.title, project.id))
    offered = [project for project in projects if library.stage(project).offered]
    lists = [
        (stage.apart, [project for project in projects if project.now.stage == stage.id]) for stage in library.all(Stage) if stage.apart
    ]
    lists = [(apart, found) for apart, found in lists if found]
    in_banner: dict[str, list[Project]] = defaultdict(list)
    by_industry: dict[str, list[Project]] = defaultdict(list)
    for project in offered:
        in_banner[project.banner].append(project)
        by_industry[project.industry].append(project)
    banners = by_banner(site)
    industries = sorted((i for i in library.all(Industry) if by_industry[i.id]), key=lambda industry: industry.code)
    yield from _lists(
        site,
        Project.shown.path,
        site.section(Project).title,
        f"{len(offered)} 个创业项目，写明要花多少钱、卖给谁、有哪些风险。" if offered else "写明要花多少钱、卖给谁、有哪些风险。",
        offered,
        {
            "banners": banners,
            "industries": [(industry, len(by_industry[industry.id])) for industry in industries],
            "spread": spread(site),
            "others": [(apart.title, f"{Project.shown.path}{apart.path}/", len(found)) for apart, found in lists],
        },
        crumbs=site.crumbs(),
        script="assets/javascripts/library/library.js" if offered else "",
    )
    for apart, found in lists:
        yield from _lists(site, f"{Project.shown.path}{apart.path}/", apart.title, apart.summary, found)
    for banner, _ in banners:
        lead = f"在{banner.title}创业：项目、基地、导师、活动，和去哪里问。"
        found = in_banner[banner.id]
        yield from _lists(
            site,
            banner.url,
            f"{banner.title}的创业项目和基地",
            lead,
            found,
            {"place": place(site, banner)},
            "banner.html",
            texts=partial(_listed, lead, found),
        )
    for industry in industries:
        found = by_industry[industry.id]
        yield from _lists(site, industry.url, f"{industry.short}类创业项目", f"{industry.title}的项目，最近加入的在前。", found)
    for project in projects:
        yield _page(site, project)


def numbers(number: int, count: int) -> list[int | None]:
    """The page numbers to offer on page `number` of `count`: the first, the last, those around it, and None for a gap."""
    shown = sorted({one for one in (1, number - 1, number, number + 1, count) if 1 <= one <= count})
    found: list[int | None] = []
    for before, one in pairwise((0, *shown)):
        if one - before == 2:
            found.append(one - 1)
        elif one - before > 2:
            found.append(None)
        found.append(one)
    return found


def _lists(
    site: Site,
    path: str,
    title: str,
    lead: str,
    projects: Sequence[Project],
    first: Mapping[str, Any] | None = None,
    template: str = "projects.html",
    crumbs: tuple[tuple[str, str], ...] = (),
    script: str = "",
    texts: Callable[[], tuple[str, ...]] | None = None,
) -> Iterator[Page]:
    """One list, cut into pages of `PER_PAGE`; what the `first` of them shows beside it goes into its own `template`."""
    count = max(1, -(-len(projects) // PER_PAGE))
    paths = [path] + [f"{path}page_{number}/" for number in range(2, count + 1)]
    samples = bool(projects) and all(project.sample for project in projects)
    marked = any(project.sample for project in site.library.all(Project))
    for number, at in enumerate(paths, 1):
        begins = number == 1
        yield site.page(
            template if begins else "projects.html",
            path=at,
            title=title if begins else f"{title}（第 {number} 页）",
            description=lead + (labels.ALL_SAMPLES if samples else ""),
            section=site.section(Project),
            crumbs=crumbs or site.crumbs(Project),
            wide=True,
            kind=site.found_as(Project) if begins else "",
            texts=texts if begins else None,
            script=script if begins else "",
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
                "banners": (),
            }
            | dict((first or {}) if begins else {}),
        )


def _listed(lead: str, projects: Sequence[Project]) -> tuple[str, ...]:
    """What the search reads of a banner's page: its projects. Its bases and studios have pages of their own, which say more."""
    return (lead, *(text for project in projects for text in (project.title, project.summary)))


def _page(site: Site, project: Project) -> Page:
    """A project's page."""
    library = site.library
    stage, now = library.stage(project), project.now
    notice = stage.apart and stage.apart.notice.replace("{day}", wording.day(now.on)) + (f"原因：{now.why}。" if now.why else "")
    return site.record_page(
        project,
        "project.html",
        noindex=project.sample or bool(stage.apart and stage.apart.unlisted),
        keywords=",".join([project.title, *project.tags]),
        script="assets/javascripts/library/keep.js",
        search={"sum": f"总投资 {wording.span(project.investment, '万元')}"},
        words=partial(_words, site, project),
        texts=partial(_texts, site, project),
        context={
            "project": project,
            "said": facts(project, library),
            "banner": library.get(project.banner),
            "industry": library.get(project.industry),
            "stage": stage,
            "notice": notice,
            "costs": bars([(cost.item, cost.amount.low, cost.amount.high, wording.span(cost.amount, "万元")) for cost in project.costs]),
            "places": line([step.on for step in project.lifecycle]),
        },
    )


def _words(site: Site, project: Project) -> tuple[str, ...]:
    """What finds a project: what it is, where and for whom, and what it takes. Not its permits and risks, which are much the same for all."""
    get = site.library.get
    industry = get(project.industry)
    return (
        "、".join(project.tags),
        project.summary,
        f"{get(project.banner).title}　{industry.title}　{industry.short}　{project.mode}　{project.source}",
        "、".join(get(group).short for group in project.suits),
        project.about,
        "、".join(cost.item for cost in project.costs),
    )


def _texts(site: Site, project: Project) -> tuple[str, ...]:
    """All that a project's page says, and what people ask of it."""
    named = [site.library.get(one).title for one in (project.banner, project.industry, *project.suits)]
    return (*(text for text in leaves(project) if type(text) is str), *named, *project.asks)
