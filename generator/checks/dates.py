"""Dated values stand in order, and periods do not end before they start."""

from collections.abc import Iterator

from ..kinds import Document, Parameter
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Values out of order, and periods that end before they start."""
    for parameter in library.all(Parameter):
        for index, (before, after) in enumerate(zip(parameter.values, parameter.values[1:]), 1):
            if after.starts_on <= before.starts_on:
                yield library.origin(parameter).problem(
                    ("values", index, "starts_on"),
                    "date-order",
                    f"{after.starts_on} 不晚于上一个数值的 {before.starts_on}",
                    "，请从早到晚排列，每个日期只写一次",
                )
    for document in library.all(Document):
        if document.starts_on and document.ends_on and document.ends_on < document.starts_on:
            yield library.origin(document).problem(
                ("ends_on",), "date-order", f"截止日 {document.ends_on} 早于起始日 {document.starts_on}", "，请核对"
            )
