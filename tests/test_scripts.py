"""The browser scripts as they are written: what they must not hold, and what they must not do."""

import re
from importlib.metadata import version

import pytest
from conftest import ON, REPOSITORY

from generator import labels
from generator.kinds import Stage, Window
from generator.library import load
from generator.view import View

FOLDER = REPOSITORY / "overrides" / "assets" / "javascripts"
SCRIPTS = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.js")) if path.parent.name != "vendor"
}
VIEW = View(load(REPOSITORY)[0], ON)
STATES = {stage.apart.state for stage in VIEW.library.all(Stage) if stage.apart}
SHARED = {labels.SAMPLE, *VIEW.called.values(), *VIEW.labels.values(), *STATES}
CITY = ("旗", VIEW.city.title, VIEW.city.division, *(window.phone for window in VIEW.library.all(Window) if window.phone))
READS = re.compile(r"\.(?:textContent|innerText|innerHTML|outerHTML)\b(?! = )|DOMParser")
NEW = re.compile(r"\.at\(|#\w+\(|\?\?=|\|\|=|&&=|static \{")
"""What a lint cannot tell: `at` is a name of ours too, and what the language has known only since Chromium 80."""


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_knows_no_city_and_repeats_no_label(name: str) -> None:
    """Words that pages, search and scripts share come with the data; a script of one city serves every other."""
    text = SCRIPTS[name]
    assert [word for word in CITY if word in text] == []
    assert SHARED & {found[1] for found in re.finditer(r"""["'`]([^"'`]+)["'`]""", text)} == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_learns_nothing_from_what_a_page_reads(name: str) -> None:
    """The search alone reads a page that it found, and only shows the sentence that was asked for."""
    assert READS.findall(SCRIPTS[name]) == (["DOMParser"] if name == "search/results.js" else [])


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_runs_in_old_browsers(name: str) -> None:
    assert NEW.findall(SCRIPTS[name]) == []


def test_nothing_is_offered_that_no_other_script_takes() -> None:
    offered = [
        (name, one) for name, text in SCRIPTS.items() for one in re.findall(r"(?m)^export (?:async )?(?:function|const|class) (\w+)", text)
    ]
    assert len(offered) > 30
    assert [
        (name, one) for name, one in offered if not any(re.search(rf"\b{one}\b", text) for other, text in SCRIPTS.items() if other != name)
    ] == []


def test_the_format_of_the_index_is_the_one_that_we_read() -> None:
    """Pagefind may change it in any version: look at search/pagefind_files.js and generator/index.py before raising this."""
    assert version("pagefind").startswith("1.5.")
    assert [name for name, text in SCRIPTS.items() if "pf_" in text] == ["search/pagefind_files.js"]
