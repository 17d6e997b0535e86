"""Slips of the keyboard that YAML misreads, recognised line by line.

YAML names the line after the slip, or takes the slip for text and names nothing.
So the lines themselves are searched, but only once something looks wrong.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml import MarkedYAMLError

from ..problems import Problem


class Slip(NamedTuple):
    """A way to mistype a line. The group `at` is the exact spot, every group may be quoted in the texts."""

    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str


_START = r"(?:^ *(?:- +)*|\{ *(?:[^{}]*[,，] *)?)"
_KEY = r"(?P<name>[A-Za-z_][A-Za-z0-9_-]*)"
_WORDS = r"(?P<name>[\u4e00-\u9fff][^\s:：，。；“”]{0,11})"
_VALUE = r"^ *(?:- +)*(?:[^\s:\"'#][^:]*: +)?"

CERTAIN = (
    Slip(re.compile(r"^ *(?P<at>\t)\s*\S"), "indent", "行首缩进里有制表符", "，请改为半角空格"),
    Slip(re.compile(r"^ *(?P<at>\u3000)\s*\S"), "indent", "行首缩进里有全角空格", "，请改为半角空格"),
    Slip(
        re.compile(r"^ *(?P<at>[\u00a0\u2000-\u200b\u202f\u205f\ufeff])\s*\S"),
        "indent",
        "行首缩进里有看不见的特殊空格",
        "，请删掉，改为半角空格",
    ),
    Slip(
        re.compile(rf"{_START}{_KEY} *(?P<at>：)"),
        "full-width-colon",
        "“{name}”后面用了中文全角冒号",
        "，请改为英文冒号加空格：“{name}: …”",
    ),
    Slip(re.compile(rf"{_START}{_KEY}(?P<at>:)[^\s/]"), "space-after-colon", "“{name}:”后面缺少一个空格", "，请写成“{name}: …”"),
    Slip(re.compile(r"^ *(?P<at>-)[^\s-]"), "space-after-dash", "减号后缺少空格", "，列表的每一项请写成“- …”"),
)
"""What no healthy structure contains; looked for also where YAML found no fault."""

LIKELY = (
    *CERTAIN,
    Slip(
        re.compile(rf"^ *(?:- +)*{_WORDS} *(?P<at>：)"),
        "full-width-colon",
        "“{name}”后面用了中文全角冒号",
        "，请改为英文冒号加空格：“{name}: …”",
    ),
    Slip(re.compile(rf"^ *(?:- +)*{_WORDS}(?P<at>:)[^\s/]"), "space-after-colon", "“{name}:”后面缺少一个空格", "，请写成“{name}: …”"),
    Slip(re.compile(r"^ *(?P<at>[－—–•●·])"), "space-after-dash", "列表的每一项要以英文减号开头", "，请把“{at}”改为减号加空格：“- …”"),
    Slip(re.compile(r"\{[^{}]*(?P<at>，) *[\w-]+ *:"), "chinese-comma", "花括号里用了中文逗号", "，请改为英文逗号加空格"),
    Slip(
        re.compile(rf"{_VALUE}(?P<at>\"[^\"]*\"|'[^']*')[ \t]*[^\s#,\]}}:\"']"),
        "special-start",
        "内容以引号开头，引号后面还有字",
        "，请用英文单引号括起整段：'…'",
    ),
    Slip(
        re.compile(rf"{_VALUE}(?P<at>\[[^\]]*\]|\{{[^}}]*\}})[ \t]*[^\s#,\]}}:]"),
        "special-start",
        "内容以括号开头，括号后面还有字",
        '，请用英文引号括起整段："…"',
    ),
    Slip(re.compile(rf"{_VALUE}(?P<at>[@`%*&!])\S"), "special-start", "内容以特殊符号“{at}”开头", '，请用英文引号括起整段："…"'),
    Slip(
        re.compile(r"^ *(?:- +)*[^\s:\"'\[{#][^:]*: +[^\s\"'\[{|>#](?:(?! #).)*?(?P<at>:)(?:\s|$)"),
        "colon-in-text",
        "内容里有“冒号+空格”",
        '，请用英文引号括起整段："…"',
    ),
)
"""What can be trusted only in a file that YAML could not read."""

_UNCLOSED = (
    Slip(re.compile(rf"{_VALUE}(?P<at>\")(?:[^\"]*\"[^\"]*\")*[^\"]*$"), "quote", "英文双引号没有成对", "，请补上另一半"),
    Slip(re.compile(rf"{_VALUE}(?P<at>')(?:[^']*'[^']*')*[^']*$"), "quote", "英文单引号没有成对", "，请补上另一半"),
)
"""Looked for last: a text in quotes may rightly go on in the next line."""


class Complaint(NamedTuple):
    """One of YAML's own errors. `opening` means that its place is where the broken thing began.

    The texts may quote `at`, the character in that place.
    """

    opening: bool
    code: str
    message: str
    hint: str


_SPECIAL = ("special-start", "内容以特殊符号“{at}”开头", '，请用英文引号括起整段："…"')
_QUOTE = ("quote", "英文引号没有成对", "，请在这段文字的末尾补上另一半")

SURE = {
    "while scanning an alias": Complaint(True, *_SPECIAL),
    "while scanning an anchor": Complaint(True, *_SPECIAL),
    "while scanning a tag": Complaint(True, *_SPECIAL),
    "while parsing a tag": Complaint(True, *_SPECIAL),
    "while scanning a directive": Complaint(True, *_SPECIAL),
    "while scanning a block scalar": Complaint(True, *_SPECIAL),
    "found character that cannot start any token": Complaint(False, *_SPECIAL),
    "found unexpected end of stream": Complaint(True, *_QUOTE),
    "found unexpected document indicator": Complaint(True, *_QUOTE),
    "found unknown escape character": Complaint(False, "escape", "双引号里的反斜杠“\\”有特殊含义", "，请把两端改为英文单引号：'…'"),
    "block sequence entries are not allowed in this context": Complaint(
        False, "list-line", "列表不能和字段写在同一行", "，请换行，每项一行，以“- ”开头"
    ),
}
"""Errors whose place and cause YAML knows better than any line search."""

VAGUE = {
    "did not find expected ',' or ']'": Complaint(True, "bracket", "方括号没有结束，或里面少了英文逗号", "，请写成“[甲, 乙]”"),
    "did not find expected ',' or '}'": Complaint(True, "bracket", "花括号没有结束，或里面少了英文逗号", "，请写成“{{甲: 1, 乙: 2}}”"),
    "did not find expected node content": Complaint(
        False, "bracket", "这里多了或少了一个括号或逗号", "，列表请写成“[甲, 乙]”；内容以符号开头的，请用英文引号括起整段"
    ),
    "could not find expected ':'": Complaint(
        True, "no-colon", "这一行不是“字段: 内容”", "，请补上英文冒号和空格；它属于上一段文字的，请在行首加空格"
    ),
    "mapping values are not allowed in this context": Complaint(
        False, "colon-or-indent", "这个冒号的位置不对", "，同一级的字段要左对齐；内容里的冒号请用英文引号括起整段"
    ),
    "did not find expected key": Complaint(
        False, "alignment", "这里没有和同一级的字段对齐，或前面的引号、括号多了一半", "，请让同一级的字段左对齐"
    ),
    "did not find expected '-' indicator": Complaint(False, "alignment", "列表里混进了别的内容", "，每一项请以“- ”开头，并且左对齐"),
    "did not find expected <document start>": Complaint(False, "second-document", "文件在“...”那一行已经结束", "，请删掉“...”"),
}
"""Errors that YAML notices late; a slip found nearby is the better answer."""

_ELSE = Complaint(False, "syntax", "从这里起读不懂", "，请检查这一行和上一行的缩进、冒号和引号")

_LONGEST = 2000
"""Characters of a line that are searched, so that no line, however odd, takes long."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BLOCK = re.compile(r"^( *(?:- +)*)(?:- +|\S.*?: +)[|>][-+0-9]*\s*(?:#.*)?$")


def explain(error: MarkedYAMLError, text: str, file: str) -> list[Problem]:
    """The faults behind a syntax error: the slip nearest before it, and the same slip elsewhere."""
    sure = SURE.get(error.context) or SURE.get(error.problem)
    mark = error.problem_mark or error.context_mark
    if sure and not text[mark.index : mark.index + 1] == "\t":
        return [_complain(sure, error, text, file)]
    for table in (LIKELY, _UNCLOSED):
        found = list(search(text, table, file))
        before = [slip for slip in found if slip.line <= mark.line + 1]
        if before:
            return [slip for slip in found if slip.code == before[-1].code]
    return [_complain(VAGUE.get(error.problem, _ELSE), error, text, file)]


def search(text: str, table: tuple[Slip, ...], file: str) -> Iterator[Problem]:
    """The first slip of every line that is not a comment or inside a block of text."""
    block: int | None = None
    for number, line in enumerate(_BREAK.split(text), 1):
        line = line[:_LONGEST]
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or line[indent] == "#" or (block is not None and indent > block):
            continue
        header = _BLOCK.match(line)
        block = len(header[1]) if header else None
        for slip in table:
            match = slip.pattern.search(line)
            if match:
                words = match.groupdict()
                yield Problem(file, number, match.start("at") + 1, slip.code, slip.message.format(**words), slip.hint.format(**words))
                break


def _complain(complaint: Complaint, error: MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.context_mark if complaint.opening and error.context_mark else error.problem_mark
    at = text[mark.index : mark.index + 1]
    return Problem(file, mark.line + 1, mark.column + 1, complaint.code, complaint.message.format(at=at), complaint.hint.format(at=at))
