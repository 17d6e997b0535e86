"""The field types that record kinds are made of. All input is text, as it was typed."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

T = TypeVar("T")

UNPUBLISHED = "未公布"
"""What a clerk types where the documents give no value. It reads as None."""


class Model(BaseModel):
    """A part of a record: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error that a validator raises; both texts reach the clerk as they are."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _typed(value: Any) -> str:
    """What was typed in one place; a list or a part of a record is not that."""
    if isinstance(value, (list, dict)):
        raise fault("text-expected", "这里应该是一段文字", "，不要写成列表或下一级字段")
    return str(value).strip()


def _known(value: Any, validate: Any) -> Any:
    return None if value == UNPUBLISHED else validate(value)


Known = Annotated[T | None, WrapValidator(_known)]
"""A value that may be “未公布”. It must be written either way: silence is not an answer."""


_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def _unwrap(text: str) -> str:
    """Join lines that were broken only to fit the editor: Chinese takes no space there."""
    return _WRAP.sub("", text) if "\n" in text else text


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_unwrap)]
"""Words for the public. A blank line starts a new paragraph."""


_DAY = re.compile(r"(\d{4})\s*[-—–－/.年]\s*(\d{1,2})\s*[-—–－/.月]\s*(\d{1,2})\s*[日号]?")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _typed(value)
    match = _DAY.fullmatch(text)
    if not match:
        raise fault("date", f"“{value}”不是日期", "，请写成“2025-01-01”这样的年-月-日")
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        raise fault("no-such-date", f"日期不存在：{value}", "，请检查月份和日子") from None
    if text != day.isoformat():
        raise fault("date", f"日期写法不统一：{value}", f"，请写成“{day.isoformat()}”")
    return day


Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, `YYYY-MM-DD`."""


_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
_UNIT = "(?:元|[%％]|平方米|㎡|个?月|年|天|人|户|家|名|个|次)?"


def _number(value: Any) -> Any:
    text = _typed(value)
    if len(text) > 15:
        raise fault("number", "数字太长", "，最多 15 位，请核对")
    if _PLAIN.fullmatch(text):
        return text
    match = re.fullmatch(rf"(\d[\d,，]*(?:\.\d+)?)\s*([万亿]?)\s*{_UNIT}", text)
    if not match:
        raise fault("number", f"“{text}”不是数字", "，请只写阿拉伯数字，例如 5000")
    plain = Decimal(re.sub("[,，]", "", match[1])) * {"": 1, "万": 10**4, "亿": 10**8}[match[2]]
    raise fault("number", f"“{text}”不是纯数字", f"，建议改为 {plain.normalize():f}")


Whole = Annotated[int, BeforeValidator(_number), Field(ge=0)]
"""A whole number; the field says the unit."""

Number = Annotated[float, BeforeValidator(_number), Field(ge=0)]
"""A number that may have decimals; the field says the unit."""


def _flag(value: Any) -> bool:
    flags = {"true": True, "false": False, "是": True, "否": False}
    if isinstance(value, bool):
        return value
    text = _typed(value)
    if text not in flags:
        raise fault("flag", f"“{text}”不是“是”或“否”", "，请写“是”或“否”")
    return flags[text]


Flag = Annotated[bool, BeforeValidator(_flag)]
"""是 or 否."""


class Ref(str):
    """The id of another record. `kind` says of which kind; the library checks that it exists."""

    kind: str

    def __new__(cls, kind: str, value: str) -> "Ref":
        ref = super().__new__(cls, value)
        ref.kind = kind
        return ref

    def __reduce__(self) -> tuple:
        return Ref, (self.kind, str(self))


def ref(kind: str) -> Any:
    """The type of a field that names a record of `kind`."""
    return Annotated[str, Field(min_length=1, json_schema_extra={"ref": kind}), AfterValidator(lambda value: Ref(kind, value))]


_CLAUSE = re.compile(r"[一二三四五六七八九十]+(\([一二三四五六七八九十]+\)(\d{1,2}|首)?)?|第[一二三四五六七八九十百]+条")


def clause_id(value: str) -> str:
    """A clause's place in a document, such as `二(一)2`; `首` is a section's lead paragraph."""
    text = value.replace("（", "(").replace("）", ")").replace(" ", "")
    if not _CLAUSE.fullmatch(text):
        raise fault("clause", f"“{value}”不是条款号", "，请写成“二(一)2”这样：第二部分、（一）、第 2 小条")
    return text


ClauseId = Annotated[str, AfterValidator(clause_id)]


class Cite(Model):
    """Where a fact stands: a document, and its clause when the text has been read."""

    document: ref("document")
    clause: ClauseId | None = None


def _cite(value: Any) -> Any:
    if isinstance(value, (Cite, dict)):
        return value
    document, _, clause = _typed(value).partition(" ")
    return {"document": document, "clause": clause.strip() or None}


Cited = Annotated[Cite, BeforeValidator(_cite)]
"""Typed as `文件编号 条款`, for example `notice-2022-151 二(一)2`."""


_NUMBER_OF_DOCUMENT = re.compile(r"[\u4e00-\u9fa5]+〔(19|20)\d{2}〕[1-9]\d*号|[\u4e00-\u9fa5]*(19|20)\d{2}年第[1-9]\d*号")


def _document_number(value: str) -> str:
    if _NUMBER_OF_DOCUMENT.fullmatch(value):
        return value
    better = re.sub(r"[\[(（【［]\s*((?:19|20)\d{2})\s*[\])）】］]", r"〔\1〕", value).replace("第", "")
    if _NUMBER_OF_DOCUMENT.fullmatch(better):
        raise fault("document-number", "发文字号请用六角括号", f"：{better}")
    raise fault("document-number", f"发文字号写法不对：{value}", "，请写成“鄂府办发〔2022〕151号”这样")


DocumentNumber = Annotated[str, AfterValidator(_document_number)]
"""发文字号 after GB/T 9704-2012."""


def _official(value: str) -> str:
    if not re.fullmatch(r"https?://([\w-]+\.)+gov\.cn(/\S*)?", value):
        raise fault("official-url", f"不是政府网站的网址：{value}", "，只能链接 .gov.cn 的原页面；没有就写“未公布”")
    return value


OfficialUrl = Annotated[str, AfterValidator(_official)]
"""An address on a government host; reprints are never linked."""


class Span(NamedTuple):
    """From `low` to `high`, both included; the field says the unit."""

    low: float
    high: float


_SPAN = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:[-~—–－～至到]+\s*([0-9]+(?:\.[0-9]+)?))?")


def _span(value: Any) -> Any:
    if isinstance(value, Span):
        return value
    text = _typed(value)
    match = _SPAN.fullmatch(text)
    if not match:
        raise fault("span", f"“{text}”不是数字范围", "，请只写数字，不带单位：“3-5”，只有一个数就写“3”")
    low, high = (float(_number(end)) for end in (match[1], match[2] or match[1]))
    if low > high:
        raise fault("span", f"范围写反了：{text}", f"，请写成“{match[2]}-{match[1]}”")
    return Span(low, high)


Range = Annotated[Any, PlainValidator(_span)]
"""A Span, typed as `3-5`, or as `3` when both ends are the same."""
