"""Rules that look across records, one subject a module. Each is a function that gives problems."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ..library import Library
from ..problems import Problem
from . import bases, coverage, dates, figures, lifecycle, logic, people, projects, rules, stale

ALONE = (people.check, projects.alone, lifecycle.check)
"""Rules of a record by itself."""

BESIDE = (projects.beside,)
"""Rules of a record beside all others but the projects."""

OF_OTHERS = (bases.check, coverage.check, dates.check, figures.check, logic.check, rules.check)
"""Rules of all records but the projects, which none of these look at."""


def check(library: Library, on: date) -> Iterator[Problem]:
    """Every fault that rules across records find."""
    yield from _others(library.others, on)
    yield from projects.check(library)


@lru_cache(maxsize=1)
def _others(library: Library, on: date) -> list[Problem]:
    """Kept, because of all records projects are edited most. Only how old a confirmation is depends on the day."""
    return [problem for rule in OF_OTHERS for problem in rule(library)] + list(stale.check(library, on))
