"""Rules that look across records: one a module, each a function from Library to problems."""

from collections.abc import Iterator

from ..library import Library
from ..problems import Problem
from . import bases, coverage, dates, figures, people, projects

CHECKS = (bases.check, coverage.check, dates.check, figures.check, people.check, projects.check)


def check(library: Library) -> Iterator[Problem]:
    """Every fault that any rule finds."""
    for rule in CHECKS:
        yield from rule(library)
