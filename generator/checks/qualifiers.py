"""What is short says no more than its clause: words that qualify each other do not part."""

import re
from collections.abc import Iterator, Sequence

from ..kinds import Definition, Document, Policy, Record, Synonym
from ..kinds.policy import Keep
from ..library import Library, walk
from ..problems import Problem
from ..text.source import Loc

SHORT = {"title", "summary", "ask", "who", "payee", "gist", "amounts", "also", "rests_on"}
"""The parts of an item that each tell its clause alone. Conditions tell it together, and others say what the clause does not."""

_SENTENCE = re.compile(r"[^。！？\n]+")


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """A word without what qualifies it: in an item itself, in the summary of the clause, and wherever else the item is named."""
    for policy in library.all(Policy):
        if isinstance(record, Policy) and record.id == policy.id:
            for loc, text in walk(record):
                if loc[0] in SHORT:
                    # What is said of another document is no short form of this clause.
                    other = record.also[int(loc[1])].cite.document if loc[0] == "also" else None
                    keeps = [keep for keep in record.keeps if other in (None, keep.cite.document)]
                    yield from _dropped(library, record, keeps, [(loc, text)])
        elif isinstance(record, Document) and policy.keeps:
            for index, clause in enumerate(record.outline):
                keeps = [keep for keep in policy.keeps if (keep.cite.document, keep.cite.clause) == (record.id, clause.clause)]
                yield from _dropped(library, record, keeps, [(("outline", index, "summary"), clause.summary)])
        elif policy.keeps and not isinstance(record, (Definition, Synonym)) and any(policy.title in part for part in parts):
            sentences = [(loc, found) for loc, text in walk(record) if isinstance(text, str) for found in _SENTENCE.findall(text)]
            yield from _dropped(library, record, policy.keeps, [(loc, found) for loc, found in sentences if policy.title in found])


def _dropped(library: Library, record: Record, keeps: Sequence[Keep], texts: Sequence[tuple[Loc, str]]) -> Iterator[Problem]:
    for loc, text in texts:
        for keep in keeps if type(text) is str else ():
            if word := next((word for word in _ways(keep.word) if word in _plain(text)), None):
                for one in keep.with_:
                    if not any(way in _plain(text) for way in _ways(one)):
                        message = f"说到“{word}”，没有说“{one}”，比依据的条款说得满"
                        hint = f"，请补上“{one.split('/')[0]}”，或不说“{word}”"
                        yield library.origin(record).problem(loc, "dropped-qualifier", message, hint)


def _ways(words: str) -> list[str]:
    return [_plain(way) for way in words.split("/")]


def _plain(text: str) -> str:
    """A text without spaces, which stand around numbers or not."""
    return "".join(text.split())
