"""Geometry of figures: from numbers that records hold to places and lengths, which templates draw.

Lengths are in units of a drawing that is `WIDTH` wide, about a pixel each on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 320
_EDGE = 8
"""What is kept free at both ends of a line, for its dots."""
_ROW = 42
"""A bar and its name above it."""
_BESIDE = 110
"""What is kept free behind the longest bar, for its number."""
_TOP, _HIGH, _FOOT = 26, 70, 24
"""Above the highest step, from there to nothing, and below for days."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name; of a range, `solid` is as long as its lower end and `pale` as its upper."""

    name: str
    said: str
    y: int
    solid: float
    pale: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other."""

    bars: tuple[Bar, ...]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return _ROW * len(self.bars)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a value begins to hold. Near the right edge its words end there instead of beginning."""

    x: float
    y: float
    when: str
    said: str

    @property
    def turned(self) -> bool:
        """Whether words have no room behind it."""
        return self.x > WIDTH - _BESIDE


@dataclass(frozen=True, slots=True)
class Steps:
    """Values over time, as one line."""

    steps: tuple[Step, ...]
    path: str
    base: int = _TOP + _HIGH
    width: int = WIDTH
    height: int = _TOP + _HIGH + _FOOT


def share(value: float, most: float) -> float:
    """A number beside the largest: from 0 to 1."""
    return round(value / most, 2) if most else 0


def bars(rows: Sequence[tuple[str, float, float, str]]) -> Bars:
    """Bars of ranges: name, lower and upper end, and how the range reads."""
    scale = (WIDTH - _BESIDE) / (max((high for _, _, high, _ in rows), default=0) or 1)
    return Bars(
        tuple(
            Bar(name, said, place * _ROW, round(low * scale, 1), round(high * scale, 1))
            for place, (name, low, high, said) in enumerate(rows)
        )
    )


def steps(values: Sequence[tuple[date, float, str]], last: date) -> Steps:
    """Values, each from a day on, up to the `last` day on which somebody looked."""
    most = max(value for _, value, _ in values)
    places = line([*(day for day, _, _ in values), last])
    found = tuple(
        Step(x, round(_TOP + _HIGH * (1 - value / most), 1), f"{day.year}.{day.month}", said)
        for x, (day, value, said) in zip(places, values, strict=False)
    )
    drawn = [f"M{found[0].x} {found[0].y}", *(f"H{step.x}V{step.y}" for step in found[1:]), f"H{places[-1]}"]
    return Steps(found, "".join(drawn))


def line(days: Sequence[date]) -> list[float]:
    """Where days lie on a line from the first to the last."""
    first, length = days[0], (days[-1] - days[0]).days or 1
    return [round(_EDGE + (day - first).days / length * (WIDTH - 2 * _EDGE), 1) for day in days]
