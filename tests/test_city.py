"""Another city: nothing that is made for the little town holds a word of the city that this checkout is kept for."""

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator.checks import check
from generator.checks.words import JARGON
from generator.kinds import Banner, BaseType, City, Department, Document, Group, Record, Stage, Window, Wordlist
from generator.library import load
from generator.publish.build import build
from generator.view import today

TOWN = Path(__file__).parent / "town"
TEXTS = (".html", ".json", ".txt", ".xml", ".js", ".css", ".svg", ".py", ".yml", ".md")
"""How the names of files end that are read."""
OTHERS = ("assets/javascripts/vendor/", "pagefind/pagefind")
"""What others wrote."""
OF_THE_REGION = ("旗区", "旗县", "盟市", "苏木", "嘎查", "农牧", "牧区", "内蒙古", "自治区", "鄂府", "ordos", "1506")
NAMES: dict[type[Record], tuple[str, ...]] = {
    City: ("title", "division"),
    Banner: ("id", "title", "short", "code"),
    Department: ("title", "short"),
    Group: ("title", "short"),
    Window: ("title", "phone"),
    Document: ("id", "title", "short", "number"),
    BaseType: ("title", "authority"),
    Stage: ("title",),
}
"""What a city's own records are called, by kind."""


def own_words() -> set[str]:
    """The words by which someone would know this checkout's city."""
    library, _ = load(REPOSITORY)
    names = {getattr(record, name) for kind, fields in NAMES.items() for record in library.all(kind) for name in fields}
    return {
        word for word in names.union(*(one.words for one in library.all(Wordlist) if one.id != JARGON)) if word and len(word) > 1
    }.union(OF_THE_REGION)


def ours(but: Path | None = None) -> re.Pattern[str]:
    """Any word of this checkout's city that the records below `but` do not use for themselves."""
    theirs = "\n".join(file.read_text("utf-8") for file in but.rglob("*") if file.suffix in (".yml", ".md")) if but else ""
    words = [word for word in own_words() if word not in theirs]
    assert len(words) > 150
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def told(files: Iterable[Path], words: re.Pattern[str]) -> list[str]:
    """Where files name the city, line by line."""
    return [
        f"{file}:{number} {found[0]}"
        for file in files
        for number, line in enumerate(file.read_text("gb18030" if file.name == "lexicon.json" else "utf-8").split("\n"), 1)
        for found in words.finditer(line)
    ]


def texts(folder: Path) -> Iterator[Path]:
    """The text files below a folder that are not somebody else's: of what lies in `assets`, those that `overrides` has."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        known = not name.startswith("assets/") or (REPOSITORY / "overrides" / name).exists()
        if file.suffix in TEXTS and known and not name.startswith(OTHERS):
            yield file


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's site, with an address of its own so that all files are made."""
    root = shutil.copytree(TOWN, tmp_path_factory.mktemp("city") / "town", ignore=shutil.ignore_patterns("build", "site"))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{settings}site_url: https://www.example.gov.cn/\n", "utf-8")
    assert build(root, root / "site", ON) == []
    return root / "site"


def test_no_file_of_another_citys_site_names_this_one(town: Path) -> None:
    files = list(texts(town))
    assert {file.suffix for file in files} >= {".html", ".json", ".xml", ".css"} and len(files) > 30
    assert told(files, ours(TOWN)) == []


def test_nor_does_its_search_index(town: Path) -> None:
    words, parts = ours(TOWN), list((town / "pagefind").rglob("*.pf_*"))
    assert len(parts) > 10
    held = "".join(gzip.decompress(part.read_bytes()).decode("utf-8", "ignore") for part in parts)
    held = held.replace("\N{ZERO WIDTH SPACE}", "")  # Pagefind's mark between words
    assert "以最低工资为基数" in held and not words.search(held)


def test_no_source_names_this_city() -> None:
    """Nor an example in a comment, nor a hint."""
    files = [file for folder in ("generator", "overrides") for file in texts(REPOSITORY / folder)]
    assert {file.suffix for file in files} >= {".py", ".html", ".css", ".yml"} and len(files) > 100
    assert told(files, ours(TOWN)) == []


def test_every_page_says_whom_to_ask_here(town: Path) -> None:
    for page in town.rglob("index.html"):
        text = page.read_text("utf-8")
        assert 'data-division="街区" data-utc-offset="9" data-phone="0999-8765432"' in text, page
        assert '政策问题请拨 <a href="tel:0999-8765432">' in text and '其他问题请拨 <a href="tel:0999-1234567">' in text, page


def test_the_page_for_wrong_addresses_leads_to_those_who_know(town: Path) -> None:
    text = (town / "404.html").read_text("utf-8")
    assert "tel:" not in text and re.search(r'有问题请看<a href="[^"]*departments/">部门与咨询</a>', text)


@pytest.mark.parametrize(("root", "before", "after"), [(REPOSITORY, "15:59:59", "16:00:00"), (TOWN, "14:59:59", "15:00:00")])
def test_a_day_begins_when_it_begins_in_the_city(root: Path, before: str, after: str) -> None:
    city = load(root)[0].only(City)
    days = [today(city, datetime.fromisoformat(f"2026-12-31T{time}+00:00")) for time in (before, after, "23:30:00")]
    assert days == [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 1)]
    assert today(city, datetime.fromisoformat("2026-12-31T18:30:00-05:00")) == date(2027, 1, 1)


def test_a_site_is_dated_by_the_citys_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At that moment it is still the last day of the year where the machines are."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 12, 31, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("generator.checks.datetime", Clock)
    root = shutil.copytree(TOWN, tmp_path / "town", ignore=shutil.ignore_patterns("build", "site"))
    assert build(root, root / "site") == []
    assert json.loads((root / "site" / "check" / "rules.json").read_text("utf-8"))["built"] == "2027-01-01"
    assert check(REPOSITORY, keep=False).on == date(2027, 1, 1)
