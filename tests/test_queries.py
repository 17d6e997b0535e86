"""The labelled queries of the search bench: each set is whole, and every label points at something."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.bench import published, queries
from tests.bench.queries import CORPORA, USES
from tests.conftest import REPOSITORY

SETS = [(use, corpus) for use in USES for corpus in CORPORA]


@pytest.mark.parametrize(("use", "corpus"), SETS)
def test_a_set_asks_enough_in_many_ways_and_nothing_twice(use: str, corpus: str) -> None:
    asked = queries.load(use, corpus)
    assert len(asked) >= 120
    assert min(Counter(query.way for query in asked).values()) >= 3
    assert all(query.text == query.text.strip() != "" for query in asked)
    # YAML lets the second of two equal keys win without a word, so the lines are counted too.
    lines = (queries.FOLDER / f"{use}-{corpus}.yml").read_text("utf-8").splitlines()
    assert len(asked) == sum(line.startswith("  ") for line in lines)


@pytest.mark.parametrize("corpus", CORPORA)
def test_both_sets_ask_in_the_same_ways_but_not_the_same_things(corpus: str) -> None:
    development, blind = (queries.load(use, corpus) for use in USES)
    assert {query.way for query in development} == {query.way for query in blind}
    assert not {query.text for query in development} & {query.text for query in blind}


@pytest.mark.parametrize("use", USES)
def test_site_labels_are_pages_that_are_searched(use: str, site: Path) -> None:
    searched = published.searched(site)
    for query in queries.load(use, "site"):
        assert query.paths and set(query.paths) <= set(searched), query


@pytest.mark.parametrize("use", USES)
def test_library_labels_are_titles_and_banners_of_this_repository(use: str) -> None:
    titles = [yaml.safe_load(file.read_text("utf-8"))["title"] for file in (REPOSITORY / "projects").glob("*.yml")]
    banners = {
        banner["short"] for banner in yaml.safe_load((REPOSITORY / "content" / "vocabulary" / "banners.yml").read_text("utf-8")).values()
    }
    for query in queries.load(use, "library"):
        assert query.titles
        assert all(sum(part in title for title in titles) == 1 for part in query.titles), query
        assert not query.banner or query.banner in banners, query


def test_a_right_answer_is_in_the_banner_that_was_named() -> None:
    query = queries.Query("东胜面馆", "旗区行业", titles=("焖面小馆",), banner="东胜")
    assert query.right("projects/sample-00001/", "社区羊肉焖面小馆（东胜车站附近，自己做）")
    assert not query.right("projects/sample-00002/", "社区羊肉焖面小馆（杭锦车站附近，自己做）")
    assert not query.right("projects/sample-00003/", "上门助浴（东胜车站附近，自己做）")
    assert not queries.Query("助浴", "词", paths=("projects/elder-bath-service/",)).right("", "")
