"""Support items: what someone can get, who, how much, on which conditions, and what is not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..fields import Asked, Day, Flag, Known, Listed, Model, Months, Order, Percent, Ref, Some, Text, Yuan, text_of
from .cite import Cited
from .condition import Condition, Node, Slug, Test
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .document import Document
    from .parameter import Parameter
    from .vocabulary import Fact, Group, Topic, Window


class _Amount(Model):
    """What every amount has. Where an item has several, cards and tables show the one that `leads`."""

    leads: Flag = Field(False, title="列表里是否显示这一个（有几个金额时选一个）")


class Fixed(_Amount):
    """A fixed sum of money."""

    form: Literal["定额"]
    value: Yuan = Field(title="金额")
    per: Annotated[str, Listed("measures")] = Field(title="按什么算")
    once: Flag = Field(title="是否一次性")
    times: Ref["Fact"] | None = Field(None, title="乘以哪个问题的数字")
    cite: Cited = Field(title="依据")


class Tiers(_Amount):
    """One of several sums of money."""

    form: Literal["分档"]
    values: tuple[Yuan, ...] = Field(title="各档金额", min_length=2)
    cite: Cited = Field(title="依据")


class Rate(_Amount):
    """A share of a dated parameter, for at most some months."""

    form: Literal["比例"]
    percent: Percent = Field(title="百分比")
    of: Ref["Parameter"] = Field(title="以哪个参数为基数")
    months: Months = Field(title="最多几个月")
    times: Ref["Fact"] | None = Field(None, title="按哪个问题的月数算")
    at: Ref["Fact"] | None = Field(None, title="用哪个问题那个月的标准")
    cite: Cited = Field(title="依据")


class Ceiling(_Amount):
    """At most a dated parameter's value."""

    form: Literal["上限"]
    label: Text = Field(title="适用于谁")
    of: Ref["Parameter"] = Field(title="上限是哪个参数")


class Benefit(_Amount):
    """Something other than money paid out."""

    form: Literal["非现金"]
    says: Text = Field(title="得到什么（几个字）")
    detail: Text = Field(title="一句说明")
    cite: Cited = Field(title="依据")


Amount = Annotated[Fixed | Tiers | Rate | Ceiling | Benefit, Field(discriminator="form")]


class Keep(Model):
    """Words that do not part: what is short and says `word` says each of `with` too. Ways to say the same stand between “/”."""

    word: Text = Field(title="说到什么（几种写法用 / 隔开）")
    with_: Some[Text] = Field(alias="with", title="就要同时说什么（几种写法用 / 隔开）")
    cite: Cited = Field(title="依据")


class Statement(Model):
    """What a clause says beside conditions: an aim, an emphasis, whose money it is."""

    says: Text = Field(title="说明（自己的话）")
    cite: Cited = Field(title="依据")


class Exclusion(Model):
    """At most one of this item and `item`. Declared on one side, shown on both."""

    item: Ref["Policy"] = Field(title="与哪一项不能同时享受")
    says: Text = Field(title="说明")
    taken_here: Ref["Fact"] | None = Field(None, title="哪个问题说明本项已经用过")
    taken_there: Ref["Fact"] | None = Field(None, title="哪个问题说明那一项已经用过")
    cite: Cited = Field(title="依据")


class Doubt(Model):
    """A wording that can be read in two ways, with the reading this site takes until told otherwise."""

    says: Text = Field(title="哪里说不准")
    taken: Text = Field(title="本站暂按什么理解")
    node: Slug | None = Field(None, title="影响哪一条（id）")
    otherwise: Node | None = Field(None, title="换一种理解，这一条是什么")
    cite: Cited = Field(title="依据")


class Handling(Model):
    """How to apply. Each part is written, or “未公布”."""

    materials: Known[Some[Text]] = Field(title="申请材料")
    steps: Known[Some[Text]] = Field(title="办理步骤")
    place: Known[Text] = Field(title="受理地点")
    window: Known[Text] = Field(title="申报时间")
    time_limit: Known[Text] = Field(title="办理时限")


class Basis(Model):
    """A document that an item rests on. Where there are several, `carries` says what of the item each holds up."""

    document: Ref["Document"] = Field(title="哪份文件")
    carries: Text | None = Field(None, title="这份文件管哪一部分")


def _basis(value: Any) -> Any:
    if isinstance(value, (Basis, dict)):
        return value
    document, _, carries = text_of(value).partition(" ")
    return {"document": document, "carries": carries.strip() or None}


def _bases(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


class _OrText:
    """What is typed for the documents that an item rests on: one as a text, or each with its parts."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "pattern": "^[^ ]+( .+)?$"}]}


Bases = Annotated[Some[Annotated[Basis, BeforeValidator(_basis), _OrText()]], BeforeValidator(_bases), _OrText()]
"""Typed as `文件编号`, or as several, one a line: `文件编号 这份文件管哪一部分`."""


class Policy(Record):
    """One support item. It holds as long as a document that it `rests_on`; departments come from the clauses it cites."""

    label = "支持事项"
    path = "content/policies"
    shown = Shown(
        "policies/",
        Section("支持政策", "{city}创业支持事项，逐项说明给谁、多少、条件和依据。", "创业补贴,创业担保贷款,孵化,培训", "政策解读"),
        "政策",
        rank=1,
    )

    topic: Ref["Topic"] = Field(title="类别")
    nature: Literal["待遇", "服务", "任务"] = Field(title="是能得到的、已经有的，还是要部门去做的")
    ask: Text | None = Field(None, title="可以去问什么（任务才写）")
    summary: Text = Field(title="一句话")
    who: Text = Field(title="给谁")
    payee: Text | None = Field(None, title="发给谁（发钱的才写）")
    groups: tuple[Ref["Group"], ...] = Field(title="适用人群")
    groups_open: Flag = Field(False, title="名单末尾有“等”字")
    open_to: Text | None = Field(None, title="“等”字只说哪些人（有限定才写，例如“您是青年的”）")
    amounts: Known[Some[Amount]] = Field(title="金额或待遇")
    gist: Text = Field(title="条件概括（一行）")
    keeps: tuple[Keep, ...] = Field((), title="不能丢的限定语")
    conditions: tuple[Condition, ...] = Field(title="条件")
    skip: Test | None = Field(None, title="怎样回答是不想要这一项")
    received: Test | None = Field(None, title="怎样回答是已经领过（只给一次的）")
    funded_by: Statement | None = Field(None, title="钱从哪里出")
    also: tuple[Statement, ...] = Field((), title="另外要知道的")
    unsaid: tuple[Text, ...] = Field((), title="文件没有写明的")
    doubts: tuple[Doubt, ...] = Field((), title="口径待确认")
    exclusions: tuple[Exclusion, ...] = Field((), title="不能同时享受")
    handling: Handling = Field(title="怎么办理")
    contacts: tuple[Ref["Window"], ...] = Field(title="找谁问", min_length=1)
    rests_on: Bases = Field(title="有效性看哪些文件")
    clauses: tuple[Cited, ...] = Field(title="依据条款", min_length=1)
    related: tuple[Ref["Policy"], ...] = Field((), title="相关事项")
    order: Order = Field(title="列表中的先后")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()

    @property
    def decided(self) -> bool:
        """Whether answers can decide this item; the others are for the office alone."""
        return any(condition.form not in (None, "office_decides") for condition in self.conditions)
