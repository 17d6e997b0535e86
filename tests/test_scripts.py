"""The browser scripts as they are written: what they must not hold, and what they must not do."""

import re
from importlib.metadata import version

import pytest
from conftest import REPOSITORY

from generator import labels

FOLDER = REPOSITORY / "overrides" / "assets" / "javascripts"
SCRIPTS = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.js")) if path.parent.name != "vendor"
}
SHARED = {labels.SAMPLE, *labels.KINDS.values(), *labels.FILTERS.values(), *labels.STAGES.values(), *labels.PROJECT.values()}
CITY = ("鄂尔多斯", "旗", "12333", "12345", labels.DIVISION, labels.PHONE)
READS = re.compile(r"\.(textContent|innerText|innerHTML|outerHTML)\b(?! = )|DOMParser")
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
    assert READS.findall(SCRIPTS[name]) == []


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
