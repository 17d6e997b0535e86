"""What the plan set out to reach. A target is not a result."""

from pydantic import Field

from ..fields import Cited, Day, Known, Number, Text, Whole
from .record import Record


class Target(Record):
    """One figure to be reached in the plan period, and what was reached where that is published."""

    kind = "target"
    label = "目标"
    path = "content/targets"

    value: Number = Field(title="目标数")
    unit: Text = Field(title="单位")
    figure: Text = Field(title="目标的写法，例如“3000 人以上”")
    note: Text | None = Field(None, title="需要知道的情况")
    actual: Known[Number] = Field(title="完成数")
    cite: Cited = Field(title="依据")
    order: Whole = Field(title="列表中的先后")
    checked_on: Day = Field(title="数据核对日")
