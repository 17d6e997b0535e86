"""What the search page makes of an answer. The engine has tests of its own: here a stand-in answers what a test wants to see."""

import json
import re
from typing import Any

import pytest
from conftest import put, watch
from playwright.sync_api import Browser, Locator, Page, expect

SUBSIDY = {
    "url": "policies/startup-subsidy/",
    "title": "一次性创业补贴",
    "kind": "政策",
    "sum": "原定 5000 元",
    "validity": "期限已届满",
    "line": [["在社区", False], ["开店", True], ["一年以上，带一个人就业的，给一次性", False], ["补贴", True], ["。", False]],
    "place": [["…营业执照满一年再申请，没有到一年的不能申请，要先问人社部门…", False]],
}
NOODLES = {
    "url": "projects/steppe-lamb-noodles/",
    "title": "草原羊肉焖面馆（东胜区铁西）",
    "kind": "项目",
    "sum": "总投资 15—20 万元",
    "sample": "示例",
    "banner": "东胜区",
    "line": [["在社区开一家三十平米的焖面馆，两个人就能做，早餐午餐都卖，先租后买设备，" * 3, False]],
    "place": [["…头一年先租设备，", False], ["开店", True], ["前先问房租…" * 6, False]],
    "more": "草原羊肉焖面馆",
}
CLAUSE = {
    "url": "documents/notice-2022-151/#c-2-1-2",
    "title": "151号文 二（一）2",
    "kind": "文件",
    "line": [["一次性创业补贴的那一条。", False]],
    "place": [],
}
EMPTY: dict[str, Any] = {
    "hits": [SUBSIDY, NOODLES, CLAUSE],
    "counts": {"kind": {"policy": 1, "project": 1, "document": 1}, "banner": {"东胜区": 1}, "industry": {}},
    "state": "found",
    "understood": "",
    "cut": False,
    "facets": [],
    "elsewhere": None,
    "direct": None,
}
AMOUNT = {
    "title": "一次性创业补贴",
    "url": "policies/startup-subsidy/",
    "rows": [
        {"label": "给多少", "text": "原定 5000 元"},
        {"label": "依据", "text": "151号文 二（一）2", "url": "documents/notice-2022-151/#c-2-1-2"},
        {"label": "现在", "text": "规划期到 2025 年底，已经届满"},
        {"label": "问谁", "text": "人社咨询热线 12333", "url": "tel:12333"},
    ],
}
LONG = "方案要求建立市场化的评估制度，评估政府扶持的、企业和个人开发的创业项目。" * 6
ANSWERS: dict[str, dict[str, Any]] = {
    "补贴多少": {"direct": AMOUNT},
    "还办不办": {
        "direct": AMOUNT | {"rows": [{"label": "现在", "text": "没有查到接续或废止的文件，先拨 12333 问清楚，再去办"}]},
    },
    "那一条说什么": {
        "direct": {
            "title": "151号文 二（三）1：建立创业项目资源库",
            "url": "documents/notice-2022-151/#c-2-3-1",
            "rows": [{"label": "概要", "text": LONG}, {"label": "现在", "text": "期限已届满"}],
        },
    },
    "找谁办": {
        "direct": {"title": "人社咨询热线", "url": "departments/#hr", "rows": [{"label": "电话", "text": "12333", "url": "tel:12333"}]}
    },
    "20万开店": {
        "facets": [
            {"key": "investment", "value": "0-20", "words": "总投资 20 万元以内"},
            {"key": "banner", "value": "东胜区", "words": "东胜区"},
        ]
    },
    "社保怎么交": {
        "state": "guess",
        "hits": [CLAUSE],
        "elsewhere": {"title": "社保", "instead": "缴费、转移和待遇，请问社保经办机构。", "phone": "12333"},
    },
    "火星旅游": {"state": "guess", "hits": [CLAUSE]},
    "zzzz": {"state": "none", "hits": [], "counts": {}},
    "？！": {"state": "empty", "hits": [], "counts": {}},
    "daikuan": {"understood": "贷款"},
    "啊" * 120: {"cut": True},
    "慢机器": {"simple": True},
    "一近两远": {"near": 1},
}

ENGINE = """
const answers = %s, usual = %s;
globalThis.asked = [];
export const open = async () => ({ ask: async (text, filters, { without }) => {
  asked.push({ text, filters, without });
  const { hits, facets, ...rest } = { ...usual, ...answers[text] };
  return { near: hits.length, ...rest, facets: facets.filter(({ key }) => !without.includes(key)),
    hits: hits.map((one) => ({ url: one.url, load: async () => one })) };
} });
"""


