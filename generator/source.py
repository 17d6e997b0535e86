"""One YAML file: its plain data, and the line and column of every key and value.

Every scalar stays the text that was typed; the record models give it a type.
So `0571`, `no` and `12:30` mean what they look like, and nothing is lost.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from . import reader
from .encoding import decode
from .problems import Problem, Severity

Loc = tuple[str | int, ...]


class Place(NamedTuple):
    """Where something stands in a file, both counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Source:
    """A parsed file. `data` is None when the file could not be read as one mapping."""

    file: str
    data: dict[str, Any] | None = None
    keys: dict[Loc, Place] = field(default_factory=dict)
    values: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of `loc`, or of its nearest ancestor that stands in the file.

        Segments that are not in the file (names that a union adds) are left out.
        """
        known: Loc = ()
        for part in loc:
            if (*known, part) in self.values:
                known = (*known, part)
        table = self.keys if key and known in self.keys else self.values
        return table.get(known, Place(1, 1))

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False,
                severity: Severity = "error") -> Problem:
        """A fault at `loc` of this file."""
        return Problem(self.file, *self.place(loc, key=key), code, message, hint, severity)
