"""The field types that record kinds are made of. All input is text, as it was typed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Generic, NamedTuple, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")

UNPUBLISHED = "未公布"
"""What a clerk types where the documents give no value. It reads as None."""
TO_FILL = "待填写"
"""What stands in a new city's records for what its clerks have to write."""


class Model(BaseModel):
    """A part of a record: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error that a validator raises; both texts reach the clerk as they are."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def text_of(value: Any) -> str:
    """What was typed in one place; a list or a part of a record is not that."""
    if isinstance(value, (list, dict)):
        raise fault("text-expected", "这里应该是一段文字", "，不要写成列表或下一级字段")
    return str(value).strip()


def _known(value: Any, validate: Any) -> Any:
    return None if value == UNPUBLISHED else validate(value)


class _OrUnpublished:
    """What is typed for a value that may be “未公布”."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"const": UNPUBLISHED}]}


Known = Annotated[T | None, WrapValidator(_known), _OrUnpublished()]
"""A value that may be “未公布”. It must be written either way: silence is not an answer."""


_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def _unwrap(text: str) -> str:
    """Join lines that were broken only to fit the editor: Chinese takes no space there."""
    return _WRAP.sub("", text) if "\n" in text else text


_NO_TEXT = re.compile(
    r"(?!.*[%‰℃])[\W_]*(?:n[\W_]*a|nil|none|null|tb[cd]|todo|x{2,}|无|暂无|暂缺|待[定补查]|待补充|待完善|待核实|待更新|略|同上|未知|不详|不明|未定|空|未公布)?[\W_]*",
    re.IGNORECASE,
)
"""What is typed so that something stands there."""


def _said(text: str) -> str:
    """A text that says something. What to type instead depends on the field, so the messages know it."""
    if len(text) < 12 and _NO_TEXT.fullmatch(text):
        raise PydanticCustomError("stand-in", "stand-in")
    return text


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_unwrap), AfterValidator(_said)]
"""Words for the public. A blank line starts a new paragraph."""

Markdown = Annotated[str, StringConstraints(min_length=1)]
"""A text whose lines are kept as they are."""

Some = Annotated[tuple[T, ...], Field(min_length=1)]
"""A list that holds something."""


class Questions(tuple[str, ...]):
    """What people ask, in their words. It is nothing that the site says, so rules about its statements pass over this type."""

    __slots__ = ()


Asked = Annotated[tuple[Text, ...], AfterValidator(Questions), Field(title="大家会怎么问（只用来搜索）")]
"""Example questions that a page answers. No page shows them."""


def _optional(value: Any, validate: Any) -> Any:
    return None if value is None or value == "" else validate(value)


class _OrEmpty:
    """What is typed for a setting that may be left empty."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"const": ""}]}


Optional = Annotated[T | None, WrapValidator(_optional), _OrEmpty()]
"""A setting that may be left empty."""


_DAY = re.compile(r"(\d{4})\s*[-—–－/.年]\s*(\d{1,2})\s*[-—–－/.月]\s*(\d{1,2})\s*[日号]?")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = text_of(value)
    match = _DAY.fullmatch(text)
    if not match:
        raise fault("date", f"“{value}”不是日期", "，请写成“2025-01-01”这样的年-月-日")
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        raise fault("no-such-date", f"日期不存在：{value}", "，请检查月份和日子") from None
    if text != day.isoformat():
        raise fault("date", f"日期写法不统一：{value}", f"，请写成“{day.isoformat()}”")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise fault("out-of-range", f"{value} 不像是要写的日期", f"，请写 {FIRST_YEAR} 到 {LAST_YEAR} 年之间的日期")
    return day


FIRST_YEAR, LAST_YEAR = 1949, 2099
"""Nothing the records speak of lies outside; a year beyond is a slip of the keyboard."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, `YYYY-MM-DD`."""


def _moment(value: str) -> str:
    _day(value.partition(" ")[0])
    return value


Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d( ([01]\d|2[0-3]):[0-5]\d)?$"), AfterValidator(_moment)]
"""A calendar day, with the time of that day where it is known: `YYYY-MM-DD HH:MM`."""


class Span(NamedTuple):
    """From `low` to `high`, both included; the field says the unit."""

    low: float
    high: float


