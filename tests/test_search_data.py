"""What the search is given: the entries of pages, the lexicon around them, and the pairs of characters of every text."""

import gzip
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from conftest import ON, REPOSITORY
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from generator import labels, wording
from generator.kinds import KINDS, Department, Document, Elsewhere, Hub, Parameter, Policy, Project, Synonym, Target, Window
from generator.kinds.policy import Ceiling
from generator.library import load
from generator.pages import pages
from generator.pages.page import Page
from generator.pages.render import Site
from generator.search import index, lexicon
from generator.search.entries import searched

LISTS = """async ([root, terms]) => {
  const { lists } = await import(root + "assets/javascripts/search/pagefind_files.js");
  return [...await lists(new URL("pagefind/", root), terms)];
}"""
"""The numbers of the pages that hold each term."""

CUT = """async ([root, texts]) => {
  const { lexicon } = await import(root + "assets/javascripts/search/lexicon.js");
  const { words } = await lexicon(root);
  return texts.map((text) => words.terms(words.plain(text)).filter((term) => term.length > 1 || !/[\\u3400-\\u9fff]/.test(term)));
}"""
"""The terms of texts but for single characters, which no index of texts holds."""


SUM = re.compile("[一两二三四五六七八九十][千万]|\\d ?千")
"""Sums that questions tell in words, and pages in figures."""


def text_of(page: Page) -> str:
    return "\n".join(page.texts()) if page.texts else unescape(page.body or index._text(page))


def kept(text: str) -> list[str]:
    """The terms of a text but for single characters."""
    return [term for term in index.pairs(text) if len(term) > 1 or term < "\u3400"]


@pytest.fixture(scope="module")
def made() -> Site:
    return Site(load(REPOSITORY)[0].published(samples=True), ON)


@pytest.fixture(scope="module")
def shown(made: Site) -> list[Page]:
    return list(pages(made))


@pytest.fixture(scope="module")
def entries(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / lexicon.FILE).read_text("gb18030"))["entries"]
    return found


@pytest.fixture
def tab(browser: Browser, home: str) -> Tab:
    tab = browser.new_page()
    tab.goto(f"{home}about/")
    return tab


def test_every_page_outside_the_library_is_an_entry(made: Site, site: Path, shown: list[Page], entries: list[dict[str, Any]]) -> None:
    paths = [entry["path"] for entry in entries]
    few = [path for path in paths if "#" not in path]
    assert few == [page.path for page in searched(shown)] == paths[: len(few)], "in the order in which their texts are numbered"
    assert set(few) == {page.path for page in shown if page.kind} - {project.url for project in made.library.all(Project)}
    assert max(Counter(paths).values()) == 1
    written = json.loads((site / lexicon.FILE).read_text("gb18030"))
    called = written["kinds"].keys() | written["under"].keys()
    assert [entry for entry in entries if not entry["title"] or entry["kind"] not in called] == []


def test_every_place_of_a_page_is_an_entry(made: Site, site: Path, entries: list[dict[str, Any]]) -> None:
    library = made.library
    clauses = [clause for document in library.all(Document) for clause in document.outline]
    kinds = Counter(entry["kind"] for entry in entries if "#" in entry["path"])
    assert kinds == {
        "clause": len(clauses),
        **{kind.kind: len(library.all(kind)) for kind in (Department, Window, Target, Parameter)},
    }
    for entry in entries:
        path, _, anchor = entry["path"].partition("#")
        if anchor:
            assert f'id="{anchor}"' in (site / path / "index.html").read_text("utf-8"), entry["path"]


def test_the_lexicon_is_small(site: Path) -> None:
    assert len(gzip.compress((site / lexicon.FILE).read_bytes())) < 150_000


def test_the_lexicon_holds_what_people_say(made: Site, site: Path) -> None:
    written = json.loads((site / lexicon.FILE).read_text("gb18030"))
    library = made.library
    for synonym in library.all(Synonym):
        assert set(synonym.says) <= set(written["says"][synonym.title].split(",")), synonym.title
    assert [title for title, *_ in written["elsewhere"]] == [topic.title for topic in library.all(Elsewhere)]
    asks = {ask for entry in written["entries"] for ask in entry.get("asks", ())}
    given = [record for kind in KINDS if kind is not Project for record in library.all(kind) if getattr(record, "asks", ())]
    assert {ask for record in given for ask in record.asks} == asks != set()


def test_no_page_shows_what_people_ask(made: Site, site: Path) -> None:
    """But for what records say anyway: a question may be a name as well."""
    records = [record for kind in KINDS for record in made.library.all(kind)]
    said = "\n".join(str(record.model_copy(update={"asks": ()} if hasattr(record, "asks") else {})) for record in records)
    asks = {ask for record in records for ask in getattr(record, "asks", ()) if len(ask) > 7 and ask not in said}
    assert len(asks) > 3500
    told = "\n".join({line for file in site.rglob("*.html") for line in unescape(file.read_text("utf-8")).split("\n")})
    assert [ask for ask in sorted(asks) if ask in told] == []


