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
from .encoding import ODD, place, plain

Loc = tuple[str | int, ...]

DEEPEST = 30
"""No record nests this far, and a stack is finite."""

LONGEST = 2000
"""Characters of one text. The longest of this city has a sixth of them."""

MOST = 100
"""Faults of one file that are told: whoever mends so many will ask again."""

_HIDDEN = re.compile(rf"{ODD.pattern}|\u3000")
_COMMA = re.compile(r"[，、]")
_SENTENCE = re.compile(r"[。！？；]")
_WRAPPED = re.compile(r"“[^“”]*”|‘[^‘’]*’|[“”][^“”]*[“”]")
_FOLDED = re.compile(r"[\u2e80-\uffef] [\u2e80-\uffef]")
CODE = re.compile(r"</?[A-Za-z!][^<>\n]*>|\{\{|\{%|&[a-z]{2,6};")
_GLUED = re.compile(r"(?:[。；！？]|\s)\s*-\s+(?=[^\s\d])|-{3,}")
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
        self._odd = bool(ODD.search(text))
        self._code = bool(CODE.search(text))
        self._told: set[tuple[int, int]] = set()

    def record(self) -> dict[str, Any] | None:
        """The one mapping that a file should hold. Raises what YAML raises."""
        self._next()
        if type(self._next()) is StreamEndEvent:
            self.report([self._empty()])
            return None
        root = self._next()
        data = self._node(root, (), root.start_mark.line)
        self._next()
        after = self._next()
        if type(after) is not StreamEndEvent:
            self._fault(after.start_mark, "second-document", "文件里有第二个“---”", "，一个文件只写一条，请删掉这一行")
            return None
        if isinstance(data, dict):
            return None if any(problem.code == "indent" for problem in self.problems) else data
        if not data:
            self.report([self._empty()])
            return None
        if isinstance(data, str):
            self.report(typos.search(typos.lines(self.text), typos.LIKELY, self.name))
        if not self.problems:
            self._fault(root.start_mark, "not-a-mapping", "文件里没有“字段: 内容”", "，请每行写一个字段，冒号后加空格")
        return None

    def report(self, problems: Iterable[Problem]) -> None:
        """Note faults, one in each place: what was seen first is the closer look."""
        for problem in problems:
            if (problem.line, problem.column) not in self._told:
                self._note(problem)

    def _note(self, problem: Problem) -> None:
        if len(self.problems) < MOST:
            self._told.add((problem.line, problem.column))
            self.problems.append(problem)
        elif len(self.problems) == MOST:
            self.problems.append(too_many(problem))

    def _fault(self, mark: yaml.Mark, code: str, message: str, hint: str, severity: Severity = "error", shift: int = 0) -> None:
        self._note(Problem(self.name, mark.line + 1, mark.column + 1 + shift, code, message, hint, severity))

    def _empty(self) -> Problem:
        return Problem(self.name, 1, 1, "empty-file", "文件是空的", "，请写上“字段: 内容”，或删掉这个文件")

    @cached_property
    def _slips(self) -> dict[int, Problem]:
        """The mistyped lines. Only asked for where something looks wrong already."""
        return {slip.line: slip for slip in typos.certain(typos.lines(self.text), self.name)}

    def _slipped(self, first: int, last: int) -> bool:
        """Whether a line from `first` to `last` (from 0) is mistyped; if so it is reported."""
        slips = [self._slips[line] for line in range(first + 1, last + 2) if line in self._slips]
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
        start, end = event.start_mark, event.end_mark
        value: str = event.value
        several = end.line > start.line
        if self._odd and (odd := ODD.search(self.text, start.index, end.index)):
            if len(self.problems) < MOST:  # to count the lines takes time
                self._note(unseen(self.text, odd, self.name))
            value = plain(value)
        if len(value) > LONGEST:
            message = f"这段文字有 {len(value)} 字，太长"
            self._fault(start, "too-long", message, f"，最多 {LONGEST} 字；请看看后面是不是少了引号或换行，确实要写的请分成几段")
            return value[:LONGEST]
        if self._code and (code := CODE.search(self.text, start.index, end.index)):
            message = f"“{code[0][:20]}”像网页代码，会原样显示"
            if len(self.problems) < MOST:
                self._note(Problem(self.name, *place(self.text, code.start()), "code-in-text", message, "，请改成文字，或删掉", "warning"))
        if event.style:
            if several and event.style != "|" and _FOLDED.search(value):
                self._folded(start)
            return value
        return self._bare(event, value, line)

    def _bare(self, event: ScalarEvent, value: str, line: int) -> str:
        """A text without quotes or bar, in which signs that mean something elsewhere may be slips."""
        start, end = event.start_mark, event.end_mark
        several = end.line > start.line
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
        if (several or start.line > line) and self._slipped(start.line, end.line):
            return value
        if several and _FOLDED.search(value):
            self._folded(start)
        for name, one, other in (("英文双引号", '"', ""), ("中文引号", "“", "”")):
            if value.count(one) % 2 if not other else value.count(one) != value.count(other):
                self._fault(start, "quote", f"{name}没有成对", "，请补上另一半，或删掉", "warning")
        if "-" in value and (glued := _GLUED.search(self.text, start.index, end.index)):
            at = self.text.index("-", glued.start())
            self._note(
                Problem(
                    self.name,
                    *place(self.text, at),
                    "glued",
                    "这里的减号成了文字的一部分",
                    "，是列表的下一项请另起一行、以“- ”开头；确实是文字的，请用英文引号括起整段",
                    "warning",
                )
            )
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
        self._repeated(items, loc)
        for child in joined:
            comma = _COMMA.search(self.text, child.start_mark.index)
            if comma and ("，" in child.value or len(items) == 1) and not _SENTENCE.search(child.value):
                self._fault(
                    child.start_mark,
                    "chinese-comma",
                    f"列表里用了中文的“{comma[0]}”",
                    "，请改为英文逗号加空格；它属于内容的，请用英文引号括起整段",
                    "warning",
                    comma.start() - child.start_mark.index,
                )
        return items

    def _repeated(self, items: list[Any], loc: Loc) -> None:
        """The same twice in a list, which never makes sense."""
        if len(items) < 2 or len(set(shown := list(map(repr, items)))) == len(items):
            return
        first: dict[str, int] = {}
        for index, item in enumerate(shown):
            if first.setdefault(item, index) != index and items[index] not in ("", [], {}):
                line, column = self.values[(*loc, index)]
                message = f"这一项和第 {first[item] + 1} 项一样"
                self._note(Problem(self.name, line, column, "repeated-item", message, "，请改成别的，或删掉一个", "warning"))

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
            if missing := re.match(r"([A-Za-z_]+) +\S", name.value):
                message = f"“{missing[1]}”后面缺少英文冒号"
                self._fault(name.start_mark, "no-colon", message, f"，请写成“{missing[1]}: …”", shift=missing.end(1))
                continue
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


def unseen(text: str, odd: re.Match[str], file: str) -> Problem:
    """A character that nobody sees, or takes for a space."""
    what, taken, instead = ("特殊空格", "已当作普通空格", "改为半角空格") if odd["space"] else ("看不见的字符", "已当作没有", "删掉它")
    return Problem(
        file, *place(text, odd.start()), "invisible", f"内容里有{what}（U+{ord(odd[0]):04X}）", f"，{taken}，请{instead}", "warning"
    )


def too_many(problem: Problem) -> Problem:
    """Said in place of all faults from `problem` on."""
    return Problem(
        problem.file, problem.line, problem.column, "too-many", f"前面已经有 {MOST} 处问题，后面的不再列出", "，请先改好前面的再检查一次"
    )
