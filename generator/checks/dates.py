"""Dated values stand in order, periods do not end before they start, and nothing was done in days to come."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..kinds import Document, Event, Parameter
from ..library import Library, walk
from ..problems import Problem

DONE = {"checked_on", "written_on", "confirmed_on"}
"""Days on which somebody did something."""


def check(library: Library) -> Iterator[Problem]:
    """Values out of order, and periods that end before they start."""
    for parameter in library.all(Parameter):
        for index, (before, after) in enumerate(pairwise(parameter.values), 1):
            if after.starts_on <= before.starts_on:
                loc = ("values", index, "starts_on")
                message = f"{after.starts_on} 不晚于上一个数值的 {before.starts_on}"
                yield library.origin(parameter).problem(loc, "date-order", message, "，请从早到晚排列，每个日期只写一次")
    for document in library.all(Document):
        if document.starts_on and document.ends_on and document.ends_on < document.starts_on:
            message = f"截止日 {document.ends_on} 早于起始日 {document.starts_on}"
            yield library.origin(document).problem(("ends_on",), "date-order", message, "，请核对")
    for event in library.all(Event):
        if event.ends_on < event.starts_on:
            message = f"结束日 {event.ends_on} 早于开始日 {event.starts_on}"
            yield library.origin(event).problem(("ends_on",), "date-order", message, "，请核对")
        for name, day in (("enter_from", event.enter_from), ("enter_by", event.enter_by)):
            if day and day > event.ends_on:
                message = f"报名日期 {day} 晚于结束日 {event.ends_on}"
                yield library.origin(event).problem((name,), "date-order", message, "，请核对")
        if event.enter_from and event.enter_by and event.enter_by < event.enter_from:
            message = f"报名截止日 {event.enter_by} 早于开始报名的 {event.enter_from}"
            yield library.origin(event).problem(("enter_by",), "date-order", message, "，请核对")


def to_come(library: Library, on: date) -> Iterator[Problem]:
    """Days after `on`, which is today, where only a day that has been makes sense."""
    for record in library:
        for loc, value in walk(record):
            if isinstance(value, date) and loc[-1] in DONE and value > on:
                message = f"{value} 还没有到"
                yield library.origin(record).problem(loc, "day-to-come", message, "，请写实际的日期", severity="warning")
