"""What is typed for a kind, as others read it: JSON Schema of its files, the fields of a form, the columns of a table.

All of it comes from the kind's model, which is the only place where a field is declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .fields import UNPUBLISHED, Model, Span
from .kinds import Record
from .kinds.cite import Cite
from .kinds.record import Term
from .text.source import Loc

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = "^(1949|19[5-9][0-9]|20[0-9][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class _AsTyped(GenerateJsonSchema):
    """A model's JSON Schema before anything is read: no null, as what is not there is not typed, and no defaults.

    To us `0123` is text; to an editor that reads YAML it is a number.
    """

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        return {key: value for key, value in found.items() if key not in ("title", "description")}  # those are for programmers

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        return {"oneOf": super().tagged_union_schema(schema)["oneOf"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": "string", "format": "date", "pattern": _DAY}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        found = super().str_schema(schema)
        return found | ({"type": ["string", "number"]} if "\\d" in found.get("pattern", "\\d") else {})

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"enum": ["true", True]} if schema["expected"] == ["true"] else super().literal_schema(schema)


@cache
def record_schema(kind: type[Model]) -> JsonSchemaValue:
    """The JSON Schema of one record of a kind. Its id is not typed in it: that is the name of the file or of the entry."""
    found = kind.model_json_schema(schema_generator=_AsTyped)
    given = {"id", "title"} if issubclass(kind, Term) else {"id"}
    found["properties"] = {name: part for name, part in found["properties"].items() if name != "id"}
    found["required"] = [name for name in found.get("required", ()) if name not in given]
    return found


def schema(kind: type[Record]) -> JsonSchemaValue:
    """The JSON Schema of a file of a kind. `ref` names the kind, and `list` the list of words, that a text is taken from."""
    record = {"title": kind.label, **record_schema(kind)}
    parts = {"$defs": record.pop("$defs")} if "$defs" in record else {}
    if kind.in_one_file() and not kind.only:
        ids = kind.model_json_schema(schema_generator=_AsTyped)["properties"]["id"]
        record = {"type": "object", "propertyNames": ids, "additionalProperties": record}
    return {"$schema": DRAFT, **record, **parts}


def _plain(root: JsonSchemaValue, part: JsonSchemaValue) -> JsonSchemaValue:
    """A part of a schema itself, where a name or a choice between it and “未公布” stands for it."""
    while "$ref" in part or "anyOf" in part:
        own = {key: value for key, value in part.items() if key not in ("$ref", "anyOf")}
        part = (part["anyOf"][0] if "anyOf" in part else root["$defs"][part["$ref"].removeprefix("#/$defs/")]) | own
    return part


def may_be_unpublished(part: JsonSchemaValue) -> bool:
    """Whether “未公布” may be typed for a part of a schema."""
    return {"const": UNPUBLISHED} in part.get("anyOf", ())


def fields_at(kind: type[Model], loc: Loc) -> JsonSchemaValue:
    """The schema of the fields at a place of a record; without `properties` where there are none, or not of one form."""
    root = record_schema(kind)
    part = root
    for step in loc:
        part = _plain(root, part)
        if isinstance(step, int):
            part = part.get("items", part)
        elif step in part.get("properties", {}):
            part = part["properties"][step]
        else:  # a union puts the name of the form in the way
            part = next((form for form in _forms(root, part) if _name_of(form) == step), part)
    return _plain(root, part)


def _forms(root: JsonSchemaValue, part: JsonSchemaValue) -> list[JsonSchemaValue]:
    return [_plain(root, form) for form in part.get("oneOf", ())]


def _name_of(form: JsonSchemaValue) -> str:
    """What is typed to choose a form: the one value that a field of it may have."""
    return next(str(part["const"]) for part in form["properties"].values() if "const" in part)


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form.

    `type` is text, number, span (`3-5`), date (`2026-01-31`), flag (是 or 否), choice, word (of a `list`), ref (the id of a
    record of the kind `ref`), cite (a document and its clause), fields, or forms, of which one is chosen. `part` names
    fields that can stand inside themselves; there, they are not said again. `many` may be typed, one an entry.
    """

    name: str
    title: str
    type: str
    required: bool
    many: bool = False
    may_be_unpublished: bool = False
    hint: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    list: str = ""
    ref: str = ""
    part: str = ""
    fields: tuple[Input, ...] = ()
    forms: tuple[tuple[str, tuple[Input, ...]], ...] = ()


