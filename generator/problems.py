"""Faults found in the records, as values with a place; and the ways to print them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal


class Failed(Exception):
    """Work that cannot go on for a reason that is not in the records; the message is for the person at the keyboard."""


Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one place of one file.

    `line` and `column` count from 1, columns in code points. `message` says in
    Chinese what is wrong, `hint` what to type instead. An "error" stops the
    build, a "warning" does not.
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
    """One line a problem: `file:line:column: code message hint`."""
    return "".join(
        f"{p.file}:{p.line}:{p.column}: {p.code} {'提醒：' if p.severity == 'warning' else ''}{p.message}{p.hint}\n" for p in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """The same facts as data, a list of objects."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2) + "\n"
