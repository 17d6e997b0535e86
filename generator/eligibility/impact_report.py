"""An impact as text for a terminal or as Markdown for a merge request."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..kinds.document import Validity
from .terms import RESULTS

Impact = Mapping[str, Any]


def as_json(impact: Impact) -> str:
    """The same facts as data."""
    return json.dumps(impact, ensure_ascii=False, indent=2) + "\n"


def as_text(impact: Impact) -> str:
    """For a terminal: the Markdown without its marks."""
    return "\n".join("\n".join(lines) + "\n" for lines in _parts(impact, "", "  ", str))


def as_markdown(impact: Impact) -> str:
    """Headings and lists."""
    return "\n".join("\n".join(lines) + "\n" for lines in _parts(impact, "## ", "- ", lambda text: f"`{text}`"))


def _parts(impact: Impact, heading: str, bullet: str, code: Any) -> Iterator[list[str]]:
    if "faults" in impact:
        if not impact["faults"]:
            yield ["旧版本里还没有 mkdocs.yml 和 content/，没有可以比较的内容。"]
            return
        faults = [f"{bullet}{code(_place(fault))} {fault['message']}{fault['hint']}" for fault in impact["faults"]]
        yield [f"{heading}没有比较", "", "旧版本的记录按现在的规则有问题，读不出结果。新版本没有问题。", *_blank(faults)]
        return
    if not (impact["items"] or impact["added"] or impact["removed"]):
        yield ["没有任何情况的结果改变。"]
    for word, key in (("新增", "added"), ("删去", "removed")):
        if impact[key]:
            yield [f"{heading}{word}的事项", "", *(f"{bullet}{item['title']}（{code(item['id'])}）" for item in impact[key])]
    for item in impact["items"]:
        title = f"{heading}{item['title']}（{code(item['id'])}）"
        if "validity" in item:
            yield [title, "", "有效性：{} → {}。".format(*map(_validity, item["validity"]))]
            if "changed" not in item and "retyped" not in item:
                continue
            title = ""
        if "retyped" in item:
            yield [*_under(title), f"问题 {'、'.join(map(code, item['retyped']))} 换了回答的方式，不能逐一比较。"]
            continue
        found = "，按抽样" if item["by_lot"] else ""
        yield [
            *_under(title),
            f"{item['situations']:,} 种情况中有 {item['changed']:,} 种改变{found}。",
            *_blank(
                [
                    f"{bullet}{change['situations']:,} 种：{_change(change)}。例：{code(_answers(change['answers']))}"
                    for change in item["changes"]
                ]
            ),
        ]
        for threshold in item["thresholds"]:
            kept = f"，其他回答：{code(_answers(threshold['answers']))}" if threshold["answers"] else ""
            yield [
                f"界限 {code(threshold['id'])}（{code(threshold['fact'])}）：{' → '.join(map(_bound, threshold['bound'], threshold['strict']))}{kept}",
                "",
                *(
                    f"{bullet}{probe['value']}（{probe['answer']}）：{_statuses(probe['base'], probe['head'])}"
                    for probe in threshold["probes"]
                ),
            ]


def _under(title: str) -> list[str]:
    return [title, ""] if title else []


def _place(fault: Mapping[str, Any]) -> str:
    return f"{fault['file']}:{fault['line']}:{fault['column']}"


def _validity(held: Mapping[str, Any]) -> str:
    """Whether an item may be relied on, with what says so."""
    return f"“{Validity[held['state']].value}”（{'；'.join(map(_document, held['documents']))}）"


def _document(facts: Mapping[str, Any]) -> str:
    span = f"{facts.get('starts', '')} 至 {facts.get('ends', '')}".strip() if {"starts", "ends"} & facts.keys() else ""
    repeal = f"{facts['repealed']} 起废止" if "repealed" in facts else ""
    return "，".join(filter(None, (facts["document"], span, repeal)))


def _blank(lines: list[str]) -> list[str]:
    """With an empty line before, which Markdown needs between a paragraph and a list."""
    return ["", *lines] if lines else []


def _change(change: Mapping[str, Any]) -> str:
    parts = []
    if "status" in change:
        parts.append(_statuses(*change["status"]))
    if "amounts" in change:
        parts.append("金额 {} → {}".format(*("、".join(map(_amount, amounts)) or "无" for amounts in change["amounts"])))
    if "clauses" in change:
        parts.append("依据 {} → {}".format(*("、".join(clauses) or "无" for clauses in change["clauses"])))
    return "；".join(parts)


def _statuses(base: str, head: str) -> str:
    return f"“{RESULTS[base]}”不变" if base == head else f"“{RESULTS[base]}” → “{RESULTS[head]}”"


def _bound(bound: float, strict: bool) -> str:
    return f"{bound}{'（不含本数）' if strict else ''}"


def _amount(amount: Mapping[str, Any]) -> str:
    """The figures of an amount, in yuan."""
    match amount["form"]:
        case "fixed":
            figures = f"{amount['value']} 元"
        case "tiers":
            figures = "/".join(map(str, amount["values"])) + " 元"
        case "rate":
            figures = "没有基数" if amount["monthly"] is None else f"每月约 {amount['monthly']} 元"
        case "ceiling":
            figures = f"{amount['label']}" + ("未公布" if amount["value"] is None else f"最高 {amount['value']} 元")
    return figures + (f"，共 {amount['total']} 元" if amount.get("total") is not None else "")


def _answers(answers: Mapping[str, Any]) -> str:
    """As `evaluate` takes them, so that a reviewer can try the example."""
    return json.dumps(answers, ensure_ascii=False)
