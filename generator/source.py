"""One YAML file: its plain data, and the line and column of every key and value.

Every scalar stays the text that was typed; the record models give it a type.
So `0571`, `no` and `12:30` mean what they look like, and nothing is lost.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .problems import Problem

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
                severity: str = "error") -> Problem:
        """A fault at `loc` of this file."""
        return Problem(self.file, *self.place(loc, key=key), code, message, hint, severity)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Composes nodes and guesses no types."""

    yaml_implicit_resolvers: dict = {}


def parse(text: str, file: str) -> Source:
    """Read one file's text. Faults are in the result's `problems`."""
    source = Source(file)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.problems.append(Problem(file, mark.line + 1, mark.column + 1, "syntax", str(error.problem)))
        return source
    finally:
        loader.dispose()
    if isinstance(node, yaml.MappingNode):
        source.data = _build(node, (), source)
    else:
        source.problems.append(Problem(file, 1, 1, "not-a-mapping", "文件里没有“字段: 内容”", ""))
    return source


def _build(node: yaml.Node, loc: Loc, source: Source) -> Any:
    """Plain data of `node`, recording places on the way."""
    mark = node.start_mark
    source.values[loc] = Place(mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*loc, index), source) for index, child in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        here = (*loc, key)
        place = Place(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in data:
            first = source.keys[here]
            source.problems.append(Problem(
                source.file, *place, "duplicate-key",
                f"字段“{key}”重复（第一次在第 {first.line} 行）", "，请删掉其中一个"))
            continue
        source.keys[here] = place
        data[key] = _build(value_node, here, source)
    return data


def read(path: Path, file: str) -> Source:
    """Read one file from disk; `file` is the name that its problems carry."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Source(file, problems=[Problem(file, 1, 1, "encoding", "文件不是 UTF-8 编码", "，请用编辑器另存为 UTF-8")])
    return parse(text, file)