def standing_in(page: Page) -> Page:
    body = ENGINE % (json.dumps(ANSWERS, ensure_ascii=False), json.dumps(EMPTY, ensure_ascii=False))
    page.route("**/search/query.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    return page


@pytest.fixture
def asking(phone: Page) -> Page:
    return standing_in(phone)


def answer_box(page: Page) -> Locator:
    return page.get_by_role("region", name="直接回答")


def cards(page: Page) -> Locator:
    return page.locator("[data-search-results] .card")


def texts(page: Page) -> list[str]:
    """What stands between the filters and the foot, from above to below."""
    return page.evaluate("""[...document.querySelectorAll(
        "[data-search-direct] .answer, [data-search-status] p:not(.hidden), .search__read, [data-search-results] .cards")]
        .sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y).map((one) => one.className || one.textContent)""")


def test_the_answer_itself_stands_first_and_its_ground_below(asking: Page, home: str) -> None:
    faults = watch(asking, home)
    status = put(asking, home, "补贴多少")
    box = answer_box(asking)
    expect(box.get_by_role("heading")).to_have_text("一次性创业补贴")
    assert texts(asking) == ["answer", "找到 3 条结果。", "cards cards--one"]
    sizes = [float(one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) for one in box.locator("dd").all()[:2]]
    assert sizes[0] > 1.5 * sizes[1]
    links = [link.get_attribute("href") for link in box.get_by_role("link").all()]
    assert [link.removeprefix(home) for link in links if link] == [
        "policies/startup-subsidy/",
        "documents/notice-2022-151/#c-2-1-2",
        "tel:12333",
    ]
    assert box.get_by_role("link", name="人社咨询热线 12333").bounding_box()["height"] >= 32
    expect(status).to_contain_text("直接回答：一次性创业补贴，给多少：原定 5000 元。")
    assert status.locator(".hidden").bounding_box()["height"] <= 1
    assert box.bounding_box()["y"] + box.bounding_box()["height"] < 560, "results begin on the first screen"
    asking.locator("#q").fill("zzzz")
    expect(box).to_have_count(0)
    assert not faults


def test_a_long_answer_is_not_shouted(asking: Page, home: str) -> None:
    put(asking, home, "还办不办")
    said = answer_box(asking).locator("dd")
    expect(said).to_have_class("sum")
    assert answer_box(asking).bounding_box()["height"] < 160


def test_of_a_text_the_beginning_is_shown(asking: Page, home: str) -> None:
    put(asking, home, "那一条说什么")
    said = answer_box(asking).locator("dd").first
    assert said.evaluate("one => getComputedStyle(one).fontWeight") == "400"
    lines = said.evaluate("one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)")
    assert round(lines) == 4
    assert answer_box(asking).bounding_box()["height"] < 320, "half a screen"
    expect(answer_box(asking).get_by_role("heading").get_by_role("link")).to_have_attribute("href", re.compile("#c-2-3-1$"))


def test_a_number_to_call_says_that_it_is_one(asking: Page, home: str) -> None:
    put(asking, home, "找谁办")
    expect(answer_box(asking).locator("dl")).to_have_text("电话12333")
    expect(answer_box(asking).get_by_text("电话")).to_be_in_viewport()


def test_what_was_read_from_the_question_can_be_taken_off(asking: Page, home: str) -> None:
    status = put(asking, home, "20万开店")
    expect(status).to_contain_text("从问题里读出：总投资 20 万元以内、东胜区。")
    row = asking.get_by_role("list", name="从问题里读出")
    assert row.inner_text().split("\n") == ["按您说的：", "总投资 20 万元以内 ×", "东胜区 ×"]
    assert texts(asking) == ["找到 3 条结果。", "chips search__read", "cards cards--one"]
    chip = asking.get_by_role("button", name="去掉“总投资 20 万元以内”")
    assert chip.bounding_box()["height"] >= 44
    chip.focus()
    asking.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    expect(status).to_contain_text("不再按“总投资 20 万元以内”查。找到 3 条结果。")
    expect(status).to_be_focused()
    assert asking.url.endswith("&without=investment")
    asking.reload()
    expect(asking.get_by_role("button", name="去掉“东胜区”")).to_be_visible()
    expect(chip).to_have_count(0)
    asking.go_back()
    expect(chip).to_be_visible()
    assert asking.evaluate("asked").pop() == {"text": "20万开店", "filters": {}, "without": []}
    asking.go_forward()
    expect(chip).to_have_count(0)
    asking.locator("#q").fill("补贴多少")
    expect(answer_box(asking)).to_be_visible()
    assert "without" not in asking.url, "a new question starts with all that is read from it"


def test_what_the_site_does_not_have_is_said_before_the_guesses(asking: Page, home: str) -> None:
    status = put(asking, home, "社保怎么交")
    shown = status.locator("p:visible").all_inner_texts()
    assert shown == ["本站没有：社保。缴费、转移和待遇，请问社保经办机构。拨 12333。", "离得最近的（猜的），1 条："]
    expect(status.get_by_role("link", name="12333")).to_have_attribute("href", "tel:12333")
    expect(asking.locator(".cards--guess .card")).to_have_count(1)
    assert cards(asking).first.evaluate("one => getComputedStyle(one).borderStyle") == "dashed"


def test_a_guess_gives_the_phones_first(asking: Page, home: str) -> None:
    status = put(asking, home, "火星旅游")
    shown = status.locator("p:visible").all_inner_texts()
    assert shown == ["本站没有这方面的内容。电话咨询：政策问题拨 12333，其他问题拨 12345。", "离得最近的（猜的），1 条："]
    assert [link.get_attribute("href") for link in status.get_by_role("link").all()] == ["tel:12333", "tel:12345"]
    expect(asking.locator(".cards--guess .card")).to_have_count(1)


def test_signs_alone_are_no_question(asking: Page, home: str) -> None:
    status = put(asking, home, "？！")
    expect(status).to_have_text("请写几个字，例如：开店补贴。")
    expect(asking.get_by_role("region", name="按栏目找")).to_be_visible()
    expect(asking.locator("[data-search-filters]")).to_be_hidden()
    expect(cards(asking)).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("daikuan", "找到 3 条结果。按“贷款”查的。"),
        ("啊" * 120, "找到 3 条结果。问得很长，只按前 100 个字查的。"),
        ("慢机器", "找到 3 条结果。这里用不了完整搜索，现在只查标题和要点，可能找不全。"),
        ("zzzz", "没有找到“zzzz”。"),
    ],
)
def test_what_is_special_about_an_answer_is_said_once(asking: Page, home: str, question: str, said: str) -> None:
    status = put(asking, home, question)
    expect(status).to_have_text(said)


