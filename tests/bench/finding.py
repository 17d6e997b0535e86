"""What an engine finds: for the labelled queries, in any order, and for what stands on the pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from . import reach
from .engines import Answer, Engine
from .queries import Query

Sets = dict[str, list[Query]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query: the place of the first right answer among the first results, how many results there were,
    and whether the engine stated that they answer."""

    query: Query
    place: int | None
    count: int
    stated: bool

    @property
    def faults(self) -> list[str]:
        """What was not as it should be."""
        if not self.query.answered:
            return ["stated as found"] if self.stated else []
        missed = "in ten" if self.place else "not in ten" if self.count else "no result"
        return [missed] * (self.place != 0) + ["hedged"] * (not self.stated)


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine answered: the outcomes of each set, how many of all `asked` got another answer when they were asked
    backwards, the milliseconds of each, and of what was drawn from the pages the part that led to no page that holds it."""

    sets: dict[str, list[Outcome]]
    asked: int
    differ: int
    took: list[float]
    lost: dict[str, list[str]]

    def kept(self) -> list[str]:
        """Which part of what was drawn from the pages led to one that holds it: of the words, then of the strings."""
        return [f"{100 * (1 - len(lost) / reach.COUNT):.1f}" for lost in self.lost.values()]


def find(engine: Engine, sets: Sets, titles: dict[str, str], texts: dict[str, str]) -> Found:
    """Ask all queries in one session, backwards in another, and then what is drawn from `texts`, path → words."""
    asked = list(dict.fromkeys(query.text for queries in sets.values() for query in queries))
    there, back = engine.answers(asked), engine.answers(asked[::-1])
    lost = {what: _lost(engine, drawn, texts) for what, drawn in reach.drawn(texts.values()).items()} if texts else {}
    return Found(
        {name: [_outcome(query, there[query.text], titles) for query in queries] for name, queries in sets.items()},
        len(asked),
        sum(there[text] != back[text] for text in asked),
        [there[text].took for text in asked[1:]],
        lost,
    )


def _lost(engine: Engine, drawn: list[str], texts: dict[str, str]) -> list[str]:
    """What none of the first results' pages holds."""
    pages = {path: reach.joined(text) for path, text in texts.items()}
    answers = engine.answers(drawn)
    return [each for each in drawn if not any(reach.holds(pages.get(path, ""), each) for path in answers[each].paths)]


def _outcome(query: Query, answer: Answer, titles: dict[str, str]) -> Outcome:
    right = (place for place, path in enumerate(answer.paths) if query.right(path, titles.get(path, "")))
    return Outcome(query, next(right, None), answer.count, answer.stated)


def shares(outcomes: list[Outcome]) -> list[object]:
    """Of what something answers: how many, and which part was right first, right among the first, without a result, and
    hedged. Of the rest: how many, and which part was stated as found."""
    good = [each for each in outcomes if each.query.answered]
    rest = [each for each in outcomes if not each.query.answered]
    return [
        len(good),
        percent((each.place == 0 for each in good), len(good)),
        percent((each.place is not None for each in good), len(good)),
        percent((not each.count for each in good), len(good)),
        percent((not each.stated for each in good), len(good)),
        len(rest),
        percent((each.stated for each in rest), len(rest)),
    ]


def percent(some: Iterable[bool], whole: int) -> str:
    return f"{100 * sum(some) / whole:.1f}" if whole else ""


def by_way(outcomes: list[Outcome]) -> str:
    """Right first of how many, by way of typing."""
    asked = Counter(each.query.way for each in outcomes if each.query.answered)
    first = Counter(each.query.way for each in outcomes if each.place == 0)
    return "  ".join(f"{way} {first[way]}/{asked[way]}" for way in asked)
