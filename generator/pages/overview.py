"""Pages that look over the whole library: home, targets, departments, search, sitemap."""

from collections.abc import Iterator, Sequence

from ..kinds import KINDS, Banner, Base, Department, Document, Event, Group, Industry, Note, Policy, Project, Record, Studio, Target, Window
from ..view import HOME, PAGES
from . import matrix, now
from .banners import by_banner
from .figures import bars
from .page import Page
from .records import coming
from .render import Site


def pages(site: Site) -> Iterator[Page]:
    """The pages that belong to no single kind."""
    yield _home(site)
    yield _targets(site)
    yield _departments(site)
    yield _search(site)
    yield _sitemap(site)


def _home(site: Site) -> Page:
    sums = matrix.sums(site)
    policies, events = site.library.all(Policy), coming(site.library.all(Event), site.on)
    return site.page(
        "home.html",
        path="",
        title=PAGES[""],
        description=site.worded(HOME).description,
        section=site.worded(HOME),
        wide=True,
        context={
            "policies": policies,
            "upheld": now.upheld(site),
            "holding": now.UPHELD,
            "matrix": sums,
            "Claim": matrix.Claim,
            "meant": matrix.meant(site),
            "largest": matrix.largest(site, sums),
            "banners": by_banner(site),
            "invented": {"projects": site.invented(Project), "bases": site.invented(Base), "studios": site.invented(Studio)},
            "tasks": sum(policy.nature == "任务" for policy in policies),
            "untold": any(policy.handling.steps is None for policy in policies),
            "groups": [g for g in site.library.all(Group) if not g.organisation],
            "events": events[:3],
            "checked_on": min((p.checked_on for p in policies), default=None),
        },
    )


def _targets(site: Site) -> Page:
    targets = site.library.all(Target)
    people = [t for t in targets if t.unit == "人"]
    return site.page(
        "targets.html",
        path="targets/",
        title=PAGES["targets/"],
        description="方案在规划期里定的目标，不是完成的成绩。",
        section=site.section(Document),
        crumbs=site.crumbs(Document),
        kind=site.found_as(Document),
        published=max((t.checked_on for t in targets), default=None),
        wide=True,
        context={"targets": targets, "people": bars([(t.title, t.value, t.value, t.figure) for t in people])},
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
        title=PAGES["departments/"],
        description="咨询热线，以及每个部门分工的条款和支持事项。",
        section=site.section(Policy),
        crumbs=site.crumbs(),
        kind=site.found_as(Department),
        published=max((w.checked_on for w in site.library.all(Window)), default=None),
        context={
            "windows": site.library.all(Window),
            "rows": rows,
            "notes": [document.departments_note for document in site.library.all(Document) if document.departments_note],
            "silent": any(department.phone is None for department, _, _ in rows),
        },
    )


def _search(site: Site) -> Page:
    used = {project.industry for project in site.library.all(Project)}
    offered = {site.found_as(kind) for kind in KINDS if kind.shown and kind.shown.rank and site.library.records[kind.kind]}
    return site.page(
        "search.html",
        path="search/",
        title=PAGES["search/"],
        description="搜索支持政策、创业项目、孵化基地和导师。",
        section=site.section(Note),
        crumbs=site.crumbs(),
        script="assets/javascripts/search/search.js",
        context={
            "kinds": [(name, called) for name, called in site.called.items() if name in offered],
            "banners": [(b.title, b.title) for b in site.library.all(Banner)],
            "industries": [(i.short, i.short) for i in site.library.all(Industry) if i.id in used],
        },
    )


def _sitemap(site: Site) -> Page:
    library = site.library
    sections: list[tuple[str, str, Sequence[Record]]] = []
    for path, title in PAGES.items():
        if path:
            sections.append((title, path, []))
    for kind in KINDS:
        if kind.shown and kind.shown.section:
            records = [] if kind.numerous else library.all(kind)
            sections.append((site.section(kind).title, kind.shown.path or records[0].url if records else kind.shown.path, records))
    return site.page(
        "sitemap.html",
        path="sitemap/",
        title=PAGES["sitemap/"],
        description="本站全部栏目和支持事项。",
        section=site.section(Note),
        crumbs=site.crumbs(),
        kind="tool",
        context={"sections": sections},
        wide=True,
    )
