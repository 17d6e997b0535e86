"""Questions and the rules that use them fit together. What this passes can be compiled and evaluated."""

import difflib
from collections.abc import Iterable, Iterator

from ..eligibility.compile import IN_YUAN
from ..kinds import Fact, Parameter, Policy, Record
from ..kinds.condition import TESTS, Node, Test
from ..library import Library, Origin
from ..problems import Problem
from ..text.source import Loc


def check(library: Library) -> Iterator[Problem]:
    """Faults of single questions and items, and questions that nothing uses."""
    for fact in library.all(Fact):
        yield from of_fact(library, fact)
    for policy in library.all(Policy):
        yield from of_policy(library, policy)
    used = _used(library)
    for fact in library.all(Fact):
        if fact.id not in used and library.whole(Policy):
            origin = library.origin(fact)
            yield origin.source.problem(
                origin.loc,
                "unused-question",
                "没有任何支持事项用到这个问题",
                "，请删掉它，或在某个事项的条件里用上",
                key=True,
                severity="warning",
            )


def of_fact(library: Library, fact: Fact) -> Iterator[Problem]:
    """Faults of one question."""
    origin = library.origin(fact)
    if fact.type in ("单选", "多选") and not fact.options:
        yield origin.problem(("type",), "no-options", f"{fact.type}的问题没有选项", "，请在 options 里写上选项")
    seen: set[str] = set()
    for index, option in enumerate(fact.options):
        if option.id in seen:
            yield origin.problem(("options", index, "id"), "duplicate-id", f"选项“{option.id}”写了两次", "，请给每个选项一个不同的编号")
        seen.add(option.id)
    if fact.change == "可以做到" and fact.type == "单选":
        if not any(option.to_do for option in fact.options):
            hint = "，请给能改选的选项加上“to_do: …”，例如“到有关部门登记注册”"
            yield origin.problem(("change",), "no-to-do", "能改变的事，哪个选项都没有写要做什么", hint)
    elif fact.change == "可以做到" and not fact.to_do:
        yield origin.problem(("change",), "no-to-do", "能改变的事，没有写要做什么", "，请加一行“to_do: …”，例如“到有关部门登记注册”")
    for index, test in enumerate(fact.needs):
        loc = ("needs", index)
        yield from _of_test(library, fact, test, loc)
        for name in ("fact", "after"):
            needed = library.find(Fact, getattr(test, name) or "")
            if needed is fact:
                yield origin.problem((*loc, name), "question-order", "一个问题不能以自己为前提", "，请换成排在前面的问题")
            elif needed and (needed.order, needed.id) > (fact.order, fact.id):
                yield origin.problem(
                    (*loc, name),
                    "question-order",
                    f"“{needed.short}”排在这个问题后面，问到这里时还没有回答",
                    f"，请调整两个问题的 order（现在是 {needed.order} 和 {fact.order}）",
                )


def of_policy(library: Library, policy: Policy) -> Iterator[Problem]:
    """Faults of one item's rule."""
    origin = library.origin(policy)
    conditions = list(nodes(policy))
    readings = [(("doubts", index, "otherwise"), doubt.otherwise) for index, doubt in enumerate(policy.doubts) if doubt.otherwise]
    for top, node in [*((("conditions", index), node) for index, node in enumerate(policy.conditions)), *readings]:
        for loc, part in below(node, top):
            if part.test:
                yield from _of_test(library, policy, part.test, (*loc, "test"))
            if policy.decided and part.form is None:
                yield origin.problem(
                    loc,
                    "undecided-condition",
                    "这个事项能自动判断，这一条却没有写怎么判断",
                    f"，请写 {'、'.join(TREE)} 中的一种；只能由部门判断的写“office_decides: 是”{'，只是说明的移到 also' if len(loc) == 2 else ''}",
                )
    for name in ("skip", "received"):
        if test := getattr(policy, name):
            yield from _of_test(library, policy, test, (name,))
    yield from _ids(origin, conditions, frozenset())
    yield from _of_doubts(origin, policy, conditions)
    for index, exclusion in enumerate(policy.exclusions):
        for name in ("taken_here", "taken_there"):
            yield from _of_type(library, policy, getattr(exclusion, name), "是否", ("exclusions", index, name), "说明已经用过的问题")
    for index, amount in enumerate(policy.amounts or ()):
        yield from _of_type(library, policy, getattr(amount, "times", None), "数字", ("amounts", index, "times"), "用来相乘的问题")
        yield from _of_type(library, policy, getattr(amount, "at", None), "月份", ("amounts", index, "at"), "决定用哪个月标准的问题")


def _of_doubts(origin: Origin, policy: Policy, conditions: list[tuple[Loc, Node]]) -> Iterator[Problem]:
    """Other readings that are half written, or of no condition."""
    for index, doubt in enumerate(policy.doubts):
        loc = ("doubts", index)
        if bool(doubt.node) != bool(doubt.otherwise):
            yield origin.problem(
                (*loc, "node" if doubt.node else "otherwise"),
                "half-doubt",
                "node 和 otherwise 要一起写",
                "，请补上另一个；两种理解结果都一样的，两个都删掉",
            )
        replaced = next((node for _, node in conditions if node.id == doubt.node), None)
        if doubt.node and not replaced:
            known = [node.id for _, node in conditions if node.id]
            yield origin.problem((*loc, "node"), "unknown-node", f"条件里没有编号为“{doubt.node}”的", _nearest(doubt.node, known))
        elif doubt.node and replaced and doubt.otherwise:
            gone = {node.id for _, node in below(replaced, ())}
            yield from _ids(origin, below(doubt.otherwise, (*loc, "otherwise")), {node.id for _, node in conditions} - gone)


