"""Faults found in the records, as values with a place; and the ways to print them."""

import errno
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal


class Failed(Exception):
    """Work that cannot go on for a reason that is not in the records; the message is for the person at the keyboard."""


_WHY = {errno.ENOSPC: "磁盘满了"}


def why(error: OSError) -> str:
    """What a file could not be read or written for, in one line."""
    more = ""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):  # each file of a folder: name, name, reason
        failed = error.args[0]
        more = f"（共 {len(failed)} 个文件）" if len(failed) > 1 else ""
        name, reason = failed[0][0], str(failed[0][2])
        reason = next((said for number, said in _WHY.items() if f"[Errno {number}]" in reason), reason)
    else:
        name, reason = error.filename or "", _WHY.get(error.errno or 0, error.strerror or str(error))
    return f"文件读不出或写不进：{name} {reason}{more}"


Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one place of one file.

    `line` and `column` count from 1, columns in code points. `message` says in
    Chinese what is wrong, `hint` what to type instead. An "error" stops the
    build, a "warning" does not, and a "notice" is no fault: a page would read
    better without it.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything in `problems` must stop a build."""
    return any(problem.severity == "error" for problem in problems)


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem: `file:line:column: code message hint`. Notices come last, all of one sort in a file on one line."""
    problems = list(problems)
    faults = "".join(
        f"{p.file}:{p.line}:{p.column}: {p.code} {'提醒：' if p.severity == 'warning' else ''}{p.message}{p.hint}\n"
        for p in problems
        if p.severity != "notice"
    )
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.severity == "notice":
            alike.setdefault((problem.file, problem.code), []).append(problem)
    return faults + "".join(
        f"{first.file}:{first.line}:{first.column}: {first.code} 提示：{first.message}{first.hint}{_and_also(more)}\n"
        for first, *more in alike.values()
    )


def _and_also(more: list[Problem]) -> str:
    """Where the same is to be said again."""
    return f"，另见第 {'、'.join(map(str, sorted({problem.line for problem in more})))} 行" if more else ""


def as_json(problems: Iterable[Problem]) -> str:
    """The same facts as data, a list of objects."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2) + "\n"
