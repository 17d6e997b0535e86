"""Words by which a question asks for a kind of page belong to a kind that search knows."""

import difflib
from collections.abc import Iterator

from ..kinds import KINDS, Sign
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Signs of no kind: nobody's question would ever be understood by them."""
    known = [kind.kind for kind in KINDS if kind.shown and kind.shown.called]
    for sign in library.all(Sign):
        if sign.id not in known:
            close = difflib.get_close_matches(sign.id, known, 1, 0.5)
            hint = f"，是否想写 {close[0]}？" if close else f"，可以写：{'、'.join(known)}"
            origin = library.origin(sign)
            yield origin.problem((), "unknown-kind", f"搜索里没有“{sign.id}”这一类", hint, key=True)
