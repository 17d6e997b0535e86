"""Pages that look over the whole library: home, targets, departments, search, sitemap."""

from collections.abc import Iterator

from .. import labels
from ..kinds import Banner, Base, Department, Document, Group, Industry, Policy, Project, Studio, Target, Window
from . import columns
from .page import Page
from .render import Site

KINDS_OFFERED = ("policy", "project", "base", "studio", "group", "document", "department")
"""The kinds of page to choose from on the search page, in its order; the few pages about the site itself are found without."""


def pages(site: Site) -> Iterator[Page]:
    """The pages that belong to no single kind."""
    yield _home(site)
    yield _targets(site)
    yield _departments(site)
    yield _search(site)
    yield _sitemap(site)


def _home(site: Site) -> Page:
    policies = site.library.all(Policy)
    return site.page(
        "home.html",
        path="",
        title="首页",
        description=columns.HOME.description,
        column=columns.HOME,
        wide=True,
        context={
            "policies": policies,
            "glance": [p for p in policies if p.amounts][:8],
            "groups": [g for g in site.library.all(Group) if not g.organisation],
            "checked_on": min((p.checked_on for p in policies), default=site.on),
        },
    )


def _targets(site: Site) -> Page:
    targets = site.library.all(Target)
    people = [t for t in targets if t.unit == "人"]
    return site.page(
        "targets.html",
        path="targets/",
        title="计划目标",
        description="方案在规划期里定的目标，不是完成的成绩。",
        column=columns.DOCUMENTS,
        crumbs=(("首页", ""), ("文件依据", "documents/")),
        kind="document",
        published=max((t.checked_on for t in targets), default=None),
        context={"targets": targets, "people": people, "most": max((t.value for t in people), default=1)},
    )


def _departments(site: Site) -> Page:
    rows = []
    for department in site.library.all(Department):
        clauses = [
            (document, clause)
            for document in site.mentions(department, Document)
            for clause in document.outline
            if department.id in clause.departments
        ]
        places = {(document.id, clause.clause) for document, clause in clauses}
        policies = [p for p in site.library.all(Policy) if any((c.document, c.clause) in places for c in p.clauses)]
        rows.append((department, clauses, policies))
    rows.sort(key=lambda row: -len(row[1]))
    return site.page(
        "departments.html",
        path="departments/",
        title="部门与咨询",
        description="咨询热线，以及每个部门分工的条款和支持事项。",
        column=columns.POLICIES,
        crumbs=(("首页", ""),),
        kind="department",
        published=max((w.checked_on for w in site.library.all(Window)), default=None),
        context={"windows": site.library.all(Window), "rows": rows},
    )


def _search(site: Site) -> Page:
    used = {project.industry for project in site.library.all(Project)}
    return site.page(
        "search.html",
        path="search/",
        title="搜索",
        description="搜索支持政策、创业项目、孵化基地和导师。",
        column=columns.ABOUT,
        crumbs=(("首页", ""),),
        script="assets/javascripts/search/search.js",
        context={
            "kinds": [(kind, labels.KINDS[kind]) for kind in KINDS_OFFERED],
            "banners": [(b.title, b.title) for b in site.library.all(Banner)],
            "industries": [(i.short, i.short) for i in site.library.all(Industry) if i.id in used],
        },
    )


def _sitemap(site: Site) -> Page:
    library = site.library
    industries = {project.industry for project in site.listed}
    sections = [
        ("我能得到什么", "check/", []),
        ("支持政策", "policies/", library.all(Policy)),
        ("我是谁", "groups/", library.all(Group)),
        ("创业项目：按旗区", "projects/", library.all(Banner)),
        ("创业项目：按行业", "projects/", [i for i in library.all(Industry) if i.id in industries]),
        ("孵化基地", "bases/", library.all(Base)),
        ("导师工作室", "studios/", library.all(Studio)),
        ("文件依据", "documents/", library.all(Document)),
        ("计划目标", "targets/", []),
        ("随时间变化的数值", "parameters/", []),
        ("部门与咨询", "departments/", []),
        ("搜索", "search/", []),
        ("关于本站", "about/", []),
        ("隐私", "privacy/", []),
        ("无障碍", "accessibility/", []),
        ("改内容", "contribute/", []),
        ("部署和联网", "operate/", []),
    ]
    return site.page(
        "sitemap.html",
        path="sitemap/",
        title="站点地图",
        description="本站全部栏目和支持事项。",
        column=columns.ABOUT,
        crumbs=(("首页", ""),),
        context={"sections": sections},
        wide=True,
    )
