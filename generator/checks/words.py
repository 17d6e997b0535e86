"""Plain words: short sentences, no jargon that nobody explains, and one meaning for a word."""

import re
from collections.abc import Iterator, Sequence

from ..kinds import Definition, Document, Group, Policy, Record
from ..library import Library, walk
from ..problems import Problem

LONGEST = 40
"""The most characters of a sentence that a reader takes in at once."""
JARGON = "jargon"
"""The list of words that need to be explained."""

NO_PROSE = {"id", "title", "short", "wording", "official_url"}
"""Fields that hold names, not sentences of ours."""

_NAME = re.compile("《[^》]*》")
_SENTENCE = re.compile(r"[^。！？\n]+")
_SPACE = re.compile(r"\s")


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Long sentences of items and documents, jargon without an explanation, and a word explained twice."""
    if isinstance(record, Definition):
        yield from _explained_twice(record, library)
    if not isinstance(record, (Policy, Document, Group)):
        return
    explained = "\n".join(term for one in library.all(Definition) for term in one.terms)
    unexplained = [word for word in library.words(JARGON) if word not in explained and any(word in part for part in parts)]
    for loc, text in walk(record):
        if type(text) is not str or loc[0] in NO_PROSE:
            continue
        for sentence in _SENTENCE.findall(_SPACE.sub("", _NAME.sub("", text))):
            if len(sentence) > LONGEST and not isinstance(record, Group):
                message = f"“{sentence[:8]}…”这一句有 {len(sentence)} 个字"
                hint = f"，请拆成几句，每句不超过 {LONGEST} 个字"
                yield library.origin(record).problem(loc, "long-sentence", message, hint, severity="notice")
        for word in unexplained:
            if word in text:
                hint = f"，请写进 {Definition.path}，或换一个好懂的说法"
                yield library.origin(record).problem(loc, "unexplained-word", f"“{word}”没有解释", hint, severity="notice")


def _explained_twice(record: Definition, library: Library) -> Iterator[Problem]:
    taken = {term: other.title for other in library.all(Definition) if other.id < record.id for term in other.terms}
    for loc, term in walk(record):
        if loc[0] in ("title", "also") and term in taken:
            message = f"“{term}”在“{taken[term]}”里已经解释过"
            yield library.origin(record).problem(loc, "explained-twice", message, "，请留一处")
