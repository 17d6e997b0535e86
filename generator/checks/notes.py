"""Hand-written pages hold text and links, nothing that runs or comes from elsewhere."""

import re
from collections.abc import Iterator, Sequence

from ..kinds import Note, Record
from ..library import Library
from ..problems import Problem

_CODE = re.compile(r"(?ms)^```.*?^```|^(?: {4}|\t).*?$|`[^`\n]*`")
_TAG = re.compile(r"<(?:/?[A-Za-z!?])[^>\n]*>?")
_LINK = re.compile(r"(?P<picture>!?)\[[^\]]{0,200}\]\(\s*<?(?P<target>[^)\s>]*)|^ {0,3}\[[^\]]{1,200}\]:\s*(?P<defined>\S+)", re.MULTILINE)
_ALLOWED = re.compile(r"https?://([\w-]+\.)+gov\.cn(/|$)|tel:[\d-]+$|(\.\./)*[\w/-]*(\?[\w=&%-]*)?(#[\w-]*)?$")


def check(record: Record, _: Sequence[str], library: Library) -> Iterator[Problem]:
    """Raw HTML, pictures, and links to anything but this site, government sites and telephones."""
    if not isinstance(record, Note):
        return
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), record.body)
    origin = library.origin(record)
    for tag in _TAG.finditer(text):
        message = f"“{tag[0][:20]}”是网页代码，会被原样执行"
        yield origin.problem(("body",), "raw-html", message, "，请改用 Markdown 的写法，或删掉", index=tag.start())
    for link in _LINK.finditer(text):
        target = link["target"] or link["defined"] or ""
        if link["picture"]:
            yield origin.problem(("body",), "picture", "说明页里不放图片", "，请用文字说明", index=link.start())
        elif not _ALLOWED.match(target):
            hint = "，只能链接本站网页（例如 ../privacy/）、.gov.cn 的网页和 tel: 电话"
            yield origin.problem(("body",), "link", f"不能链接到“{target[:60]}”", hint, index=link.start())
