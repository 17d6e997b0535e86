"""All outcomes as text for a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..wording import day as said_day
from ..wording import money, number
from . import terms
from .evaluate import Evaluator
from .nodes import every

Item = Mapping[str, Any]
Outcome = Mapping[str, Any]


def report(evaluator: Evaluator, answers: Mapping[str, Any]) -> str:
    """What the answers come to, item by item."""
    items = evaluator.rules["items"]
    parts = [f"{said_day(evaluator.day)}的结果\n"]
    for item, outcome in zip(items, evaluator.outcomes(answers), strict=True):
        parts.append("\n".join([item["title"], *(f"  {line}" for line in _lines(item, outcome, evaluator))]) + "\n")
    return "\n".join(parts)


def _lines(item: Item, outcome: Outcome, evaluator: Evaluator) -> Iterator[str]:
    facts = evaluator.facts
    if outcome["aside"]:
        yield "按您的回答，这一项不是给您的，或者您不想要。"
        return
    yield f"结果：{terms.said(outcome, item, facts)}"
    yield f"有效性：{terms.validity(outcome)}"
    if outcome["trace"]:
        yield "条件："
        yield from _trace(item["conditions"], outcome["trace"])
    if outcome["missing"]:
        asked = (f"{facts[fact]['title']}（{fact}）" for fact in outcome["missing"])
        yield f"还要回答：{' '.join(asked)}"
    for change in outcome["changes"]:
        yield f"可以这样做：{_change(change, item, facts)}"
    for change in outcome["towards"]:
        yield f"做到这些，就只剩要问的：{terms.steps(change, {}, facts)}"
    yield from _days(item, outcome)
    for note in item.get("notes", ()):
        yield f"另外：{note['says']}"
    yield f"金额：{'；'.join(_amounts(item, outcome, evaluator)) or item['sum']}"
    if item.get("payee"):
        yield f"发给：{item['payee']}"
    for exclusion in item.get("exclusions", ()):
        yield f"不能同时享受：{exclusion['title']}。{exclusion['says']}"
    for index in outcome["doubts"]:
        doubt = item["doubts"][index]
        yield f"口径待确认：{doubt['says']}本站暂按：{doubt['taken']}换一种理解，结果不同。"
    yield f"问谁：{'、'.join(' '.join(filter(None, (contact['title'], contact.get('phone')))) for contact in item['contacts'])}"


def _days(item: Item, outcome: Outcome) -> Iterator[str]:
    """What time brings and takes away."""
    if outcome["starts"]:
        yield f"最早：{_day(outcome['starts'])}起，时间到了就符合"
    elif outcome["wait"]:
        yield f"等时间：{_named(item, outcome['wait'])}"
    if outcome["ends"]:
        yield f"最晚：{_day(outcome['ends'])}，过了这天就不符合"
    for closes in outcome["closes"]:
        yield f"期限：“{_named(item, [closes['id']])}”只到{_day(closes['last'])}"
    for opens in outcome["opens"]:
        yield f"期限：“{_named(item, [opens['id']])}”从{_day(opens['first'])}起"
    if outcome["met_before_end"]:
        yield "规划期届满那天已经满足，请问还能不能办。"


def _trace(nodes: Any, trace: Any, indent: str = "  ") -> Iterator[str]:
    for node, seen in zip(nodes, trace, strict=True):
        yield f"{indent}{terms.MARKS[seen['truth']]} {node['says']}〔{node['cite']}〕"
        yield from _trace(node.get("all") or node.get("any") or [node["not"]] if seen["below"] else (), seen["below"], indent + "  ")


def _change(change: Mapping[str, Any], item: Item, facts: Mapping[str, Any]) -> str:
    """What to do, what to wait for then, from when that is enough, and until when there is time for it."""
    found = terms.steps(change["set"], change["or"], facts)
    if change["wait"]:
        found += f"，再等到：{_named(item, change['wait'])}"
    if change["from"]:
        found += f"，从{_day(change['from'])}起符合"
    return found + (f"，最晚{_day(change['until'])}做到" if change["until"] else "")


def _named(item: Item, ids: Any) -> str:
    """What some nodes of an item say."""
    says = {node["id"]: node["says"].rstrip("。") for node in every(item["conditions"]) if "id" in node}
    return "；".join(says[name] for name in ids)


def _amounts(item: Item, outcome: Outcome, evaluator: Evaluator) -> Iterator[str]:
    """Each sum of money with the parameter value and date that it was reckoned from."""
    for amount, found in zip(item.get("amounts", ()), outcome["amounts"], strict=True):
        match found["form"]:
            case "fixed":
                total = found["total"]
                yield f"{money(found['value'])}／{amount['per']}{'，一次性' if amount.get('once') else ''}" + (
                    f"，一共 {money(total)}" if total is not None else ""
                )
            case "tiers":
                yield f"{'、'.join(str(money(value)) for value in found['values'])}，分 {len(found['values'])} 档"
            case "rate":
                yield (
                    f"{_parameter(amount, found, evaluator)}的 {number(amount['percent'])}%，最长 {amount['months']} 个月"
                    + (f"，估算每月 {money(found['monthly'])}" if found["monthly"] is not None else "")
                    + (f"，估算一共 {money(found['total'])}" if found["total"] is not None else "")
                )
            case "ceiling":
                yield f"{amount['label']}最高：{_parameter(amount, found, evaluator)}"


def _parameter(amount: Mapping[str, Any], found: Mapping[str, Any], evaluator: Evaluator) -> str:
    title = evaluator.rules["parameters"][amount["of"]]["title"]
    value = found["from"] and evaluator.parameter(amount["of"], found["from"])
    return (
        f"{title}（{money(value['value'])}，{_day(value['from'])}起）{value.get('mark', '')}"
        if value
        else f"{title}（这一天没有公布的数值）"
    )


def _day(iso: str) -> str:
    return said_day(date.fromisoformat(iso))
