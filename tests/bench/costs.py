"""What the first questions of a visit cost: files, bytes and time, with a fast and with a slow computer and network."""

from dataclasses import dataclass, field
from statistics import median

from .browser import Sent
from .engines import Engine

COLD = 9
SLOW = 5
"""Visits of either kind; medians are reported."""
ENOUGH = 30_000
"""Milliseconds of first questions after which no more are asked: an engine that opens this slowly is as slow the next time."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was sent for the first and the second question of each visit, and the milliseconds of the first."""

    first: list[Sent] = field(default_factory=list)
    second: list[Sent] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        """Kilobytes and files of the first question and of the second, then milliseconds."""
        sent = []
        for some in (self.first, self.second):
            sent += [f"{median(each.size for each in some) / 1000:.0f}", f"{median(each.files for each in some):.0f}"] if some else ["", ""]
        return [*sent, *(f"{median(some):.0f}" for some in (self.cold, self.slow))]


def alone(engine: Engine, asked: list[str]) -> Cost:
    """The engine by itself, until the first results are loaded."""
    cost = Cost()
    for first, second in _spread(asked, COLD):
        with engine.session() as session:
            cost.cold.append(session.ask(first).took)
            cost.first.append(engine.server.sent())
            session.ask(second)
            cost.second.append(engine.server.sent())
        if sum(cost.cold) > ENOUGH:
            break
    for first, _ in _spread(asked, SLOW):
        with engine.session(throttled=True) as session:
            cost.slow.append(session.ask(first).took)
        if sum(cost.slow) > ENOUGH:
            break
    return cost


def on_page(engine: Engine, asked: list[str]) -> Cost:
    """The site's own search page with all that belongs to it, until a result is seen."""
    cost = Cost()
    for first, _ in _spread(asked, COLD):
        cost.cold.append(engine.shown(first))
        cost.first.append(engine.server.sent())
    cost.slow.extend(engine.shown(first, throttled=True) for first, _ in _spread(asked, SLOW))
    return cost


def _spread(asked: list[str], count: int) -> list[tuple[str, str]]:
    """Neighbours at equal distances."""
    places = [number * len(asked) // count for number in range(count)]
    return [(asked[place], asked[(place + 1) % len(asked)]) for place in places]
