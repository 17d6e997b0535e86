"""Rules that can be met, and say nothing twice: found by trying answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..eligibility.compile import compiled
from ..eligibility.evaluate import Evaluator
from ..eligibility.nodes import tests
from ..eligibility.solve import Judge, differing, met, ranges, without_needs
from ..kinds import Fact, Policy
from ..library import Library
from ..problems import Problem
from ..view import View
from . import conditions

Node = dict[str, Any]
"""A condition as it is compiled."""

DAY = date(2026, 1, 15)
"""Months are tried relative to one day; in mid-month a month is on neither edge. Any such day would do."""


def check(library: Library) -> Iterator[Problem]:
    """Items that nobody can meet, and conditions that change no result. Records with faults are left out."""
    library = _sound(library)
    evaluator = Evaluator(compiled(View(library, DAY)), DAY)
    # A question that is only asked after another answer implies that answer. Saying both is no fault.
    free = Evaluator(without_needs(evaluator.rules), DAY)
    for policy, item in zip(library.all(Policy), evaluator.rules["items"], strict=True):
        if not item.get("decided"):
            continue
        origin = library.origin(policy)
        if met(evaluator, item) is None:
            yield origin.problem(("conditions",), "nobody", "没有人能符合全部条件", "，请找出互相矛盾的条件，或永远达不到的数字")
            continue
        places = {node.id: loc for loc, node in conditions.nodes(policy) if node.id}
        for name in _idle(free, item):
            yield origin.problem(
                (*places[name], "id"),
                "idle-condition",
                "这一条写不写，结果都一样",
                "，请看看它是否总是成立、写重了，或已经包含在别的条件里",
                severity="warning",
            )


def _idle(evaluator: Evaluator, item: dict[str, Any]) -> Iterator[str]:
    """The nodes without which an item has the same result, for the same reasons, whatever the answers."""

    def part(nodes: list[Node]) -> Judge:
        return lambda answers: (verdict := evaluator.node({"all": nodes}, answers, DAY), verdict.causes)

    def whole(nodes: list[Node]) -> Judge:
        changed = {**item, "conditions": nodes}
        return lambda answers: (result := evaluator.result(changed, answers, DAY), result[1])

    tried, conditions = ranges(evaluator, item), item["conditions"]
    for index, one in enumerate(conditions):
        own = {test["fact"] for test in tests([one])}
        first = {fact: tried[fact] for fact in sorted(tried, key=lambda fact: fact not in own)}
        for name, rest in _each_left_out([one]):
            others = [*conditions[:index], *rest, *conditions[index + 1 :]]
            if differing(first, (part([one]), part(rest)), (whole(conditions), whole(others))) is None:
                yield name


def _each_left_out(nodes: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Nodes side by side with one of them, or a part of one, left out; and which."""
    for index, node in enumerate(nodes):
        before, after = nodes[:index], nodes[index + 1 :]
        if "id" in node and "office" not in node and "who" not in node:  # for whom it is decides whether it is listed at all
            yield node["id"], [*before, *after]
        yield from ((name, [*before, changed, *after]) for name, changed in _inside(node))


def _inside(node: Node) -> Iterator[tuple[str, Node]]:
    for form in ("all", "any"):
        if form in node:
            yield from ((name, {**node, form: children}) for name, children in _each_left_out(node[form]))
    if "not" in node:
        yield from ((name, {**node, "not": changed}) for name, changed in _inside(node["not"]))


def _sound(library: Library) -> Library:
    """The library without questions and items that have faults, and without those that refer to them."""
    faulty = [(fact.kind, fact.id) for fact in library.all(Fact) if any(conditions.of_fact(library, fact))]
    faulty += [(policy.kind, policy.id) for policy in library.all(Policy) if any(conditions.of_policy(library, policy))]
    return library.without(faulty)
