"""The lexicon and the query layer on the real site: what people type, in a real Chromium, on the real index."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ON, REPOSITORY, serve, watch
from playwright.sync_api import Browser, Page

from generator.kinds import KINDS, Policy
from generator.library import load
from generator.pages.render import Site
from generator.search import lexicon

QUESTIONS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "queries.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]

ASK = """async ([root, text, filters]) => {
  const { open } = await import(root + "assets/javascripts/search/query.js");
  const answer = await (window.engine ??= await open(root)).ask(text, filters);
  const hits = await Promise.all(answer.hits.slice(0, 10).map(async (hit) => ({ at: hit.url, ...await hit.load() })));
  return { ...answer, found: answer.hits.length, hits };
}"""

SUGGEST = """async ([root, text, limit]) => {
  const { lexicon } = await import(root + "assets/javascripts/search/lexicon.js");
  const { suggest } = await import(root + "assets/javascripts/search/words.js");
  return suggest(await lexicon(root), text, limit);
}"""


@pytest.fixture(scope="module")
def library() -> Site:
    return Site(load(REPOSITORY)[0].published(samples=True), ON)


@pytest.fixture(scope="module")
def words(library: Site) -> dict[str, Any]:
    return lexicon.lexicon(library)


@pytest.fixture(scope="module")
def page(browser: Browser, home: str) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{home}about/")
    yield page
    context.close()


@pytest.fixture
def ask(page: Page, home: str):
    return lambda text, filters={}: page.evaluate(ASK, [home, text, filters])


@pytest.fixture
def suggest(page: Page, home: str):
    return lambda text, limit=8: page.evaluate(SUGGEST, [home, text, limit])


def test_words_are_cut_as_the_index_cuts_them(site):
    indexed, ours = Counter(), Counter()
    for file in (site / "pagefind" / "fragment").iterdir():
        text = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))["content"]
        indexed.update(re.findall(r"[\u4e00-\u9fff]+", text))
        ours.update(part for part in lexicon.cut(text.replace("\u200b", "")) if re.fullmatch(r"[\u4e00-\u9fff]+", part))
    assert (indexed & ours).total() / indexed.total() > 0.99


def test_words_of_policies_are_never_left_out(library, words, monkeypatch):
    monkeypatch.setattr(lexicon, "MOST", 0)
    fewer = set(lexicon.lexicon(library)["words"].replace("|", "").split(","))
    titles = {word for policy in library.library.all(Policy) for word in lexicon._words([policy.title])}
    assert titles <= fewer < set(words["words"].replace("|", "").split(","))


def test_every_page_is_where_the_lexicon_says(site, words):
    offered = {kind.kind for kind in KINDS if kind.shown and kind.shown.rank and not kind.numerous}
    assert {kind for _, _, kind, *_ in words["pages"]} == offered - {"window"} | {"tool"}
    for title, path, *_ in words["pages"]:
        assert title in (site / path.partition("#")[0] / "index.html").read_text("utf-8").replace("&#34;", '"')


def test_the_lexicon_is_small_and_always_the_same(site):
    published = (site / lexicon.FILE).read_bytes()
    assert len(gzip.compress(published)) < 54_000
    again = (
        "import sys; from pathlib import Path; from datetime import date; from generator import library; from generator.search import lexicon;"
        "from generator.pages.render import Site;"
        "sys.stdout.buffer.write(lexicon.file(Site(library.load(Path('.'))[0], date(2026, 11, 23))))"
    )
    for seed in "12":
        assert (
            subprocess.run(
                [sys.executable, "-c", again], cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
            ).stdout
            == published
        )


FIRST_MISSED, TEN_MISSED = 0.035, 0.01


def test_what_people_type_is_found(ask):
    def fits(hit: dict[str, Any], expected: str) -> bool:
        return any(hit["url"].startswith(one) if "/" in one else one in hit["title"] for one in expected.split())

    answers = [(text, expected, ask(text)["hits"]) for text, expected in QUESTIONS]
    first = [text for text, expected, hits in answers if not (hits and fits(hits[0], expected))]
    ten = [text for text, expected, hits in answers if not any(fits(hit, expected) for hit in hits)]
    none = [text for text, _, hits in answers if not hits]
    assert len(first) <= FIRST_MISSED * len(answers), first
    assert len(ten) <= TEN_MISSED * len(answers), ten
    assert len(none) <= 0.01 * len(answers), none


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("带娃在家能不能接替小公司做标书的活，一份收多少钱啊", "投标文件"),
        ("补偿款够包二十亩水田，米和螃蟹一块养，头一年能不能不赔", "稻蟹"),
        ("买断工龄了，想跟两个人搭伙开面包车去给老人洗澡，要考甚证不", "助浴"),
    ],
)
def test_who_tells_a_trade_is_shown_the_trade_whoever_they_are(ask, text, title):
    assert title in ask(text)["hits"][0]["title"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("天文社的想暑假在库布其带人观星，一晚上十来个人，要什么证？", "夜走"),
        ("小区门口想开个卖快过期零食的店，招商的让先交三万多，会不会是骗人的", "临期"),
    ],
)
def test_several_words_of_one_meaning_weigh_more_than_one(ask, text, title):
    assert title in ask(text)["hits"][0]["title"]


def test_in_a_sentence_a_known_word_is_no_slip(ask):
    assert ask("在北京打工十年，现在想回村里闹点事业，国家给啥")["hits"][0]["url"] in ("groups/returnee/", "policies/farmer-support/")


def test_two_sounds_alone_do_not_mean_a_saying(ask):
    assert "锅茶" in ask("从矿上回来跟媳妇开个喝茶吃手把肉的早店，一天六十个人坐够本不")["hits"][0]["title"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("示波器", "projects/pasture-well-watch/"),
        ("画师", "projects/caravan-road-boardgame/"),
        ("发愣", "projects/caravan-road-boardgame/"),
    ],
)
def test_a_word_of_a_page_is_found_though_no_dictionary_has_it(ask, text, url):
    assert ask(text)["hits"][0]["url"] == url


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("贷款", []),
        ("daikuan", ["贷款"]),
        ("带款", ["贷款"]),
        ("创业担宝贷款", ["创业担保贷款"]),
        ("蒙谷包", ["蒙古包"]),
        ("免费场地", []),
        ("創業貸款", []),
        ("伊旗", []),
    ],
)
def test_says_what_was_understood(ask, text, understood):
    assert ask(text)["understood"] == understood


@pytest.mark.parametrize(("text", "marked"), [("貸款", "贷款"), ("daikuan", "贷款"), ("带款", "贷款"), ("补助", "补贴")])
def test_marks_what_was_meant(ask, text, marked):
    pieces = [piece for hit in ask(text)["hits"] for piece in hit["excerpt"]]
    assert [marked, True] in pieces
    assert not any(marked in text and not is_marked for text, is_marked in pieces)


def test_excerpts_read_as_sentences(ask):
    """Blocks end with full stops and without gaps, names and values with a colon between, and heads of tables are left out."""
    texts = ["".join(text for text, _ in hit["excerpt"]) for query in ("贷款", "场地", "151号", "最低工资") for hit in ask(query)["hits"]]
    assert len(texts) > 20 and any("给谁：" in text for text in texts)
    assert [text for text in texts if re.search("[。，、：；] |[^.]\\. |自哪天起|给谁[^：]", text)] == []


def test_hits_say_what_they_are(ask):
    hit = ask("一次性创业补贴")["hits"][0]
    assert (hit["at"], hit["url"], hit["title"], hit["kind"], hit["sum"]) == (
        "policies/startup-subsidy/",
        "policies/startup-subsidy/",
        "一次性创业补贴",
        "政策",
        "原定\N{NO-BREAK SPACE}5000 元",
    )
    assert hit["validity"].startswith("期限已届满")
    project = ask("焖面")["hits"][0]
    assert (project["kind"], project["sample"]) == ("项目", "示例") and project["banner"]


def test_a_filter_does_not_narrow_its_own_counts(ask):
    free = ask("补贴")
    assert sum(free["counts"]["kind"].values()) == free["found"]
    one = ask("补贴", {"kind": ["base"]})
    assert one["counts"]["kind"] == free["counts"]["kind"]
    assert one["found"] == free["counts"]["kind"]["base"] == sum(one["counts"]["banner"].values())
    two = ask("补贴", {"kind": ["base", "studio"]})
    assert two["found"] == free["counts"]["kind"]["base"] + free["counts"]["kind"]["studio"]
    assert {hit["kind"] for hit in two["hits"]} <= {"基地", "导师"}


def test_browsing_without_words(ask):
    answer = ask("", {"banner": ["东胜区"], "kind": ["project"]})
    assert answer["found"] == answer["counts"]["kind"]["project"] == answer["counts"]["banner"]["东胜区"] > 0
    assert {hit["banner"] for hit in answer["hits"]} == {"东胜"}


def test_a_banner_by_any_of_its_names(ask):
    answers = [ask(name) for name in ("伊金霍洛旗", "伊旗", "阿镇", "yiqi")]
    assert [answer["found"] for answer in answers] == [answers[0]["found"]] * 4
    assert answers[0]["counts"]["banner"] == {"伊金霍洛旗": answers[0]["found"]}


def test_loose_only_when_nothing_has_it_all(ask):
    assert not ask("羊肉 焖面")["loose"]
    answer = ask("恐龙蛋 焖面")
    assert answer["loose"] and "焖面" in answer["hits"][0]["title"] and answer["instead"] == "焖面"
    assert ask("恐龙蛋饕餮")["hits"] == []


@pytest.mark.parametrize(
    "text", ["", " ", "！？。", "a", "的", "<script>", '"', "\\", "(", "'\"`", "怎么办理", "🐑", "贷" * 300, "q" * 300]
)
def test_nothing_typed_is_a_fault(ask, text):
    ask(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("创业担", ("创业担保贷款", "政策", "policies/guaranteed-loan/")),
        ("chuangyedanbao", ("创业担保贷款", "政策", "policies/guaranteed-loan/")),
        ("cydbdk", ("创业担保贷款", "政策", "policies/guaranteed-loan/")),
        ("残疾", ("残疾人", "人群", "groups/disabled/")),
        ("151号", ("151号文", "文件", "documents/notice-2022-151/")),
        ("露营", ("露营",)),
        ("無人機", ("无人机",)),
    ],
)
def test_suggests_while_typing(suggest, text, first):
    found = [tuple(one[name] for name in ("text", "kind", "path") if name in one) for one in suggest(text)]
    assert any(one[1:] == first[1:] and ("文件" in first or one[0] == first[0]) for one in found[:2])
    assert all(one["sample"] == "示例" for one in suggest("工作室") if one.get("kind") == "导师")
    assert len(suggest("创", 3)) == 3 and suggest("") == []


def test_works_below_a_path_and_asks_no_other_host(site, browser, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "site").symlink_to(site)
    with serve(tmp_path) as host:
        page = browser.new_page()
        faults = watch(page, f"{host}deep/site/")
        page.goto(f"{host}deep/site/about/")
        answer = page.evaluate(ASK, [f"{host}deep/site/", "开店补贴", {}])
        assert answer["hits"][0]["url"].startswith("policies/")
        assert page.evaluate("document.documentElement.lang") == "zh-CN" or page.evaluate("document.documentElement.lang") == "zh"
        assert not faults
        page.close()


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream"])
def test_a_browser_that_lacks_something_is_told(browser, home, missing):
    page = browser.new_page()
    page.add_init_script(f"delete window.{missing}")
    page.goto(f"{home}about/")
    assert (
        page.evaluate(
            """async (root) => {
      const { open } = await import(root + "assets/javascripts/search/query.js");
      return open(root).then(() => "opened", () => "rejected");
    }""",
            home,
        )
        == "rejected"
    )
    page.close()


def test_a_site_without_an_index_is_told(browser, home):
    page = browser.new_page()
    page.goto(f"{home}about/")
    assert (
        page.evaluate(
            """async ([root, wrong]) => {
      const { open } = await import(root + "assets/javascripts/search/query.js");
      return open(wrong).then(() => "opened", () => "rejected");
    }""",
            [home, f"{home}nowhere/"],
        )
        == "rejected"
    )
    page.close()
