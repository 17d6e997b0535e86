"""What a menu leads to is there."""

import difflib
from collections.abc import Iterator

from ..kinds import KINDS, Note, Settings
from ..library import Library
from ..problems import Problem
from ..view import PAGES


def check(library: Library) -> Iterator[Problem]:
    """Menu entries without a page, and hand-written pages at an address that is taken."""
    lists = {kind.shown.path for kind in KINDS if kind.shown and kind.shown.path}
    known = {*PAGES, *lists}
    for note in library.all(Note):
        if note.url in known:
            hint = f"，“{note.url}”是本站自己的网页，请给文件换一个名字"
            yield library.origin(note).problem((), "taken-address", "这一页的网址已经有别的网页", hint)
    known |= {note.url for note in library.all(Note)}
    known |= {f"{name}/" for kind, name in library.broken if kind == Note.kind}
    for settings in library.all(Settings):
        for menu in ("menu", "footer"):
            for index, link in enumerate(getattr(settings.extra, menu)):
                if link.path not in known:
                    close = difflib.get_close_matches(link.path, sorted(known), 1, 0.6)
                    hint = f"，是否想写 {close[0]}？" if close else f"，请先在 {Note.path} 里写这一页，或删掉这一行"
                    loc = ("extra", menu, index, "path")
                    yield library.origin(settings).problem(loc, "no-such-page", f"没有网址为“{link.path}”的网页", hint)
