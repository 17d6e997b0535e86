"""What the plan set out to reach. A target is not a result."""

from __future__ import annotations

from pydantic import Field

from ..fields import Asked, Day, Known, Number, Order, Text
from .cite import Cited
from .record import Record, Shown


class Target(Record):
    """One figure to be reached in the plan period, and what was reached where that is published."""

    label = "目标"
    path = "content/targets"
    shown = Shown("targets/", list_only=True)

    value: Number = Field(title="目标数")
    unit: Text = Field(title="单位")
    figure: Text = Field(title="目标的写法，例如“3000 人以上”")
    note: Text | None = Field(None, title="需要知道的情况")
    actual: Known[Number] = Field(title="完成数")
    cite: Cited = Field(title="依据")
    order: Order = Field(title="列表中的先后")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()
