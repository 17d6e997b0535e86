"""A rule as a table that reads without any script: each condition, the answer that meets it, and what to do if not."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import Fact, Policy
from ..kinds.cite import Cite
from ..kinds.condition import Condition, Node, Test
from ..library import Library
from ..wording import number


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `depth` is 0 for a condition, more for the parts of one."""

    depth: int
    says: str
    meets: str
    otherwise: str
    cite: Cite


def rows(policy: Policy, library: Library) -> list[Row]:
    """The decision table of an item; empty where only the office decides."""
    if not policy.decided:
        return []
    found = [row for condition in policy.conditions for row in _rows(condition, condition.cite, 0, library)]
    if policy.received:
        found.append(Row(0, "您还没有领过，这一项只给一次。", _meets(policy.received, library, met=False), "", policy.conditions[-1].cite))
    return found


def _rows(node: Node, cite: Cite, depth: int, library: Library) -> Iterator[Row]:
    cite = node.cite or cite
    match node.form:
        case "test" if node.test:
            # Nobody becomes another kind of person for the sake of an item.
            for_whom = isinstance(node, Condition) and node.who
            meets, otherwise = _meets(node.test, library), "" if for_whom else _otherwise(node.test, library)
        case "all":
            meets, otherwise = "下面各项都满足", ""
        case "any":
            meets, otherwise = "下面满足任意一项", "都不是的，请咨询受理部门" if node.open else ""
        case "not":
            meets, otherwise = "下面这项不能有", ""
        case _:
            meets, otherwise = "由部门认定", "请咨询受理部门"
    yield Row(depth, node.says, meets, otherwise, cite)
    for child in node.children:
        yield from _rows(child, cite, depth + 1, library)


def _meets(test: Test, library: Library, *, met: bool = True) -> str:
    """The answer that meets a test, or of a choice the one that does not."""
    fact: Fact = library.get(test.fact)
    unit = fact.unit or ""
    match test.kind:
        case "is":
            return f"{fact.title}回答“{'是' if test.bound is met else '否'}”"
        case "has":
            chosen = (f"“{option.title}”" for option in fact.options if test.has in (option.id, *option.means))
            return f"{fact.title}{'选' if met else '没有选'}{'或'.join(chosen)}"
        case "at_least":
            return f"{fact.short}{'多于' if test.strict else '不少于'} {number(test.bound)} {unit}"
        case "at_most":
            return f"{fact.short}{'少于' if test.strict else '不多于'} {number(test.bound)} {unit}"
        case "at_most_of" if test.at_most_of:
            return f"{fact.short}不多于{library.get(test.at_most_of).title}"
    start = library.get(test.after).short if test.after else fact.short
    end = fact.short if test.after else "今天"
    span = f"从{start}到{end}"
    if test.kind == "months_at_least":
        return f"{span}{'超过' if test.strict else '满'} {_months(test.bound)}"
    return f"{span}{'不满' if test.strict else '不超过'} {_months(test.bound)}"


def _months(months: int) -> str:
    return f"{months // 12} 年" if months % 12 == 0 and months else f"{months} 个月"


def _otherwise(test: Test, library: Library) -> str:
    fact: Fact = library.get(test.fact)
    match fact.change:
        case "可以做到":
            todos = [option.to_do for option in fact.options if option.to_do and test.has in (option.id, *option.means)]
            todo = "，或".join(todos) or fact.to_do
            return f"可以{todo}" if todo else ""
        case "随时间变化":
            return "看时间"
    return ""