_LONGEST = 15
_PLAIN = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_UNIT = "(?:元|[%％]|平方米|㎡|个?月|年|天|人|户|家|名|个|次)?"
_SPAN = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:[-~—–－～至到]+\s*([0-9]+(?:\.[0-9]+)?))?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts, from 0 to the most that its unit makes sensible.

    `whole` numbers have no decimals; a `span` is typed as `3-5`, or as `3` when both ends are the same.
    """

    unit: str
    most: float
    whole: bool = False
    span: bool = False

    def read(self, value: Any) -> int | float | Span:
        """What was typed, as a number. Raises the fault to show."""
        if isinstance(value, (int, float, Span)):
            return value
        text = text_of(value)
        if not self.span:
            return self._number(text)
        match = _SPAN.fullmatch(text)
        if not match:
            raise fault("span", f"“{text}”不是数字范围", "，请只写数字，不带单位：“3-5”，只有一个数就写“3”")
        low, high = (self._number(end) for end in (match[1], match[2] or match[1]))
        if low > high:
            raise fault("span", f"范围写反了：{text}", f"，请写成“{match[2]}-{match[1]}”")
        return Span(low, high)

    def _number(self, text: str) -> int | float:
        if len(text) > _LONGEST:
            raise fault("number", "数字太长", f"，最多 {_LONGEST} 位，请核对")
        if not _PLAIN.fullmatch(text):
            match = re.fullmatch(rf"(\d[\d,，]*(?:\.\d+)?)\s*([万亿]?)\s*{_UNIT}", text)
            if not match:
                raise fault("number", f"“{text}”不是数字", "，请只写阿拉伯数字，例如 5000")
            plain = Decimal(re.sub("[,，]", "", match[1])) * {"": 1, "万": 10**4, "亿": 10**8}[match[2]]
            raise fault("number", f"“{text}”不是纯数字", f"，建议改为 {plain.normalize():f}")
        number = float(text)
        if number > self.most:
            unit = f"，单位是{self.unit}" if self.unit else ""
            raise fault("out-of-range", f"“{text}”太大", f"，请写不大于 {self.most:.15g} 的数{unit}")
        if not self.whole:
            return number
        if number != int(number):
            raise fault("whole-number", f"“{text}”不是整数", "，请只写整数，例如 5000")
        return int(number)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        if self.span:
            form: JsonSchemaValue = {"format": "span", "pattern": f"^{_SPAN.pattern}$"}
        else:
            form = {"maxLength": _LONGEST, "pattern": f"^{_PLAIN.pattern}$"} | (
                {"pattern": "^(0|[1-9][0-9]*)$", "multipleOf": 1} if self.whole else {}
            )
        unit = {"unit": self.unit} if self.unit else {}
        return {"type": ["number", "string"], **form, "minimum": 0, "maximum": self.most, **unit}


def quantity(field: FieldInfo) -> Quantity | None:
    """What a field counts, if it holds numbers."""
    return next(_quantities(field.annotation, field.metadata), None)


def _quantities(annotation: Any, metadata: Iterable[Any]) -> Iterator[Quantity]:
    yield from (found for found in metadata if isinstance(found, Quantity))
    for part in get_args(annotation):
        yield from _quantities(part, getattr(part, "__metadata__", ()))


Yuan = Annotated[int, Quantity("元", 10**9, whole=True)]
Percent = Annotated[float, Quantity("%", 100)]
Months = Annotated[int, Quantity("个月", 600, whole=True)]
Hours = Annotated[float, Quantity("小时", 14)]
Years = Annotated[float, Quantity("年", 100)]
People = Annotated[int, Quantity("人", 10**7, whole=True)]
Firms = Annotated[int, Quantity("户", 10**6, whole=True)]
Desks = Annotated[int, Quantity("个", 10**5, whole=True)]
Area = Annotated[int, Quantity("平方米", 10**7, whole=True)]
Order = Annotated[int, Quantity("", 10**5, whole=True)]
"""A place in a list or a grid: the smaller, the earlier."""
Number = Annotated[float, Quantity("", 10**10)]
"""A number whose unit another field gives."""
WanYuan = Annotated[float, Quantity("万元", 10**6)]
WanYuanSpan = Annotated[Span, Quantity("万元", 10**6, span=True)]
MonthSpan = Annotated[Span, Quantity("个月", 600, span=True)]
PeopleSpan = Annotated[Span, Quantity("人", 10**5, span=True)]
AreaSpan = Annotated[Span, Quantity("平方米", 10**7, span=True)]


def _flag(value: Any) -> bool:
    flags = {"true": True, "false": False, "是": True, "否": False}
    if isinstance(value, bool):
        return value
    text = text_of(value)
    if text not in flags:
        raise fault("flag", f"“{text}”不是“是”或“否”", "，请写“是”或“否”")
    return flags[text]


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": ["是", "否", "true", "false", True, False]})]
"""是 or 否."""


K_co = TypeVar("K_co", covariant=True)


class Ref(str, Generic[K_co]):
    """The id of another record: `Ref["Policy"]` is the type of a field that names a policy.

    `kind` says of which kind; the library checks that it exists.
    """

    __slots__ = ("kind",)

    kind: str

    def __new__(cls, kind: str, value: str) -> Self:
        """The id `value` of a record of `kind`."""
        ref = super().__new__(cls, value)
        ref.kind = kind
        return ref

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        return Ref, (self.kind, str(self))

    if not TYPE_CHECKING:  # kinds name one another in circles, so at run time a name stands for the class

        def __class_getitem__(cls, name: str) -> Any:
            kind = kind_name(name)
            return Annotated[str, Field(min_length=1, json_schema_extra={"ref": kind}), AfterValidator(partial(Ref, kind))]


class Word(str):
    """A word of a list that the city keeps. `list` is the id of that list; the library checks that it holds the word."""

    __slots__ = ("list",)

    list: str

    def __new__(cls, name: str, value: str) -> Self:
        """The word `value` of the list `name`."""
        word = super().__new__(cls, value)
        word.list = name
        return word

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        return Word, (self.list, str(self))


@dataclass(frozen=True, slots=True)
class Listed:
    """`Annotated[str, Listed("modes")]` is the type of a field that holds a word of the list `modes`."""

    list: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(partial(Word, self.list), core_schema.str_schema(min_length=1))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"list": self.list}


def referred(field: FieldInfo) -> set[str]:
    """The kinds that a field, or each of its items, names."""
    return set(_referred(field.annotation, field.metadata))


def _referred(annotation: Any, metadata: Iterable[Any]) -> Iterator[str]:
    for found in metadata:
        if isinstance(found, AfterValidator) and isinstance(found.func, partial) and found.func.func is Ref:
            yield found.func.args[0]
    for part in get_args(annotation):
        yield from _referred(part, getattr(part, "__metadata__", ()))


def kind_name(name: str) -> str:
    """What a kind of that class name is called in ids and addresses: `BaseType` is `base-type`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


