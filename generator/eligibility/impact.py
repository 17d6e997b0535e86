"""What a change of the rules changes for people: two versions tried on the same situations.

Compared are the status of an item, its amount, the clauses that it rests on, and its validity; never wording.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from math import prod
from typing import Any

from .evaluate import Cause, Evaluator, Trace, validity
from .months import add_months
from .nodes import replaced, taken
from .situations import domains, situations
from .solve import Judge, differing, ranges

Rules = Mapping[str, Any]
Item = Mapping[str, Any]
Answers = dict[str, Any]

MOST = 4000
"""Situations tried for one item; where there are more, as many by lot and one that is looked for."""

EXAMPLES = 20
"""Situations of one kind of change that are made smaller to find the smallest."""


def impact(base: Rules, head: Rules, day: date) -> dict[str, Any]:
    """The difference that head makes against base, ready to print. Items that cannot differ are not tried."""
    before, after = ({item["id"]: item for item in rules["items"]} for rules in (base, head))
    sides = Evaluator(base, day), Evaluator(head, day)
    items = [_changes(sides, (before[name], after[name])) for name in before if name in after]
    return {
        "date": day.isoformat(),
        "added": [_named(after[name]) for name in after if name not in before],
        "removed": [_named(before[name]) for name in before if name not in after],
        "items": [item for item in items if item],
    }


def incomparable(faults: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """The impact on a base that cannot be compared: for its faults or, with none, as it holds nothing yet."""
    return {"date": day.isoformat(), "faults": faults, "added": [], "removed": [], "items": []}


def _named(item: Item) -> dict[str, str]:
    return {"id": item["id"], "title": item["title"]}


def _changes(sides: tuple[Evaluator, Evaluator], items: tuple[Item, Item]) -> dict[str, Any] | None:
    """All that changes for an item; None where nothing does."""
    changes = _Compared(sides, items).changes()
    held = [_held(side, item) for side, item in zip(sides, items, strict=True)]
    if held[0] == held[1]:
        return changes
    return (changes or _named(items[1])) | {"validity": held}


def _held(side: Evaluator, item: Item) -> dict[str, Any]:
    """Whether an item may be relied on, and for which documents and days."""
    told = ("document", "starts", "ends", "repealed")
    documents = [{name: facts[name] for name in told if name in facts} for facts in item["validity"]]
    return {"state": validity(item["validity"], side.day), "documents": documents}


class _Compared:
    """One item in its two versions."""

    def __init__(self, sides: tuple[Evaluator, Evaluator], items: tuple[Item, Item]) -> None:
        self.sides, self.items, self.day = sides, items, sides[0].day
        self.merged = Evaluator(_merged_rules(sides[0].rules, sides[1].rules), self.day)
        skip = items[1].get("skip") or items[0].get("skip")
        self.item = (
            {"id": items[0]["id"]}
            | ({"skip": skip} if skip else {})
            | {key: [*items[0].get(key, ()), *items[1].get(key, ())] for key in ("conditions", "exclusions", "amounts", "doubts")}
        )

    def changes(self) -> dict[str, Any] | None:
        """How many situations change, and the smallest example of each kind of change; None where nothing does."""
        if self._basis(0) == self._basis(1):
            return None
        if retyped := self._retyped():
            return _named(self.items[1]) | {"retyped": retyped}
        tried = 0
        kinds: dict[str, tuple[dict[str, Any], list[Answers]]] = {}
        for answers in self._situations():
            tried += 1
            if change := self.change(answers):
                kinds.setdefault(repr(change), (change, []))[1].append(answers)
        groups = [
            {"situations": len(found), "answers": min((self._smallest(answers, change) for answers in found[:EXAMPLES]), key=len), **change}
            for change, found in kinds.values()
        ]
        thresholds = list(self._thresholds())
        if not groups and not thresholds:
            return None
        return _named(self.items[1]) | {
            "changed": sum(group["situations"] for group in groups),
            "situations": tried,
            "by_lot": self._many,
            "changes": sorted(groups, key=lambda group: (len(group["answers"]), -group["situations"])),
            "thresholds": thresholds,
        }

    def change(self, answers: Answers) -> dict[str, Any]:
        """What differs between the two outcomes. Another status has other clauses for it: those are no second change."""
        base, head = self.outcome(0, answers), self.outcome(1, answers)
        parts = [part for part in base if base[part] != head[part]]
        return {part: [base[part], head[part]] for part in parts if not (part == "clauses" and "status" in parts)}

    def outcome(self, side: int, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What is compared: status, amounts, and the clauses that decide."""
        evaluator, item = self.sides[side], self.items[side]
        trace: Trace = []
        status, _ = self.status(side, answers, trace)
        nodes = item.get("conditions", ())
        if status == "no":
            nodes = [node for node, seen in zip(nodes, trace, strict=True) if seen["truth"] is False]
        return {
            "status": status,
            "amounts": [evaluator.amount(amount, answers) for amount in item.get("amounts", ())],
            "clauses": sorted(set(_cites(nodes))),
        }

    def status(self, side: int, answers: Mapping[str, Any], trace: Trace | None = None) -> tuple[str, frozenset[Cause]]:
        """The result, `aside` where the item is not listed for those answers, and what leaves it open."""
        if self.sides[side].aside(self.items[side], answers):
            return "aside", frozenset()
        return self.sides[side].result(self.items[side], answers, self.day, trace)

    def _basis(self, side: int) -> Any:
        """All that an item's outcomes depend on."""
        evaluator, item = self.sides[side], self.items[side]
        facts = {name: evaluator.facts[name] for name in domains(evaluator.rules, {"conditions": (), **item}, self.day)}
        amounts = item.get("amounts", ())
        return (
            [item.get(key) for key in ("decided", "conditions", "exclusions", "skip")],
            [(amount, evaluator.rules["parameters"][amount["of"]]["values"] if "of" in amount else None) for amount in amounts],
            {name: (fact["type"], fact.get("needs"), fact.get("options"), fact.get("most")) for name, fact in facts.items()},
        )

    def _retyped(self) -> list[str]:
        """The questions of the item that take another kind of answer in head: no situation fits both versions."""
        base, head = (side.facts for side in self.sides)
        return [
            name
            for name in domains(self.merged.rules, self.item, self.day)
            if name in base and name in head and base[name]["type"] != head[name]["type"]
        ]

    @cached_property
    def _many(self) -> bool:
        return prod(map(len, domains(self.merged.rules, self.item, self.day).values())) > MOST

    def _situations(self) -> Iterator[Answers]:
        """Every situation of either version once. One that tells them apart is among them if a search finds it."""
        seen = set()
        found = differing(ranges(self.merged, self.item), (partial(self.status, 0), partial(self.status, 1))) if self._many else None
        for answers in [*([found] if found else ()), *situations(self.merged.rules, self.item, self.day, MOST)]:
            asked = self._asked(answers)
            key = repr(sorted(asked.items()))
            if key not in seen:
                seen.add(key)
                yield asked

    def _asked(self, answers: Mapping[str, Any]) -> Answers:
        """The answers that either version asks for."""
        return {
            name: value
            for name, value in answers.items()
            if any(name in side.facts and side.applies(name, answers, self.day).truth is not False for side in self.sides)
        }

    def _smallest(self, answers: Answers, change: dict[str, Any]) -> Answers:
        """The answers without those that the change does not hang on."""
        for name in reversed(list(answers)):
            fewer = {key: value for key, value in answers.items() if key != name}
            if self.change(fewer) == change:
                answers = fewer
        return answers

    # ---- Thresholds -------------------------------------------------------------------

    def _thresholds(self) -> Iterator[dict[str, Any]]:
        """For each test whose bound changes: both outcomes on the old and the new bound and beside them."""
        old, new = (dict(_bounds(item.get("conditions", ()))) for item in self.items)
        for name, test in new.items():
            if name not in old or (old[name]["bound"], old[name].get("strict")) == (test["bound"], test.get("strict")):
                continue
            if (old[name]["fact"], old[name]["kind"]) != (test["fact"], test["kind"]):
                continue
            answers = self._hinging(name, test)
            bounds = {old[name]["bound"], test["bound"]}
            values = sorted({bound + step for bound in bounds for step in (-1, 0, 1) if bound + step >= 0})
            probed = [{**answers, **self._at(test, value)} for value in values]
            yield {
                "id": name,
                "fact": test["fact"],
                "kind": test["kind"],
                "bound": [old[name]["bound"], test["bound"]],
                "strict": [old[name].get("strict", False), test.get("strict", False)],
                "answers": {key: value for key, value in answers.items() if key != test["fact"]},
                "probes": [
                    {
                        "value": value,
                        "answer": tried[test["fact"]],
                        "base": self.outcome(0, tried)["status"],
                        "head": self.outcome(1, tried)["status"],
                    }
                    for value, tried in zip(values, probed, strict=True)
                ],
            }

    def _hinging(self, name: str, test: Mapping[str, Any]) -> Answers:
        """Answers with which head's result hangs on one test, its question being asked and nothing blocking; none where there are no such."""
        evaluator, item = self.sides[1], self.items[1]
        free = [{"not": {"test": used}} for used in taken(item)]
        asked = {"all": [{"test": need} for need in evaluator.facts[test["fact"]].get("needs", ())]}

        def reading(node: Mapping[str, Any]) -> Judge:
            read = {**item, "conditions": [*free, *(replaced(each, name, node) for each in item["conditions"])]}
            return lambda answers: evaluator.result(read, answers, self.day)

        return differing(ranges(evaluator, item), (reading(asked), reading({"any": []}))) or {}

    def _at(self, test: Mapping[str, Any], value: float) -> Answers:
        """The answers that put a test on a value."""
        if not test["kind"].startswith("months"):
            return {test["fact"]: value}
        ago = f"{add_months(self.day, -int(value)):%Y-%m}"
        return {test["after"]: ago, test["fact"]: f"{self.day:%Y-%m}"} if "after" in test else {test["fact"]: ago}


def _merged_rules(base: Rules, head: Rules) -> dict[str, Any]:
    """All questions of both versions with all their options."""
    facts = {}
    for name in [*base["facts"], *(name for name in head["facts"] if name not in base["facts"])]:
        old, new = base["facts"].get(name, {}), head["facts"].get(name, {})
        options = {option["id"]: option for option in (*old.get("options", ()), *new.get("options", ()))}
        facts[name] = {**old, **new, "options": list(options.values()), "needs": [*old.get("needs", ()), *new.get("needs", ())]}
    return {**head, "facts": facts}


def _cites(nodes: Any) -> Iterator[str]:
    for node in nodes:
        yield node["cite"]
        yield from _cites([*node.get("all", ()), *node.get("any", ()), *([node["not"]] if "not" in node else ())])


def _bounds(nodes: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tests against a number, by the id of their node."""
    for node in nodes:
        if "test" in node and node["test"]["kind"] not in ("is", "has") and "of" not in node["test"]:
            yield node["id"], node["test"]
        yield from _bounds([*node.get("all", ()), *node.get("any", ()), *([node["not"]] if "not" in node else ())])
