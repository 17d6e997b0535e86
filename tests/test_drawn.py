"""Figures: small, named, described, without a style of their own, and without a number that the page does not say in words."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from generator.pages import figures

DRAWING = re.compile(r"<svg class=\"figure\".*?</svg>", re.DOTALL)


def numbers(html: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"<[^>]+>", " ", html)))


def test_every_figure_of_the_site(site: Path) -> None:
    kinds = set()
    for file in site.rglob("index.html"):
        html = file.read_text("utf-8")
        rest = numbers(DRAWING.sub("", html))
        for drawing in DRAWING.findall(html):
            name = re.search(r'aria-labelledby="([\w-]+)-title \1-desc"', drawing)
            assert name and f'<title id="{name[1]}-title">' in drawing and f'<desc id="{name[1]}-desc">' in drawing, file
            kinds.add(re.sub(r"-\d$", "", name[1]))
            assert len(gzip.compress(drawing.encode())) <= 3 * 1024, file
            assert "style=" not in drawing and "<a " not in drawing
            said = re.sub(r"(\d{4})\.(\d\d?)(?=<)", r"\1 \2", "".join(re.findall(r"<(?:text|desc)\b.*?</(?:text|desc)>", drawing)))
            assert numbers(said) <= rest, (file, numbers(said) - rest)
    assert kinds == {"people", "costs", "life", "spread", "min-wage-class1", "loan-ceiling-person", "loan-ceiling-firm"}


def test_lengths_are_in_proportion() -> None:
    drawn = figures.bars([("租金", 1, 2, "1–2"), ("设备", 4, 4, "4")])
    assert [bar.pale / drawn.bars[1].solid for bar in drawn.bars] == [pytest.approx(0.5, abs=0.01), 1]
    assert drawn.bars[0].solid == drawn.bars[0].pale / 2 and drawn.bars[1].y > drawn.bars[0].y
    steps = figures.steps([(date(2021, 1, 1), 50, ""), (date(2023, 1, 1), 100, "")], date(2025, 1, 1))
    first, second = steps.steps
    assert steps.base - second.y == 2 * (steps.base - first.y) and second.when == "2023.1"
    assert second.x == pytest.approx(figures.WIDTH / 2, abs=1) and not second.turned
    assert figures.line([date(2026, 1, 1)] * 2) == [8, 8]
