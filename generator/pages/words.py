"""The words of a page that need explaining: each is a link where it first stands, to its meaning at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from ..kinds import Definition
from ..library import Library

PLACE = "\1"
"""Stands in a page where its words are explained; no text holds it."""

_PART = re.compile(r"<(/?)(\w+)([^>]*)>|[^<]+")
_EMPTY = {"br", "hr", "img", "input"}
"""Elements that are not closed."""
_LINKLESS = {"a", "h1", "h2", "h3", "button", "summary", "caption", "label", "th", "svg"}
"""What a link cannot stand in, or would only be in the way."""
_WITHOUT = re.compile('class="(?:sum|rows rows--links)\\b|aria-hidden="true"')
"""The sum that a page is about is no place for links, nor are rows that are one link each, nor what only the eye is to see."""


class Words:
    """The words that a library explains."""

    def __init__(self, library: Library) -> None:
        self._meant = {term: one for one in library.all(Definition) for term in one.terms}

    def explained(self, html: str, listed: Callable[[Iterable[Definition]], str]) -> str:
        """A page with its words made links, and `listed` at its place for them."""
        found: dict[str, Definition] = {}
        linked: set[str] = set()
        within: list[bool] = []

        def link(match: re.Match[str]) -> str:
            one = self._meant[match[0]]
            found[one.id] = one
            if any(within) or one.id in linked:
                return match[0]
            linked.add(one.id)
            return f'<a class="word" href="#word-{one.id}">{match[0]}</a>'

        parts = []
        for part in _PART.finditer(html):
            if part[1]:
                within.pop()
            elif part[2] and part[2] not in _EMPTY and not part[3].endswith("/"):
                within.append(part[2] in _LINKLESS or bool(_WITHOUT.search(part[3])))
            parts.append(part[0] if part[2] else self._term.sub(link, part[0]))
        within.append(True)
        waiting = list(found.values())
        for one in waiting:  # the words of an explanation are explained as well
            before = len(found)
            self._term.sub(link, one.says)
            waiting += list(found.values())[before:]
        return "".join(parts).replace(PLACE, listed(found.values()))

    @cached_property
    def _term(self) -> re.Pattern[str]:
        """Any of the words, the longest first: `反担保` is not `担保`."""
        return re.compile("|".join(map(re.escape, sorted(self._meant, key=len, reverse=True))) or "(?!)")