@cache
def form(kind: type[Record]) -> tuple[Input, ...]:
    """The fields of a form for a record of a kind."""
    root = record_schema(kind)
    return _inputs(root, root, ())


def _inputs(root: JsonSchemaValue, owner: JsonSchemaValue, within: tuple[str, ...]) -> tuple[Input, ...]:
    required = owner.get("required", ())
    return tuple(_input(root, name, part, name in required, within) for name, part in owner["properties"].items())


def _input(root: JsonSchemaValue, name: str, part: JsonSchemaValue, required: bool, within: tuple[str, ...]) -> Input:
    whole = _plain(root, part)
    many = whole.get("type") == "array"
    one = whole["items"] if many else part
    called = next((option["$ref"].removeprefix("#/$defs/") for option in (one, *one.get("anyOf", ())) if "$ref" in option), "")
    one = _plain(root, one)
    deeper = (*within, called)
    return Input(
        name=name,
        title=whole.get("title", name),
        type=_type(one),
        required=required,
        many=many,
        may_be_unpublished=may_be_unpublished(part),
        hint=whole.get("description", ""),
        unit=one.get("unit", ""),
        choices=tuple(map(str, [one["const"]] if "const" in one else one.get("enum", ()))) if _type(one) == "choice" else (),
        list=one.get("list", ""),
        ref=one.get("ref", ""),
        part=called,
        fields=_inputs(root, one, deeper) if _type(one) == "fields" and called not in within else (),
        forms=tuple((_name_of(found), _inputs(root, found, deeper)) for found in _forms(root, one)),
    )


def _type(part: JsonSchemaValue) -> str:
    match part:
        case {"format": "date" | "span" | "cite" as written}:
            return str(written)
        case {"properties": _}:
            return "fields"
        case {"oneOf": _}:
            return "forms"
        case {"enum": ["是", *_]}:
            return "flag"
        case {"enum": _} | {"const": _}:
            return "choice"
        case {"maximum": _}:
            return "number"
        case {"list": _}:
            return "word"
        case {"ref": _}:
            return "ref"
    return "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with a row for each record. `name` is the way to its field, such as `premises.area`."""

    name: str
    title: str
    unit: str = ""
    may_be_unpublished: bool = False

    def cell(self, record: Record) -> str:
        """What would be typed there for a record; several things with “、” between them."""
        value: Any = record
        for name in self.name.split("."):
            value = None if value is None else _value(value, name)
        return UNPUBLISHED if value is None and self.may_be_unpublished else typed(value)


@cache
def columns(kind: type[Record]) -> tuple[Column, ...]:
    """The columns of a table of a kind: all that fits into one cell, so no lists of fields and nothing that has several forms."""
    return (Column("id", "编号"), *_columns(form(kind), (), ()))


def _columns(inputs: tuple[Input, ...], names: tuple[str, ...], titles: tuple[str, ...]) -> Iterator[Column]:
    for one in inputs:
        name, title = (*names, one.name), (*titles, one.title)
        if one.type == "fields" and not one.many:
            yield from _columns(one.fields, name, title)
        elif one.type not in ("fields", "forms"):
            yield Column(".".join(name), "：".join(title), one.unit, one.may_be_unpublished)


def _value(part: BaseModel, name: str) -> Any:
    """The value of the field of a record, or of a part of one, that is typed as `name`."""
    return next(getattr(part, field) for field, info in type(part).model_fields.items() if name == (info.alias or field))


def described(kind: type[Record]) -> dict[str, Any]:
    """All that is said of a kind here, as JSON. What a field of a form or table does not have is left out."""
    return {
        "label": kind.label,
        "path": kind.path,
        "schema": schema(kind),
        "form": [_said(asdict(one)) for one in form(kind)],
        "columns": [_said(asdict(one)) for one in columns(kind)],
    }


def _said(part: Any) -> Any:
    match part:
        case dict():
            return {key: _said(value) for key, value in part.items() if value not in ("", (), False)}
        case tuple():
            return [_said(one) for one in part]
    return part


def typed(value: Any) -> str:
    """A value as it is typed."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float():
            return f"{value:.15g}"
        case date():
            return value.isoformat()
        case Span():
            return typed(value.low) if value.low == value.high else f"{typed(value.low)}-{typed(value.high)}"
        case Cite():
            return f"{value.document} {value.clause or ''}".rstrip()
        case tuple():
            return "、".join(map(typed, value))
    return str(value)
