"""Bytes to text. What is not UTF-8 is named, because an editor can only convert what it is told."""

import re

from ..problems import Problem

_SAVE = "，请用编辑器另存为 UTF-8"
_BREAK = re.compile(r"\r\n|\r|\n")
_FORBIDDEN = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffc\U00010000-\U000effff]")
_SHOWN = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
"""What stands in no font: private characters, and the one that takes the place of a lost one."""

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\uffa0"
    "\U000e0000-\U000e007f"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_PICTURES = "\u203c-\u3299\U0001f000-\U0001faff\ufe0f"
ODD = re.compile(f"(?P<space>[{_SPACES}])|[{_UNSEEN}]|(?<![{_PICTURES}])\u200d|(?<![{_PICTURES}#*0-9])\ufe0f")
"""Characters that nobody sees, or takes for a space; between the parts of one emoji they belong."""


def plain(text: str) -> str:
    """A text without what nobody sees in it, and with common spaces only."""
    return ODD.sub(lambda match: " " if match["space"] else "", text)


def decode(data: bytes, file: str) -> str | Problem:
    """The text of a UTF-8 file, or why it has none. A byte order mark is no part of the text."""
    if name := _utf16(data):
        return Problem(file, 1, 1, "encoding", f"文件是 {name} 编码", _SAVE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode()  # `object` has lost the byte order mark that `start` does not count
    if re.search(r"[\u3400-\u9fff]", good):
        return Problem(
            file, *place(good, len(good)), "encoding", "这里的文字已经损坏，不是 UTF-8 编码", "，请删掉这个字重新输入，再另存为 UTF-8"
        )
    if _reads(data, "gb18030"):
        return Problem(file, 1, 1, "encoding", "文件是 GBK 编码", _SAVE)
    return Problem(file, *place(good, len(good)), "encoding", "文件不是 UTF-8 编码的文字", _SAVE)


def forbidden(text: str, file: str) -> Problem | None:
    """The first character that no text file should hold."""
    match = _FORBIDDEN.search(text)
    if not match:
        return None
    what, hint = ("显示不出来的字符", "，请删掉它，重新输入这个字") if _SHOWN.match(match[0]) else ("看不见的控制字符", "，请删掉它")
    return Problem(file, *place(text, match.start()), "control-character", f"这里有{what}（U+{ord(match[0]):04X}）", hint)


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    lines = _BREAK.split(text[:index])
    return len(lines), len(lines[-1]) + 1


def _utf16(data: bytes) -> str | None:
    """The name of a two- or four-byte encoding, told by its mark or by how it reads."""
    for mark, name in ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return name
    wide = b"\0" in data and (_reads(data, "utf-16-le") or _reads(data, "utf-16-be"))
    return "UTF-16" if wide else None


def _reads(data: bytes, codec: str) -> bool:
    try:
        return not _FORBIDDEN.search(data.decode(codec))
    except UnicodeDecodeError:
        return False
