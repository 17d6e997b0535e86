"""The plain part of YAML that nearly every record is written in, read line by line at a fraction of the cost.

What is not plainly healthy is left to the reader, which knows all of YAML and says where a fault stands: a special
sign at the start of a text, a comment, a quote, an item twice, a line that goes on in the next. So this says the same as the reader
or nothing at all, which a test holds over every record and thousands of spoilt ones.
"""

from __future__ import annotations

import re
from typing import Any

from .reader import CODE, LONGEST

_ODD = re.compile("[^\n -~·×–—…、。〇〈-】〔-〕一-鿿！（），．／：；？～０-９“”‘’㎡℃]")
"""Characters that a healthy text may hold as well, but that ask for a closer look."""
_LINE = re.compile(r"^( *)(- )?(?:([a-z][a-z0-9_-]*):(?: (?=.)|$))?(.*)$", re.MULTILINE)
"""How far in a line stands, whether it is an item, its field's name, and the rest."""
_TEXT = r"[0-9A-Za-z\u4e00-\u9fff（《〈「『【—…·０-９]"
"""What a text may begin with."""
_START = re.compile(_TEXT)
_USUAL = re.compile(rf"{_TEXT}(?:[0-9A-Za-z\u4e00-\u9fff（）《》，。、；！？·…—～ ./%+０-９]++|-(?![- ]))*+(?<! )")
"""A text with nothing in it that could be more than a character of it, which is nearly every one."""
_FIELD = re.compile(rf"(?!null$|.*- |.*---){_TEXT}[^,\[\]{{}}#:&*!|>'\"%@`“”‘’]*(?<! )")
_ITEM = re.compile(rf"(?!.*[，、]){_FIELD.pattern}")
_PAIR = re.compile(r"([a-z][a-z0-9_-]*): (.*)")
_DEEPEST = 40
"""Blanks before a line; the reader has something to say of what stands further in."""
_BLANK = ("", "", "", "")


class _NotPlain(Exception):
    """Something that the reader has to look at."""


def read(text: str) -> dict[str, Any] | None:
    """The one mapping in a text, every scalar as it was typed; None where the text is not plain."""
    if _ODD.search(text) or CODE.search(text):
        return None
    text = text.rstrip("\n")
    lines = _Lines(text)
    try:
        data, end = lines.mapping(0, 0)
    except (_NotPlain, RecursionError):
        return None
    return data if end == len(lines.parts) else None


class _Lines:
    """The lines of a text and what each consists of. Whatever is read ends before the line that does not belong to it."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.parts: list[tuple[str, str, str, str]] = _LINE.findall(text)

    def mapping(self, at: int, indent: int, *, item: bool = False) -> tuple[dict[str, Any], int]:
        """Fields that stand `indent` in, from line `at` on; the first of an `item` stands after its dash."""
        data: dict[str, Any] = {}
        while at < len(self.parts):
            spaces, dash, name, typed = parts = self.parts[at]
            if parts == _BLANK:
                at += 1
                continue
            if not name or (not item and (dash or len(spaces) != indent)):
                break
            item = False
            if name in data:
                raise _NotPlain
            if typed == "|":
                data[name], at = self.block(at + 1, indent)
            elif typed:
                data[name], at = _value(typed), at + 1
            else:
                data[name], at = self.below(at + 1, indent)
        if not data:
            raise _NotPlain
        return data, at

    def below(self, at: int, indent: int) -> tuple[Any, int]:
        """What stands in the lines after a name that stands `indent` in. A list may stand no further in than that."""
        while at < len(self.parts) and self.parts[at] == _BLANK:
            at += 1
        spaces, dash, *_ = self.parts[at] if at < len(self.parts) else _BLANK
        if len(spaces) > _DEEPEST:
            raise _NotPlain
        if dash and len(spaces) >= indent:
            return self.sequence(at, len(spaces))
        if len(spaces) > indent:
            return self.mapping(at, len(spaces))
        raise _NotPlain

    def sequence(self, at: int, indent: int) -> tuple[list[Any], int]:
        """Items that stand `indent` in, each after a dash."""
        items: list[Any] = []
        while at < len(self.parts):
            spaces, dash, name, typed = parts = self.parts[at]
            if parts == _BLANK:
                at += 1
                continue
            if not dash or len(spaces) != indent:
                break
            if name:
                value, at = self.mapping(at, indent + 2, item=True)
                items.append(value)
            else:
                items.append(_value(typed))
                at += 1
        if _repeated(items):
            raise _NotPlain
        return items, at

    def block(self, at: int, indent: int) -> tuple[str, int]:
        """Lines below a bar, without the blanks that all of them begin with."""
        inner = len(self.parts[at][0]) if at < len(self.parts) else 0
        if inner <= indent:
            raise _NotPlain
        margin, found = " " * inner, []
        while at < len(self.lines) and (self.lines[at].startswith(margin) or not self.lines[at]):
            found.append(self.lines[at][inner:])
            at += 1
        text = "\n".join(found).rstrip("\n") + "\n"
        if len(text) > LONGEST:
            raise _NotPlain
        return text, at


def _repeated(items: list[Any]) -> bool:
    """Whether an item stands there twice."""
    try:
        return len(set(items)) < len(items)
    except TypeError:  # there are fields among them
        return len(set(map(repr, items))) < len(items)


def _value(typed: str) -> Any:
    """What was typed on one line."""
    if len(typed) > LONGEST:
        raise _NotPlain
    if _USUAL.fullmatch(typed) and typed != "null":
        return typed
    if typed[:1] == "[":
        return _items(typed)
    if typed[:1] == "{":
        return _pairs(typed)
    if (
        not _START.match(typed)
        or ": " in typed
        or " #" in typed
        or "- " in typed
        or "---" in typed
        or '"' in typed
        or typed.count("“") != typed.count("”")
        or typed[-1] in ": "
        or typed == "null"
    ):
        raise _NotPlain
    return typed


def _items(typed: str) -> list[str]:
    """A list on one line."""
    if typed == "[]":
        return []
    items = typed[1:-1].split(", ")
    if typed[-1] != "]" or len(set(items)) < len(items) or not all(map(_ITEM.fullmatch, items)):
        raise _NotPlain
    return items


def _pairs(typed: str) -> dict[str, str]:
    """Fields on one line."""
    data: dict[str, str] = {}
    for pair in typed[1:-1].split(", "):
        match = _PAIR.fullmatch(pair)
        if typed[-1] != "}" or not match or match[1] in data or not _FIELD.fullmatch(match[2]):
            raise _NotPlain
        data[match[1]] = match[2]
    return data
