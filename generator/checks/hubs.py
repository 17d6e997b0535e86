"""Hubs speak for pages that are there."""

import difflib
from collections.abc import Iterator

from ..kinds import Hub, Stage
from ..library import Library
from ..problems import Problem
from ..view import hubs


def check(library: Library) -> Iterator[Problem]:
    """Hubs of no page: nobody would ever be led there by what they say."""
    known = hubs(library)
    for hub in library.all(Hub) if library.whole(Stage) else ():  # stages have lists of their own
        if hub.id not in known:
            close = difflib.get_close_matches(hub.id, known, 1, 0.5)
            hint = f"，是否想写 {close[0]}？" if close else f"，可以写：{'、'.join(known)}"
            yield library.origin(hub).problem((), "unknown-hub", f"没有编号为“{hub.id}”的栏目", hint, key=True)
