"""What the plan set out to reach. A target is not a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ..fields import Asked, Day, Flag, Known, Number, Order, Ref, Text
from .cite import Cited
from .record import Record, Shown

if TYPE_CHECKING:
    from .policy import Policy


class Target(Record):
    """One figure to be reached in the plan period, and what was reached where that is published."""

    label = "目标"
    path = "content/targets"
    shown = Shown("targets/", list_only=True)

    value: Number = Field(title="目标数")
    unit: Text = Field(title="单位")
    figure: Text = Field(title="目标的写法，例如“3000 人以上”")
    each: Flag = Field(False, title="是否每个辖区各自的目标")
    item: Ref["Policy"] | None = Field(None, title="讲的是哪一项支持")
    note: Text | None = Field(None, title="需要知道的情况")
    actual: Known[Number] = Field(title="完成数")
    cite: Cited = Field(title="依据")
    order: Order = Field(title="列表中的先后")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()
