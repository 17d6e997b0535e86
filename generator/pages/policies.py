"""Support items: the list, and one page each, answer first."""

from collections.abc import Iterator

from ..eligibility.table import rows
from ..kinds import Department, Policy, Topic
from ..kinds.policy import Ceiling, Exclusion, Handling, Rate
from ..library import Library
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
    for policy in policies:
        yield _page(site, policy)


def _page(site: Site, policy: Policy) -> Page:
    library = site.library
    handling = [(Handling.model_fields[name].title, value) for name, value in policy.handling]
    return site.record_page(
        policy,
        "policy.html",
        keywords=f"{policy.title},{library.get(policy.topic).title}",
        search={"sum": site.sum(policy), "validity": site.validity(policy).short},
        context={
            "policy": policy,
            "rows": rows(policy, library),
            "tables": [
                (library.get(amount.of), amount if isinstance(amount, Rate) else None)
                for amount in policy.amounts or ()
                if isinstance(amount, Rate | Ceiling)
            ],
            "exclusions": exclusions(library, policy),
            "unknown": [label for label, value in handling if value is None],
            "handling": [(label, value) for label, value in handling if value is not None],
            "departments": _departments(library, policy),
            "department_notes": list(dict.fromkeys(filter(None, (library.get(c.document).departments_note for c in policy.clauses)))),
            "related": related(library, policy),
        },
    )


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
