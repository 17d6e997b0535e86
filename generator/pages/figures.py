"""Geometry of figures: from numbers that records hold to places and lengths, which templates draw."""

from __future__ import annotations


def share(value: float, most: float) -> float:
    """A number beside the largest: from 0 to 1."""
    return round(value / most, 2) if most else 0
