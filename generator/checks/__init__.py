"""Rules that look across records, one subject a module. Each is a function that gives problems."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from ..kinds import City
from ..library import Library, load
from ..problems import Problem, has_errors
from ..view import today
from ..workers import without_collecting
from . import (
    amounts,
    bases,
    circles,
    conditions,
    coverage,
    dates,
    figures,
    filled,
    hubs,
    lifecycle,
    logic,
    menus,
    notes,
    originals,
    people,
    projects,
    qualifiers,
    samples,
    sayings,
    stale,
    standing,
    words,
)

EACH = (people.check, projects.check, lifecycle.check, notes.check, filled.check, samples.check, qualifiers.check, words.check)
"""Rules of a record beside all others but those of numerous kinds."""

TOGETHER = (
    amounts.check,
    bases.check,
    circles.check,
    coverage.check,
    dates.check,
    figures.check,
    hubs.check,
    logic.check,
    menus.check,
    conditions.check,
    sayings.check,
    standing.check,
)
"""Rules across all records but those of numerous kinds. They see only records that are sound, and whose references are."""


class Checked(NamedTuple):
    """The records of a folder and every problem in them, as of a day. `common` are those found across records."""

    library: Library
    on: date
    problems: list[Problem]
    common: list[Problem]


def check(root: Path, on: date | None = None, before: Checked | None = None, *, keep: bool = True) -> Checked:
    """Load everything below `root` and apply every rule as of day `on`, or today in the city; problems in order of place.

    What `before` holds of files that have not changed since is neither read nor judged again.
    Without `keep` the projects are judged and not kept.
    """
    with without_collecting():
        library, problems = load(root, EACH, before and before.library, keep=keep)
        city = library.find(City, "site")
        now = today(city, datetime.now(UTC)) if city else datetime.now(UTC).date()
        if before and before.library.others is library.others and before.on == (on or now):
            common = before.common
        else:
            sound = library.others.without(library.others.broken)
            common = [problem for rule in TOGETHER for problem in rule(sound)]
            common += [*stale.check(sound, on or now), *(dates.to_come(sound, now) if on is None else ())]
        vain = () if has_errors(problems) else sayings.to_nothing(library)
        return Checked(library, on or now, sorted({*problems, *common, *vain, *originals.check(library)}), common)
