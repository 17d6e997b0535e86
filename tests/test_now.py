"""What still holds on the day it is read: the page that says it, the line of a period, the exception on a card."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from conftest import ON, REPOSITORY, TOWN, listed, serve, watch
from playwright.sync_api import Browser, Page, expect

from generator import wording
from generator.eligibility import evaluate
from generator.eligibility.compile import compiled
from generator.kinds import Document, Policy
from generator.kinds.document import Validity, strongest
from generator.library import load
from generator.pages.now import ENDED, TASKS, UNSURE, UPHELD
from generator.publish.build import build
from generator.view import View

BUILT = date(2025, 6, 1)
"""While the town's plan runs. Its clock is nine hours ahead; the plan ends with 2025, the rules of internships with 2027."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = shutil.copytree(TOWN, tmp_path_factory.mktemp("now") / "town", ignore=shutil.ignore_patterns("build", "site"))
    assert build(root, root / "site", BUILT) == []
    with serve(root / "site") as address:
        yield address


def parts(page: Page) -> dict[str, list[str]]:
    """The items under each heading that is seen."""
    return listed(page, ".rows > li > a:first-of-type")


DAYS = {
    "2025-12-31T14:59:59Z": {UPHELD.title: ["开店补贴", "见习补贴"], TASKS.title: ["老街路灯"]},
    "2025-12-31T15:00:00Z": {UPHELD.title: ["见习补贴"], ENDED.title: ["开店补贴"], TASKS.title: ["老街路灯"]},
    "2027-12-31T14:59:59Z": {UPHELD.title: ["见习补贴"], ENDED.title: ["开店补贴"], TASKS.title: ["老街路灯"]},
    "2027-12-31T15:00:00Z": {ENDED.title: ["见习补贴", "开店补贴"], TASKS.title: ["老街路灯"]},
}


def test_the_page_is_of_the_day_it_is_read(new_phone: Page, built: str) -> None:
    faults = watch(new_phone, built)
    for moment, expected in DAYS.items():
        new_phone.clock.set_fixed_time(moment)
        new_phone.goto(f"{built}now/")
        expect(new_phone.locator("[data-phase]").last).to_be_visible()
        new_phone.wait_for_function("[...document.querySelectorAll('[data-phases][hidden]')].every((word) => word.textContent)")
        assert parts(new_phone) == expected, moment
    expect(new_phone.locator(".now .lead")).to_contain_text("届满 731 天")
    expect(new_phone.get_by_text("可以问镇政府：您的店门口什么时候装。")).to_be_visible()
    ended = new_phone.locator(f'[data-phase="{ENDED.title}"]')
    expect(ended).to_contain_text("1号文到期以后，这一项现在还办不办？按哪份文件办？")
    expect(ended).to_contain_text("规划期内已经满足条件的，现在还能不能办？")
    expect(ended.get_by_role("link", name="0999-8765432")).to_be_visible()
    assert not faults


def test_a_page_left_open_follows_the_day(new_phone: Page, built: str) -> None:
    new_phone.clock.set_fixed_time("2025-12-31T14:59:59Z")
    new_phone.goto(f"{built}now/")
    new_phone.wait_for_function("[...document.querySelectorAll('[data-phases][hidden]')].every((word) => word.textContent)")
    new_phone.clock.set_fixed_time("2025-12-31T15:00:00Z")
    new_phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert parts(new_phone) == DAYS["2025-12-31T15:00:00Z"]


def test_without_scripts_the_page_is_of_the_day_of_the_build(browser: Browser, built: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built}now/")
    assert parts(page) == {UPHELD.title: ["开店补贴", "见习补贴"], TASKS.title: ["老街路灯"]}
    expect(page.locator(".now .lead")).to_contain_text("还有 213 天")
    context.close()


@pytest.mark.parametrize("day", ["2023-06-01", "2024-01-01", "2025-12-30", "2025-12-31", "2026-01-01", "2026-11-27"])
def test_the_line_and_the_words_of_a_period_are_the_same_in_python_and_in_the_browser(new_phone: Page, built: str, day: str) -> None:
    on = date.fromisoformat(day)
    new_phone.clock.set_fixed_time(f"{day}T03:00:00Z")
    new_phone.goto(f"{built}policies/shop/")
    said = wording.left(date(2025, 12, 31), on)
    expect(new_phone.locator(".term__head [data-ends]")).to_have_text(said)
    drawn = new_phone.locator(".term__line").get_attribute("style").replace(" ", "").rstrip(";")
    assert drawn == wording.term(date(2024, 1, 1), date(2025, 12, 31), on)


