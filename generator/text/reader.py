"""YAML's events to plain data with places, refusing what a clerk cannot have meant.

Events cost less than nodes do, and show anchors, tags and a second document for what they are.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from ..problems import Problem, Severity
from . import typos
from .encoding import place

Loc = tuple[str | int, ...]

DEEPEST = 30
"""No record nests this far, and a stack is finite."""

_HIDDEN = re.compile(r"[\u00a0\u00ad\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff]")
_ZERO_WIDTH = re.compile(r"[\u200b\u2060]")
_COMMA = re.compile(r"[，、]")
_SENTENCE = re.compile(r"[。！？；]")
_WRAPPED = re.compile(r"“[^“”]*”|‘[^‘’]*’|[“”][^“”]*[“”]")
_FOLDED = re.compile(r"[\u2e80-\uffef] [\u2e80-\uffef]")
_COMMENT = re.compile(r"(?<=[^\s#])[ \t]+(#[^\s#].*)")
"""A comment without a space after its mark: more likely a number, as in “1号楼 #3”."""


class Reader:
    """Reads one file's text once; then `keys` and `values` hold the places, `problems` the faults."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.name = file
        self.keys: dict[Loc, tuple[int, int]] = {}
        self.values: dict[Loc, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._next = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event
        self._comments = {m.start(): m for m in _COMMENT.finditer(text)} if " #" in text else {}
        self._zero_width = "\u200b" in text or "\u2060" in text

    def record(self) -> dict[str, Any] | None:
        """The one mapping that a file should hold. Raises what YAML raises."""
        self._next()
        if type(self._next()) is StreamEndEvent:
            return self.report([self._empty()])
        root = self._next()
        data = self._node(root, (), root.start_mark.line)
        self._next()
        after = self._next()
        if type(after) is not StreamEndEvent:
            return self._fault(after.start_mark, "second-document", "文件里有第二个“---”", "，一个文件只写一条，请删掉这一行")
        if isinstance(data, dict):
            return None if any(problem.code == "indent" for problem in self.problems) else data
        if not data:
            return self.report([self._empty()])
        if isinstance(data, str):
            self.report(typos.search(self.text, typos.LIKELY, self.name))
        if not self.problems:
            self._fault(root.start_mark, "not-a-mapping", "文件里没有“字段: 内容”", "，请每行写一个字段，冒号后加空格")
        return None

    def report(self, problems: Iterable[Problem]) -> None:
        """Note faults, one in each place: what was seen first is the closer look."""
        places = {(problem.line, problem.column) for problem in self.problems}
        self.problems += [problem for problem in problems if (problem.line, problem.column) not in places]

    def _fault(self, mark: yaml.Mark, code: str, message: str, hint: str, severity: Severity = "error", shift: int = 0) -> None:
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1 + shift, code, message, hint, severity))

    def _empty(self) -> Problem:
        return Problem(self.name, 1, 1, "empty-file", "文件是空的", "，请写上“字段: 内容”，或删掉这个文件")

    @cached_property
    def _slips(self) -> list[Problem]:
        """The mistyped lines. Only asked for where something looks wrong already."""
        return list(typos.search(self.text, typos.CERTAIN, self.name))

    def _slipped(self, first: int, last: int) -> bool:
        """Whether a line from `first` to `last` (from 0) is mistyped; if so it is reported."""
        slips = [slip for slip in self._slips if first < slip.line <= last + 1]
        self.report(slips)
        return bool(slips)

    def _node(self, event: yaml.Event, loc: Loc, line: int) -> Any:
        """What `event` begins; `line` is where its key stands."""
        mark = event.start_mark
        self.values[loc] = mark.line + 1, mark.column + 1
        kind = type(event)
        if event.anchor or event.tag:
            self._fault(mark, "special-start", f"内容以特殊符号“{self.text[mark.index]}”开头", '，请用英文引号括起整段："…"')
            if kind in (AliasEvent, ScalarEvent):
                return self.text[mark.index : event.end_mark.index]
        if kind is ScalarEvent:
            return self._scalar(event, line)
        if len(loc) > DEEPEST:
            self._fault(mark, "too-deep", "这里的层级太深", "，请检查缩进和括号")
            return self._skip(event)
        return self._mapping(event, loc) if kind is MappingStartEvent else self._sequence(event, loc)

    def _scalar(self, event: ScalarEvent, line: int) -> str:
        start, end, value = event.start_mark, event.end_mark, event.value
        several = end.line > start.line
        if self._zero_width and (hidden := _ZERO_WIDTH.search(self.text, start.index, end.index)):
            self.problems.append(
                Problem(
                    self.name, *place(self.text, hidden.start()), "invisible", "内容里有看不见的字符", "，已当作没有，请删掉它", "warning"
                )
            )
            value = _ZERO_WIDTH.sub("", value)
        if event.style:
            if several and event.style != "|" and _FOLDED.search(value):
                self._folded(start)
            return value
        if end.index in self._comments:
            comment = self._comments[end.index]
            self._fault(
                end,
                "comment",
                f"“{comment[1].strip()}”会被当作注释丢掉",
                "，是内容请用英文引号括起整段，是注释请在 # 后加一个空格",
                "warning",
                comment.start(1) - end.index,
            )
        if not value or value in ("~", "null"):
            return ""
        if value[0] in "“”‘" and _WRAPPED.fullmatch(value):
            self._fault(start, "chinese-quotes", "中文引号会原样显示", "，不需要请删掉", "warning")
        if several or start.line > line:
            if not self._slipped(start.line, end.line) and several and _FOLDED.search(value):
                self._folded(start)
        return value

    def _folded(self, mark: yaml.Mark) -> None:
        self._fault(mark, "folded", "几行会连成一行，中文之间会多出空格", "，多行文字请用“|”，从下一行写起", "warning")

    def _sequence(self, event: SequenceStartEvent, loc: Loc) -> list[Any]:
        items: list[Any] = []
        joined: list[ScalarEvent] = []
        while type(child := self._next()) is not SequenceEndEvent:
            if event.flow_style and type(child) is ScalarEvent and not child.style and _COMMA.search(child.value):
                joined.append(child)
            items.append(self._node(child, (*loc, len(items)), child.start_mark.line))
        for child in joined:
            if ("，" in child.value or len(items) == 1) and not _SENTENCE.search(child.value):
                comma = _COMMA.search(self.text, child.start_mark.index)
                self._fault(
                    child.start_mark,
                    "chinese-comma",
                    f"列表里用了中文的“{comma[0]}”",
                    "，请改为英文逗号加空格；它属于内容的，请用英文引号括起整段",
                    "warning",
                    comma.start() - child.start_mark.index,
                )
        return items

    def _mapping(self, event: MappingStartEvent, loc: Loc) -> dict[str, Any] | str:
        data: dict[str, Any] = {}
        bare: list[ScalarEvent] = []
        while type(key := self._next()) is not MappingEndEvent:
            mark = key.start_mark
            if type(key) is not ScalarEvent or key.anchor or key.tag or key.value in ("", "<<"):
                self._fault(mark, "key", "这里应该是字段名", "，请写成“字段: 内容”；本站不用 YAML 的合并、引用和标签")
                self._skip(key)
                self._skip(self._next())
                continue
            name = key.value if key.value.isascii() else self._clean(key)
            here = (*loc, name)
            value = self._next()
            if event.flow_style and value.start_mark.index == value.end_mark.index == key.end_mark.index and not key.style:
                bare.append(key)
                continue
            if name in data:
                self._fault(mark, "duplicate-key", f"字段“{name}”重复（第一次在第 {self.keys[here][0]} 行）", "，请删掉其中一个")
                self._skip(value)
                continue
            self.keys[here] = mark.line + 1, mark.column + 1
            data[name] = self._node(value, here, key.end_mark.line)
        if not bare or self._slipped(event.start_mark.line, key.end_mark.line):
            return data
        if not data:
            self._fault(
                event.start_mark,
                "braces",
                "花括号里的内容会被当作下一级字段",
                "，列表请写成 [甲, 乙]；花括号属于内容的，请用英文引号括起整段",
            )
            return self.text[event.start_mark.index : key.end_mark.index]
        for name in bare:
            self._fault(
                name.start_mark, "braces", f"“{name.value}”后面没有“: 内容”", "，数字里不写逗号；逗号属于内容的，请用英文引号括起整段"
            )
        return data

    def _clean(self, key: ScalarEvent) -> str:
        """A field name without the characters nobody can see; these, and slips in its line, are reported."""
        hidden = _HIDDEN.search(key.value)
        if not self._slipped(key.start_mark.line, key.start_mark.line) and hidden:
            self._fault(
                key.start_mark,
                "invisible",
                f"字段名里有看不见的字符（U+{ord(hidden[0]):04X}）",
                "，请删掉这个字段名重新输入",
                shift=hidden.start(),
            )
        return _HIDDEN.sub("", key.value)

    def _skip(self, event: yaml.Event) -> str:
        """Pass over what `event` begins."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return ""
            event = self._next()
