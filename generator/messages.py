"""Chinese messages for the faults that pydantic finds. Our own validators bring theirs along."""

import difflib
from typing import Any

from pydantic import ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import ErrorDetails

from .fields import UNPUBLISHED, Model
from .problems import Problem
from .schema import fields_at, may_be_unpublished
from .text.reader import MOST, too_many
from .text.source import Loc, Source


def explain(error: ValidationError, model: type[Model], source: Source, prefix: Loc) -> list[Problem]:
    """What pydantic found in a record of `source` that stands at `prefix`, each fault once."""
    misread = {problem.line for problem in source.problems if problem.severity == "error"}
    errors = [each for each in error.errors(include_url=False) if not _follows(each)]
    problems = [_explain(each, model, source, prefix) for each in _without_echoes(errors[:MOST], model)]
    if len(errors) > MOST:
        problems.append(too_many(problems[-1]))
    return list(dict.fromkeys(p for p in problems if p.line not in misread or not p.code.endswith("-expected")))


def _without_echoes(errors: list[ErrorDetails], model: type[Model]) -> list[ErrorDetails]:
    """The faults without fields that are only missing because their name is mistyped: that is told with the name."""
    missing = {each["loc"] for each in errors if each["type"] == "missing"}
    meant = {}
    for each in errors:
        if each["type"] == "extra_forbidden":
            *place, name = each["loc"]
            close = [(*place, field) for field in _close(fields_at(model, tuple(place)), str(name))]
            if found := next((loc for loc in close if loc in missing), None):
                meant[found] = each["loc"]
    return [each for each in errors if each["loc"] not in meant or each["type"] != "missing"]