def test_a_card_is_short_and_shows_why(asking: Page, home: str) -> None:
    put(asking, home, "开店补贴")
    subsidy, noodles, clause = cards(asking).all()
    expect(subsidy.locator("mark")).to_have_text(["开店", "补贴"])
    expect(subsidy.locator(".card__foot")).to_have_text("政策期限已届满")
    expect(noodles.locator(".card__foot")).to_have_text("项目示例东胜区")
    expect(clause.locator(".card__place")).to_have_count(0)
    assert clause.get_attribute("href") == f"{home}documents/notice-2022-151/#c-2-1-2"
    for text in (".card__text", ".card__place"):
        one = noodles.locator(text)
        assert one.bounding_box()["height"] < 2.1 * float(one.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")), text
    heights = [card.bounding_box()["height"] for card in (subsidy, noodles, clause)]
    assert max(heights) <= 192 and sum(heights) < 480, "three or four on a screen of 640"
    asking.get_by_role("link", name="看全部“草原羊肉焖面馆”项目").click()
    expect(asking.locator("#q")).to_have_value("草原羊肉焖面馆")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_seen_and_the_text_is_read(asking: Page, home: str, scheme: Any) -> None:
    asking.emulate_media(color_scheme=scheme)
    put(asking, home, "开店补贴")
    ground = "one => getComputedStyle(one).backgroundColor"
    mark = cards(asking).first.locator("mark").first
    assert mark.evaluate(ground) not in (cards(asking).first.evaluate(ground), "rgba(0, 0, 0, 0)")
    asking.emulate_media(forced_colors="active")
    assert mark.evaluate(ground) == mark.evaluate("one => { one.style.background = 'Mark'; return getComputedStyle(one).backgroundColor; }")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_over_the_edge(browser: Browser, home: str, width: int) -> None:
    page = standing_in(browser.new_page(viewport={"width": width, "height": 640}))
    wide = "document.documentElement.scrollWidth > innerWidth"
    for question in ANSWERS:
        put(page, home, question)
        assert not page.evaluate(wide), question
    page.evaluate("document.documentElement.dataset.type = 'large'")
    put(page, home, "补贴多少")
    assert not page.evaluate(wide)
    page.close()


@pytest.mark.parametrize("question", ["补贴多少", "社保怎么交", "20万开店"])
def test_an_answer_that_comes_moves_nothing_that_is_read(new_phone: Page, home: str, question: str) -> None:
    asking = standing_in(new_phone)
    asking.add_init_script("""
        globalThis.moved = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; }).observe({ type: "layout-shift", buffered: true });
    """)
    put(asking, home, question)
    asking.wait_for_timeout(300)
    assert asking.evaluate("moved") < 0.02


def test_choices_over_the_results_close_when_the_focus_leaves(asking: Page, home: str) -> None:
    put(asking, home, "开店补贴")
    place = cards(asking).first.bounding_box()
    summary = asking.locator("[data-search-filters] summary")
    box = asking.locator("[data-search-filters] input[value=东胜区]")
    summary.focus()
    asking.keyboard.press("Enter")
    expect(box).to_be_visible()
    assert cards(asking).first.bounding_box() == place
    box.focus()
    asking.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(summary).to_be_focused()
    asking.keyboard.press("Enter")
    asking.get_by_role("button", name="看 3 条结果").focus()
    asking.keyboard.press("Tab")
    expect(cards(asking).first).to_be_focused()
    expect(box).to_be_hidden()


def test_what_lies_far_from_the_question_waits_to_be_asked_for(asking: Page, home: str) -> None:
    status = put(asking, home, "一近两远")
    expect(status).to_contain_text("找到 3 条结果，先列最合的 1 条。")
    expect(cards(asking)).to_have_count(1)
    asking.get_by_role("button", name="再看 2 条关系远一些的（还有 2 条）").click()
    expect(cards(asking)).to_have_count(3)
    expect(asking.get_by_role("button", name="再看")).to_have_count(0)
    asking.reload()
    expect(cards(asking)).to_have_count(3)
