"""The explainer in a real Chromium: asked on a phone, answered with a route, kept to oneself."""

import base64
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, REPOSITORY, script_weight, serve, watch
from playwright.sync_api import Browser, Locator, Page, expect

SHOPKEEPER: dict[str, Any] = {
    "role": "running",
    "study": "none",
    "identity": ["veteran"],
    "first-startup": "first",
    "registered-on": "2024-03",
    "hires": False,
    "taxed": True,
    "loan-amount": 8,
    "place": "outside",
}
"""A veteran with a shop of some years who has hired nobody yet."""
GRADUATE: dict[str, Any] = SHOPKEEPER | {
    "study": "graduate",
    "graduated-on": "2024-06",
    "employed": False,
    "identity": [],
    "hires": True,
    "honour": True,
    "project": True,
    "apprenticeship": True,
    "apprenticeship-on": "2023-12",
    "apprenticeship-months": 6,
    "place": "government",
    "new-hires": 2,
}
"""One who has answered everything, and for whom there is a lot."""
TALL = {"width": 390, "height": 844}


def remember(page: Page, home: str, answers: dict[str, Any], place: str = "check/") -> None:
    """Open the page as somebody who has answered before."""
    page.goto(f"{home}check/rules.json")  # of the same place, and without a script that could have a say
    page.evaluate("answers => localStorage.setItem('check', JSON.stringify(answers))", answers)
    page.goto(f"{home}{place}")


def see(page: Page, home: str, answers: dict[str, Any], place: str = "check/#results") -> Locator:
    """The results of somebody who has answered before."""
    remember(page, home, answers, place)
    expect(page.locator(".results")).to_be_visible()
    return page.locator(".results")


def kept(page: Page) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('check') ?? '{}'"))
    return answers


def heading(page: Page) -> Locator:
    return page.locator(".check h1:visible")


def card(page: Page, title: str) -> Locator:
    return page.locator(".outcome").filter(has=page.get_by_role("heading", name=title, exact=True))


def step(page: Page, option: str = "不清楚") -> None:
    """Choose an option and go on."""
    page.locator(".option", has_text=option).first.click()
    page.get_by_role("button", name="下一题").click()


def answer_everything(page: Page, how: dict[str, str]) -> list[str]:
    """Answer by the words of the question, “不清楚” where nothing is said; the questions asked."""
    asked: list[str] = []
    while len(asked) < 40:
        title = heading(page).inner_text()
        asked.append(title)
        before = page.url
        answer = next((answer for part, answer in how.items() if part in title), "不清楚")
        if re.fullmatch(r"\d+-\d+", answer):
            year, month = answer.split("-")
            page.locator("select[name=year]").select_option(year)
            page.locator("select[name=month]").select_option(month)
            page.get_by_role("button", name="下一题").click()
        elif answer.isdecimal():
            page.locator(".question .number").fill(answer)
            page.get_by_role("button", name="下一题").click()
        else:
            step(page, answer)
        page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
        if page.url.endswith("#results"):
            return asked
    raise AssertionError("it never stops asking")


# ---- Questions ----------------------------------------------------------------------


def test_a_question_is_the_page(browser: Browser, home: str) -> None:
    """Its heading, its title, its address; the first one whole on a phone with the way on."""
    page = browser.new_context(viewport=TALL).new_page()
    faults = watch(page, home)
    page.goto(f"{home}check/")
    expect(page.locator("legend h1")).to_be_visible()
    assert page.locator(".option--large").count() <= 5
    for visible in (page.locator(".option").last, page.get_by_role("button", name="下一题")):
        box = visible.bounding_box()
        assert box and box["y"] + box["height"] <= TALL["height"]
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^第 1 题，"))
    assert heading(page).count() == 1
    title = heading(page).inner_text()
    assert page.title().startswith(f"{title} - ")
    assert page.url.endswith("#q=role")
    step(page, "已经登记")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^第 2 题，还有约 \d+ 题$"))
    assert not page.title().startswith(title)
    assert not faults
    page.context.close()