def test_pages_and_questions_are_cut_alike(tab: Tab, home: str, shown: list[Page]) -> None:
    """Between signs, but for sums in words: 五千 is 5000. Across signs a question may join a lone character: 贷、款."""
    texts = [text_of(page) for page in shown if page.kind]
    lines = [line for text in texts for line in index._TAG.sub(" ", index._GAP.sub("", normalize("NFKC", text))).split("\n")]
    lines += ["創業貸款ＡＢＣ １２３万 3.5万", "3D打印", "a", "151号文 二（一）2", "5 万元", "3.5.1", "café Ω", "20 万-30 万"]
    simple = tab.evaluate(
        """async (root) => {
      const { lexicon } = await import(root + "assets/javascripts/search/lexicon.js");
      return [...(await lexicon(root)).words.simple];
    }""",
        home,
    )
    lines = sorted({line.translate(str.maketrans(dict(simple))) for line in lines if not SUM.search(line)})
    pieces = sorted({piece for line in lines for piece in re.split(r"[^\w.]+|\b\.|\.\b(?!\d)", line) if len(piece) > 1})
    assert len(lines) > 3000 and len(pieces) > 10_000
    cut = tab.evaluate(CUT, [home, pieces])
    assert [piece for piece, terms in zip(pieces, cut, strict=True) if terms != kept(piece)] == []
    cut = tab.evaluate(CUT, [home, lines])
    assert [line for line, terms in zip(lines, cut, strict=True) if not set(kept(line)) <= set(terms)] == []


def test_sums_are_looked_up_as_pages_write_them(tab: Tab, home: str) -> None:
    for typed, written in (("二十万", "20 万元"), ("五千", "5000 元"), ("两万", "2万"), ("３.５万", "3.5 万"), ("十五万", "15&nbsp;万")):
        (terms,) = tab.evaluate(CUT, [home, [typed]])
        assert set(terms) <= set(index.pairs(unescape(written))) and terms, typed


def test_texts_are_numbered_as_the_browser_counts_them(
    tab: Tab, home: str, shown: list[Page], entries: list[dict[str, Any]], site: Path
) -> None:
    """Pages in the order of their entries, then projects in that of the catalogue."""
    few = [entry["path"] for entry in entries if "#" not in entry["path"]]
    projects = json.loads((site / "projects" / "catalogue.json").read_text("utf-8"))["id"]
    order = [*few, *(f"projects/{name}/" for name in projects)]
    by_path = {page.path: page for page in shown}
    held = [set(index.pairs(text_of(by_path[path]))) for path in order]
    holding = Counter(pair for pairs in held for pair in pairs)
    rare = [next((pair for pair in sorted(pairs) if holding[pair] == 1 and pair[0] >= "\u3400"), None) for pairs in held]
    wanted = {pair: [at] for at, pair in enumerate(rare) if pair}
    assert len(wanted) > 0.8 * len(order), "nearly every text has a pair of its own"
    assert dict(tab.evaluate(LISTS, [home, list(wanted)])) == wanted
    common = sorted(holding, key=lambda pair: (-holding[pair], pair))[:40]
    assert dict(tab.evaluate(LISTS, [home, common])) == {pair: [at for at, pairs in enumerate(held) if pair in pairs] for pair in common}
    assert tab.evaluate(LISTS, [home, ["饕餮", "qqqq", "\u3400", "龘龘"]]) == []


def test_of_the_second_index_only_lists_are_published(site: Path) -> None:
    folder = site / "pagefind"
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    places = json.loads((folder / index.PLACES).read_text("utf-8"))
    files = places["files"].split(",")
    assert {f"index/{name}.pf_index" for name in files} <= names and len(files) == len(places["first"].split(",")) > 5
    first = places["first"].split(",")
    assert first == sorted(first), "the browser looks for a file by its first pair"
    assert not [name for name in names if f"fragment/{index.PAIRS}" in name or f"pagefind.{index.PAIRS}" in name]
    assert index.PAIRS not in json.loads((folder / "pagefind-entry.json").read_text("utf-8"))["languages"]


def test_a_list_or_a_tool_brings_its_name_and_questions(made: Site, entries: list[dict[str, Any]]) -> None:
    asks = {ask: entry["path"] for entry in entries for ask in entry.get("asks", ())}
    for hub in made.library.all(Hub):
        paths = {asks[ask] for ask in hub.asks}
        assert len(paths) == 1 and paths.pop().removesuffix("/").replace("/", "-").replace("_", "-") == hub.id


def test_a_sum_is_answered_with_the_clause_that_it_is_from(made: Site, entries: list[dict[str, Any]]) -> None:
    """The loan's ceiling is from another document than the notice; what no document names is said so; a task is told to be one first."""
    rows = {entry["path"]: {label: (text, url) for label, text, url in entry.get("rows", ())} for entry in entries}
    ceilings = tasks = untold = several = 0
    for policy in made.library.all(Policy):
        told = rows[policy.url]
        if made.beside_plan(policy):  # no single word tells of all that it rests on
            several += 1
            for basis in policy.rests_on:
                document = made.library.get(basis.document)
                assert f"“{basis.carries or document.short}”{made.validity(document).short}" in told["现在"][0]
        if policy.nature == "任务":
            tasks += 1
            assert "任务" in told["是什么"][0] and next(iter(told)) == "是什么" and "给多少" not in told
            continue
        assert next(iter(told)) == "给多少"
        if not policy.amounts:
            untold += 1
            assert told["给多少"][0] == labels.UNSAID
            continue
        amount = wording.leading(policy.amounts)
        if isinstance(amount, Ceiling):
            ceilings += 1
            amount = made.library.get(amount.of).on(ON)
        assert told["依据"][1] == made.url_of(amount.cite), policy.id
    assert ceilings and tasks > 10 and untold and several
    for parameter in made.library.all(Parameter):
        assert rows[parameter.url]["多少"][0].endswith(wording.unread(parameter.on(ON).cite, made.library)), parameter.id
