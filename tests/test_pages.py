"""Pages: golden copies of every page of the little town, and hostile text in every field."""

import os
import shutil
import string
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from conftest import TOWN
from mkdocs.utils.meta import get_data
from pydantic import BaseModel

from generator import library
from generator.checks import Checked
from generator.fields import Ref
from generator.library import Library
from generator.pages import pages
from generator.pages.page import Page
from generator.pages.render import Site
from generator.publish.build import build
from generator.publish.tree import data

GOLDEN = Path(__file__).parent / "golden"
ON = date(2026, 11, 23)


def town() -> Library:
    """The town's records."""
    records, problems = library.load(TOWN)
    assert not problems
    return records


@cache
def rendered() -> dict[str, str]:
    """Every page's Markdown by its file."""
    return {page.file: page.markdown() for page in pages(Site(town(), ON))}


def golden_name(file: str) -> str:
    return file.removesuffix("/index.md").replace("/", ".") + ".md" if "/" in file else file


@pytest.mark.parametrize("file", sorted(rendered()))
def test_page_is_as_agreed(file: str) -> None:
    """`GOLDEN=write make test` accepts what the pages say now; read the diff before committing it."""
    text = rendered()[file]
    golden = GOLDEN / golden_name(file)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden_name(file) for file in rendered()}


HOSTILE = """</div></h1><script>hacked=1</script><img src=x onerror=hacked=2>" onmouseover='hacked=3' `code` *em* [a](b) {{ 7*7 }} {% raw %} &amp; # --- | : ' """.strip()


def hostile(value: object) -> object:
    """The same record with hostile text in every field that holds free text."""
    if isinstance(value, BaseModel):
        # Ids, references, dates, choices and patterned fields cannot hold free text: they stay.
        return value.model_copy(
            update={
                name: hostile(child)
                for name, child in value
                if name
                not in (
                    "id",
                    "clause",
                    "phone",
                    "published_on",
                    "number",
                    "code",
                    "official_url",
                    "figure",
                    "form",
                    "stage",
                    "words",
                    "body",
                    "has",
                    "node",
                )
                and not _is_choice(type(value).model_fields[name].annotation)
            }
        )
    if type(value) is tuple:
        return tuple(hostile(child) for child in value)
    if type(value) is str:
        return HOSTILE
    return value


def _is_choice(annotation: object) -> bool:
    return "Literal" in str(annotation) and "Known" not in str(annotation)


class _Reader(HTMLParser):
    """Collects the scripts, event handlers and text of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict] = []
        self.handlers: list[str] = []
        self.images = 0
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.images += tag == "img"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town with hostile text everywhere, really built."""
    root = tmp_path_factory.mktemp("hostile")
    records = town()
    shutil.copy(TOWN / "mkdocs.yml", root)  # its theme is not there, so the checkout's own serves
    (root / "content" / "pages").mkdir(parents=True)
    evil = Library(root, {kind: {key: hostile(record) for key, record in found.items()} for kind, found in records.records.items()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publish.build.check", lambda *_: Checked(evil, ON, [], []))
        build(root, root / "site", ON)
    return root / "site"


def test_hostile_text_stays_text(hostile_site: Path) -> None:
    files = [file for file in hostile_site.rglob("*.html") if "pagefind" not in file.parts]
    assert len(files) > 20
    seen = 0
    for file in files:
        reader = _Reader()
        reader.feed(file.read_text("utf-8"))
        inline = [script for script in reader.scripts if "src" not in script]
        assert len(inline) == 1, f"{file}: only the theme's own first script may stand in a page"
        assert not reader.handlers and not reader.images, file
        seen += HOSTILE in "".join(reader.text)
    assert seen > 10


@pytest.mark.parametrize("text", [HOSTILE, "---\nsample: true\n---", "a: b # c", "\u2028\u0085", '"', "'", "\\", string.punctuation])
def test_front_matter_holds_any_text(text: str) -> None:
    markdown = Page(path="x/", title=text, description=text, written="\n<div></div>\n").markdown()
    head = markdown.split("\n---\n")[0].removeprefix("---\n")
    assert yaml.safe_load(head)["title"] == text
    assert get_data(markdown)[1]["title"] == text


def test_every_reference_of_the_town_is_linked_somewhere() -> None:
    """A record that no page shows would be a record nobody reads."""
    records = town()
    site = Site(records, ON)
    shown = list(pages(site))
    everything = "".join([*(page.markdown() for page in shown), *(content.decode("utf-8", "ignore") for _, content in data(site, shown))])
    for record in records:
        for _, value in library.walk(record):
            if isinstance(value, Ref):
                assert records.get(value).title in everything or getattr(records.get(value), "short", "") in everything
