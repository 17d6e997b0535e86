"""Every number that the public reads is one that its clause holds: sums, bounds and prose alike."""

from pathlib import Path

import pytest
from conftest import ON

from generator.checks import check
from generator.checks.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("给 5000 元", {"5000元"}),
        ("10万元以下", {"100000元"}),
        ("两年内", {"2年"}),
        ("不低于30%", {"30%"}),
        ("6 个月", {"6个月"}),
        ("4亿元以上", {"400000000元"}),
        ("三种情况，分两步", set()),
        ("鄂府办发〔2022〕151号 二(一)2", set()),
        ("2022—2025 年规划期", set()),
        ("2024年9月13日起", set()),
    ],
)
def test_what_counts_as_a_figure(text: str, found: set[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("file", "typed", "mistyped", "figure"),
    [
        ("policies/shop.yml", "summary: 开店满 1 年，给 5000 元。", "summary: 开店满 1 年，给 6000 元。", "6000元"),
        ("policies/shop.yml", "value: 5000", "value: 6000", "6000元"),
        ("policies/shop.yml", "months_at_least: 12", "months_at_least: 24", "24个月"),
        ("policies/internship.yml", "percent: 60", "percent: 70", "70%"),
        ("policies/internship.yml", "months: 12", "months: 18", "18个月"),
        ("documents/notice.yml", "summary: 目标是扶持 10 人以上。", "summary: 目标是扶持 20 人以上。", "20人"),
        ("targets/founders.yml", "figure: 10 人以上", "figure: 11 人以上", "11人"),
    ],
)
def test_a_number_that_no_clause_holds_is_reported(town: Path, file: str, typed: str, mistyped: str, figure: str) -> None:
    path = town / "content" / file
    text = path.read_text("utf-8")
    assert typed in text
    path.write_text(text.replace(typed, mistyped, 1), "utf-8")
    faults = [problem for problem in check(town, ON).problems if problem.code == "unsourced-number"]
    assert [f"数字“{figure}”" in fault.message and fault.file == f"content/{file}" for fault in faults] == [True]
