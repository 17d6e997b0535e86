"""The rules as one JSON value: what the browser loads and what both engines evaluate."""

from datetime import date
from typing import Any

from ..kinds import Definition, Document, Fact, Parameter, Policy
from ..kinds.cite import Cite
from ..kinds.condition import Condition, Node, Test
from ..kinds.document import Validity
from ..kinds.policy import Basis, Ceiling, Fixed, Rate, Tiers
from ..library import Library
from ..view import View
from ..wording import brief, clause, meaning, unread
from .answers import FIRST_YEAR
from .nodes import tests
from .terms import REASONS, RESULTS

VERSION = 1
"""Of this format; a shared link carries it."""


def compiled(view: View) -> dict[str, Any]:
    """Facts in the order they are asked, parameters, and every item. Absent keys mean no or none."""
    library = view.library
    items = [_item(view, policy) for policy in library.all(Policy)]
    choosing = {test["fact"] for item in items for node in item.get("conditions", ()) if "who" in node for test in tests([node])}
    return {
        "version": VERSION,
        "built": view.on.isoformat(),
        "first_year": FIRST_YEAR,
        "facts": {fact.id: _fact(library, fact, choosing) for fact in library.all(Fact)},
        "parameters": {
            parameter.id: {
                "title": parameter.title,
                "values": [
                    _present({"from": value.starts_on.isoformat(), "value": _plain(value.value), "mark": unread(value.cite, library)})
                    for value in parameter.values
                ],
            }
            for parameter in library.all(Parameter)
        },
        "definitions": [
            _present({"id": one.id, "title": one.title, "also": list(one.also), "says": meaning(one, library)})
            for one in library.all(Definition)
        ],
        "words": {"results": RESULTS, "reasons": REASONS, "validity": {state.name: state.short for state in Validity}},
        "items": items,
    }


def _fact(library: Library, fact: Fact, choosing: set[str]) -> dict[str, Any]:
    """A question. It `chooses` where its answer says for whom somebody asks."""
    return _present(
        {
            "title": fact.title,
            "short": fact.short,
            "why": fact.why,
            "type": fact.type,
            "section": fact.section,
            "options": [
                _present({"id": option.id, "title": option.title, "todo": option.to_do, "groups": list(map(str, option.groups))})
                for option in fact.options
            ],
            "unit": fact.unit,
            "most": fact.most and _plain(fact.most),
            "change": fact.change,
            "todo": fact.to_do,
            "needs": [_test(library, test) for test in fact.needs],
            "sensitive": fact.sensitive,
            "chooses": fact.id in choosing,
        }
    )


def _item(view: View, policy: Policy) -> dict[str, Any]:
    library = view.library
    return _present(
        {
            "id": policy.id,
            "title": policy.title,
            "url": policy.url,
            "summary": policy.summary,
            "ask": policy.ask,
            "payee": policy.payee,
            "sum": brief(policy.amounts, library, view.on),
            "amounts": [found for amount in policy.amounts or () if (found := _amount(amount))],
            "validity": [_document(view, policy, basis) for basis in policy.rests_on],
            "decided": policy.decided,
            "conditions": [_node(view, node, node.cite) for node in policy.conditions] if policy.decided else [],
            "notes": [{"says": note.says, **_cited(view, note.cite)} for note in policy.also],
            "skip": policy.skip and _test(library, policy.skip),
            "groups": list(map(str, policy.groups)),
            "exclusions": _exclusions(library, policy),
            "doubts": [
                {"says": doubt.says, "taken": doubt.taken, "node": doubt.node, "otherwise": _node(view, doubt.otherwise, doubt.cite)}
                for doubt in policy.doubts
                if doubt.node and doubt.otherwise
            ],
            "contacts": [
                _present({"title": window.title, "phone": window.phone, "url": window.url}) for window in map(library.get, policy.contacts)
            ],
        }
    )