def test_what_is_said_of_a_period() -> None:
    last = date(2025, 12, 31)
    assert [wording.left(last, last + timedelta(days)) for days in (-2, -1, 0, 1, 331)] == [
        "还有 2 天",
        "还有 1 天",
        "今天是最后一天",
        "届满 1 天",
        "届满 331 天",
    ]
    year = date(2022, 1, 1)
    assert wording.period(year, last) == "2022—2025年" and wording.period(year, date(2022, 12, 31)) == "2022年"
    assert wording.period(year, date(2025, 12, 30)) == "2022年1月1日至2025年12月30日"
    ten_days = date(2026, 1, 11), date(2026, 1, 21)
    assert wording.term(*ten_days, date(2026, 1, 1)) == "--from:50.0%;--to:100.0%;--today:0.0%"
    assert wording.term(*ten_days, date(2026, 1, 16)) == "--from:0.0%;--to:100.0%;--today:50.0%"
    assert wording.term(*ten_days, date(2026, 1, 31)) == "--from:0.0%;--to:50.0%;--today:100.0%"


def test_the_strongest_of_several_in_both_readings() -> None:
    """Of records and of what is compiled, on every day on which something turns."""
    library, _ = load(REPOSITORY)
    items = {item["id"]: item for item in compiled(View(library, ON))["items"]}
    several = [policy for policy in library.all(Policy) if len(policy.rests_on) > 1]
    assert {policy.id for policy in several} >= {"guaranteed-loan", "tax-relief", "student-leave"}
    for policy in library.all(Policy):
        for day, _ in View(library, ON).turns(policy, str):
            at = max(day, date(2021, 12, 31))
            assert View(library, at).validity(policy).name == evaluate.validity(items[policy.id]["validity"], at), policy.id
    assert strongest([Validity.REPEALED, Validity.UNCONFIRMED, Validity.PERIOD_ENDED]) == Validity.UNCONFIRMED
    loan, tax = library.get(next(p for p in several if p.id == "guaranteed-loan").rests_on[0].document), items["tax-relief"]["validity"]
    assert loan.validity(ON) == Validity.IN_FORCE and loan.confirmed_by
    firm = next(document for document in library.all(Document) if document.id == "self-employed-tax")
    assert firm.number is None and firm.ends_on and firm.validity(ON) == Validity.UNCONFIRMED
    assert [evaluate.validity(tax, date(year, 12, 31)) for year in (2027, 2028)] == ["IN_PERIOD", "PERIOD_ENDED"]


