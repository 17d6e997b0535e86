"""The labelled queries: what people type, in which way, and what answers it."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "queries"
USES = ("development", "blind")
"""Development queries may be looked at while the engine is made; blind ones may not, and are what is reported."""
CORPORA = ("site", "library")
"""The real pages, and generated libraries."""


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; `way` says how. Right are the pages at `paths`, or the projects whose title holds one of
    `titles`; when the text names a banner, those in `banner` only."""

    text: str
    way: str
    paths: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    banner: str = ""

    def right(self, path: str, title: str) -> bool:
        """Whether a person would take the page at `path`, a project titled `title` if it is one, as the answer."""
        return path in self.paths or (f"（{self.banner}" in title and any(part in title for part in self.titles))


def load(use: str, corpus: str) -> list[Query]:
    """One set, in the order of its file."""
    ways = yaml.safe_load((FOLDER / f"{use}-{corpus}.yml").read_text("utf-8"))
    return [_query(corpus, way, text, right) for way, asked in ways.items() for text, right in asked.items()]


def _query(corpus: str, way: str, text: str, right) -> Query:
    if corpus == "site":
        return Query(text, way, paths=tuple(right))
    if isinstance(right, dict):
        return Query(text, way, titles=tuple(right["title"]), banner=right["banner"])
    return Query(text, way, titles=tuple(right))


def answerable(queries: list[Query], titles: dict[str, str]) -> list[Query]:
    """Those that something in a library of projects (path → title) answers: a small one lacks some banners."""
    return [query for query in queries if any(query.right(path, title) for path, title in titles.items())]
