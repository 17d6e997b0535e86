"""Slips of the keyboard that YAML misreads, recognised line by line.

YAML names the line after the slip, or takes the slip for text and names nothing.
So the lines themselves are searched, but only once something looks wrong.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml import MarkedYAMLError

from ..problems import Problem
from .encoding import place


class Slip(NamedTuple):
    """A way to mistype a line. The group `at` is the exact spot, every group may be quoted in the texts."""

    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str


_DASHES = r"^ *(?:- +)*+"
_START = rf"(?:{_DASHES}|\{{ *(?:[^{{}}]*[,，] *)?)"
_KEY = r"(?P<name>[A-Za-z_][A-Za-z0-9_-]*)"
_WORDS = r"(?P<name>[\u4e00-\u9fff][^\s:：，。；“”]{0,11})"
_VALUE = rf"{_DASHES}(?:[^\s:\"'#][^:]*: +)?"

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
    Slip(
        re.compile(r"^ *(?P<at>[－•●·]|[—–](?![—–]))"),
        "space-after-dash",
        "列表的每一项要以英文减号开头",
        "，请把“{at}”改为减号加空格：“- …”",
    ),
)
"""What no healthy structure contains; looked for also where YAML found no fault."""

LIKELY = (
    *CERTAIN,
    Slip(
        re.compile(rf"^ *{_WORDS} *(?P<at>：)"),
        "full-width-colon",
        "“{name}”后面用了中文全角冒号",
        "，请改为英文冒号加空格：“{name}: …”",
    ),
    Slip(re.compile(rf"^ *{_WORDS}(?P<at>:)[^\s/]"), "space-after-colon", "“{name}:”后面缺少一个空格", "，请写成“{name}: …”"),
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
        re.compile(rf"{_DASHES}{_KEY}(?P<at>)(?: +[\[{{]|(?: +[^\s:#]|$)(?!.*: )(?!.*:$))"),
        "no-colon",
        "“{name}”后面缺少英文冒号",
        "，请写成“{name}: …”",
    ),
    Slip(
        re.compile(rf"{_DASHES}[^\s:\"'\[{{#][^:]*: +[^\s\"'\[{{|>#](?:(?! #).)*?(?P<at>:)(?:\s|$)"),
        "colon-in-text",
        "内容里有“冒号+空格”",
        '，请用英文引号括起整段："…"',
    ),
)
"""What can be trusted only near the place where YAML could not go on."""

_MERGE = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?= |\r?$)|^={7}(?=\r?$)")


def merge_markers(text: str, file: str) -> Iterator[Problem]:
    """What git leaves where two people changed the same lines. A row of `=` alone may be meant."""
    if not re.search(r"(?m)^(?:<{7}|>{7})(?: |\r?$)", text):
        return
    for number, line in enumerate(lines(text), 1):
        if _MERGE.match(line):
            hint = "，请在两种写法中留下一种，删掉“<<<<<<<”“=======”“>>>>>>>”这几行"
            yield Problem(file, number, 1, "merge-marker", "这里留着两人改动相撞的标记", hint)


_DEEPEST = 200
"""Brackets open at a time. YAML's own reading takes long with many, and no record has a tenth."""


def too_deep(text: str, file: str) -> Problem | None:
    """Where more brackets are open than any record needs, as a text counts them that may hold some itself."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth += 1 if match[0] in "[{" else -1
        if depth > _DEEPEST:
            return Problem(file, *place(text, match.start()), "too-deep", "这里的层级太深", "，请检查缩进和括号")
    return None


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
    "did not find expected <document start>": Complaint(
        False, "alignment", "这里没有和前面的字段对齐", "，请让同一级的字段左对齐，最外层的字段顶格写"
    ),
}
"""Errors that YAML notices late; a slip found nearby is the better answer."""

_ENDED = Complaint(False, "second-document", "文件在“...”那一行已经结束", "，请删掉“...”")
_ITEM = Complaint(False, "alignment", "列表的这一项没有和其他项对齐", "，请让同一个列表的减号左对齐")
_ELSE = Complaint(False, "syntax", "从这里起读不懂", "，请检查这一行和上一行的缩进、冒号和引号")

_LONGEST = 400
"""Characters of a line that are searched, so that no line, however odd, takes long."""

_MOST = 5000
"""Lines of a file that are searched from end to end. No record has a tenth."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BLOCK = re.compile(r"^( *(?:- +)*)(?:- +|\S.*?: +)[|>][-+0-9]*\s*(?:#.*)?$")


def explain(error: MarkedYAMLError, text: str, file: str) -> list[Problem]:
    """The faults behind a syntax error: the slip nearest before it; and the same slip elsewhere, where no healthy line has it."""
    sure = SURE.get(error.context) or SURE.get(error.problem)
    mark = error.problem_mark or error.context_mark
    if sure and text[mark.index : mark.index + 1] != "\t":
        return [_complain(sure, error, text, file)]
    rows = lines(text)
    near = _line_before(rows, mark.line)
    if error.problem == "could not find expected ':'" and error.context_mark:
        near = min(near, error.context_mark.line)
    sure_slips = list(certain(rows, file))
    for table in (LIKELY, _UNCLOSED):
        slips = list(search(rows, table, file, 0 if table is _UNCLOSED else near, mark.line))
        if slips:
            same = [slip for slip in sure_slips if slip.code == slips[-1].code]
            return same if slips[-1] in same else slips[-1:]
    if error.problem == "did not find expected <document start>" and any(line.startswith("...") for line in rows[: mark.line]):
        return [_complain(_ENDED, error, text, file)]
    if before := [slip for slip in sure_slips if slip.line <= mark.line + 1]:
        return [slip for slip in sure_slips if slip.code == before[-1].code]
    if error.problem == "did not find expected key" and re.match(" *- ", rows[mark.line]):
        return [_complain(_ITEM, error, text, file)]
    return [_complain(VAGUE.get(error.problem, _ELSE), error, text, file)]


def lines(text: str) -> list[str]:
    """The lines of a text, however they end."""
    return _BREAK.split(text)


def _line_before(rows: list[str], number: int) -> int:
    """The line before `number` (both from 0) that what stands there may go on from: it says something, and is indented no further."""
    deepest = _indent(rows[number]) if number < len(rows) and rows[number].strip() else 0
    before = range(min(number, len(rows)) - 1, -1, -1)
    return next((at for at in before if rows[at].strip() and rows[at].lstrip()[0] != "#" and _indent(rows[at]) <= deepest), 0)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def certain(rows: list[str], file: str) -> Iterator[Problem]:
    """The slips of a whole file that no healthy structure contains."""
    return search(rows[:_MOST], CERTAIN, file)


def search(rows: list[str], table: tuple[Slip, ...], file: str, first: int = 0, last: int | None = None) -> Iterator[Problem]:
    """The first slip of every line from `first` to `last` (from 0) that is not a comment or inside a block of text."""
    block: int | None = None
    start = max(0, first - _MOST)  # no block of text is longer
    for number, row in enumerate(rows[start : None if last is None else last + 1], start + 1):
        line = row[:_LONGEST]
        indent = _indent(line)
        if not line.strip() or line[indent] == "#" or (block is not None and indent > block):
            continue
        header = _BLOCK.match(line)
        block = len(header[1]) if header else None
        if number <= first:
            continue
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
