"""The explainer in a real Chromium: asked on a phone, answered with reasons, kept to oneself."""

import base64
import json
import re
from pathlib import Path

import pytest
from conftest import PHONE, script_weight, watch
from playwright.sync_api import Browser, Page, expect

SHOPKEEPER = {
    "role": ["founder"],
    "in-ordos": True,
    "study": "none",
    "identity": ["veteran"],
    "first-startup": True,
    "registered": True,
    "registered-on": "2024-03",
    "hires": False,
    "taxed": True,
    "incubation-taken": False,
}
"""A veteran with a shop of some years who has hired nobody yet."""


def remember(page: Page, home: str, answers: dict) -> None:
    """Open the page as somebody who has answered before."""
    page.goto(f"{home}check/")
    page.evaluate("answers => localStorage.setItem('check', JSON.stringify(answers))", answers)


def kept(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('check') ?? '{}'"))


def question(page: Page) -> str:
    return page.locator("legend").inner_text()


def answer_everything(page: Page, how: dict[str, str]) -> int:
    """Answer by the words of the question, “不清楚” where nothing is said; the number of questions asked."""
    for asked in range(60):
        if not page.locator("form.question").count():
            return asked
        text = next((answer for part, answer in how.items() if part in question(page)), "不清楚")
        page.locator(".option", has_text=text).first.click()
        page.get_by_role("button", name="下一题").click()
    raise AssertionError("it never stops asking")


def test_a_founder_gets_reasons_with_clauses(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    phone.goto(f"{home}check/?item=startup-subsidy")
    expect(phone.get_by_role("status")).to_contain_text("第 1 题")
    asked = answer_everything(
        phone,
        {
            "身份": "我在创业",
            "第一次": "是",
            "人群": "退役军人",
            "情况": "退役军人",
            "登记注册": "否",
            "带动": "是",
            "报税": "是",
            "领过": "否",
        },
    )
    assert 4 <= asked <= 10
    outcome = phone.locator(".outcome", has_text="一次性创业补贴")
    expect(outcome).to_contain_text("5000 元")
    expect(outcome).to_contain_text("期限已届满")
    expect(outcome).to_contain_text("登记注册")
    outcome.get_by_text("逐条看").click()
    expect(outcome.locator(".trace a.cite").first).to_have_attribute("href", "../documents/notice-2022-151/#c-2-1-2")
    expect(outcome.locator(".sign--false").first).to_be_visible()
    assert not faults


def test_one_step_away_says_which_step(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER)
    phone.goto(f"{home}check/?item=startup-subsidy")
    step = phone.locator(".group--step .outcome", has_text="一次性创业补贴")
    expect(step).to_contain_text("带动就业")
    expect(phone.get_by_role("heading", level=2)).to_contain_text("1 项还差一步")


def test_never_a_bare_no(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER)
    phone.reload()
    while phone.get_by_role("button", name="先看结果").count():
        phone.get_by_role("button", name="先看结果").click()
    for outcome in phone.locator(".group--no .outcome").all():
        assert "还差" in outcome.text_content()
    assert "不符合" not in phone.locator(".results").text_content()


def test_back_keeps_answers_and_reload_too(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/?item=startup-subsidy")
    first = question(phone)
    phone.locator(".option", has_text="我在创业").click()
    phone.get_by_role("button", name="下一题").click()
    second = question(phone)
    assert second != first
    phone.get_by_role("button", name="上一题").click()
    expect(phone.locator("legend")).to_have_text(first)
    expect(phone.locator(".option", has_text="我在创业").locator("input")).to_be_checked()
    phone.reload()
    expect(phone.locator("legend")).to_have_text(second)
    assert kept(phone) == {"role": ["founder"]}


def test_clear_forgets_everything(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER)
    phone.reload()
    phone.get_by_role("button", name="清除我的回答").click()
    expect(phone.get_by_role("status")).to_contain_text("第 1 题")
    assert kept(phone) == {}


def test_no_answer_is_asked_for_again(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/")
    phone.get_by_role("button", name="下一题").click()
    expect(phone.get_by_role("alert")).to_contain_text("请选一个")


def test_choices_that_exclude_each_other(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/")
    phone.locator(".option", has_text="我在创业").click()
    phone.locator(".option", has_text="以上都不是").click()
    expect(phone.locator(".option", has_text="我在创业").locator("input")).not_to_be_checked()
    phone.locator(".option", has_text="我在创业").click()
    expect(phone.locator(".option", has_text="以上都不是").locator("input")).not_to_be_checked()


def test_a_link_carries_no_sensitive_answer(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER)
    phone.goto(f"{home}check/?item=startup-subsidy")
    phone.get_by_role("button", name="复制分享链接").click()
    expect(phone.get_by_role("button", name="已复制")).to_be_visible()
    link = phone.evaluate("navigator.clipboard.readText()")
    place, _, fragment = link.partition("#")
    assert place == f"{home}check/?item=startup-subsidy"
    assert carried(link) == {fact: answer for fact, answer in SHOPKEEPER.items() if fact != "identity"}
    assert "&v=1" in fragment and "&d=20" in fragment
    phone.evaluate("localStorage.clear()")
    phone.goto("about:blank")
    phone.goto(link)
    expect(phone.get_by_text("敏感的问题没有带上")).to_be_visible()
    assert kept(phone) == {}
    phone.get_by_role("button", name="显示二维码").click()
    expect(phone.get_by_role("img", name="分享链接的二维码")).to_be_visible()


def carried(address: str) -> dict:
    """The answers that a link brings."""
    packed = address.partition("#a=")[2].split("&")[0]
    return json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))


def link(answers: object) -> str:
    """The fragment of a link that carries these as answers."""
    return "a=" + base64.urlsafe_b64encode(json.dumps(answers).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "fragment",
    ["a=%%%", "a=", link(SHOPKEEPER)[:80], link(["founder"]), link(None), link({"role": "<img>", "loan-amount": -1, "x": 1})],
    ids=["no link", "cut at once", "cut", "a list", "null", "no answer in it"],
)
def test_a_broken_link_says_so_and_asks_from_the_start(phone: Page, home: str, fragment: str) -> None:
    faults = watch(phone, home)
    remember(phone, home, SHOPKEEPER)
    phone.goto("about:blank")
    phone.goto(f"{home}check/#{fragment}")
    expect(phone.get_by_role("alert")).to_have_text("分享链接不完整，请重新打开或自己回答。")
    expect(phone.get_by_role("status")).to_contain_text("第 1 题")
    expect(phone.get_by_text("用分享链接打开")).to_have_count(0)
    assert question(phone) and phone.url == f"{home}check/"
    phone.get_by_text("不清楚", exact=True).click()
    phone.get_by_role("button", name="下一题").click()
    expect(phone.get_by_role("alert")).to_have_count(0)
    assert kept(phone) == {"role": "unclear"}
    assert not faults


def test_wrong_answers_in_a_link_are_left_out(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    wrong = {"graduated-on": ["2024-01"], "loan-amount": "8", "study": "nothing", "new-hires": 10**400, "registered": 1, "place": None}
    phone.goto(f"{home}check/#{link({**wrong, 'role': ['founder'], 'first-startup': '是', 'x': 1})}")
    expect(phone.get_by_text("这是用分享链接打开的回答")).to_be_visible()
    phone.get_by_role("button", name="复制分享链接").click()
    expect(phone.get_by_role("button", name="已复制")).to_be_visible()
    assert carried(phone.evaluate("navigator.clipboard.readText()")) == {"role": ["founder"], "first-startup": True}
    assert not faults


def test_where_the_rules_fail_the_tables_serve(phone: Page, home: str) -> None:
    phone.route("**/rules.json", lambda route: route.fulfill(json={"facts": {}, "items": [{"decided": True}]}))
    phone.goto(f"{home}check/")
    phone.get_by_text("一次性创业补贴").first.click()
    expect(phone.locator("details[open] table")).to_be_visible()
    expect(phone.get_by_role("button", name="清除我的回答")).to_have_count(0)


def test_the_keyboard_alone(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/?item=travel-subsidy")
    expect(phone.locator("legend")).to_be_visible()
    for _ in range(10):
        if not phone.locator("form.question").count():
            break
        phone.locator("form.question input").first.focus()
        phone.keyboard.press("Space")
        phone.keyboard.press("Enter")
        expect(phone.locator("legend, .results h2").first).to_be_focused()
    expect(phone.locator(".results h2")).to_be_focused()


def test_paper_for_the_counter(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER)
    phone.goto(f"{home}check/?item=startup-subsidy")
    expect(phone.locator(".results")).to_be_visible()
    phone.emulate_media(media="print")
    expect(phone.get_by_text("一次性创业补贴").first).to_be_visible()
    expect(phone.get_by_role("button", name="打印去窗口用的单子")).to_be_hidden()


def test_the_paper_is_one_page(phone: Page, home: str) -> None:
    remember(
        phone,
        home,
        SHOPKEEPER
        | {
            "hires": True,
            "place": "government",
            "honour": True,
            "loan-amount": 8,
            "new-hires": 2,
            "project": True,
            "study": "graduate",
            "graduated-on": "2024-06",
            "employed": False,
            "apprenticeship": False,
        },
    )
    phone.reload()
    expect(phone.locator(".results")).to_be_visible()
    assert phone.locator(".group--likely .outcome").count() >= 4
    assert len(re.findall(rb"/Type\s*/Page\b", phone.pdf(format="A4"))) == 1


def test_without_script_the_tables_serve(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}check/")
    page.get_by_text("一次性创业补贴").first.click()
    table = page.locator("details[open] table")
    expect(table).to_contain_text("这是您第一次创业吗？回答“是”")
    expect(table).to_contain_text("151号文")
    context.close()


def requested(page: Page) -> list[str]:
    """The addresses that `page` asks for from now on."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_it_fits_every_width_and_loads_little(browser: Browser, home: str, site: Path) -> None:
    for width in (320, 360, 768, 1280):
        context = browser.new_context(viewport={"width": width, "height": 740})
        page = context.new_page()
        requests = requested(page)
        page.goto(f"{home}check/")
        expect(page.locator("legend")).to_be_visible()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), width
        assert sum(url.endswith("rules.json") for url in requests) == 1
        context.close()
    assert script_weight(site, "explainer/check.js", without="share") <= 13_700
