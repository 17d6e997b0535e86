"""Chinese messages for the faults that pydantic finds. Our own validators bring theirs along."""

import difflib

from pydantic import ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import ErrorDetails

from .kinds import Record
from .problems import Problem
from .schema import fields_at, may_be_unpublished
from .text.source import Loc, Source


def explain(error: ValidationError, kind: type[Record], source: Source, prefix: Loc) -> list[Problem]:
    """What pydantic found in a record of `source` that stands at `prefix`, each fault once."""
    misread = {problem.line for problem in source.problems if problem.severity == "error"}
    problems = [_explain(each, kind, source, prefix) for each in error.errors(include_url=False) if not _follows(each)]
    return list(dict.fromkeys(p for p in problems if p.line not in misread or not p.code.endswith("-expected")))


def _follows(error: ErrorDetails) -> bool:
    """Whether a list is only called too short because its items have faults of their own."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _explain(error: ErrorDetails, record: type[Record], source: Source, prefix: Loc) -> Problem:
    loc = (*prefix, *error["loc"])
    context = error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    owner = fields_at(record, error["loc"][:-1])
    shown = f"“{error['input']}”" if isinstance(error["input"], str) else "这里的内容"
    kind = error["type"]
    if error["input"] == "" and kind not in ("missing", "extra_forbidden"):
        return source.problem(loc, "empty", "内容是空的", _fill(kind, owner, name))
    if "hint" in context:
        return source.problem(loc, kind.replace("_", "-"), context["message"], context["hint"])
    if kind in _TEXTS and not isinstance(error["input"], str):
        kind = "string_type"
    match kind:
        case "missing":
            return source.problem(
                loc[:-1],
                "missing-field",
                f"缺少字段 {_name(owner, name)}",
                f"，请加一行“{name}: …”；文件没有写明的写“未公布”" if may_be_unpublished(_field(owner, name)) else f"，请加一行“{name}: …”",
                key=True,
            )
        case "extra_forbidden":
            return source.problem(loc, "unknown-field", f"没有“{name}”这个字段", _suggest_field(owner, name), key=True)
        case "literal_error":
            return source.problem(loc, "choice", f"{shown}不在可选范围内", f"，请从这些里选一个：{_choices(context['expected'])}")
        case "union_tag_invalid":
            key = context["discriminator"].strip("'")
            if not isinstance(error["input"][key], str):
                return source.problem((*loc, key), "text-expected", *_TEXT_EXPECTED)
            hint = f"，请从这些里选一个：{_choices(context['expected_tags'])}"
            message = f"“{context['tag']}”不在可选范围内" if context["tag"] else "内容是空的"
            return source.problem((*loc, key), "choice" if context["tag"] else "empty", message, hint)
        case "union_tag_not_found":
            key = context["discriminator"].strip("'")
            return source.problem(loc, "missing-field", f"缺少字段 {key}", f"，请加一行“{key}: …”", key=True)
        case "string_type":
            return source.problem(loc, "text-expected", *_TEXT_EXPECTED)
        case "tuple_type":
            return source.problem(loc, "list-expected", "这里应该是列表", "，请写成 [甲, 乙]，或每项一行、以“- ”开头；没有内容就写 []")
        case "model_type" | "model_attributes_type":
            return source.problem(loc, "fields-expected", "这里应该是下一级字段", "，请换行并缩进，写成“字段: 内容”")
        case "too_short":
            return source.problem(loc, "too-few", f"至少要有 {context['min_length']} 项", "，请补上")
        case "string_pattern_mismatch":
            return source.problem(loc, "pattern", f"{shown}的写法不对", "，请参照同类文件的写法")
        case "less_than_equal" | "greater_than_equal":
            bound = context.get("le", context.get("ge"))
            return source.problem(
                loc, "out-of-range", f"{shown}超出范围", f"，请写{'不大于' if 'le' in context else '不小于'} {bound:g} 的数"
            )
        case "int_parsing" | "int_from_float":
            return source.problem(loc, "whole-number", f"{shown}不是整数", "，请只写整数，例如 5000")
    return source.problem(loc, "invalid", f"{shown}不符合要求", "，请参照同类文件的写法")


_TEXT_EXPECTED = ("这里应该是一段文字", "，不要写成列表或下一级字段；内容里有“冒号+空格”的，请用英文引号括起整段")

_TEXTS = ("literal_error", "string_pattern_mismatch", "int_parsing")
"""Errors about a text, which a list or a part of a record can have too."""


def _fill(kind: str, owner: JsonSchemaValue, name: str) -> str:
    """What to type where nothing was."""
    if kind == "tuple_type":
        return "，请每项一行、以“- ”开头；没有内容就写 []"
    if kind in ("model_type", "model_attributes_type"):
        return "，请换行并缩进，写成“字段: 内容”"
    if may_be_unpublished(_field(owner, name)):
        return "，请填写；文件没有写明的写“未公布”"
    return "，请填写，或删掉这一行" if _field(owner, name) and name not in owner.get("required", ()) else "，请填写"


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _field(owner: JsonSchemaValue, name: str) -> JsonSchemaValue:
    return owner.get("properties", {}).get(name, {})


def _name(owner: JsonSchemaValue, name: str) -> str:
    title = _field(owner, name).get("title")
    return f"{name}（{title}）" if title else name


def _suggest_field(owner: JsonSchemaValue, name: str) -> str:
    fields = owner.get("properties", {})
    words = {word: field for field, part in fields.items() for word in (field, part.get("title", field))}
    # English names share letters by chance, so they must be longer and closer than Chinese ones.
    length, closeness = (3, 0.7) if name.isascii() else (2, 0.5)
    inside = [field for word, field in words.items() if len(name) >= length and (name in word or word in name)]
    close = [words[word] for word in difflib.get_close_matches(name, words, 2, closeness)]
    best = [words[name]] if name in words else list(dict.fromkeys([*inside, *close]))[:2]
    return f"，是否想写 {' 或 '.join(_name(owner, field) for field in best)}？" if best else f"，可用的字段：{'、'.join(fields)}"
