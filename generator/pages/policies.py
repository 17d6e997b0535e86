"""Support items: the list, and one page each, answer first."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..eligibility.table import rows
from ..kinds import Department, Policy, Topic
from ..kinds.policy import Ceiling, Exclusion, Handling, Rate
from ..library import Library
from .explainer import lengths
from .page import Page
from .render import Site


def pages(site: Site) -> Iterator[Page]:
    """`policies/` and a page for every item."""
    policies = site.library.all(Policy)
    sections = [(topic, [p for p in policies if p.topic == topic.id]) for topic in site.library.all(Topic)]
    yield site.list_page(
        Policy,
        "policies.html",
        context={"count": len(policies), "sections": sections},
    )
    questions = lengths(site)
    for policy in policies:
        yield _page(site, policy, questions.get(policy.id))


def _page(site: Site, policy: Policy, questions: int | None) -> Page:
    """One item. `questions` is how many the explainer asks about it, none where answers do not decide it."""
    library, source = site.library, policy.clauses[0]
    handling = [(Handling.model_fields[name].title, value) for name, value in policy.handling]
    shown: dict[str, Any] = {
        "rows": rows(policy, library),
        "exclusions": exclusions(library, policy),
        "unknown": [label for label, value in handling if value is None],
        "handling": [(label, value) for label, value in handling if value is not None],
        "tables": [
            (library.get(amount.of), amount if isinstance(amount, Rate) else None)
            for amount in policy.amounts or ()
            if isinstance(amount, Rate | Ceiling)
        ],
        "departments": _departments(library, policy),
        "related": related(library, policy),
    }
    parts = [part for condition in policy.conditions for part in (condition, *(condition.any or ()))]
    cites = [part.cite for part in parts] + [amount.cite for amount in policy.amounts or () if not isinstance(amount, Ceiling)]
    cites += [value.cite for parameter, _ in shown["tables"] if (value := parameter.on(site.on))]
    return site.record_page(
        policy,
        "policy.html",
        keywords=f"{policy.title},{library.get(policy.topic).title}",
        search={"sum": site.sum(policy), "validity": site.validity(policy).short},
        context=shown
        | {
            "policy": policy,
            "questions": questions,
            "source": source,
            "one_source": all(cite in (None, source) for cite in cites),
            "folded": _folded(policy, shown),
            "department_notes": list(dict.fromkeys(filter(None, (library.get(c.document).departments_note for c in policy.clauses)))),
        },
    )


def _folded(policy: Policy, shown: Mapping[str, Any]) -> dict[str, str]:
    """The parts that a page folds away and has anything in, in their order: what is inside, and how much."""
    bases = {parameter.short: None for parameter, _ in shown["tables"]}
    offices = {department.id for listed in shown["departments"] for department in listed}
    names = {
        "table": (len(shown["rows"]), "我符合吗：{} 行对照表"),
        "exclusions": (len(shown["exclusions"]), "不能同时享受的 {} 项"),
        "handling": (len(shown["unknown"]) or "", "怎么办理：没写明的 {} 样" if shown["unknown"] else "怎么办理"),
        "also": (len(policy.also) + bool(policy.funded_by), "另外要知道的 {} 条"),
        "amounts": ("、".join(bases), "金额怎么来：{}"),
        "unsaid": (len(policy.unsaid), "文件没写明的 {} 处"),
        "doubts": (len(policy.doubts), "口径待确认的 {} 处"),
        "people": (len(policy.groups), "可以看这一项的 {} 类人"),
        "sources": (len(policy.clauses), f"依据 {{}} 处，分工部门 {len(offices)} 个" if offices else "依据 {} 处"),
        "related": (len(shown["related"]), "相关的 {} 项"),
    }
    return {name: title.format(count) for name, (count, title) in names.items() if count or name == "handling"}


def exclusions(library: Library, policy: Policy) -> list[tuple[Policy, Exclusion]]:
    """What an item cannot be had together with, whichever side declares it."""
    own = [(library.get(exclusion.item), exclusion) for exclusion in policy.exclusions]
    other = [(one, exclusion) for one in library.all(Policy) for exclusion in one.exclusions if exclusion.item == policy.id]
    return own + other


def related(library: Library, policy: Policy) -> list[Policy]:
    """Items that this one names, then those that name it, each once."""
    naming = [other for other in library.all(Policy) if policy.id in other.related]
    return list({one.id: one for one in [*map(library.get, policy.related), *naming]}.values())[:6]


def _departments(library: Library, policy: Policy) -> list[tuple[Department, ...]]:
    """The departments of an item's clauses, each list in its document's order and once."""
    clauses = [library.get(cite.document).clause(cite.clause) for cite in policy.clauses]
    lists = dict.fromkeys(clause.departments for clause in clauses if clause and clause.departments)
    return [tuple(map(library.get, listed)) for listed in lists]