def _document(view: View, policy: Policy, basis: Basis) -> dict[str, Any]:
    """What says on which days a document may be relied on, for which part of the item, and whether it `gives` the amount."""
    document: Document = view.library.get(basis.document)
    return _present(
        {
            "document": document.short,
            "url": document.url,
            "carries": basis.carries,
            "gives": document == view.giver(policy),
            "starts": _iso(document.starts_on),
            "ends": _iso(document.ends_on),
            "unseen": not document.seen,
            "confirmed": bool(document.confirmed_on),
            "repealed": _iso(document.repealed_on),
            "superseded": bool(document.superseded_by),
        }
    )


def _exclusions(library: Library, policy: Policy) -> list[dict[str, Any]]:
    """What blocks an item: its own exclusions, those that other items declare against it, and that it was received and is given once."""
    own = [(library.get(e.item), e.taken_there, e) for e in policy.exclusions if e.taken_there]
    others = [(other, e.taken_here, e) for other in library.all(Policy) for e in other.exclusions if e.item == policy.id and e.taken_here]
    found = [
        {"item": other.id, "title": other.title, "test": {"fact": str(fact), "kind": "is", "bound": True}, "says": e.says}
        for other, fact, e in own + others
    ]
    if policy.received:
        says = "您说已经领过，这一项只给一次。"
        found.append({"item": policy.id, "title": policy.title, "test": _test(library, policy.received), "says": says})
    return found


def _amount(amount: Any) -> dict[str, Any] | None:
    match amount:
        case Fixed():
            return _present(
                {
                    "form": "fixed",
                    "value": amount.value,
                    "per": amount.per,
                    "once": amount.once,
                    "times": amount.times and str(amount.times),
                }
            )
        case Tiers():
            return {"form": "tiers", "values": list(amount.values)}
        case Rate():
            return _present(
                {
                    "form": "rate",
                    "percent": _plain(amount.percent),
                    "of": str(amount.of),
                    "months": amount.months,
                    "at": amount.at and str(amount.at),
                    "times": amount.times and str(amount.times),
                }
            )
        case Ceiling():
            return {"form": "ceiling", "label": amount.label, "of": str(amount.of)}
    return None


def _cited(view: View, cite: Cite) -> dict[str, str]:
    """Where something stands, and where that is read."""
    short = view.library.get(cite.document).short
    return {"cite": f"{short} {clause(cite.clause)}" if cite.clause else short, "url": view.url_of(cite)}


def _node(view: View, node: Node, cite: Cite) -> dict[str, Any]:
    cite = node.cite or cite
    return _present(
        {
            "id": node.id,
            "says": node.says,
            **_cited(view, cite),
            "test": _test(view.library, node.test) if node.test else None,
            "all": [_node(view, child, cite) for child in node.all or ()],
            "any": [_node(view, child, cite) for child in node.any or ()],
            "not": _node(view, node.not_, cite) if node.not_ else None,
            "open": node.open,
            "office": node.office_decides,
            "who": isinstance(node, Condition) and node.who,
        }
    )


IN_YUAN = {"元": 1, "万元": 10_000}
"""The units in which a question may ask for money, in yuan."""


def _test(library: Library, test: Test) -> dict[str, Any]:
    """A test. What an option means is the options that mean it; a dated value is looked up on the day."""
    fact: Fact = library.get(test.fact)
    bound: dict[str, Any]
    match test.kind:
        case "has":
            bound = {"kind": "has", "bound": [option.id for option in fact.options if test.has in (option.id, *option.means)]}
        case "at_most_of":
            bound = {"kind": "at_most", "of": str(test.at_most_of), "per": IN_YUAN[fact.unit or ""]}
        case kind:
            bound = {"kind": kind, "bound": _plain(test.bound) if isinstance(test.bound, float) else test.bound}
    return _present({"fact": str(test.fact), "after": test.after and str(test.after), "strict": test.strict}) | bound


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, False, "", [])}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
