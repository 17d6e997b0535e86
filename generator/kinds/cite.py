"""Where a fact stands: a document and its clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..fields import Model, Ref, fault, text_of

if TYPE_CHECKING:
    from .document import Document

_CLAUSE = re.compile(r"[一二三四五六七八九十]+(\([一二三四五六七八九十]+\)(\d{1,2}|首)?)?|第[一二三四五六七八九十百]+条")


def clause_id(value: str) -> str:
    """A clause's place in a document, such as `二(一)2`; `首` is a section's lead paragraph."""
    text = value.replace("（", "(").replace("）", ")").replace(" ", "")
    if not _CLAUSE.fullmatch(text):
        raise fault("clause", f"“{value}”不是条款号", "，请写成“二(一)2”这样：第二部分、（一）、第 2 小条")
    return text


ClauseId = Annotated[str, AfterValidator(clause_id), WithJsonSchema({"type": "string", "pattern": f"^({_CLAUSE.pattern})$"})]


class Cite(Model):
    """Where a fact stands: a document, and its clause when the text has been read."""

    document: Ref["Document"]
    clause: ClauseId | None = None


def _cite(value: Any) -> Any:
    if isinstance(value, (Cite, dict)):
        return value
    document, _, clause = text_of(value).partition(" ")
    return {"document": document, "clause": clause.strip() or None}


class _OrText:
    """What is typed for a citation: one text, or its parts."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": "string", "pattern": "^[^ ]+( .+)?$"}
        return {"anyOf": [handler(schema), text], "format": "cite", "ref": "document"}


Cited = Annotated[Cite, BeforeValidator(_cite), _OrText()]
"""Typed as `文件编号 条款`, for example `plan 二(一)2`."""
