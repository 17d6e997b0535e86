"""What an item is, what it rests on, and who says that a document holds, are told in full."""

import re
from collections.abc import Iterator

from ..kinds import Document, Policy
from ..kinds.policy import Benefit
from ..library import Library
from ..problems import Problem
from ..text.source import Loc

_TO_DO = re.compile("[要可]|计划|目标")
"""What something says of itself that is still to be done."""


def check(library: Library) -> Iterator[Problem]:
    """Tasks that leave nothing to ask for or read as something there is, documents that carry nobody knows what, confirmations by nobody."""
    for policy in library.all(Policy):
        told = library.origin(policy)
        if policy.nature == "任务" and not policy.ask:
            hint = "，请在 nature 下面加一行“ask: …”，用一两句话写可以去问什么"
            yield told.problem(("nature",), "nothing-to-ask", "要部门去做的任务，没有写大家可以去问什么", hint)
        texts: list[tuple[Loc, str]] = [(("summary",), policy.summary)]
        texts += [(("amounts", at, "says"), one.says) for at, one in enumerate(policy.amounts or ()) if isinstance(one, Benefit)]
        for loc, text in texts if policy.nature == "任务" else ():
            if not _TO_DO.search(text):
                yield told.problem(loc, "task-as-fact", "要部门去做的任务，写得像已经有了", "，请写成“要…”“要求…”“可以…”")
        for index, basis in enumerate(policy.rests_on if len(policy.rests_on) > 1 else ()):
            if not basis.carries:
                hint = f"，请写成“{basis.document} 管哪一部分”"
                yield told.problem(("rests_on", index), "carries-nothing", "有几份文件的，每一份都要写管哪一部分", hint)
    for document in library.all(Document):
        if document.confirmed_on and not document.confirmed_by:
            hint = "，请在下面加一行“confirmed_by: …”，例如：某局 2026 年 1 月 5 日书面答复"
            yield library.origin(document).problem(("confirmed_on",), "confirmed-by-nobody", "没有写是谁在哪里确认的", hint)
