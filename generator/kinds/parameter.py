"""Dated values that items are computed from: minimum wage, loan ceilings."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from ..fields import Asked, Day, Model, Number, Some, Text
from .cite import Cited
from .record import Record, Shown


class Value(Model):
    """One value, from a day on, until the next one."""

    starts_on: Day = Field(title="自哪天起")
    value: Number = Field(title="数值")
    cite: Cited = Field(title="依据")


class Parameter(Record):
    """A value that changes with time. Days before the first value have none: never a fallback."""

    label = "参数"
    path = "content/parameters"
    shown = Shown("parameters/", list_only=True)

    short: Text = Field(title="简称，用在金额里")
    unit: Text = Field(title="单位")
    summary: Text = Field(title="说明（自己的话）")
    values: Some[Value] = Field(title="各时期的数值，从早到晚")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()

    def on(self, day: date) -> Value | None:
        """The value that holds on `day`."""
        return next((value for value in reversed(self.values) if value.starts_on <= day), None)
