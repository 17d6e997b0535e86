"""Situations to try rules on: every answer that can make a difference, and every combination of them.

A number is tried at each bound and one beside it, a month at each month where a test turns
and one beside it, a choice at each option that some test names and one that none does.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from random import Random
from typing import Any

from .evaluate import UNCLEAR
from .nodes import behind, taken, tests

Rules = Mapping[str, Any]


def domains(rules: Rules, item: Mapping[str, Any], day: date) -> dict[str, list[Any]]:
    """For each fact that an item depends on, the answers worth trying, in the order of the questions."""
    facts = rules["facts"]
    counted = [amount[key] for amount in item.get("amounts", ()) for key in ("times", "at") if key in amount]
    found = behind(
        facts,
        [
            *tests(item["conditions"]),
            *tests(doubt["otherwise"] for doubt in item.get("doubts", ())),
            *taken(item),
            *([item["skip"]] if "skip" in item else []),
            *(need for fact in counted for need in facts[fact].get("needs", ())),
        ],
    )
    by_fact: dict[str, list[Mapping[str, Any]]] = {}
    for test in found:
        by_fact.setdefault(test["fact"], []).append(test)
        if "after" in test:
            by_fact.setdefault(test["after"], [])
    for fact in counted:
        by_fact.setdefault(fact, [])
    return {fact: _answers(about, by_fact[fact], day, rules) for fact, about in facts.items() if fact in by_fact}


def _answers(about: Mapping[str, Any], found: list[Mapping[str, Any]], day: date, rules: Rules) -> list[Any]:
    bounds = sorted({bound for test in found for bound in _bounds(test, rules)})
    match about["type"]:
        case "是否":
            return [True, False]
        case "单选":
            return [option["id"] for option in about["options"]]
        case "多选":
            named = [option["id"] for option in about["options"] if any(option["id"] in test["bound"] for test in found)]
            return [[], *([name] for name in named)]
        case "数字":
            near = {0, *(bound + step for bound in bounds for step in (-1, 0, 1))}
            if not bounds:
                near |= {1, about.get("most", 1)}  # numbers that only an amount is multiplied by
            return sorted(n for n in near if 0 <= n <= about.get("most", n))
    now = day.year * 12 + day.month - 1
    back = {0, 1, *(bound + step for bound in bounds for step in (-1, 0, 1))}
    if not bounds:
        back |= {5, 6, 7, 14}  # dates that only another month is held against
    return [f"{(now - months) // 12:04}-{(now - months) % 12 + 1:02}" for months in sorted(back) if months >= 0]


def _bounds(test: Mapping[str, Any], rules: Rules) -> list[float]:
    """The numbers that a test holds an answer against, whatever the day."""
    if "of" in test:
        return [value["value"] / test["per"] for value in rules["parameters"][test["of"]]["values"]]
    return [] if isinstance(test["bound"], (bool, list)) else [test["bound"]]


def situations(rules: Rules, item: Mapping[str, Any], day: date, most: int, *, partial: bool = False) -> Iterator[dict[str, Any]]:
    """Answers to an item's questions: all combinations where there are at most `most`, else as many by lot.

    `partial` also tries unanswered questions and “不清楚”. The lot is the same in every run.
    """
    ranges = domains(rules, item, day)
    if partial:
        ranges = {fact: [*answers, UNCLEAR, None] for fact, answers in ranges.items()}
    names = list(ranges)
    if prod(map(len, ranges.values())) <= most:
        combinations: Iterable[tuple[Any, ...]] = product(*ranges.values())
    else:
        chance = Random(item["id"])
        combinations = (tuple(map(chance.choice, ranges.values())) for _ in range(most))
    for values in combinations:
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}
