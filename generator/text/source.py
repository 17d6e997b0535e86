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
from . import quick, typos
from .encoding import ODD, decode, forbidden, place, plain
from .reader import Loc, Reader, unseen

if not yaml.__with_libyaml__:
    warnings.warn("PyYAML lacks libyaml, so reading is some ten times slower", stacklevel=1)


class Place(NamedTuple):
    """Where something stands in a file, both counted from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Source:
    """A parsed file. `data` is None when the file could not be read as one mapping.

    Where things stand in a `plain` text is only found out once somebody asks.
    """

    file: str
    data: dict[str, Any] | None = None
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    plain: str = ""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of `loc`, or of its nearest ancestor that stands in the file.

        Segments that are not in the file (names that a union adds) are left out.
        """
        if self.plain:
            reader = Reader(self.plain, self.file)
            reader.record()
            self.keys, self.values, self.plain = reader.keys | self.keys, reader.values | self.values, ""
        known: Loc = ()
        for part in loc:
            if (*known, part) in self.values:
                known = (*known, part)
        table = self.keys if key and known in self.keys else self.values
        return Place(*table.get(known, (1, 1)))

    def at(self, loc: Loc) -> Any:
        """What stands at `loc`; None where nothing does."""
        found: Any = self.data
        for part in loc:
            try:
                found = found[part]
            except (LookupError, TypeError):
                continue  # a name that a union adds
        return found

    @property
    def body(self) -> str:
        """The text of a page in Markdown, as its record holds it."""
        return str((self.data or {}).get("body", "")).strip()

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False, severity: Severity = "error") -> Problem:
        """A fault at `loc` of this file."""
        return Problem(self.file, *self.place(loc, key=key), code, message, hint, severity)


LARGEST = 256 * 1024
"""Bytes of a file that is still read. Records are a few kilobytes; the largest vocabulary is a third of this."""


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
    if data := quick.read(text):
        return Source(file, data, plain=text)
    if fault := forbidden(text, file):
        return Source(file, problems=[fault])
    if marks := [*typos.merge_markers(text, file)] or [*filter(None, [typos.too_deep(text, file)])]:
        return Source(file, problems=marks)
    reader = Reader(text, file)
    data = None
    try:
        data = reader.record()
    except yaml.MarkedYAMLError as error:
        reader.problems = [problem for problem in reader.problems if problem.code != "glued"]  # what follows says why
        reader.report(typos.explain(error, text, file))
    return Source(file, data, reader.keys, reader.values, reader.problems)


LONGEST = 30_000
"""Characters of a page in Markdown. The longest has a tenth."""

_HEAD = re.compile(r"---[ \t]*\n(?:.*\n)*?(?=---[ \t]*(?:\n|$))")
_ANOTHER = re.compile(r"(?m)^---[ \t]*\n(?=(?:\w+:.*\n)+---)")


def parse_page(text: str, file: str) -> Source:
    """Read a page in Markdown: the record between the first two lines `---`, and what follows as its `body`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(text)
    if not head:
        hint = "，第一行写 ---，接着写 title: … 等字段，再写一行 ---，下面才是正文"
        return Source(file, problems=[Problem(file, 1, 1, "no-head", "这一页开头没有写标题和说明", hint)])
    if marks := [*filter(None, [forbidden(text, file)])] or [*typos.merge_markers(text, file)]:
        return Source(file, problems=marks)
    source = parse(head[0], file)
    start = text.find("\n", head.end()) + 1 or len(text)
    body = text[start:]
    if len(body) > LONGEST:
        hint = f"，最多 {LONGEST} 字，请分成几页"
        return Source(file, problems=[Problem(file, *place(text, start), "too-long", f"正文有 {len(body)} 字，太长", hint)])
    if another := _ANOTHER.search(body):
        spot = place(text, start + another.start())
        source.problems.append(Problem(file, *spot, "second-document", "文件里有第二个开头", "，一个文件只写一页，请删掉多出来的一份"))
    if odd := ODD.search(text, start):
        source.problems.append(unseen(text, odd, file))
        body = plain(body)
    if source.data is not None and "body" not in source.data:
        source.data["body"] = body
        blank = body[: len(body) - len(body.lstrip())].count("\n")
        source.values["body",] = head[0].count("\n") + 2 + blank, 1
    return source
