"""Looks for answers that show something about a rule, and gives up a path as soon as it cannot."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from .evaluate import Cause, Evaluator
from .nodes import tests
from .situations import domains

Answers = dict[str, Any]
Item = Mapping[str, Any]
Judge = Callable[[Answers], tuple[Any, frozenset[Cause]]]
"""What is told apart, and the causes that leave it open."""
Found = Answers | Literal[False] | None
"""The answers that a search came to: None where there are none, False where it gave up."""

MOST = 3000
"""Looks at a rule before a search gives up; the rules of a notice need some dozens."""


def ranges(evaluator: Evaluator, item: Item) -> dict[str, list[Any]]:
    """The answers worth trying, one of those that no test tells apart."""
    found = [
        *tests(item["conditions"]),
        *(test for doubt in item.get("doubts", ()) for test in tests([doubt["otherwise"]])),
        *(test for fact in evaluator.facts.values() for test in fact.get("needs", ())),
    ]
    compared = {name for test in found if "after" in test for name in (test["fact"], test["after"])}
    free = Evaluator(without_needs(evaluator.rules), evaluator.day)
    kept: dict[str, list[Any]] = {}
    for fact, answers in domains(evaluator.rules, item, evaluator.day).items():
        own = [test for test in found if test["fact"] == fact]
        told = {
            repr(answer) if fact in compared else tuple(free.test(test, {fact: answer}, free.day) for test in own): answer
            for answer in reversed(answers)
        }
        kept[fact] = list(reversed(told.values())) if own else answers
    return kept


def search(tried: Mapping[str, list[Any]], look: Callable[[Answers], bool | None]) -> Found:
    """The first answers that `look` says True of.

    `look` says False where no further answer can help, None where one might.
    """
    names, looks = list(tried), 0

    def further(answers: Answers, depth: int) -> Found:
        nonlocal looks
        looks += 1
        if looks > MOST:
            return False
        seen = look(answers)
        if seen:
            return answers
        if seen is False or depth == len(names):
            return None
        for answer in tried[names[depth]]:
            found = further({**answers, names[depth]: answer}, depth + 1)
            if found is not None:
                return found
        return None

    return further({}, 0)


def met(evaluator: Evaluator, item: Item) -> Found:
    """Answers with which the item fits."""

    def look(answers: Answers) -> bool | None:
        result, causes = evaluator.result(item, answers, evaluator.day)
        return result in ("yes", "likely") or (None if _open(causes) else False)

    return search(ranges(evaluator, item), look)


def differing(tried: Mapping[str, list[Any]], *pairs: tuple[Judge, Judge]) -> Found:
    """Answers that tell two rules apart.

    The last pair is the rules; pairs before it are parts of them without whose difference there is none.
    """

    def look(answers: Answers) -> bool | None:
        for one, other in pairs:
            mine, theirs = one(answers), other(answers)
            open_ = _open(mine[1]) or _open(theirs[1])
            if not open_ and mine[0] == theirs[0]:
                return False
        return None if open_ else True

    return search(tried, look)


def without_needs(rules: Mapping[str, Any]) -> dict[str, Any]:
    """The same rules with every question always asked."""
    return {**rules, "facts": {name: {**fact, "needs": ()} for name, fact in rules["facts"].items()}}


def _open(causes: frozenset[Cause]) -> bool:
    return any(kind == "unanswered" for kind, _ in causes)
