"""What is short says no more than its clause: words that qualify each other do not part."""

import re
from collections.abc import Iterator, Sequence

from ..kinds import Definition, Document, Policy, Record, Synonym, Topic
from ..kinds.policy import Keep
from ..library import Library, walk
from ..problems import Problem
from ..text.source import Loc

SHORT = {"title", "summary", "ask", "who", "payee", "gist", "amounts", "also", "rests_on"}
"""The parts of an item that each tell its clause alone. Conditions tell it together, and others say what the clause does not."""

_SENTENCE = re.compile(r"[^。！？\n]+")


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """A word without what qualifies it: in an item itself, in its topic, in its clause, and wherever else the item is named."""
    for policy in library.all(Policy):
        item = record if isinstance(record, Policy) and record.id == policy.id else policy
        for keep in item.keeps:
            if item is record:
                texts = _short(item, keep)
            elif isinstance(record, Topic):
                texts = [(("summary",), record.summary)] if policy.topic == record.id else []
            elif isinstance(record, Document):
                texts = [
                    (("outline", index, "summary"), clause.summary)
                    for index, clause in enumerate(record.outline)
                    if (record.id, clause.clause) == (keep.cite.document, keep.cite.clause)
                ]
            elif any(policy.title in part for part in parts) and not isinstance(record, (Definition, Synonym)):
                texts = _sentences(record, policy.title)
            else:
                break
            for loc, text in texts:
                for word, one in _dropped(keep, text):
                    hint = f"，请补上“{one.split('/')[0]}”，或不说“{word}”"
                    message = f"说到“{word}”，没有说“{one}”，比依据的条款说得满"
                    yield library.origin(record).problem(loc, "dropped-qualifier", message, hint)


def _short(policy: Policy, keep: Keep) -> list[tuple[Loc, str]]:
    """The short forms of an item, but for what is said of another document."""
    return [
        (loc, text)
        for name in SHORT & policy.model_fields_set
        for loc, text in walk(getattr(policy, name), (name,))
        if type(text) is str and _about(policy, loc) in ("", keep.cite.document)
    ]


def _about(policy: Policy, loc: Loc) -> str:
    """The document that a part of an item tells of; none where that is its clause."""
    match loc:
        case ("also", int(index), *_):
            return policy.also[index].cite.document
        case ("rests_on", int(index), *_):
            return policy.rests_on[index].document
    return ""


def _sentences(record: Record, title: str) -> list[tuple[Loc, str]]:
    """The sentences of a record in which an item is named."""
    return [(loc, found) for loc, text in walk(record) if isinstance(text, str) for found in _SENTENCE.findall(text) if title in found]


def _dropped(keep: Keep, text: str) -> Iterator[tuple[str, str]]:
    """The word that a text says, with each of those that it does not say with it."""
    plain = _plain(text)
    if word := next((way for way in _ways(keep.word) if way in plain), None):
        yield from ((word, one) for one in keep.with_ if not any(way in plain for way in _ways(one)))


def _ways(words: str) -> list[str]:
    return [_plain(way) for way in words.split("/")]


def _plain(text: str) -> str:
    """A text without spaces, which stand around numbers or not."""
    return "".join(text.split())
