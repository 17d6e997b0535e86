"""How results read in Chinese: the one place for pages, the command line and reports."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..kinds.document import Validity

RESULTS = {
    "yes": "条件符合",
    "likely": "初步符合，以审核为准",
    "open": "要先问清",
    "unknown": "还需了解",
    "no": "目前还差",
    "blocked": "不能重复享受",
    "office": "由部门认定",
    "aside": "不列给这样的人",
}
"""What each result is called. “No” names what is missing beside it: it never stands alone."""

REASONS = {
    "office": "由部门认定",
    "unlisted": "未明列，请咨询",
    "alone": "只能看部门或银行怎么认定",
    "unclear": "您选了“不清楚”",
    "unanswered": "还没有回答",
    "boundary": "差不多在界线上，要看具体日子",
}
"""Why a condition is undetermined."""

MARKS = {True: "✓", False: "○", None: "？"}
"""The mark of a condition that is met, not met, or undetermined."""

Item = Mapping[str, Any]
Outcome = Mapping[str, Any]


def result(outcome: Outcome) -> str:
    """The result of an item in a few words."""
    return REASONS["unlisted"] if outcome["result"] == "open" and outcome["unlisted"] else RESULTS[outcome["result"]]


def step(fact: Mapping[str, Any], value: Any, others: Iterable[Any] = ()) -> str:
    """What to do to give a question another answer; with `others`, the options that do as well."""
    match fact["type"]:
        case "单选":
            return "，或".join(option["todo"] for option in fact["options"] if option["id"] in (value, *others))
        case "数字":
            return f"{fact['todo']}（{fact['short']}：{value} {fact.get('unit', '')}）".replace(" ）", "）")
    return str(fact["todo"]) if value else f"把“{fact['short']}”改为“否”"


def steps(change: Mapping[str, Any], others: Mapping[str, Iterable[Any]], facts: Mapping[str, Any]) -> str:
    """All that a change asks somebody to do."""
    return "，并且".join(step(facts[fact], value, others.get(fact, ())) for fact, value in change.items())


def said(outcome: Outcome, item: Item, facts: Mapping[str, Any]) -> str:
    """The result in full: what is missing, what there is still to know, or what blocks it."""
    match outcome["result"]:
        case "no":
            parts = [node["says"].split("。")[0] for node in unmet(outcome, item)]
        case "unknown":
            days = [f"{facts[fact]['short']}是哪一天" for fact in outcome["boundary"]]
            parts = [*(facts[fact]["short"] for fact in outcome["missing"]), *days]
        case "blocked":
            return f"不能与{'、'.join(e['title'] for e in item['exclusions'] if e['item'] in outcome['blocked_by'])}重复享受"
        case _:
            parts = []
    return result(outcome) + (f"：{'；'.join(parts)}" if parts else "")


def unmet(outcome: Outcome, item: Item) -> Iterator[Mapping[str, Any]]:
    """The conditions that are not met."""
    return (node for node, seen in zip(item["conditions"], outcome["trace"], strict=True) if seen["truth"] is False)


def validity(outcome: Outcome) -> str:
    """Whether the item may be relied on."""
    return Validity[outcome["validity"]].value
