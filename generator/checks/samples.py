"""Samples cannot be taken for real: nobody to call about them, and nothing that only something real can have reached."""

import re
from collections.abc import Iterator, Sequence

from ..fields import UNPUBLISHED
from ..kinds import Base, Project, Record, Studio
from ..library import Library, walk
from ..problems import Problem
from ..wording import level, title_of

REACHED = ("level", "leader", "listed_in", "recognised_in", "incubating", "graduated", "student_share", "jobs", "source_url", "results_url")
"""Fields that only something real can fill."""

_RESULT = re.compile(r"(?:累计|已经?|先后|成功|现有|在孵)[^，。；\n]{0,10}?\d+\s*(?:户|家|人|名)")


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Contacts, levels and results of samples; and real studios, bases and projects without anybody to ask."""
    origin = library.origin(record)
    if not getattr(record, "sample", False):
        if isinstance(record, (Base, Project, Studio)) and not record.contacts:
            yield origin.problem(("contacts",), "no-contact", "没有写联系方式", "，请写上咨询窗口的编号")
        return
    if getattr(record, "contacts", ()):
        yield origin.problem(("contacts",), "sample-contact", "示例没有可以问的人，不写联系方式", "，请删掉这一行")
    for name in REACHED:
        if getattr(record, name, None) is not None:
            message = f"示例不写“{title_of(record, name)}”，免得当真"
            yield origin.problem((name,), "sample-reached", message, f"，请写“{UNPUBLISHED}”")
    levels = [level(word) for name in ("studio-levels", "base-levels") for word in library.words(name)]
    if any(word in part for word in levels for part in parts) or _RESULT.search("\n".join(parts)):
        for loc, text in walk(record):
            if type(text) is str and (found := next((word for word in levels if word in text), None)):
                yield origin.problem(loc, "sample-reached", f"示例里写了“{found}”，会当真", "，请删掉级别")
            if type(text) is str and (result := _RESULT.search(text)):
                yield origin.problem(loc, "sample-reached", f"示例里写了成果“{result[0]}”，会当真", "，请删掉这个数")
