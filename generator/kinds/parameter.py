"""Dated values that items are computed from: minimum wage, loan ceilings."""

from datetime import date

from pydantic import Field

from ..fields import Cited, Day, Model, Number, Text
from .record import Record


class Value(Model):
    """One value, from a day on, until the next one."""

    starts_on: Day = Field(title="自哪天起")
    value: Number = Field(title="数值")
    cite: Cited = Field(title="依据")


class Parameter(Record):
    """A value that changes with time. Days before the first value have none: never a fallback."""

    kind = "parameter"
    label = "参数"
    path = "content/parameters"

    short: Text = Field(title="简称，用在金额里")
    unit: Text = Field(title="单位")
    summary: Text = Field(title="说明（自己的话）")
    values: tuple[Value, ...] = Field(title="各时期的数值，从早到晚", min_length=1)
    checked_on: Day = Field(title="数据核对日")

    def on(self, day: date) -> Value | None:
        """The value that holds on `day`."""
        return next((value for value in reversed(self.values) if value.starts_on <= day), None)