TREE = ("test", "all", "any", "not")
"""The forms that answers decide."""


def nodes(policy: Policy) -> Iterator[tuple[Loc, Node]]:
    """Every node of an item's conditions with its place in the record."""
    for index, condition in enumerate(policy.conditions):
        yield from below(condition, ("conditions", index))


def below(node: Node, loc: Loc) -> Iterator[tuple[Loc, Node]]:
    """A node and all nodes below it, each with its place."""
    yield loc, node
    if node.not_:
        yield from below(node.not_, (*loc, "not"))
    for index, child in enumerate(node.all or node.any or ()):
        yield from below(child, (*loc, "all" if node.all else "any", index))


def _of_test(library: Library, record: Record, test: Test, loc: Loc) -> Iterator[Problem]:
    origin = library.origin(record)
    fact = library.find(Fact, test.fact)
    if fact and fact.type not in TESTS[test.kind].split("、"):
        fitting = [kind for kind, types in TESTS.items() if fact.type in types.split("、")]
        yield origin.problem(
            (*loc, test.kind),
            "test-kind",
            f"问题“{fact.short}”的回答是{fact.type}，不能用 {test.kind} 判断",
            f"，请改用 {' 或 '.join(fitting)}",
        )
    elif fact and test.has and test.has not in (known := [word for option in fact.options for word in (option.id, *option.means)]):
        yield origin.problem((*loc, "has"), "unknown-option", f"问题“{fact.short}”没有选项“{test.has}”", _nearest(test.has, known))
    parameter = library.find(Parameter, test.at_most_of or "")
    if fact and parameter and (fact.unit not in IN_YUAN or parameter.unit != "元"):
        yield origin.problem(
            (*loc, "at_most_of"),
            "money-unit",
            f"问题“{fact.short}”的单位是“{fact.unit or '空'}”，参数“{parameter.short}”的单位是“{parameter.unit}”，不能相比",
            f"，问题的单位请用{'或'.join(f'“{unit}”' for unit in IN_YUAN)}，参数的单位请用“元”",
        )
    timed = test.kind.startswith("months")
    if test.strict and test.kind in ("is", "has"):
        yield origin.problem((*loc, "strict"), "needless-strict", "只有数字和月份才分“含本数”和“不含本数”", "，请删掉 strict")
    if test.after and not timed:
        yield origin.problem(
            (*loc, "after"), "after-without-months", "after 只能和 months_at_least、months_at_most 一起用", "，请删掉 after"
        )
    elif test.after == test.fact:
        yield origin.problem((*loc, "after"), "after-itself", "从自己的月份算起，永远是 0 个月", "，请换成另一个月份问题")
    elif test.after:
        yield from _of_type(library, record, test.after, "月份", (*loc, "after"), "算起的问题")


def _of_type(library: Library, record: Record, name: str | None, type_: str, loc: Loc, what: str) -> Iterator[Problem]:
    """A question named where only one type of question will do."""
    fact = library.find(Fact, name or "")
    if fact and fact.type != type_:
        fitting = [other.id for other in library.all(Fact) if other.type == type_]
        yield library.origin(record).problem(
            loc,
            "question-type",
            f"{what}要是“{type_}”的，“{fact.short}”的回答是{fact.type}",
            f"，请换成这样的问题：{'、'.join(fitting)}" if fitting else f"，请先写一个“{type_}”的问题",
        )


def _ids(origin: Origin, found: Iterable[tuple[Loc, Node]], taken: Iterable[str | None]) -> Iterator[Problem]:
    """Node ids that are used already."""
    seen = set(taken)
    for loc, node in found:
        if node.id and node.id in seen:
            yield origin.problem((*loc, "id"), "duplicate-id", f"编号“{node.id}”在这个事项里用了两次", "，请给每一条一个不同的编号")
        seen.add(node.id)


def _used(library: Library) -> set[str]:
    """The questions that some item's result or amount depends on, and those that these need."""
    used: set[str] = set()

    def use(name: str | None) -> None:
        fact = library.find(Fact, name or "")
        if fact and fact.id not in used:
            used.add(fact.id)
            for test in fact.needs:
                use(test.fact)
                use(test.after)

    for policy in library.all(Policy):
        for exclusion in policy.exclusions:
            use(exclusion.taken_here)
            use(exclusion.taken_there)
        for said in (policy.skip, policy.received):
            use(said.fact if said else None)
        if not policy.decided:
            continue
        readings = [doubt.otherwise for doubt in policy.doubts if doubt.otherwise]
        for node in [*policy.conditions, *readings]:
            for _, part in below(node, ()):
                if part.test:
                    use(part.test.fact)
                    use(part.test.after)
        for amount in policy.amounts or ():
            use(getattr(amount, "times", None))
            use(getattr(amount, "at", None))
    return used


def _nearest(value: str, known: list[str]) -> str:
    close = difflib.get_close_matches(value, known, 1, 0.5)
    return f"，是否想写 {close[0]}？" if close else f"，可用的编号：{'、'.join(known)}" if known else "，请先给条件写上编号"