def test_the_first_screen_of_the_home_page(browser: Browser, home: str) -> None:
    """The end of the plan, what still holds, the explainer, and the largest sums by whom they are for."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-27T03:00:00Z")
    page.goto(home)
    links = page.locator(".home a:visible")
    said = ["现在还能办什么", "创业税收优惠", "创业担保贷款", "我能得到什么？回答几个问题", "谁能得什么"]
    sums = ["原定 1、2、5、8 万元", "毕业5年内高校毕业生", "原定 5000 元", "登记失业人员"]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in links.all_inner_texts()[:9]] == said + sums
    box = links.nth(8).bounding_box()
    assert box["y"] + box["height"] <= 640
    expect(page.locator(".hero .mute").first).to_have_text("151号文的规划期届满 331 天。")
    expect(page.locator(".hero__sums .mute")).to_have_text("文件写明的钱。依据151号文的是原定的。")
    page.get_by_text("菜单").click()
    page.get_by_role("navigation", name="全部栏目").get_by_role("link", name="还能办什么").click()
    expect(page).to_have_url(f"{home}now/")
    context.close()


def test_lists_show_the_exception_and_not_the_rule(new_phone: Page, home: str) -> None:
    new_phone.clock.set_fixed_time("2026-11-27T03:00:00Z")
    new_phone.goto(f"{home}policies/")
    expect(new_phone.locator(".notice").first).to_contain_text("151号文的规划期到2025年12月31日为止，已经届满")
    rows = new_phone.locator(".rows--links > li")
    marked = rows.filter(has=new_phone.locator("[data-phases].badge")).locator("a").all_inner_texts()
    assert sorted(marked) == sorted(
        ["创业担保贷款", "政府开发园区的免费场地", "场租补贴", "创业税收优惠", "科研人员离岗或在职办企业", "大学生休学创业和创业学分"]
    )
    assert rows.count() == 41
    assert new_phone.locator(".topic#service .rows__mark").count() == 0, "all are tasks, which is said once"
    sums = rows.locator(".rows__sum").all_inner_texts()
    assert len(sums) == 8 and all(any(char.isdigit() for char in sum_) for sum_ in sums), "numbers only"


def test_the_lists_of_a_phone_are_short(phone: Page, home: str) -> None:
    """In screens of 390 × 844: how far a thumb has to go."""
    phone.set_viewport_size({"width": 390, "height": 844})
    for path, screens in {"policies/": 4, "policies/startup-subsidy/": 3.5, "groups/disabled/": 5}.items():
        phone.goto(f"{home}{path}")
        assert phone.evaluate("document.documentElement.scrollHeight") <= screens * 844, path


def test_a_row_says_what_the_plan_once_gave_and_that_there_is_another_document(new_phone: Page, home: str) -> None:
    new_phone.clock.set_fixed_time("2026-11-27T03:00:00Z")
    new_phone.goto(f"{home}policies/")

    def said(title: str) -> str:
        row = new_phone.locator(".rows--links > li", has=new_phone.get_by_role("link", name=title, exact=True))
        return "".join(row.inner_text().removeprefix(title).split())

    assert said("科研人员离岗或在职办企业") == "另有文件：有效性待核对"
    assert said("创业担保贷款") == "个人最高30万元（待核对）另有文件：有效", "another document gives it"
    assert said("一次性创业补贴") == "原定5000元"
    assert said("旗区创业导师服务团") == "要部门去做", "a task promises nothing"
    new_phone.goto(f"{home}policies/startup-subsidy/")
    expect(new_phone.locator(".sum").first).to_have_text("原定 5000元")
    new_phone.goto(f"{home}groups/disabled/")
    assert new_phone.locator(".rows--links").first.locator("li").first.inner_text().startswith("一次性创业补贴"), "money first"


def test_a_sum_was_once_meant_from_the_day_on_which_its_document_is_over(new_phone: Page, built: str) -> None:
    faults = watch(new_phone, built)
    for moment, sum_ in (("2025-12-31T14:59:59Z", "5000 元"), ("2025-12-31T15:00:00Z", "原定 5000 元")):
        new_phone.clock.set_fixed_time(moment)
        for path in ("policies/", "now/", ""):
            new_phone.goto(f"{built}{path}")
            row = new_phone.locator(".card, .rows li", has_text="开店补贴").first
            expect(row.locator(".card__sum, .rows__sum").first).to_have_text(sum_)
    assert not faults


def test_what_was_not_read_is_not_called_over(new_phone: Page, home: str) -> None:
    """Where clauses name rules that nobody read, nothing is said of them but that, and they are asked for."""
    new_phone.goto(f"{home}policies/startup-subsidy/")
    notice = new_phone.locator(".policy > .notice")
    expect(notice).to_contain_text("它点名的文件（一次性创业补贴实施办法）本站没有读到，现在是否有效没有查到。")
    expect(notice.locator("li").first).to_have_text("一次性创业补贴实施办法，现在还在不在执行？")
    new_phone.goto(f"{home}policies/job-creation-subsidy/")
    expect(notice).to_contain_text("不等于一定办不了")
    assert new_phone.locator(".policy").inner_text().count("届满") == 2, "the status once: in a word, and for how long"
    expect(notice.locator("li").first).to_have_text("151号文到期以后，这一项现在还办不办？按哪份文件办？")
    new_phone.clock.set_fixed_time("2026-11-27T03:00:00Z")
    new_phone.goto(f"{home}now/")
    expect(new_phone.locator("[data-phase]").first).to_be_visible()
    assert parts(new_phone)[UPHELD.title] == ["创业税收优惠", "创业担保贷款"]
    assert sorted(parts(new_phone)[UNSURE.title]) == sorted(
        ["政府开发园区的免费场地", "场租补贴", "科研人员离岗或在职办企业", "大学生休学创业和创业学分"]
    )


def test_a_task_says_that_it_is_one_before_all_else(phone: Page, home: str) -> None:
    phone.goto(f"{home}policies/mentor-team/")
    said = phone.locator("h1 + .notice")
    expect(said).to_contain_text("这是文件给部门定的任务，不是现在就能领的，也不等于已经有了。可以问旗区人社部门")
    phone.goto(f"{home}policies/startup-subsidy/")
    expect(phone.locator("h1 + .terms")).to_be_visible()
    terms, sums = phone.locator(".terms").bounding_box(), phone.locator(".answer").bounding_box()
    assert terms["y"] + terms["height"] <= sums["y"], "the sum comes after the status"


def test_the_notice_says_whom_it_is_written_to(phone: Page, home: str) -> None:
    phone.goto(f"{home}documents/notice-2022-151/")
    expect(phone.locator(".document .notice").first).to_contain_text("这份文件写给各旗区人民政府，市人民政府各部门")
    assert phone.locator(".document .notice").first.bounding_box()["y"] < phone.locator(".document .lead").bounding_box()["y"]


def test_the_line_is_printed(phone: Page, home: str) -> None:
    phone.goto(f"{home}policies/startup-subsidy/")
    phone.emulate_media(media="print")
    expect(phone.locator(".term__line")).to_be_visible()
    expect(phone.locator(".term__head")).to_contain_text("届满")
