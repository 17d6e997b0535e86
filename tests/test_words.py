"""Plain words: what is short keeps what qualifies it, sentences are short, and every page explains its own words."""

import re

import pytest
from conftest import ON, PHONE, REPOSITORY, TOWN
from playwright.sync_api import Browser

from generator.checks import qualifiers, words
from generator.eligibility.compile import compiled
from generator.kinds import Definition, Document, Group, Policy
from generator.library import Library, leaves, load, walk
from generator.pages import pages
from generator.pages.fit import Fit
from generator.pages.page import Page
from generator.pages.render import Site
from generator.view import View
from generator.wording import brief


@pytest.fixture(scope="module")
def library() -> Library:
    return load(REPOSITORY)[0]


@pytest.fixture(scope="module")
def explaining(library: Library) -> list[Page]:
    """The pages that explain their words."""
    kinds = (Policy.shown, Document.shown, Group.shown)
    return [page for page in pages(Site(library, ON)) if any(page.path != kind.path and page.path.startswith(kind.path) for kind in kinds)]


def test_every_qualifier_is_missed_where_it_is_dropped(library: Library) -> None:
    """Whatever short form says the word alone, and whatever else says it with the item's title."""
    told = 0
    for policy in library.all(Policy):
        for keep in policy.keeps:
            word = keep.word.split("/")[0]
            for name in ("title", "summary", "who", "payee", "gist"):
                short = policy.model_copy(update={name: word})
                found = [problem for problem in qualifiers.check(short, leaves(short), library) if f"“{keep.with_[0]}”" in problem.message]
                assert found, (policy.id, name, word)
            group = library.all(Group)[0].model_copy(update={"summary": f"{policy.title}：{word}。"})
            missing = [one for one in keep.with_ if not any(way in policy.title for way in one.split("/"))]
            assert bool(missing) == any(qualifiers.check(group, leaves(group), library)), (policy.id, word)
            told += 1
    assert told >= 60


def test_four_steps_are_no_range(library: Library) -> None:
    policy = library.records["policy"]["student-project-grant"]
    assert brief(policy.amounts, library, ON) == "1、2、5、8 万元"


@pytest.mark.parametrize("kind", [Policy, Document])
def test_sentences_are_short(library: Library, kind: type) -> None:
    """At most 2 % over 40 characters, none over 60, names of documents aside."""
    lengths = []
    for record in library.all(kind):
        for loc, text in walk(record):
            if type(text) is str and loc[0] not in words.NO_PROSE and re.search("[\u4e00-\u9fff]", text):
                lengths += [len(re.sub(r"\s", "", one)) for one in re.split("[。！？\n]", re.sub("《[^》]*》", "", text))]
    assert max(lengths) <= 60
    assert sum(length > words.LONGEST for length in lengths) <= 0.02 * len(lengths)


def test_a_page_explains_every_word_it_uses(library: Library, explaining: list[Page]) -> None:
    meant = {term: one.id for one in library.all(Definition) for term in one.terms}
    term = re.compile("|".join(sorted(map(re.escape, meant), key=len, reverse=True)))
    assert len(explaining) > 80
    for page in explaining:
        text, _, listed = page.body.partition('<section class="words"')
        listed = re.sub('<a class="cite".*?</a>', "", listed)
        used = {meant[found] for part in re.findall(r">([^<]+)", text + listed) for found in term.findall(part)}
        assert used == set(re.findall(r'id="word-([a-z0-9-]+)"', page.body)), page.path


def test_words_are_links_once_and_nowhere_odd(explaining: list[Page]) -> None:
    for page in explaining:
        links = re.findall(r'<a class="word" href="#word-([a-z0-9-]+)">', page.body)
        assert len(links) == len(set(links)), page.path
        assert {f'id="word-{name}"' in page.body for name in links} <= {True}, page.path
        for inside in re.findall(
            r"<(?:a class=\"c|h1|h2|h3|summary|button|th)\b.*?</(?:a|h1|h2|h3|summary|button|th)>", page.body, re.DOTALL
        ):
            assert 'class="word"' not in inside, page.path


def test_words_are_read_without_script(browser: Browser, home: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{home}policies/guarantee-waiver/")
    page.click("a.word >> text=反担保")
    assert page.evaluate("location.hash") == "#word-counter-guarantee"
    assert "担保机构" in page.inner_text("#word-counter-guarantee")
    assert page.locator("#word-counter-guarantee").bounding_box()["y"] < PHONE["height"]
    page.close()


def test_the_explainer_has_the_same_words(library: Library) -> None:
    rules = compiled(View(library, ON))
    assert [one["id"] for one in rules["definitions"]] == [one.id for one in library.all(Definition)]
    year = next(one for one in rules["definitions"] if one["title"] == "毕业年度")
    assert year["says"].endswith("（待主管部门核对）") and "1 月 1 日" in year["says"]
    notes = next(item["notes"] for item in rules["items"] if item["id"] == "free-space")
    assert all(note.keys() == {"says", "cite", "url"} for note in notes)


def test_what_names_a_group_is_for_all_within_it(library: Library) -> None:
    """Graduates of the last five years are graduates: their page has the free room, and their projects are compared with it."""
    site = Site(library, ON)
    bodies = {page.path: page.body for page in pages(site) if page.path.startswith("groups/")}
    for name in ("graduate", "graduate-5y", "graduate-2y", "rural-worker", "returnee", "veteran", "disabled"):
        named = bodies[f"groups/{name}/"].split("名单末尾有“等”字，可以去问")[0]
        assert "policies/free-space/" in named, name
    named = bodies["groups/farmer/"].split("名单末尾有“等”字，可以去问")[0]
    assert "policies/free-space/" not in named, "nobody is filed under a neighbour"
    assert any(policy.id == "free-space" for policy, _ in Fit(library)._for_groups(("graduate-5y",)))
    named = bodies["groups/graduate-2y/"].split("名单末尾有“等”字，可以去问")[0]
    assert "policies/student-project-grant/" in named and "policies/guaranteed-loan/" in named, "two years are within five"


def test_a_bounded_list_says_for_whom_it_is_open(library: Library) -> None:
    """Whom “等” stands for can be bounded: “高校毕业生等青年” is open to the young alone."""
    body = next(page.body for page in pages(Site(library, ON)) if page.path == "groups/disabled/")
    for name, bound in (("youth-launch", "您是青年的，可以去问"), ("farmer-support", "您是返乡入乡的，可以去问")):
        card = body.split(f"policies/{name}/")[1].split("</li>")[0]
        assert bound in card, name


def test_payer_and_statements_are_no_conditions() -> None:
    town = load(TOWN)[0]
    body = next(page.body for page in pages(Site(town, ON)) if page.path == "policies/shop/")
    conditions, _, rest = body.partition("另外要知道的")
    assert "镇财政" in rest and "老街的店先办" in rest
    assert "镇财政" not in conditions and "老街的店先办" not in conditions


def test_departments_stand_clause_by_clause(library: Library, explaining: list[Page]) -> None:
    """Lists of several clauses are not made one: each stands in the order of its own."""
    several = 0
    for page in (one for one in explaining if one.path.startswith(Policy.shown.path)):
        policy = library.records["policy"][page.path.split("/")[1]]
        clauses = [library.get(cite.document).clause(cite.clause) for cite in policy.clauses]
        lists = list(dict.fromkeys(clause.departments for clause in clauses if clause and clause.departments))
        told = [re.findall(r"departments/#([a-z-]+)", found) for found in re.findall("顺序照原文：(.*?)</p>", page.body)]
        assert told == [list(listed) for listed in lists], page.path
        several += len(lists) > 1
    assert several