_NUMBER_OF_DOCUMENT = re.compile(r"[\u4e00-\u9fa5]+〔(19|20)\d{2}〕[1-9]\d*号|[\u4e00-\u9fa5]*(19|20)\d{2}年第[1-9]\d*号")


def _document_number(value: str) -> str:
    if _NUMBER_OF_DOCUMENT.fullmatch(value):
        return value
    better = re.sub(r"[\[(（【［]\s*((?:19|20)\d{2})\s*[\])）】］]", r"〔\1〕", value).replace("第", "")
    if _NUMBER_OF_DOCUMENT.fullmatch(better):
        raise fault("document-number", "发文字号请用六角括号", f"：{better}")
    raise fault("document-number", f"发文字号写法不对：{value}", "，请写成“某府办发〔2026〕1号”这样")


DocumentNumber = Annotated[
    str, AfterValidator(_document_number), WithJsonSchema({"type": "string", "pattern": f"^({_NUMBER_OF_DOCUMENT.pattern})$"})
]
"""发文字号 after GB/T 9704-2012."""


_OFFICIAL = re.compile(r"https?://([A-Za-z0-9-]+\.)+gov\.cn(/\S*)?")
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/\S*)?")


def _address(pattern: re.Pattern[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": "uri", "pattern": f"^{pattern.pattern}$"})


def _official(value: str) -> str:
    if not _OFFICIAL.fullmatch(value):
        raise fault(
            "official-url", f"不是政府网站的网址：{value}", "，只能链接 .gov.cn 的原页面；没有的，记录里写“未公布”，网站设置里不写这一行"
        )
    return value


OfficialUrl = Annotated[str, AfterValidator(_official), _address(_OFFICIAL)]
"""An address on a government host; reprints are never linked."""


def _web(value: str) -> str:
    if not _WEB.fullmatch(value):
        raise fault("web-address", f"“{value}”不是网址", '，请写成“https://…”；没有就留空：""')
    return value


WebUrl = Annotated[str, AfterValidator(_web), _address(_WEB)]
"""An address on the web."""
