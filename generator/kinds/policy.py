"""Support items: what someone can get, who, how much, on which conditions, and what is not said."""

from typing import Annotated, Literal

from pydantic import Field

from ..fields import Cited, Day, Flag, Known, Model, Number, Text, Whole, ref
from .condition import Condition, Node, Slug
from .record import Record


class Fixed(Model):
    """A fixed sum of money, in yuan."""

    form: Literal["定额"]
    value: Whole = Field(title="金额（元）")
    per: Literal["人", "户", "个工作室", "个项目"] = Field(title="按什么算")
    once: Flag = Field(title="是否一次性")
    times: ref("fact") | None = Field(None, title="乘以哪个问题的数字")
    cite: Cited = Field(title="依据")


class Tiers(Model):
    """One of several sums of money, in yuan, rising."""

    form: Literal["分档"]
    values: tuple[Whole, ...] = Field(title="各档金额（元）", min_length=2)
    cite: Cited = Field(title="依据")


class Rate(Model):
    """A share of a dated parameter, for at most some months."""

    form: Literal["比例"]
    percent: Number = Field(title="百分比", le=100)
    of: ref("parameter") = Field(title="以哪个参数为基数")
    months: Whole = Field(title="最多几个月")
    times: ref("fact") | None = Field(None, title="按哪个问题的月数算")
    at: ref("fact") | None = Field(None, title="用哪个问题那个月的标准")
    cite: Cited = Field(title="依据")


class Ceiling(Model):
    """At most a dated parameter's value."""

    form: Literal["上限"]
    label: Text = Field(title="适用于谁")
    of: ref("parameter") = Field(title="上限是哪个参数")


class Benefit(Model):
    """Something other than money paid out."""

    form: Literal["非现金"]
    says: Text = Field(title="得到什么（几个字）")
    detail: Text = Field(title="一句说明")
    cite: Cited = Field(title="依据")


Amount = Annotated[Fixed | Tiers | Rate | Ceiling | Benefit, Field(discriminator="form")]


class Exclusion(Model):
    """At most one of this item and `item`. Declared on one side, shown on both."""

    item: ref("policy") = Field(title="与哪一项不能同时享受")
    says: Text = Field(title="说明")
    taken_here: ref("fact") | None = Field(None, title="哪个问题说明本项已经用过")
    taken_there: ref("fact") | None = Field(None, title="哪个问题说明那一项已经用过")
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

    materials: Known[tuple[Text, ...]] = Field(title="申请材料")
    steps: Known[tuple[Text, ...]] = Field(title="办理步骤")
    place: Known[Text] = Field(title="受理地点")
    window: Known[Text] = Field(title="申报时间")
    time_limit: Known[Text] = Field(title="办理时限")


class Policy(Record):
    """One support item. Departments, dates and validity come from the clauses it cites."""

    kind = "policy"
    label = "支持事项"
    path = "content/policies"

    topic: ref("topic") = Field(title="类别")
    summary: Text = Field(title="一句话")
    who: Text = Field(title="给谁")
    payee: Text | None = Field(None, title="发给谁（发钱的才写）")
    groups: tuple[ref("group"), ...] = Field(title="适用人群")
    groups_open: Flag = Field(False, title="名单末尾有“等”字")
    amounts: Known[tuple[Amount, ...]] = Field(title="金额或待遇")
    gist: Text = Field(title="条件概括（一行）")
    conditions: tuple[Condition, ...] = Field(title="条件")
    unsaid: tuple[Text, ...] = Field((), title="文件没有写明的")
    doubts: tuple[Doubt, ...] = Field((), title="口径待确认")
    exclusions: tuple[Exclusion, ...] = Field((), title="不能同时享受")
    handling: Handling = Field(title="怎么办理")
    contacts: tuple[ref("window"), ...] = Field(title="找谁问", min_length=1)
    clauses: tuple[Cited, ...] = Field(title="依据条款", min_length=1)
    related: tuple[ref("policy"), ...] = Field((), title="相关事项")
    order: Whole = Field(title="列表中的先后")
    checked_on: Day = Field(title="数据核对日")

    @property
    def decided(self) -> bool:
        """Whether answers can decide this item; the others are for the office alone."""
        return any(condition.form not in (None, "office_decides", "informs") for condition in self.conditions)
