"""Answers as people send them: JSON, `{question: answer}`, checked against the questions."""

import difflib
import json
import re
from collections.abc import Mapping
from datetime import date
from math import isnan
from sys import float_info
from typing import Any

from .evaluate import UNCLEAR, Evaluator

FIRST_YEAR = 1950
"""No month of an answer is earlier."""


def people(text: bytes) -> list[bytes]:
    """The answers of each of several people, one JSON a line; or of the one whose answers are all of it."""
    lines = [line for line in text.splitlines() if line.strip()]
    whole = len(lines) < 2 or not all(line.strip().startswith(b"{") and line.strip().endswith(b"}") for line in lines)
    return [text] if whole else lines


def read(text: bytes, rules: Mapping[str, Any], day: date) -> tuple[dict[str, Any], list[str]]:
    """The answers of somebody in a JSON text as the evaluator takes them, and every fault found."""
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in found]
        twice.extend(dict.fromkeys(name for name in names if names.count(name) > 1))
        return dict(found)

    try:
        given = json.loads(text.decode("utf-8-sig"), object_pairs_hook=pairs)
    except UnicodeDecodeError:
        return {}, ["不是 UTF-8 编码的文字，请另存为 UTF-8"]
    except json.JSONDecodeError as error:
        return {}, [f"第 {error.lineno} 行第 {error.colno} 列起不是 JSON，请写成 {_EXAMPLE}"]
    except (ValueError, RecursionError):
        return {}, [f"不是能读的 JSON，请写成 {_EXAMPLE}"]
    if not isinstance(given, dict):
        return {}, [f"最外层应该是一个对象，请写成 {_EXAMPLE}"]
    facts, answers = rules["facts"], {}
    faults = [f"{name}：写了两次，请只留一个" for name in twice]
    for name, value in given.items():
        if name not in facts:
            faults.append(f"{name}：没有这个问题{_nearest(name, {key: fact['short'] for key, fact in facts.items()})}")
            continue
        answer, fault = _answer(facts[name], value, day)
        if fault:
            faults.append(f"{name}（{facts[name]['short']}）：{fault}")
        else:
            answers[name] = answer
    return answers, faults or _out_of_place(answers, rules, day)


_EXAMPLE = '{"问题的编号": "回答"}'


def _answer(fact: Mapping[str, Any], value: Any, day: date) -> tuple[Any, str | None]:
    """One answer, or what is wrong with it."""
    if value == UNCLEAR:
        return UNCLEAR, None
    options = {option["id"]: option["title"] for option in fact.get("options", ())}
    match fact["type"]:
        case "是否":
            return _flag(value)
        case "单选":
            return _choice(value, options)
        case "多选":
            return _choices(value, options)
        case "月份":
            return _month(value, day)
    return _number(value, fact.get("most"))


def _flag(value: Any) -> tuple[bool | None, str | None]:
    if value is True or value == "是":
        return True, None
    if value is False or value == "否":
        return False, None
    return None, f"“{_typed(value)}”不是“是”或“否”，请写 true、false{_UNCLEAR}"


def _choice(value: Any, options: Mapping[str, str]) -> tuple[str | None, str | None]:
    if isinstance(value, str) and value in options:
        return value, None
    return None, f"没有选项“{_typed(value)}”{_nearest(_typed(value), options)}"


def _choices(value: Any, options: Mapping[str, str]) -> tuple[list[str] | None, str | None]:
    if not isinstance(value, list):
        return None, f'“{_typed(value)}”不是列表，请写成 ["{next(iter(options))}"]，都不是就写 []{_UNCLEAR}'
    for each in value:
        _, fault = _choice(each, options)
        if fault:
            return None, fault
    return [option for option in options if option in value], None


def _month(value: Any, day: date) -> tuple[str | None, str | None]:
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
    if not match:
        return None, f"“{_typed(value)}”不是月份，请写成“{day:%Y-%m}”这样的年-月{_UNCLEAR}"
    if value > f"{day:%Y-%m}":
        return None, f"{value} 还没有到，请写 {day:%Y-%m} 或更早的月份"
    if int(match[1]) < FIRST_YEAR:
        return None, f"{value} 太早，请写 {FIRST_YEAR}-01 或更晚的月份"
    return value, None


def _number(value: Any, most: float | None) -> tuple[float | None, str | None]:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (isinstance(value, float) and isnan(value)):
        return None, f"“{_typed(value)}”不是数字，请只写阿拉伯数字，不加引号和单位{_UNCLEAR}"
    if not 0 <= value <= (float_info.max if most is None else most):
        return None, f"{_typed(value)} 超出范围，请写 {'0 或更大的数' if most is None else f'0 到 {most} 之间的数'}"
    return value, None


def _typed(value: Any) -> str:
    """A value as somebody typed it; a text without its quotes."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_UNCLEAR = f'；不清楚就写 "{UNCLEAR}"'


def _out_of_place(answers: Mapping[str, Any], rules: Mapping[str, Any], day: date) -> list[str]:
    """Answers to questions that the other answers rule out."""
    evaluator = Evaluator(rules, day)
    return [
        f"{name}（{rules['facts'][name]['short']}）：按前面的回答，这个问题不用答，请删掉它，或改正 "
        f"{'、'.join(dict.fromkeys(test['fact'] for test in rules['facts'][name]['needs']))} 的回答"
        for name in answers
        if evaluator.applies(name, answers, day).truth is False
    ]


def _nearest(value: str, known: Mapping[str, str]) -> str:
    titles = {title: key for key, title in known.items()}
    close = difflib.get_close_matches(value, known, 1, 0.6) or [titles[t] for t in difflib.get_close_matches(value, titles, 1, 0.4)]
    if close:
        return f"，是否想写 {close[0]}（{known[close[0]]}）？"
    return f"，可用的编号：{'、'.join(known)}"