def _follows(error: ErrorDetails) -> bool:
    """Whether a list is only called too short because its items have faults of their own."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _explain(error: ErrorDetails, model: type[Model], source: Source, prefix: Loc) -> Problem:
    loc = (*prefix, *error["loc"])
    context = error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    owner = fields_at(model, error["loc"][:-1])
    kind = error["type"]
    if isinstance(error["input"], str) and not error["input"].strip() and kind not in ("missing", "extra_forbidden"):
        return source.problem(loc, "empty", "内容是空的", _fill(kind, owner, name))
    if kind == "stand-in":
        message = "这里不能写“未公布”" if error["input"].strip() == UNPUBLISHED else f"“{error['input']}”等于没有写"
        return source.problem(
            loc, "stand-in", message, _fill(kind, owner, name) if isinstance(loc[-1], str) else _fill_item(model, error["loc"])
        )
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
            present = source.at(loc[:-1])
            return source.problem(loc, "unknown-field", f"没有“{name}”这个字段", _suggest_field(owner, name, present), key=True)
        case "union_tag_invalid" | "union_tag_not_found":
            return _no_form(error, source, loc)
        case "string_type":
            return source.problem(loc, "text-expected", *_TEXT_EXPECTED)
        case "tuple_type":
            return source.problem(
                loc, "list-expected", "这里应该是列表", f"，请写成 [甲, 乙]，或每项一行、以“- ”开头{_without_items(owner, name)}"
            )
        case "model_type" | "model_attributes_type":
            return source.problem(loc, "fields-expected", "这里应该是下一级字段", "，请换行并缩进，写成“字段: 内容”")
    return _unfit(error, owner, source, loc)


def _no_form(error: ErrorDetails, source: Source, loc: Loc) -> Problem:
    """What is wrong where a field chooses one of several forms."""
    context = error["ctx"]
    key = context["discriminator"].strip("'")
    if error["type"] == "union_tag_not_found":
        return source.problem(loc, "missing-field", f"缺少字段 {key}", f"，请加一行“{key}: …”", key=True)
    if not isinstance(error["input"][key], str):
        return source.problem((*loc, key), "text-expected", *_TEXT_EXPECTED)
    hint = f"，请从这些里选一个：{_choices(context['expected_tags'])}"
    message = f"“{context['tag']}”不在可选范围内" if context["tag"] else "内容是空的"
    return source.problem((*loc, key), "choice" if context["tag"] else "empty", message, hint)


def _unfit(error: ErrorDetails, owner: JsonSchemaValue, source: Source, loc: Loc) -> Problem:
    """What is wrong with a value that is a text or a list as it should be."""
    context, name = error.get("ctx", {}), str(loc[-1])
    shown = f"“{error['input']}”" if isinstance(error["input"], str) else "这里的内容"
    match error["type"]:
        case "literal_error":
            return source.problem(loc, "choice", f"{shown}不在可选范围内", f"，请从这些里选一个：{_choices(context['expected'])}")
        case "too_short":
            unsaid = "；文件没有写明的写“未公布”" if may_be_unpublished(_field(owner, name)) else ""
            return source.problem(loc, "too-few", f"至少要有 {context['min_length']} 项", f"，请补上{unsaid}")
        case "string_pattern_mismatch":
            title = _field(owner, name).get("title", "")
            like = f"（{title}）" if "例如" in title else ""
            return source.problem(loc, "pattern", f"{shown}的写法不对", f"，请参照同类文件的写法{like}")
        case "too_long":
            return source.problem(loc, "too-long", f"最多只能有 {context['max_length']} 项", "，请删掉多出来的")
        case "string_too_long":
            return source.problem(loc, "too-long", f"{shown}太长", f"，最多 {context['max_length']} 个字", key=True)
    return source.problem(loc, "invalid", f"{shown}不符合要求", "，请参照同类文件的写法")


_TEXT_EXPECTED = ("这里应该是一段文字", "，不要写成列表或下一级字段；内容里有“冒号+空格”的，请用英文引号括起整段")

_TEXTS = ("literal_error", "string_pattern_mismatch")
"""Errors about a text, which a list or a part of a record can have too."""


def _fill(kind: str, owner: JsonSchemaValue, name: str) -> str:
    """What to type where nothing was."""
    if kind == "tuple_type":
        return f"，请每项一行、以“- ”开头{_without_items(owner, name)}"
    if kind in ("model_type", "model_attributes_type"):
        return "，请换行并缩进，写成“字段: 内容”"
    if may_be_unpublished(_field(owner, name)):
        return "，请填写；文件没有写明的写“未公布”"
    return "，请填写，或删掉这一行" if _field(owner, name) and name not in owner.get("required", ()) else "，请填写"


def _fill_item(model: type[Model], loc: Loc) -> str:
    """What to type where nothing was among the items of a list."""
    owner, name = fields_at(model, loc[:-2]), str(loc[-2])
    if may_be_unpublished(_field(owner, name)):
        return f"，请填写真实的内容；文件没有写明的整个写成“{name}: 未公布”"
    return f"，请填写真实的内容{_without_items(owner, name)}"


def _without_items(owner: JsonSchemaValue, name: str) -> str:
    """What to type where a list has nothing to hold."""
    if may_be_unpublished(_field(owner, name)):
        return "；文件没有写明的写“未公布”"
    return "" if _field(owner, name).get("minItems") else "；没有内容就写 []"


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _field(owner: JsonSchemaValue, name: str) -> JsonSchemaValue:
    found: JsonSchemaValue = owner.get("properties", {}).get(name, {})
    return found


def _name(owner: JsonSchemaValue, name: str) -> str:
    title = _field(owner, name).get("title")
    return f"{name}（{title}）" if title else name


def _close(owner: JsonSchemaValue, name: str) -> list[str]:
    """The fields that somebody may mean who typed `name`, the likeliest first."""
    words = {word: field for field, part in owner.get("properties", {}).items() for word in (field, part.get("title", field))}
    # English names share letters by chance, so they must be longer and closer than Chinese ones.
    length, closeness = (3, 0.7) if name.isascii() else (2, 0.5)
    inside = [field for word, field in words.items() if len(name) >= length and (name in word or word in name)]
    close = [words[word] for word in difflib.get_close_matches(name, words, 2, closeness)]
    return [words[name]] if name in words else list(dict.fromkeys([*inside, *close]))[:2]


def _suggest_field(owner: JsonSchemaValue, name: str, present: Any) -> str:
    """Which fields may be meant: rather one that is not yet there."""
    close = _close(owner, name)
    free = [field for field in close if not (isinstance(present, dict) and field in present)]
    if close:
        return f"，是否想写 {' 或 '.join(_name(owner, field) for field in free or close)}？"
    return f"，可用的字段：{'、'.join(owner.get('properties', ()))}"