def test_a_farmer_answers_few_questions_and_gets_a_route(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    phone.goto(f"{home}check/")
    asked = answer_everything(
        phone,
        {
            "想做": "已经登记",
            "大学": "没有读过",
            "情况": "退役军人",
            "创过业": "这是第一次，没有",
            "登记的": "2024-3",
            "带动": "否",
            "报税": "是",
            "贷多少": "0",
            "基地": "不在",
        },
    )
    assert len(asked) <= 9
    expect(phone.locator(".results h1")).to_be_focused()
    assert phone.title().startswith("结果 - ")
    expect(phone.locator(".outcome h3").first).to_have_text("一次性创业补贴")
    assert not faults


def test_several_may_be_chosen_is_said_and_why_has_a_name(phone: Page, home: str) -> None:
    remember(phone, home, {"role": "running"}, "check/#q=identity")
    expect(phone.get_by_text("可多选")).to_be_visible()
    phone.get_by_text("为什么问“人群”").click()
    expect(phone.locator("details[open] p")).to_be_visible()
    phone.locator(".option", has_text="退役军人").click()
    phone.locator(".option", has_text="以上都不是").click()
    expect(phone.locator(".option", has_text="退役军人").locator("input")).not_to_be_checked()
    phone.locator(".option", has_text="退役军人").click()
    expect(phone.locator(".option", has_text="以上都不是").locator("input")).not_to_be_checked()


def test_back_and_forward_go_question_by_question(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/")
    expect(heading(phone)).to_be_visible()
    first = heading(phone).inner_text()
    step(phone, "已经登记")
    second = heading(phone).inner_text()
    step(phone)
    third = heading(phone).inner_text()
    assert len({first, second, third}) == 3
    phone.go_back()
    expect(heading(phone)).to_have_text(second)
    phone.reload()
    expect(heading(phone)).to_have_text(second)
    phone.get_by_role("button", name="上一题").click()
    expect(heading(phone)).to_have_text(first)
    expect(phone.locator(".option", has_text="已经登记").locator("input")).to_be_checked()
    phone.go_forward()
    expect(heading(phone)).to_have_text(second)
    phone.go_forward()
    expect(heading(phone)).to_have_text(third)
    assert phone.title().startswith(third)


def test_what_was_answered_stays_and_is_cleared(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    phone.get_by_role("button", name="清除我的回答").click()
    expect(phone.get_by_role("status")).to_contain_text("第 1 题")
    assert kept(phone) == {}


@pytest.mark.parametrize(
    ("fact", "fault"),
    [("role", "请选一个"), ("identity", "请至少选一个"), ("registered-on", "还没有选年份和月份"), ("loan-amount", "请填一个数")],
)
def test_no_answer_is_asked_for_again(phone: Page, home: str, fact: str, fault: str) -> None:
    answers = {key: value for key, value in SHOPKEEPER.items() if key != fact}
    remember(phone, home, answers, f"check/#q={fact}")
    phone.get_by_role("button", name="下一题").click()
    expect(phone.get_by_role("alert")).to_contain_text(fault)


def test_a_month_that_has_not_come_is_told(new_phone: Page, home: str) -> None:
    new_phone.clock.set_fixed_time("2026-03-05T04:00:00Z")
    remember(new_phone, home, SHOPKEEPER, "check/#q=registered-on&edit")
    new_phone.locator("select[name=year]").select_option("2026")
    new_phone.locator("select[name=month]").select_option("04")
    new_phone.get_by_role("button", name="改好了").click()
    expect(new_phone.get_by_role("alert")).to_have_text("2026年4月还没有到。今天是2026年3月。")


TYPED = [
    ("10万", 10),
    ("十万", 10),
    ("１０", 10),
    ("10 万元", 10),
    ("100000元", 10),
    ("100,000 元", 10),
    ("两万", 2),
    ("三万五", 3.5),
    ("0", 0),
]
MISTYPED = [
    ("1001", "“1001”太大了，最多填 1000 万元。"),
    ("100000", "“100000”太大了，最多填 1000 万元。如果是 100000 元，请填 10。"),
    ("很多", "没看懂“很多”。请只填一个数，例如 10，或者 10万。"),
    ("约10万", "没看懂“约10万”。请只填一个数，例如 10，或者 10万。"),
    ("-5", "“-5”是负数。请填 0 或更大的数。"),
]


def test_numbers_as_people_type_them(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER, "check/#q=loan-amount&edit")
    for typed, number in TYPED:
        phone.locator(".question .number").fill(typed)
        phone.get_by_role("button", name="改好了").click()
        expect(phone.locator(".results")).to_be_visible()
        assert kept(phone)["loan-amount"] == number, typed
        phone.goto(f"{home}check/#q=loan-amount&edit")


def test_a_fault_says_what_is_wrong_with_the_number(phone: Page, home: str) -> None:
    remember(phone, home, SHOPKEEPER, "check/#q=loan-amount&edit")
    for typed, fault in MISTYPED:
        phone.locator(".question .number").fill(typed)
        phone.get_by_role("button", name="改好了").click()
        expect(phone.get_by_role("alert")).to_have_text(fault)
        expect(phone.locator(".question .number")).to_be_focused()
        assert kept(phone)["loan-amount"] == 8


def test_terms_are_explained_where_they_are_met(phone: Page, home: str) -> None:
    def with_terms(route: Any) -> None:
        terms = [
            {"title": "毕业学年", "says": "毕业前的最后一学年。"},
            {"title": "担保", "says": "有人保证还钱。"},
            {"title": "反担保", "says": "再给担保的人一个保证。"},
        ]
        route.fulfill(json=route.fetch().json() | {"definitions": terms})

    phone.route("**/rules.json", with_terms)
    remember(phone, home, {"role": "plan"}, "check/#q=study")
    phone.get_by_text("什么是毕业学年？").click()
    expect(phone.locator(".terms[open] dd")).to_have_text("毕业前的最后一学年。")
    phone.keyboard.press("Escape")
    expect(phone.locator("details[open]")).to_have_count(0)
    phone.goto("about:blank")
    phone.goto(f"{home}check/#q=loan-amount")
    remember(phone, home, {"role": "plan"}, "check/#q=loan-amount")
    expect(phone.get_by_text("什么是反担保？")).to_be_visible()


def test_nothing_jumps(browser: Browser, home: str) -> None:
    page = browser.new_context(viewport=TALL).new_page()
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{home}check/")
    expect(heading(page)).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") <= 0.02
    remember(page, home, GRADUATE, "check/#results")
    expect(page.locator(".results")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") <= 0.02
    page.context.close()


# ---- My answers, and what would be if -------------------------------------------------


def test_an_answer_is_changed_and_the_others_are_kept(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    mine = phone.locator(".mine")
    mine.get_by_role("heading", name="我的回答（9 条）").click()
    mine.get_by_role("button", name="改“带动就业”的回答").click()
    expect(heading(phone)).to_contain_text("带动其他人就业")
    expect(phone.locator(".option", has_text="否").locator("input")).to_be_checked()
    phone.locator(".option", has_text="是").first.click()
    phone.get_by_role("button", name="改好了").click()
    expect(phone.locator(".results")).to_be_visible()
    assert kept(phone) == SHOPKEEPER | {"hires": True}
    phone.go_back()
    expect(heading(phone)).to_contain_text("带动其他人就业")


def test_an_answer_that_a_change_rules_out_is_dropped_and_told(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    phone.locator(".mine summary").click()
    phone.get_by_role("button", name="改“想做的事”的回答").click()
    phone.locator(".option", has_text="还没有登记").click()
    phone.get_by_role("button", name="改好了").click()
    expect(phone.get_by_text("这些不用再答，已经去掉：登记时间")).to_be_visible()
    assert "registered-on" not in kept(phone)
    assert kept(phone)["loan-amount"] == 8


def test_what_would_be_if_leaves_the_answers_alone(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER | {"registered-on": "2026-10", "loan-amount": 15, "honour": False})
    before = kept(phone)
    phone.locator(".suppose summary").click()
    controls = phone.locator(".suppose")
    subsidy = card(phone, "一次性创业补贴")
    expect(subsidy.locator(".steps")).to_contain_text("雇一个人")
    controls.get_by_label("带动就业").select_option("true")
    expect(subsidy.locator(".steps")).not_to_contain_text("雇一个人")
    expect(phone.get_by_text("假设：带动就业：是。")).to_be_visible()
    controls.get_by_label("日期").select_option(index=18)
    expect(subsidy.locator(".steps")).to_have_count(0)
    waiver = phone.locator("section", has=phone.get_by_role("heading", name="要先问清")).filter(has_text="原则上免反担保")
    expect(waiver).to_be_visible()
    controls.get_by_label("想贷的数额").fill("八万")
    expect(waiver).to_have_count(0)
    assert kept(phone) == before
    phone.get_by_role("button", name="恢复").click()
    expect(subsidy.locator(".steps")).to_contain_text("雇一个人")
    expect(phone.get_by_text("假设：")).to_have_count(0)
    assert controls.get_by_label("想贷的数额").input_value() == "15"


def test_answers_stand_beside_the_results_where_there_is_room(browser: Browser, home: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    see(page, home, SHOPKEEPER)
    side, main = page.locator(".mine").bounding_box(), page.locator(".results__main").bounding_box()
    assert side and main and side["x"] > main["x"] + main["width"]
    expect(page.locator(".mine dl")).to_be_visible()
    page.context.close()


# ---- The route ------------------------------------------------------------------------


def test_what_an_ended_document_gives_is_not_promised_where_another_holds(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER, "check/?item=free-space#results")
    expect(phone.locator(".results .outcome__sum")).to_contain_text("有效性待核对原定")
    see(phone, home, SHOPKEEPER, "check/?item=guaranteed-loan#results")
    expect(phone.locator(".results .outcome__sum")).to_contain_text("最高 30")
    expect(phone.locator(".results .outcome__sum")).not_to_contain_text("原定")


def test_a_route_and_not_a_list(phone: Page, home: str) -> None:
    results = see(phone, home, SHOPKEEPER)
    expect(results.get_by_role("heading", level=2).nth(2)).to_have_text(re.compile("^最值得先"))
    first = results.locator(".outcome").first
    expect(first.get_by_role("heading", level=3)).to_have_text("一次性创业补贴")
    expect(first.locator(".outcome__sum")).to_have_text(re.compile(r"^\S*已届满\s*原定\s5000\s元"))
    expect(first.locator(".steps li")).to_have_text(["雇一个人，带动就业", "原定 5000 元"])
    expect(first).to_contain_text("二选一：")
    for one in results.locator(".outcome").all():
        assert "问谁：" in (one.text_content() or "")
    assert "不符合" not in (results.text_content() or "")
    aside = results.get_by_text(re.compile(r"另有 \d+ 项是给单位或别人的"))
    expect(aside.get_by_role("link")).to_have_attribute("href", "../policies/")
    expect(results.get_by_text("大师工作室奖补")).to_have_count(0)


def test_several_steps_lead_to_the_money(phone: Page, home: str) -> None:
    see(
        phone,
        home,
        {"role": "plan", "study": "none", "identity": ["returnee"], "first-startup": "first", "loan-amount": 0, "place": "outside"},
    )
    steps = card(phone, "一次性创业补贴").locator(".steps li")
    said = "；".join(steps.all_text_contents())
    assert re.search("登记注册.*雇一个人.*等到：.*满?.*1 年.*5000 元", said), said
    assert not re.search(r"20\d\d年", said), "no day is promised of what has ended"
    expect(phone.get_by_role("heading", name="最值得先问")).to_be_visible()
    expect(phone.locator(".steps__end", has_text="得到")).to_have_count(0)  # nor anything else that is not known to be in force


def test_of_two_that_exclude_each_other_one_is_chosen(phone: Page, home: str) -> None:
    """Side by side, and said once."""

    def excluding(route: Any) -> None:
        rules = route.fetch().json()
        one, other = (next(item for item in rules["items"] if item["id"] == name) for name in ("startup-subsidy", "job-creation-subsidy"))
        says = "领了一项，就不能再领另一项。"
        for item, its in ((one, other), (other, one)):
            item["exclusions"] = [
                {"item": its["id"], "title": its["title"], "test": {"fact": "travel-received", "kind": "is", "bound": True}, "says": says}
            ]
        route.fulfill(json=rules)

    phone.route("**/rules.json", excluding)
    see(phone, home, SHOPKEEPER)
    pair = phone.locator(".either")
    expect(pair).to_have_count(1)
    expect(pair).to_contain_text("二选一，只能办一项")
    expect(pair.get_by_role("heading", level=3)).to_have_text(["一次性创业补贴", "创业带动就业补贴"])
    expect(phone.get_by_role("heading", name="创业带动就业补贴", exact=True)).to_have_count(1)
    expect(pair.get_by_text("二选一：")).to_have_count(0)


def test_what_only_a_bank_can_say_is_not_met_and_a_smaller_loan_is(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER | {"loan-amount": 15, "honour": False})
    waiver = card(phone, "创业担保贷款原则上免反担保")
    expect(waiver).to_contain_text("只剩要由别人认定的：第三种情况")
    expect(waiver.locator(".steps li").first).to_have_text("调整想贷的数额（10 万元）")


def test_a_task_for_offices_is_nothing_to_claim(phone: Page, home: str) -> None:
    results = see(phone, home, SHOPKEEPER)
    section = results.locator("section", has=phone.get_by_role("heading", name="也可以去问的"))
    expect(section.locator(".outcome", has_text="打包")).to_contain_text("可以问旗区人社部门")
    expect(section).to_contain_text("不是现成的待遇")
    expect(results.locator(".outcome h3", has_text="打包")).to_have_count(1)


def test_months_whose_wage_is_not_known_are_told(phone: Page, home: str) -> None:
    see(phone, home, GRADUATE | {"registered-on": "2022-03", "apprenticeship-on": "2021-12", "apprenticeship-months": 6})
    expect(card(phone, "创业见习补贴")).to_contain_text("5 个月的标准没有查到；按 2021年12月1日起的标准")


def test_the_farmers_item_is_first_of_what_the_office_decides(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER | {"identity": ["farmer"]})
    section = phone.locator("section", has=phone.get_by_role("heading", name="由部门认定"))
    expect(section.locator(".outcome:visible h3").first).to_have_text("农牧民和返乡入乡创业扶持")
    expect(section.locator("summary").last).to_have_text(re.compile(r"^另有 \d+ 项："))


def test_what_is_not_known_says_which_question_would_tell(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER | {"hires": True, "registered-on": "unclear"})
    section = phone.locator("section", has=phone.get_by_role("heading", name="还需了解"))
    section.get_by_role("button", name="登记时间").first.click()
    expect(heading(phone)).to_contain_text("登记的")


def test_reasons_have_clauses(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    see(phone, home, SHOPKEEPER)
    one = card(phone, "一次性创业补贴")
    one.get_by_text("逐条看一次性创业补贴的条件").click()
    expect(one.locator(".trace a.cite").first).to_have_attribute("href", "../documents/notice-2022-151/#c-2-1-2")
    expect(one.locator(".sign--false").first).to_be_visible()
    expect(one.get_by_role("link", name="12333")).to_have_attribute("href", "tel:12333")
    assert not faults


# ---- The headline: reckoned on made-up items --------------------------------------------


@pytest.fixture(scope="module")
def made(browser: Browser) -> Iterator[Page]:
    with serve(REPOSITORY / "overrides" / "assets" / "javascripts") as address:
        page = browser.new_page()
        page.goto(f"{address}common/")
        yield page
        page.close()


def entry(
    name: str, result: str = "yes", validity: str = "IN_FORCE", amount: dict[str, Any] | None = None, ask: str = "", **more: Any
) -> dict[str, Any]:
    """An item as far as the headline looks at it."""
    outcome = {
        "result": result,
        "validity": validity,
        "amounts": [amount] if amount else [],
        "office": False,
        "unlisted": False,
        "missing": [],
    }
    outcome |= {"changes": [], "wait": [], "closes": [], "starts": None, "ends": None} | more
    return {
        "item": {"id": name, "title": name, "ask": ask, "amounts": [amount] if amount else [], "exclusions": more.get("exclusions", [])},
        "outcome": outcome,
    }


GRANT = {"form": "fixed", "value": 5000, "total": None}
LOAN = {"form": "ceiling", "value": 300000, "of": "ceiling", "from": "2024-09-13"}
STEPS = {"form": "tiers", "values": [10000, 20000]}


@pytest.mark.parametrize(
    ("found", "title", "lines"),
    [
        (
            [entry("a", amount=GRANT), entry("b", "likely", amount=LOAN, office=True), entry("c", "likely", office=True)],
            "最多可得 5000 元，另有贷款上限 30 万元（待核对）",
            ["3 项条件满足，其中 2 项还要银行或部门认定。"],
        ),
        (
            [entry("a", amount=GRANT), entry("b", amount=GRANT | {"value": 3000}, exclusions=[{"item": "a"}])],
            "最多可得 5000 元",
            ["2 项条件满足。"],
        ),
        (
            [
                entry("a", amount=GRANT),
                entry("b", "open", amount=GRANT),
                entry("c", "likely", amount=GRANT, unlisted=True),
                entry("d", amount=GRANT, aside=True),
            ],
            "最多可得 5000 元",
            ["1 项条件满足。"],
        ),
        (
            [entry("a", amount=GRANT), entry("a task", amount=GRANT, ask="可以问。")],
            "最多可得 5000 元",
            ["1 项条件满足。"],
        ),
        (
            [entry("a", validity="PERIOD_ENDED", amount=GRANT)],
            "已届满，先拨 12333 问现在还办不办",
            ["按原来的规定：1 项条件满足；原定最多 5000 元。"],
        ),
        (
            [entry("a", amount=LOAN), entry("b", validity="PERIOD_ENDED", amount=GRANT)],
            "贷款上限 30 万元（待核对）",
            ["1 项条件满足。", "另有按原来的规定：1 项条件满足；原定最多 5000 元。先拨 12333 问现在还办不办。"],
        ),
        (
            [entry("a", validity="UNCONFIRMED", amount=GRANT)],
            "待核对，先拨 12333 问现在还办不办",
            ["按没有核对过的文件：1 项条件满足；原定最多 5000 元。"],
        ),
        ([entry("a", amount=STEPS)], "分档资助 1 万元、2 万元，按评定给其中一档", ["1 项条件满足。"]),
        ([entry("a", amount={"form": "rate", "total": 7128})], "最多可得约 7128 元", ["1 项条件满足。"]),
        ([entry("a", amount=GRANT | {"times": "heads"})], "1 项条件满足", []),
        ([entry("a", "unknown", missing=["x", "y"]), entry("b", "unknown", missing=["x"])], "还说不准，先弄清 2 件事", []),
        ([entry("a", "no", amount=GRANT)], "按您的回答，还没有一项条件都满足", []),
        (
            [entry("a", "no", validity="PERIOD_ENDED", amount=GRANT, changes=[{"set": {}}])],
            "已届满，先拨 12333 问现在还办不办",
            ["还没有一项条件都满足，1 项做到几步就满足。"],
        ),
    ],
)
def test_the_headline_promises_nothing_that_is_not_so(made: Page, found: list[dict[str, Any]], title: str, lines: list[str]) -> None:
    said = made.evaluate(
        """async (found) => {
            const [{ headline }, { route }] = await Promise.all([import('/explainer/headline.js'), import('/explainer/route.js')]);
            const rules = {
                items: found.map(({ item }) => item),
                facts: {},
                parameters: { ceiling: { values: [{ from: '2024-09-13', value: 300000, mark: '（待核对）' }] } },
                words: { validity: { PERIOD_ENDED: '已届满', UNCONFIRMED: '待核对' } },
            };
            return headline(rules, found, '拨 12333', route(rules, found, {}));
        }""",
        found,
    )
    assert said == {"title": title, "lines": lines}


def test_money_comes_first_and_what_ends_soon(made: Page) -> None:
    """And so does what takes several steps: trivial matches come last."""
    steps = [{"set": {}, "from": None, "until": "2026-12-31", "wait": []}]
    found = [
        entry("nothing"),
        entry("loan", amount=LOAN),
        entry("small", amount=GRANT | {"value": 300}),
        entry("late", amount=GRANT),
        entry("steps", "no", amount=GRANT, changes=steps),
        entry("for each", amount=GRANT | {"times": "heads", "value": 3000}),
        entry("tiers", amount=STEPS),
        entry("never", "no", amount=GRANT),
    ]
    to = made.evaluate(
        """async (found) => {
            const { route } = await import('/explainer/route.js');
            const { best, far } = route({ items: found.map(({ item }) => item), facts: {} }, found, {});
            return [best, far].map((list) => list.map(({ item }) => item.id));
        }""",
        found,
    )
    assert to == [["tiers", "steps", "late", "for each", "small", "loan", "nothing"], ["never"]]


# ---- Sharing ----------------------------------------------------------------------------


def carried(address: str) -> dict[str, Any]:
    """The answers that a link brings."""
    packed = address.partition("#a=")[2].split("&")[0]
    answers: dict[str, Any] = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    return answers


def link(answers: object) -> str:
    """The fragment of a link that carries these as answers."""
    return "a=" + base64.urlsafe_b64encode(json.dumps(answers).encode()).decode().rstrip("=")


def copied(page: Page) -> str:
    page.get_by_text("分享，或换一部手机看").click()
    page.get_by_role("button", name="复制分享链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_link_carries_no_sensitive_answer(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    address = copied(phone)
    place, _, fragment = address.partition("#")
    assert place == f"{home}check/"
    assert carried(address) == {fact: answer for fact, answer in SHOPKEEPER.items() if fact != "identity"}
    assert re.search(r"&v=\d+&d=20\d\d-\d\d-\d\d$", fragment)
    expect(phone.locator(".share").get_by_role("img", name="分享链接的二维码")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(".share[open]")).to_have_count(0)
    expect(phone.locator(".share summary")).to_be_focused()


def test_a_shared_link_leaves_ones_own_answers_alone(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    own = {"role": "plan"}
    remember(phone, home, own, f"check/#{link(SHOPKEEPER)}&v=0&d=2026-01-02")
    expect(phone.get_by_text("这是别人分享的回答")).to_contain_text("链接是 2026年1月2日 按规则第 0 版做的")
    phone.reload()
    expect(phone.get_by_text("这是别人分享的回答")).to_be_visible()
    phone.locator(".mine summary").click()
    phone.get_by_role("button", name="改“带动就业”的回答").click()
    phone.locator(".option", has_text="是").first.click()
    phone.get_by_role("button", name="改好了").click()
    expect(phone.get_by_text("这是别人分享的回答")).to_be_visible()
    phone.reload()
    phone.locator(".mine summary").click()
    row = phone.locator(".mine .facts div", has_text="带动就业")
    expect(row).to_contain_text("是")
    assert kept(phone) == own
    phone.get_by_role("button", name="用我自己的回答").click()
    expect(phone.get_by_text("这是别人分享的回答")).to_have_count(0)
    expect(phone.locator(".mine h2")).to_have_text("我的回答（1 条）")
    phone.go_back()
    phone.get_by_role("button", name="留作我的回答（换掉原来的）").click()
    expect(phone.get_by_text("这是别人分享的回答")).to_have_count(0)
    assert kept(phone) == SHOPKEEPER | {"hires": True}
    assert phone.url == f"{home}check/#results"
    assert not faults


def test_a_link_opens_in_a_tab_that_shows_the_page(phone: Page, home: str) -> None:
    remember(phone, home, {"role": "plan"})
    expect(phone.locator("legend")).to_be_visible()
    phone.evaluate("fragment => { location.hash = fragment; }", link(SHOPKEEPER))
    expect(phone.get_by_text("这是别人分享的回答")).to_be_visible()
    assert kept(phone) == {"role": "plan"}


def test_a_link_of_today_says_nothing_of_its_rules(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    address = copied(phone)
    phone.goto("about:blank")
    phone.goto(address)
    expect(phone.get_by_text("这是别人分享的回答")).not_to_contain_text("按规则第")


@pytest.mark.parametrize(
    "fragment",
    [
        "a=%%%",
        "results&a=%%%",
        "a=",
        link(SHOPKEEPER)[:80],
        link(["running"]),
        link(None),
        link({"role": "<img>", "loan-amount": -1, "x": 1}),
    ],
    ids=["no link", "at the results", "cut at once", "cut", "a list", "null", "no answer in it"],
)
def test_a_broken_link_says_so_and_keeps_ones_own_answers(phone: Page, home: str, fragment: str) -> None:
    faults = watch(phone, home)
    for own in ({}, {"role": "plan"}):
        remember(phone, home, own, f"check/#{fragment}")
        expect(phone.get_by_text("分享链接不完整")).to_be_visible()
        expect(phone.locator("[data-check-status]")).to_contain_text(f"第 {len(own) + 1} 题")
        expect(phone.get_by_text("这是别人分享的回答")).to_have_count(0)
        assert "a=" not in phone.url
        assert kept(phone) == own
    phone.reload()
    expect(phone.locator("legend")).to_be_visible()
    expect(phone.get_by_text("分享链接不完整")).to_have_count(0)
    assert not faults


def test_wrong_answers_in_a_link_are_left_out(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    wrong = {"graduated-on": ["2024-01"], "loan-amount": "8", "study": "nothing", "new-hires": 10**400, "hires": 1, "place": None}
    phone.goto(f"{home}check/#{link({**wrong, 'role': 'running', 'taxed': '是', 'x': 1})}")
    expect(phone.get_by_text("这是别人分享的回答")).to_be_visible()
    assert carried(copied(phone)) == {"role": "running", "taxed": True}
    assert not faults


# ---- One item -----------------------------------------------------------------------------


def test_one_item_is_asked_about_alone(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/?item=free-space")
    asked = answer_everything(phone, {"想做": "已经登记", "大学": "没有读过", "情况": "退役军人", "基地": "在政府开发的"})
    assert not [title for title in asked if "报税" in title or "贷" in title]
    expect(heading(phone)).to_have_text("政府开发园区的免费场地")
    expect(phone.locator(".outcome")).to_have_count(1)
    expect(phone.locator(".outcome details[open] .trace").first).to_be_visible()
    phone.get_by_role("button", name="看全部支持").click()
    phone.wait_for_url(lambda url: "item" not in url)


def test_an_item_for_others_says_so(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER, "check/?item=studio-award#results")
    expect(phone.get_by_text("按您选的身份，这一项不是给您的")).to_be_visible()


def test_an_item_that_answers_cannot_decide_leads_to_its_page(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/?item=tax-relief")
    phone.wait_for_url(f"{home}policies/tax-relief/")
    phone.goto(f"{home}check/?item=nothing-such")
    expect(phone.get_by_text("没有找到您要看的那一项")).to_be_visible()
    expect(phone.locator("legend")).to_be_visible()
    assert "item" not in phone.url


# ---- Paper ----------------------------------------------------------------------------------


SHEETS = {"shopkeeper": SHOPKEEPER, "graduate": GRADUATE, "unsure": {"role": "unclear", "identity": "unclear"}}


@pytest.mark.parametrize("who", SHEETS)
def test_the_slip_is_one_full_sheet(phone: Page, home: str, who: str) -> None:
    see(phone, home, SHEETS[who])
    pdf = phone.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    phone.emulate_media(media="print")
    phone.set_viewport_size({"width": 680, "height": 1010})
    slip = phone.locator(".slip")
    box = slip.bounding_box()
    assert box and box["x"] == 0 and box["width"] == 680
    expect(phone.locator(".results")).to_be_hidden()
    expect(slip.get_by_role("img", name="分享链接的二维码")).to_be_visible()
    expect(slip).to_contain_text("要带哪些材料？交到哪里？多久有结果？")
    expect(slip).to_contain_text("现在还办不办？按哪份文件办？")


def test_the_slip_says_what_was_answered_and_what_to_ask(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER | {"hires": True, "registered-on": "2024-01", "honour": False})
    slip = phone.locator(".slip")
    expect(slip).to_contain_text("登记时间：2024年1月")
    expect(slip.get_by_text("☐ 正常经营 1 年以上").first).to_contain_text("（151号文 二（一）2）")
    said = slip.text_content() or ""
    assert "现在还能不能补办？" in said
    assert re.search("是“.+”，还是“.+”？", said), "both readings of a doubt"


def test_the_slip_of_the_unsure_is_a_list_of_questions(phone: Page, home: str) -> None:
    see(phone, home, SHEETS["unsure"])
    slip = phone.locator(".slip")
    assert "☐" not in (slip.text_content() or "")
    expect(slip.locator("ol")).to_contain_text("我说不清：您想做什么？（")
    expect(slip).to_contain_text("请看看我能不能办")


def test_the_code_on_the_slip_restores_the_answers_but_the_sensitive(phone: Page, home: str) -> None:
    see(phone, home, SHOPKEEPER)
    address = copied(phone)
    drawn = phone.locator(".slip .code path").get_attribute("d")
    expected = phone.evaluate(
        """async (address) => {
            const { encode } = await import('/assets/javascripts/vendor/uqr.js');
            const { data } = encode(address, { ecc: 'L', border: 2 });
            return data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
        }""",
        address,
    )
    assert drawn == expected


# ---- Everybody --------------------------------------------------------------------------------


def test_headings_and_folds_have_names_of_their_own(phone: Page, home: str) -> None:
    results = see(phone, home, GRADUATE)
    names = results.locator("summary").all_text_contents()
    assert len(names) > 6 and len(names) == len(set(names))
    assert results.locator(".outcome").count() == results.locator(".outcome h3").count() > 10
    levels = [int(name[1]) for name in phone.eval_on_selector_all(".check :is(h1, h2, h3)", "all => all.map((one) => one.tagName)")]
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))


def test_the_keyboard_alone(phone: Page, home: str) -> None:
    phone.goto(f"{home}check/?item=travel-subsidy")
    expect(phone.locator("legend")).to_be_visible()
    for _ in range(10):
        before = phone.url
        phone.locator("form.question input").first.focus()
        phone.keyboard.press("Space")
        phone.keyboard.press("Enter")
        phone.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
        expect(heading(phone)).to_be_focused()
        if phone.url.endswith("#results"):
            return
    raise AssertionError("it never stops asking")


def test_where_the_rules_fail_the_tables_serve(phone: Page, home: str) -> None:
    phone.route("**/rules.json", lambda route: route.fulfill(json={"facts": {}, "items": [{"decided": True}]}))
    phone.goto(f"{home}check/")
    phone.get_by_text("一次性创业补贴").first.click()
    expect(phone.locator("details[open] table")).to_be_visible()
    expect(phone.get_by_role("heading", level=1)).to_have_text("我能得到什么")
    expect(phone.get_by_role("button", name="清除我的回答")).to_have_count(0)


def test_without_script_the_tables_serve(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}check/")
    expect(page.get_by_role("heading", level=1)).to_have_text("我能得到什么")
    page.get_by_text("一次性创业补贴").first.click()
    expect(page.locator("details[open] table")).to_contain_text("151号文")
    context.close()


def test_where_nothing_may_be_kept_the_page_remembers(browser: Browser, home: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('blocked'); } });"
    )
    page.goto(f"{home}check/")
    expect(heading(page)).to_be_visible()
    step(page, "已经登记")
    expect(page.get_by_role("status")).to_contain_text("第 2 题")
    page.context.close()


def requested(page: Page) -> list[str]:
    """The addresses that `page` asks for from now on."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_it_fits_every_width_and_loads_little(browser: Browser, home: str, site: Path) -> None:
    page = browser.new_context().new_page()
    requests = requested(page)
    page.goto(f"{home}check/")
    expect(page.locator("legend")).to_be_visible()
    assert sum(url.endswith("rules.json") for url in requests) == 1
    assert not [url for url in requests if url.endswith(("results.js", "slip.js", "uqr.js"))]
    widths = (320, 360, 768, 1280)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), width
    for width in widths:  # what is folded when it opens depends on the width
        page.set_viewport_size({"width": width, "height": 740})
        see(page, home, GRADUATE)
        page.locator(".mine summary").click()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), width
    page.context.close()
    assert script_weight(site, "explainer/check.js", without="results") <= 19 * 1024
