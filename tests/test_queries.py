"""The labelled queries of the search bench: each set is whole, and every label points at something. What fails here tells
numbers and labels, never a blind query."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.bench import published, queries
from tests.bench.queries import BLIND, CORPORA, UNANSWERED, USES
from tests.conftest import REPOSITORY

FILES = [file for use in USES for corpus in CORPORA for file in queries.files(use, corpus)]
FROZEN = {
    "blind-library.yml": "2f7cdb608024e70982c1bb80e69fce0e018cf1118bbf75cdca3626f21778f0ef",
    "blind-site-1.yml": "661e83af6d2760e48d79ee6894d95ea204f3f2571883688192bb8427e161b32a",
    "blind-site-2.yml": "99e2d22c8e52e9603cd4e8fa9e4627b181a3610351bce6efbc0c524c65ed2e33",
    "blind-site-3.yml": "6e6c3a6cd49466efb1298cec285f64db8fa55d546b012a7722b40f713697de3c",
}
"""The sha256 of each blind file: what was asked there before stays what it was."""


def named(corpus: str) -> pytest.MarkDecorator:
    """A test of each file for a corpus."""
    files = [file for file in FILES if file.stem.split("-")[1] == corpus]
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_asks_enough_in_several_ways_and_nothing_twice(file: Path) -> None:
    asked = queries.load(file)
    ways = Counter(query.way for query in asked)
    asks, texts = len(asked), len({query.text for query in asked})
    assert asks >= 180 and len(ways) >= 5 and min(ways.values()) >= 3
    # YAML lets the second of two equal keys win without a word, so the lines are counted too.
    lines = sum(line.startswith("  ") for line in file.read_text("utf-8").splitlines())
    assert asks == texts == lines
    assert all(query.text == query.text.strip() != "" for query in asked)
    assert all(query.answered == (query.way != UNANSWERED) for query in asked)


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_development_query_is_asked_twice_or_is_a_blind_one(corpus: str) -> None:
    development, *blind = queries.sets(corpus).values()
    again = len(development) - len({query.text for query in development})
    hidden = {_bare(query.text) for each in blind for query in each}
    shared = sum(_bare(query.text) in hidden for query in development)
    assert (again, shared) == (0, 0)


def _bare(text: str) -> str:
    """Without spaces and punctuation."""
    return re.sub(r"\W", "", text).casefold()


@pytest.mark.parametrize("file", [file for file in FILES if file.name in FROZEN], ids=lambda file: file.stem)
def test_every_blind_file_asks_for_what_is_not_here(file: Path) -> None:
    assert sum(not query.answered for query in queries.load(file)) >= 25


def test_nobody_edits_a_blind_file() -> None:
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FILES if file.name.startswith(BLIND)} == FROZEN


@named("site")
def test_site_labels_are_pages(file: Path, site: Path) -> None:
    labels = {path for query in queries.load(file) for path in query.paths}
    missing = labels - {path for path, _, _ in published.pages(site)}
    assert labels and not missing


@named("library")
def test_library_labels_are_titles_and_banners_of_this_repository(file: Path) -> None:
    titles = [yaml.safe_load(project.read_text("utf-8"))["title"] for project in (REPOSITORY / "projects").glob("*.yml")]
    vocabulary = yaml.safe_load((REPOSITORY / "content" / "vocabulary" / "banners.yml").read_text("utf-8"))
    asked = queries.load(file)
    unclear = {part for query in asked for part in query.titles if sum(part in title for title in titles) != 1}
    unknown = {query.banner for query in asked} - {"", *(banner["short"] for banner in vocabulary.values())}
    assert not unclear and not unknown


def test_a_right_answer_is_in_the_banner_that_was_named() -> None:
    query = queries.Query("东胜面馆", "旗区行业", titles=("焖面小馆",), banner="东胜")
    assert query.right("projects/sample-00001/", "社区羊肉焖面小馆（东胜车站附近，自己做）")
    assert not query.right("projects/sample-00002/", "社区羊肉焖面小馆（杭锦车站附近，自己做）")
    assert not query.right("projects/sample-00003/", "上门助浴（东胜车站附近，自己做）")
    assert not queries.Query("助浴", "词", paths=("projects/elder-bath-service/",)).right("", "")
