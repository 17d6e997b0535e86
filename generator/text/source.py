"""One YAML file: its plain data, and the line and column of every key and value.

Every scalar stays the text that was typed; the record models give it a type.
So `0571`, `no` and `12:30` mean what they look like, and nothing is lost.
"""

import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..problems import Problem, Severity
from . import typos
from .encoding import decode, forbidden
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

    @property
    def body(self) -> str:
        """The text of a page in Markdown, as its record holds it."""
        return str((self.data or {}).get("body", "")).strip()

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False, severity: Severity = "error") -> Problem:
        """A fault at `loc` of this file."""
        return Problem(self.file, *self.place(loc, key=key), code, message, hint, severity)


LARGEST = 512 * 1024
"""Bytes of a file that is still read. Records are a few kilobytes; the largest vocabulary is a tenth of this."""


def read(path: Path, file: str) -> Source:
    """Read one file from disk; `file` is the name that its problems carry. A page in Markdown has its record on top."""
    try:
        if not path.is_file():
            raise OSError
        if path.stat().st_size > LARGEST:
            return Source(
                file, problems=[Problem(file, 1, 1, "too-large", "文件太大", f"，一个文件最多 {LARGEST // 1024} KB，请分成几个文件")]
            )
        text = decode(path.read_bytes(), file)
    except OSError:
        text = Problem(file, 1, 1, "unreadable", "文件打不开", "，请确认它是普通文件，并且允许读取")
    if isinstance(text, Problem):
        return Source(file, problems=[text])
    return parse_page(text, file) if file.endswith(".md") else parse(text, file)


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


_HEAD = re.compile(r"---[ \t]*\r?\n(?:.*\r?\n)*?(?=---[ \t]*(?:\r?\n|$))")


def parse_page(text: str, file: str) -> Source:
    """Read a page in Markdown: the record between the first two lines `---`, and what follows as its `body`."""
    head = _HEAD.match(text)
    if not head:
        hint = "，第一行写 ---，接着写 title: … 等字段，再写一行 ---，下面才是正文"
        return Source(file, problems=[Problem(file, 1, 1, "no-head", "这一页开头没有写标题和说明", hint)])
    source = parse(head[0], file)
    body = text[head.end() :].partition("\n")[2]
    if fault := forbidden(text, file):
        source.problems = [fault]
    if source.data is not None and "body" not in source.data:
        source.data["body"] = body
        blank = body[: len(body) - len(body.lstrip())].count("\n")
        source.values["body",] = head[0].count("\n") + 2 + blank, 1
    return source
