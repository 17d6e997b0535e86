"""One YAML file: its plain data, and the line and column of every key and value.

Every scalar stays the text that was typed; the record models give it a type.
So `0571`, `no` and `12:30` mean what they look like, and nothing is lost.
"""

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from . import typos
from .encoding import decode, forbidden
from .problems import Problem, Severity
from .reader import Loc, Reader

if not yaml.__with_libyaml__:
    warnings.warn("PyYAML lacks libyaml, so reading is some ten times slower", stacklevel=1)


class Place(NamedTuple):
    """Where something stands in a file, both counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Source:
    """A parsed file. `data` is None when the file could not be read as one mapping."""

    file: str
    data: dict[str, Any] | None = None
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
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
        return Place(*table.get(known, (1, 1)))

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False, severity: Severity = "error") -> Problem:
        """A fault at `loc` of this file."""
        return Problem(self.file, *self.place(loc, key=key), code, message, hint, severity)


def read(path: Path, file: str) -> Source:
    """Read one file from disk; `file` is the name that its problems carry."""
    try:
        text = decode(path.read_bytes(), file)
    except OSError:
        text = Problem(file, 1, 1, "unreadable", "文件打不开", "，请确认它是普通文件，并且允许读取")
    return Source(file, problems=[text]) if isinstance(text, Problem) else parse(text, file)


def parse(text: str, file: str) -> Source:
    """Read one file's text. Faults are in the result's `problems`."""
    if fault := forbidden(text, file):
        return Source(file, problems=[fault])
    reader = Reader(text, file)
    data = None
    try:
        data = reader.record()
    except yaml.MarkedYAMLError as error:
        reader.report(typos.explain(error, text, file))
    return Source(file, data, reader.keys, reader.values, reader.problems)
