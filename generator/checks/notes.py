"""Hand-written pages hold text and links, nothing that runs or comes from elsewhere."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from ..kinds import Note, Record
from ..library import Library
from ..problems import Problem

_CODE = re.compile(r"(?ms)^```.*?^```[ \t]*$|`[^`\n]*`")
_TAG = re.compile(r"<(?:/?[A-Za-z!?])[^>\n]*>?")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^}\n ][^}\n]*\}")
_LINK = re.compile(
    r"(?P<picture>!?)\[[^\]]{0,200}\](?:\(\s*<?(?P<target>[^)\s>]*)|\[)|^ {0,3}\[[^\]]{1,200}\]:\s*(?P<defined>\S+)", re.MULTILINE
)
_ALLOWED = re.compile(r"https?://([\w-]+\.)+gov\.cn(/\S*)?|tel:[\d-]+|(\.\./)?([\w-]+/)*(\?[\w=&%-]*)?(#[\w-]*)?")

MOST = 500
"""Marks of a page. Markdown takes long with many, and the longest page has a tenth."""
_MARKS = re.compile(r"(?m)[\[{<]|^#|^[=-]+$")

_PLAIN = re.compile(
    r"</?(?:h[1-6]|p|ul|ol|li|strong|em|code|pre|table|thead|tbody|tr|hr|blockquote|br|th|td|a)(?: /)?>"
    r'|<h[1-6] id="[^"<>]*">|<t[hd] style="text-align: \w+;">|<ol start="\d+">|<code class="language-[\w-]+">'
    r'|<a href="(?P<target>[^"<>]*)"(?: title="[^"<>]*")?>'
)
"""What Markdown makes of text, links, lists, tables and code."""


class Found(NamedTuple):
    """Something that is wrong, and at which character of the page."""

    code: str
    message: str
    hint: str
    at: int


def check(record: Record, _: Sequence[str], library: Library) -> Iterator[Problem]:
    """Raw HTML, pictures, and links to anything but this site, government sites and telephones."""
    if not isinstance(record, Note):
        return
    origin = library.origin(record)
    if len(_MARKS.findall(record.body)) > MOST:
        yield origin.problem(("body",), "too-many", "这一页的括号和标题太多", f"，合起来最多 {MOST} 个，请分成几页")
        return
    for found in [*_typed(record.body)] or _made(record.body):
        yield origin.problem(("body",), found.code, found.message, found.hint, index=found.at)


def _typed(body: str) -> Iterator[Found]:
    """What is wrong by what was typed, where it stands."""
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    for tag in _TAG.finditer(text):
        yield Found("raw-html", f"“{tag[0][:20]}”是网页代码，会被原样执行", "，请改用 Markdown 的写法，或删掉", tag.start())
    for braces in _ATTRIBUTES.finditer(text):
        yield Found("raw-html", f"“{braces[0][:20]}”会成为网页代码", "，请改用全角的｛｝，或删掉", braces.start())
    for link in _LINK.finditer(text):
        target = link["target"] or link["defined"] or ""
        if link["picture"]:
            yield Found("picture", "说明页里不放图片", "，请用文字说明", link.start())
        elif not _ALLOWED.fullmatch(target):
            yield _not_allowed(target, link.start())


def _made(body: str) -> Iterator[Found]:
    """What is wrong by the page that comes of it: the last word, whatever was typed."""
    page = _markdown()(body)
    rest = _PLAIN.sub("", page)
    if "<" in rest:
        tag = rest[rest.index("<") :].partition(">")[0][:20]
        yield Found("raw-html", f"“{tag}”是网页代码，会被原样执行", "，请改用 Markdown 的写法，或删掉", body.find(tag.split()[0]))
    for link in _PLAIN.finditer(page):
        target = html.unescape(link["target"] or "")
        if link["target"] is not None and not _ALLOWED.fullmatch(unquote(target)):
            yield _not_allowed(target, body.find(target))
    if re.search(r'<a href="[^"]*">\s*</a>', page):
        yield Found("link", "链接没有文字", "，请写成 [文字](网址)", body.find("[]"))
    words = html.unescape(re.sub(r"(?s)<code.*?</code>|<[^>]*>", "\n", page))
    if broken := re.search(r".{0,5}\]\(.{0,5}", words):
        hint = "，请写成 [文字](网址)，网址里不要有空格，括号用英文的"
        yield Found("link", f"“{broken[0]}”这里的链接没有写完整", hint, body.find(broken[0]))


def _not_allowed(target: str, index: int) -> Found:
    hint = "，只能链接本站网页（例如 ../privacy/）、.gov.cn 的网页和 tel: 电话"
    return Found("link", f"不能链接到“{target[:60]}”", hint, index)


@cache
def _markdown() -> Callable[[str], str]:
    """What turns Markdown into HTML, as MkDocs does it."""
    from markdown import Markdown  # noqa: PLC0415 - only pages need it

    made = Markdown(extensions=["toc", "tables", "fenced_code", "attr_list"])
    return lambda body: str(made.reset().convert(body))
