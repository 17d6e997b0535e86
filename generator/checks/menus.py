"""What a menu leads to is there."""

import difflib
import posixpath
import re
from collections.abc import Iterator

from ..kinds import KINDS, Note, Settings
from ..library import Library
from ..problems import Problem
from ..view import PAGES

TAKEN = {"assets/", "pagefind/"}
"""Folders of the published site that hold no pages."""

_LINK = re.compile(r"\]\(\s*((?:\.\./)*(?:[\w-]+/)*)(?=[?#)\s])")


def check(library: Library) -> Iterator[Problem]:
    """Menu entries without a page, and hand-written pages at an address that is taken."""
    lists = {kind.shown.path for kind in KINDS if kind.shown and kind.shown.path}
    known = {*PAGES, *lists}
    taken = known | TAKEN
    for note in library.all(Note):
        if note.url in taken:
            hint = f"，“{note.url}”是本站自己的网页，请给文件换一个名字"
            yield library.origin(note).problem((), "taken-address", "这一页的网址已经有别的网页", hint)
    known |= {note.url for note in library.all(Note)}
    known |= {f"{name}/" for kind, name in library.broken if kind == Note.kind}
    yield from _links(library, known)
    for settings in library.all(Settings):
        for menu in ("menu", "footer"):
            for index, link in enumerate(getattr(settings.extra, menu)):
                if link.path not in known:
                    close = difflib.get_close_matches(link.path, sorted(known), 1, 0.6)
                    hint = f"，是否想写 {close[0]}？" if close else f"，请先在 {Note.path} 里写这一页，或删掉这一行"
                    loc = ("extra", menu, index, "path")
                    yield library.origin(settings).problem(loc, "no-such-page", f"没有网址为“{link.path}”的网页", hint)


def _links(library: Library, known: set[str]) -> Iterator[Problem]:
    """Links of hand-written pages that lead to no page. Records of numerous kinds are not at hand: links to those pass."""
    known = known | {record.url for record in library if record.shown and not record.shown.list_only}
    passed = tuple(kind.shown.path for kind in KINDS if kind.shown and (kind.numerous or kind.shown.path.count("/") > 1))
    broken = {f"{kind.shown.path}{name}/" for kind in KINDS if kind.shown for broken, name in library.broken if broken == kind.kind}
    for note in library.all(Note):
        for link in _LINK.finditer(note.body):
            target = posixpath.normpath(posixpath.join("/", note.url, link[1])).strip("/")
            if link[1] and (path := f"{target}/" if target else "") not in known | broken and not path.startswith(passed):
                close = difflib.get_close_matches(path, sorted(known), 1, 0.6)
                hint = f"，是否想写 ../{close[0]}？" if close else "，请核对网址，或删掉这个链接"
                yield library.origin(note).problem(("body",), "no-such-page", f"没有网址为“{path}”的网页", hint, index=link.start(1))
