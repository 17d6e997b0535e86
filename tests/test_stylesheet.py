"""The stylesheet's order: each token once with all its values, low selectors, nothing dead, syntax that Chromium 80 reads."""

import gzip
import re
from pathlib import Path

import pytest
from conftest import REPOSITORY

SHEET = REPOSITORY / "overrides" / "assets" / "stylesheets" / "site.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.*);$", re.MULTILINE)
MODES = [{"day", "night", "print"}, {"usual", "large", "print"}, {"screen", "print"}]
"""A token has a value for every one of these colours, or of these sizes."""


@pytest.fixture(scope="module")
def css() -> str:
    return COMMENT.sub("", SHEET.read_text("utf-8"))


@pytest.fixture(scope="module")
def selectors(css: str) -> list[str]:
    rules = RULE.findall(re.sub(r"@page\s*\{[^}]*\}", "", css))
    return [one.strip() for head, _ in rules for one in head.split(",")]


@pytest.fixture(scope="module")
def pages(site: Path, built_town: Path) -> str:
    """The real pages, and those of the town, which has an official text."""
    return "\n".join(file.read_text("utf-8") for root in (site, built_town / "site") for file in root.rglob("*.html"))


@pytest.fixture(scope="module")
def scripts() -> str:
    """What makes elements or changes their classes in the browser."""
    overrides = REPOSITORY / "overrides"
    return "\n".join(file.read_text("utf-8") for file in [*(overrides / "assets" / "javascripts").rglob("*.js"), overrides / "main.html"])


def test_pages_load_no_other_stylesheet(site: Path) -> None:
    for page in site.rglob("*.html"):
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text("utf-8"))
        assert [Path(sheet).name for sheet in sheets] == ["site.css"], page
    assert len(gzip.compress((site / "assets" / "stylesheets" / "site.css").read_bytes(), mtime=0)) <= 12 * 1024


def test_every_property_that_is_used_is_declared_and_the_other_way_round(css: str, pages: str, scripts: str) -> None:
    used = set(re.findall(r"var\((--[\w-]+)", css))
    declared = {name for name, _ in TOKEN.findall(css)}
    set_elsewhere = set(re.findall(r"[\";](--[\w-]+):", pages)) | set(re.findall(r'setProperty\("(--[\w-]+)', scripts))
    assert used == declared | set_elsewhere


def test_every_token_is_declared_once_with_a_value_for_each_mode(css: str) -> None:
    tokens = [(name, value) for name, value in TOKEN.findall(css) if value not in ("initial", "")]
    assert len(tokens) == len(dict(tokens)) > 15
    for name, value in tokens:
        modes = set(re.findall(r"var\(--(day|night|usual|large|screen|print)\b", value))
        if modes or "#" in value:
            assert any(modes >= every for every in MODES), (name, value)


def test_colours_stand_in_the_tokens_only(css: str) -> None:
    beside = [body for _, body in RULE.findall(css) if not TOKEN.search(body) and re.search(r"#[0-9a-f]{3,8}\b|rgba?\(", body)]
    assert len(beside) == 2, "a code for machines, and the shade behind the sheet"


def test_no_selector_wins_by_weight(css: str, selectors: list[str]) -> None:
    """Ids and prefixes would bring back the fights that the order of the sections has ended."""

    def weight(selector: str) -> int:
        return len(re.findall(r"\.[\w-]|\[|:(?!:|not\()(?=[a-z])", selector))

    assert not [one for one in selectors if "#" in one or "md-typeset" in one]
    assert not [one for one in selectors if weight(one) > 3]
    assert len([one for one in selectors if weight(one) > 2]) < len(selectors) / 20
    assert css.count("!important") == 1


def test_every_class_of_the_stylesheet_is_worn_somewhere(selectors: list[str], pages: str, scripts: str) -> None:
    classes = {name for one in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}
    said = re.findall(r'class="([^"]*)"', pages)
    said += [text for line in scripts.splitlines() if "class" in line for text in re.findall(r"""["`]([^"`]*)["`]""", line)]
    worn = set(re.findall(r"[\w-]+", " ".join(said)))
    dead = {name for name in classes - worn if re.sub("--.*", "--", name) not in worn}  # `sign--${truth}` says the beginning
    assert not dead


def test_what_matters_is_written_so_that_chromium_80_reads_it(css: str) -> None:
    """One part that a browser does not know makes it drop the whole rule, or the whole block of a layer."""
    assert not re.search(r"@layer|:is\(|:where\(|light-dark\(|\binset:|(margin|padding)-(inline|block):", css)
    for head, _ in RULE.findall(css):
        newer = [bool(re.search(r":has\(|:focus-visible", one)) for one in head.split(",")]
        assert all(newer) or not any(newer), head
