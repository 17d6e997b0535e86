"""Rules that look across records: one a module, each a function from Library to problems."""

from collections.abc import Iterator
from datetime import date

from ..library import Library
from ..problems import Problem
from . import bases, coverage, dates, figures, logic, people, projects, rules, stale

CHECKS = (bases.check, coverage.check, dates.check, figures.check, logic.check, people.check, projects.check, rules.check)


def check(library: Library, on: date) -> Iterator[Problem]:
    """Every fault that any rule finds. Only how old a confirmation is depends on the day."""
    for rule in CHECKS:
        yield from rule(library)
    yield from stale.check(library, on)
