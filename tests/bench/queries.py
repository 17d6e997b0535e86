"""The labelled queries: what people type, in which way, and what answers it."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "queries"
DEVELOPMENT, BLIND = USES = ("development", "blind")
"""Development queries may be looked at while the engine is made; blind ones may not, and are what is reported."""
CORPORA = ("site", "library")
"""The real pages, and generated libraries."""
UNANSWERED = "本站没有"
"""The way of the questions that nothing here answers."""


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; `way` says how. Right are the pages at `paths`, or the projects whose title holds one of
    `titles`; when the text names a banner, those in `banner` only. Nothing is right for what is off topic."""

    text: str = field(repr=False)  # a test that fails tells no blind query
    way: str
    paths: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    banner: str = ""

    @property
    def answered(self) -> bool:
        """Whether anything is right for it."""
        return bool(self.paths or self.titles)

    def right(self, path: str, title: str) -> bool:
        """Whether a person would take the page at `path`, a project titled `title` if it is one, as the answer."""
        return path in self.paths or (f"（{self.banner}" in title and any(part in title for part in self.titles))


def files(use: str, corpus: str) -> list[Path]:
    """The files of a use for a corpus."""
    return sorted(FOLDER.glob(f"{use}-{corpus}*.yml"))


def load(file: Path) -> list[Query]:
    """What a file asks, in its order."""
    _, corpus, *_ = file.stem.split("-")
    queries = []
    for way, asked in yaml.safe_load(file.read_text("utf-8")).items():
        if way == UNANSWERED:
            queries += [Query(text, way) for text in asked]
        else:
            queries += [_query(corpus, way, text, right) for text, right in asked.items()]
    return queries


def _query(corpus: str, way: str, text: str, right) -> Query:
    if corpus == "site":
        return Query(text, way, paths=tuple(right))
    if isinstance(right, dict):
        return Query(text, way, titles=tuple(right["title"]), banner=right["banner"])
    return Query(text, way, titles=tuple(right))


def sets(corpus: str) -> dict[str, list[Query]]:
    """Name → queries: what may be looked at is one set, each blind file is one by itself."""
    development = [query for file in files(DEVELOPMENT, corpus) for query in load(file)]
    return {DEVELOPMENT: development} | {file.stem: load(file) for file in files(BLIND, corpus)}


def answerable(queries: list[Query], titles: dict[str, str]) -> list[Query]:
    """Those that something in a library of projects (path → title) answers: a small one lacks some banners. What is off
    topic is so in any library."""
    return [query for query in queries if not query.answered or any(query.right(path, title) for path, title in titles.items())]
