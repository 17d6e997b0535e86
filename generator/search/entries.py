"""What the search knows of every page outside the project library before it reads any text: its names, its own line, and the
questions it answers. Clauses, departments, targets and values are entries of their own, each at its place on a page.

The project library is too large for that; its names, tags and figures are in its catalogue.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from .. import labels, wording
from ..fields import UNPUBLISHED
from ..kinds import KINDS, Banner, Base, Department, Document, Hub, Note, Parameter, Policy, Project, Record, Target, Window
from ..kinds.cite import Cite
from ..kinds.policy import Ceiling
from ..pages.page import Page
from ..pages.render import Site
from ..view import hub

Row = tuple[str, str, str]
"""A line of an answer: what it tells, the text (from which day on, where that changes), and where that is read."""

_TASK = "文件给部门定的任务，不是现在就能领的"
"""What is said first of a task for offices, as on its page."""
_NAMES = ("short", "number", "present", "phone")
"""The fields by which people may know a record, beside its title."""
_LINES = ("summary", "description", "who", "gist", "wording")
"""The fields that say in a line what a record is."""


def entries(site: Site, pages: Iterable[Page]) -> Iterator[dict[str, Any]]:
    """Every entry: those of pages in the order of the pages, then those of places on them. Empty values are left out."""
    records = {record.url: record for kind in KINDS if kind.shown and not kind.numerous for record in site.library.all(kind)}
    for page in searched(pages):
        record = records.get(page.path)
        yield _made(
            page.path,
            page.kind,
            page.title,
            page.description,
            record or site.library.find(Hub, hub(page.path)),
            tags=page.keywords.split(",") if record and page.keywords else [],
            rows=list(rows(site, record)),
            sum=wording.turns(sums(site, record)) if isinstance(record, Policy) else page.search.get("sum", ""),
            validity=wording.turns(site.states(record)) if isinstance(record, Policy | Document) else "",
            sample=page.search.get("sample", ""),
            banner=record.title if isinstance(record, Banner) else page.filters.get("banner", ""),
            list=Project.showing().path if isinstance(record, Banner) else "",
            among=Base.showing().path if isinstance(record, Base) else "",
            staff=isinstance(record, Note) and record.staff,
        )
    for kind in (Department, Window, Target, Parameter):
        for one in site.library.all(kind):
            line = one.figure if isinstance(one, Target) else getattr(one, "summary", "")
            yield _made(one.url, kind.kind, one.title, line, one, rows=list(rows(site, one)))
    for document in site.library.all(Document):
        for clause in document.outline:
            cite = f"{document.short} {wording.clause(clause.clause)}"
            yield _made(
                f"{document.url}#{wording.anchor(clause.clause)}",
                "clause",
                f"{cite}：{clause.title}",
                clause.summary,
                names=[f"{document.number} {wording.clause(clause.clause)}"] if document.number else [],
                validity=wording.turns(site.states(document)),
                rows=[("概要", clause.summary, ""), ("现在", wording.turns(site.turns(document, _now(site, document))), "")],
            )


def searched(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages outside the project library that the search finds."""
    return (page for page in pages if page.kind and not page.words)


def _made(path: str, kind: str, title: str, line: str, record: Record | None = None, **more: Any) -> dict[str, Any]:
    names = [value for name in _NAMES if (value := getattr(record, name, None)) and value != title]
    names += getattr(record, "aliases", ())
    lines = [value for name in _LINES if (value := getattr(record, name, None)) and value != line]
    if isinstance(record, Hub) and record.title != title:
        names.append(record.title)
    given = {"names": names, "more": " ".join(lines), "asks": list(getattr(record, "asks", ())), **more}
    return {"path": path, "kind": kind, "title": title, "line": line} | {name: value for name, value in given.items() if value}


def sums(site: Site, policy: Policy) -> list[tuple[date, str]]:
    """The amount of an item in few characters, from which day on."""
    brief = wording.brief(policy.amounts, site.library, site.on)
    return [(day, meant + brief) for day, meant in site.meant(policy)] if policy.amounts else []


def rows(site: Site, record: Record | None) -> Iterator[Row]:
    """What a record answers at once: how much, whether it still holds, whom to ask, what was aimed at and what came of it."""
    match record:
        case Policy():
            if record.nature == "任务":
                yield "是什么", _TASK, ""
            else:
                yield "给多少", wording.turns(sums(site, record)) or labels.UNSAID, ""
            cite = _giving(site, record)
            yield "依据", _cited(site, cite), site.url_of(cite)
            yield "现在", wording.turns(site.turns(record, _now(site, record))), ""
            window = site.library.get(record.contacts[0])
            yield "问谁", " ".join(filter(None, (window.title, window.phone))), f"tel:{window.phone}" if window.phone else window.url
        case Document():
            yield "文号", record.number or "待核对", ""
            yield "现在", wording.turns(site.turns(record, _now(site, record))), ""
        case Department() | Window():
            yield "电话", record.phone or UNPUBLISHED, f"tel:{record.phone}" if record.phone else ""
            if isinstance(record, Window) and record.address:
                yield "地址", record.address, ""
        case Target():
            yield "目标", record.figure, ""
            yield "完成", UNPUBLISHED if record.actual is None else f"{wording.number(record.actual)} {record.unit}", ""
            yield "依据", _cited(site, record.cite), site.url_of(record.cite)
        case Parameter() if value := record.on(site.on):
            yield "多少", wording.measured(value.value, record.unit) + wording.unread(value.cite, site.library), ""
            yield "依据", _cited(site, value.cite), site.url_of(value.cite)


def _giving(site: Site, policy: Policy) -> Cite:
    """The clause that the sum of an item is from, which for a ceiling is that of its value; of an item without one, its first clause."""
    if policy.nature == "任务" or not policy.amounts:
        return policy.clauses[0]
    amount = wording.leading(policy.amounts)
    if not isinstance(amount, Ceiling):
        return amount.cite
    parameter: Parameter = site.library.get(amount.of)
    value = parameter.on(site.on)
    return value.cite if value else policy.clauses[0]


def _now(site: Site, record: Policy | Document) -> Callable[[date], str]:
    """Whether it still holds; of an item that rests on more than the plan, what each document carries, and who confirmed what."""

    def said(day: date) -> str:
        if isinstance(record, Document) or not site.beside_plan(record):
            return site.validity(record, day).value
        found = [(basis, site.library.get(basis.document)) for basis in record.rests_on]
        parts = [f"“{basis.carries or document.short}”{site.validity(document, day).short}" for basis, document in found]
        confirmed = [f"{document.confirmed_by}。" for _, document in found if document.confirmed_by and site.validity(document, day).holds]
        return "；".join(parts) + "。" + "".join(confirmed)

    return said


def _cited(site: Site, cite: Cite) -> str:
    short = site.library.get(cite.document).short
    return f"{short} {wording.clause(cite.clause)}" if cite.clause else short
