"""What was last checked too long ago to be relied on."""

from collections.abc import Iterator
from datetime import date

from ..kinds import Parameter, Policy, Window
from ..library import Library
from ..problems import Problem

DAYS = 180
"""How long a check against the sources lasts."""


def check(library: Library, on: date) -> Iterator[Problem]:
    """Parameters, items and windows not checked in the last half year before `on`."""
    records: list[Parameter | Policy | Window] = [*library.all(Parameter), *library.all(Policy), *library.all(Window)]
    for record in records:
        age = (on - record.checked_on).days
        if age > DAYS:
            message = f"上次核对是 {age} 天前，超过 {DAYS} 天"
            yield library.origin(record).problem(("checked_on",), "stale", message, "，请重新核对，再改这个日期", severity="warning")
