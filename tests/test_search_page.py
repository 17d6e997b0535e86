"""The search page in a real Chromium: what visitors see, type, tap, share and come back to."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ON, REPOSITORY, TOWN, copied, put, script_weight, serve, watch
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.kinds import Project
from generator.library import Library, load
from generator.pages import pages
from generator.pages.render import Site
from generator.publish.build import build

BARE = "delete globalThis.Worker; delete globalThis.WebAssembly; delete Intl.Segmenter"
"""A browser without what other searches need."""
ABOUT_THE_SITE = {"", "tool", "note"}


def ask(page: Page, home: str, question: str) -> Locator:
    """Put a question that has results; the status when they are there."""
    status = put(page, home, question)
    expect(status).to_contain_text("结果")
    return status


def asked(page: Page, question: str) -> re.Pattern[str]:
    """The end of an address that holds this question and no filter."""
    return re.compile(re.escape(page.evaluate("(q) => String(new URLSearchParams({ q }))", question)) + "$")


def cards(page: Page) -> Locator:
    return page.locator("[data-search-results] .cards > li")


def choice(page: Page, name: str) -> Locator:
    return page.locator(f"[data-search-filters] input[value={name}]")


def count(page: Page, name: str) -> int:
    return int(choice(page, name).locator("..").locator(".count").inner_text())


def test_every_kind_that_can_be_found_can_be_chosen() -> None:
    records, _ = load(REPOSITORY)
    site = Site(records, ON)
    chosen = {name for name, _ in next(page for page in pages(site) if page.path == "search/").context["kinds"]}
    assert chosen == {page.kind for page in pages(site)} - ABOUT_THE_SITE
    few = Site(Library(records.root, records.records | {"event": {}}), ON)
    assert {name for name, _ in next(page for page in pages(few) if page.path == "search/").context["kinds"]} == chosen - {"event"}


def test_a_result_shows_what_it_is_and_why_it_was_found(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    ask(phone, home, "焖面")
    first = cards(phone).first
    expect(first.locator("strong")).to_contain_text("焖面")
    expect(first.locator(".card__foot")).to_have_text(re.compile("^项目示例.+$"))
    expect(first.locator(".card__text mark")).to_have_text("焖面")
    ask(phone, home, "创业补贴&kind=policy")
    policy = cards(phone).filter(has_text="一次性创业补贴").first
    expect(policy.locator(".card__foot")).to_have_text("政策期限已届满")
    expect(policy.locator(".card__sum")).to_have_text("原定 5000 元")
    assert not faults


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The little town with a noodle shop in each of thirteen streets, another shop that sells beef, and twenty that do not."""
    root = copied(TOWN, tmp_path_factory.mktemp("streets") / "town")
    noodles = (root / "projects" / "noodles.yml").read_text("utf-8")
    shop = noodles.partition("asks:")[0].replace("summary: ", "summary: 卖牛肉面。")
    for number in range(2, 14):
        street = shop.replace("title: 面馆", f"title: 面馆（{number} 号街）").replace("0001", f"{number:04}")
        (root / "projects" / f"street-{number}.yml").write_text(street, "utf-8")
    other = shop.replace("title: 面馆", "title: 肉铺").replace("0001", "0020").replace("卖牛肉面", "杀羊，也卖牛肉")
    (root / "projects" / "butcher.yml").write_text(other, "utf-8")
    for number in range(30, 50):
        cobbler = (
            shop.replace("title: 面馆", f"title: 修鞋铺 {number}")
            .replace("0001", f"{number:04}")
            .replace("卖牛肉面", "修鞋")
            .replace("[面馆]", "[修鞋]")
            .replace("四样面", "四样鞋")
        )
        (root / "projects" / f"cobbler-{number}.yml").write_text(cobbler, "utf-8")
    assert build(root, root / "site", ON) == []
    with serve(root / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("title", "idea"), [("面馆（东街）", "面馆"), ("面馆 (东街)", "面馆"), ("面馆", "面馆"), ("（示例）面馆", "（示例）面馆")]
)
def test_an_idea_is_a_title_up_to_its_bracket(title: str, idea: str) -> None:
    assert Project.model_construct(title=title).idea == idea


def test_one_idea_in_many_places_leaves_room_for_others(phone: Page, streets: str) -> None:
    put(phone, streets, "牛肉")
    titles = cards(phone).locator("strong")
    shown = [title.partition("（")[0] for title in titles.all_inner_texts()]
    assert "肉铺" in shown[:4] and shown[:4].count("面馆") == 3
    phone.get_by_role("link", name="看全部“面馆”项目").click()
    expect(phone).to_have_url(asked(phone, "面馆"))
    expect(titles.first).to_have_text("面馆")
    expect(phone.get_by_role("link", name="看全部“面馆”项目")).to_have_count(0)
    phone.get_by_role("button", name="再看").click()
    expect(titles.filter(has_text=re.compile("^面馆"))).to_have_count(13)


def test_kinds_are_chosen_with_a_thumb_and_counted_live(phone: Page, home: str) -> None:
    status = ask(phone, home, "补贴")
    policies, documents = count(phone, "policy"), count(phone, "document")
    choice(phone, "policy").check()
    expect(status).to_contain_text(f"找到 {policies} 条结果")
    assert count(phone, "document") == documents, "a choice does not hide what else could be chosen beside it"
    choice(phone, "document").check()
    expect(status).to_contain_text(f"找到 {policies + documents} 条结果")
    kinds = cards(phone).locator(".badge:first-child").all_inner_texts()
    assert set(kinds) <= {"政策", "文件"}
    boxes = [box.bounding_box() for box in phone.locator(".choices--row label").all()]
    assert min(box["height"] for box in boxes) >= 44
    assert len({box["y"] for box in boxes}) == 1, "one row, pushed sideways"
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_banner_and_industry_are_behind(phone: Page, home: str) -> None:
    status = ask(phone, home, "养殖")
    expect(choice(phone, "达拉特旗")).to_be_hidden()
    phone.get_by_text("旗区、行业").click()
    named = next(box for box in phone.locator("input[name=banner]").all() if box.is_enabled())
    number = int(named.locator("..").locator(".count").inner_text())
    named.check()
    expect(status).to_contain_text(f"找到 {number} 条结果")
    expect(phone.locator("[data-search-filters] summary")).to_have_text("旗区、行业，已选1个")
    phone.get_by_role("button", name=f"看 {number} 条结果").click()
    expect(named).to_be_hidden()
    expect(cards(phone).first).to_be_in_viewport()


def test_filters_stand_in_the_address_and_come_back(phone: Page, home: str) -> None:
    status = ask(phone, home, "补贴")
    everything = status.text_content()
    choice(phone, "policy").check()
    expect(status).not_to_have_text(everything)
    one = status.text_content()
    choice(phone, "document").check()
    expect(status).not_to_have_text(one)
    two = status.text_content()
    assert phone.url.count("kind=") == 2
    phone.reload()
    expect(status).to_have_text(two)
    expect(choice(phone, "document")).to_be_checked()
    phone.go_back()
    expect(status).to_have_text(one)
    expect(choice(phone, "document")).not_to_be_checked()
    phone.go_back()
    expect(status).to_have_text(everything)
    phone.go_forward()
    expect(status).to_have_text(one)
    expect(choice(phone, "policy")).to_be_checked()


def test_typing_leaves_one_step_to_go_back(phone: Page, home: str) -> None:
    """Every pause answers; going back leads to the question before, not through every letter."""
    phone.goto(home)
    status = ask(phone, home, "焖面")
    before = phone.evaluate("history.length")
    box = phone.locator("#q")
    for text in ("补", "补贴", "补贴 贷款"):
        box.fill(text)
        expect(phone).to_have_url(asked(phone, text))
    assert phone.evaluate("history.length") == before + 1
    phone.go_back()
    expect(box).to_have_value("焖面")
    expect(status).to_contain_text("结果")
    expect(cards(phone).first).to_contain_text("焖面")
    phone.go_forward()
    expect(box).to_have_value("补贴 贷款")


def test_typing_moves_nothing(browser: Browser, home: str) -> None:
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 740})
        ask(page, home, "补贴")
        still = ["#q", "[data-search-filters]", ".choices--row", "[data-search-filters] summary"]
        places = [page.locator(one).bounding_box() for one in still]
        for text in ("养", "养殖", "zzzzqqqq", "贷款"):
            before = page.get_by_role("status").inner_text()
            page.locator("#q").fill(text)
            expect(page.get_by_role("status")).not_to_have_text(before)
            found = [page.locator(one).bounding_box() for one in still]
            assert found == places, (width, text)
        page.close()


def test_suggestions_are_a_combobox(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    phone.goto(f"{home}search/")
    phone.locator("#q").press_sequentially("创业")
    box = phone.get_by_role("combobox", name="搜索全站").and_(phone.locator("#q"))
    options = phone.get_by_role("listbox", name="搜索建议").get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.first).to_have_attribute("aria-selected", "false")
    expect(box).to_have_value("创业")
    box.press("Escape")
    expect(phone.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("创业")
    expect(box).to_be_focused()
    for leave in (lambda: box.press("Tab"), lambda: phone.get_by_role("heading", level=1).dispatch_event("pointerdown")):
        box.press("ArrowDown")
        expect(options.first).to_be_visible()
        leave()
        expect(phone.get_by_role("listbox")).to_have_count(0)
    assert not faults


def test_a_suggested_page_opens_and_a_suggested_question_is_asked(phone: Page, home: str) -> None:
    phone.goto(f"{home}search/")
    phone.locator("#q").press_sequentially("一次性创业")
    page = phone.get_by_role("option").filter(has=phone.locator(".badge", has_text="政策")).first
    page.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("一次性创业补贴")
    phone.goto(f"{home}search/")
    phone.locator("#q").press_sequentially("贷")
    question = phone.locator("[role=option]:not(:has(.badge))").first
    expect(question).to_be_visible()
    expect(phone).to_have_url(asked(phone, "贷"))
    text = question.inner_text()
    question.click()
    expect(phone.locator("#q")).to_have_value(text)
    expect(phone).to_have_url(asked(phone, text))
    expect(phone.get_by_role("listbox")).to_have_count(0)
    expect(phone.get_by_role("status")).to_contain_text("结果")


def test_enter_opens_the_active_suggestion_and_asks_without_one(browser: Browser, home: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{home}policies/")
    box = page.locator("#top-search")
    box.press_sequentially("一次性创业")
    option = page.get_by_role("option").filter(has=page.locator(".badge")).first
    expect(option).to_be_visible()
    while option.get_attribute("aria-selected") != "true":
        box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(f"{home}policies/startup-subsidy/")
    box = page.locator("#top-search")
    box.press_sequentially("一次性创业")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(asked(page, "一次性创业"))
    page.close()


def test_suggestions_cost_nothing_where_nobody_types(phone: Page, home: str) -> None:
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url.removeprefix(home)))
    phone.goto(home, wait_until="networkidle")
    extra = ("suggest.js", "query.js", "lexicon.json", "pagefind")
    assert not [url for url in requests if any(part in url for part in extra)]
    box = phone.locator(".home input")
    box.press_sequentially("创业")
    expect(phone.get_by_role("option").first).to_be_visible()
    assert [url for url in requests if "lexicon.json" in url]
    phone.get_by_role("heading", level=1).click()
    expect(phone.get_by_role("listbox")).to_have_count(0)


def test_the_engine_is_loaded_by_the_first_key(phone: Page, home: str, site: Path) -> None:
    """A visit without a question is light, and a finger in the box costs the suggestions only."""
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url.removeprefix(home)))
    phone.goto(f"{home}search/", wait_until="networkidle")
    assert not [url for url in requests if "pagefind" in url or "lexicon" in url]
    assert sum(sent(site / url) for url in requests) <= 120_000
    with phone.expect_request("**/lexicon.json"):
        phone.locator("#q").focus()
    phone.wait_for_load_state("networkidle")
    assert not [url for url in requests if "pagefind" in url or "query.js" in url]
    with phone.expect_request("**/pagefind/*"):
        phone.locator("#q").press_sequentially("补")


def test_a_first_search_is_light(phone: Page, home: str, site: Path) -> None:
    """Even of a long question, whose words stand in many files of the index."""
    phone.goto(f"{home}search/", wait_until="networkidle")
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(unquote(request.url.removeprefix(home).partition("?")[0])))
    phone.locator("#q").fill("老人去医院没人陪，大学生返乡开店，能贷款吗")
    expect(cards(phone).first).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert {"search/lexicon.json", "pagefind/pairs.json"} <= {*requests}
    assert sum(sent(site / url) for url in requests) <= 220_000


def sent(file: Path) -> int:
    """Bytes of a file as a server that compresses sends it."""
    content = (file / "index.html" if file.is_dir() else file).read_bytes()
    return min(len(content), len(gzip.compress(content)))


def test_nothing_is_asked_while_characters_are_being_composed(new_phone: Page, home: str) -> None:
    new_phone.goto(f"{home}search/")
    new_phone.locator("#q").focus()
    keyboard = new_phone.context.new_cdp_session(new_phone)
    for text in ("b", "bu", "bu t", "补"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    new_phone.wait_for_timeout(600)
    assert new_phone.url == f"{home}search/"
    assert new_phone.get_by_role("status").inner_text() == ""
    expect(new_phone.get_by_role("listbox")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "补贴"})
    expect(new_phone.get_by_role("status")).to_contain_text("条结果")
    expect(new_phone.get_by_role("option").first).to_be_visible()


def test_a_slow_answer_does_not_replace_a_newer_one(phone: Page, home: str) -> None:
    status = ask(phone, home, "贷款")
    held: list[Route] = []
    holding = True
    phone.route("**/pagefind/index/*", lambda route: held.append(route) if holding else route.continue_())
    phone.locator("#q").fill("焖面")
    expect(status).to_have_text("正在查找……")
    expect(cards(phone).first).to_be_visible()
    assert held
    holding = False
    phone.locator("#q").fill("贷款")
    expect(status).to_contain_text("条结果")
    newer = cards(phone).all_inner_texts()
    for route in held:
        route.continue_()
    phone.wait_for_load_state("networkidle")
    phone.wait_for_timeout(300)
    assert cards(phone).all_inner_texts() == newer


def test_more_on_demand_and_back_to_the_same_place(phone: Page, home: str) -> None:
    ask(phone, home, "项目")
    expect(cards(phone)).to_have_count(10)
    phone.get_by_role("button", name="再看").click()
    expect(cards(phone)).to_have_count(20)
    expect(cards(phone).nth(10).get_by_role("link")).to_be_focused()
    chosen = cards(phone).nth(14)
    chosen.scroll_into_view_if_needed()
    title, y = chosen.locator("strong").inner_text(), phone.evaluate("scrollY")
    assert y > 500
    chosen.get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    phone.go_back()
    expect(cards(phone)).to_have_count(20)
    expect(cards(phone).nth(14)).to_be_in_viewport()
    assert abs(phone.evaluate("scrollY") - y) < 2


def test_what_was_understood_is_said(phone: Page, home: str) -> None:
    status = ask(phone, home, "daikuan")
    expect(status).to_contain_text("按“贷款”查的")
    status.get_by_role("link", name="贷款").click()
    expect(phone.locator("#q")).to_have_value("贷款")
    expect(status).not_to_contain_text("查的")
    expect(status).to_be_focused()
    expect(phone).to_have_url(asked(phone, "贷款"))
    phone.go_back()
    expect(phone.locator("#q")).to_have_value("daikuan")


def test_a_slip_of_the_keyboard_is_understood(phone: Page, home: str) -> None:
    expect(ask(phone, home, "带款")).to_contain_text("按“贷款”查的")
    expect(cards(phone).first).to_contain_text("贷款")


def test_nothing_found_says_what_to_do(phone: Page, home: str) -> None:
    phone.goto(f"{home}search/#q=zzzzqqqq")
    expect(phone.get_by_role("status")).to_contain_text("没有找到“zzzzqqqq”")
    expect(phone.get_by_text("换短一点的词")).to_be_visible()
    expect(phone.get_by_role("region", name="按栏目找")).to_be_visible()
    expect(phone.locator("[data-search-results] a[href='tel:12333']")).to_be_visible()
    expect(phone.get_by_role("button", name="去掉筛选再查")).to_have_count(0)
    phone.goto(f"{home}search/#q=焖面&kind=base")
    expect(phone.get_by_role("status")).to_contain_text("没有找到")
    phone.get_by_role("button", name="去掉筛选再查").click()
    expect(phone.get_by_role("status")).to_contain_text("条结果")
    expect(choice(phone, "base")).not_to_be_checked()
    expect(phone.get_by_role("region", name="按栏目找")).to_be_hidden()


def test_results_are_reached_by_tab_and_focus_stays_in_the_box(browser: Browser, home: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{home}search/")
    assert page.evaluate("document.activeElement === document.body"), "nobody asked to be moved"
    page.locator("#q").fill("补贴")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("条结果")
    expect(page.locator("#q")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[name=kind]')"):
            page.keyboard.press("Space")
            expect(page.locator(":focus")).to_be_checked()
            page.keyboard.press("Space")
        if page.evaluate("document.activeElement.matches('[data-search-results] a')"):
            break
    expect(cards(page).first.get_by_role("link")).to_be_focused()
    page.close()


def test_a_step_within_the_page_asks_nothing_anew(phone: Page, home: str) -> None:
    ask(phone, home, "项目")
    phone.get_by_role("button", name="再看").click()
    expect(cards(phone)).to_have_count(20)
    phone.get_by_role("link", name="跳到正文").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#main")).to_be_focused()
    phone.wait_for_timeout(300)
    expect(cards(phone)).to_have_count(20)
    expect(phone).to_have_url(asked(phone, "项目"))


def test_no_text_is_taken_for_markup(phone: Page, home: str) -> None:
    phone.goto(f"{home}search/#q=<img src=x onerror=window.hacked=1>补贴")
    expect(phone.get_by_role("status")).not_to_be_empty()
    phone.locator("#q").press_sequentially("<b>")
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("window.hacked") is None
    assert phone.locator("#main img, [data-search-status] b").count() == 0


def test_the_whole_search_asks_little_of_a_browser(new_phone: Page, home: str) -> None:
    faults = watch(new_phone, home)
    new_phone.add_init_script(BARE)
    status = ask(new_phone, home, "焖面")
    expect(status).not_to_contain_text("完整搜索")
    expect(cards(new_phone).first.locator("mark").first).to_be_visible()
    assert not faults


@pytest.mark.parametrize("missing", ["**/pagefind/index/*", "**/pagefind/pairs.json", ""])
def test_without_long_texts_the_rest_is_searched(new_phone: Page, home: str, missing: str) -> None:
    """Where the index cannot be had, or the browser cannot unpack it."""
    if missing:
        new_phone.route(missing, lambda route: route.abort())
    else:
        new_phone.add_init_script("delete globalThis.DecompressionStream")
    status = ask(new_phone, home, "补贴")
    expect(status).to_contain_text("这里用不了完整搜索")
    expect(cards(new_phone).first.locator("strong")).to_contain_text("补贴")
    choice(new_phone, "policy").check()
    expect(status).to_contain_text(f"找到 {count(new_phone, 'policy')} 条结果")
    choice(new_phone, "policy").uncheck()
    new_phone.locator("#q").fill("焖面")
    expect(cards(new_phone).first.locator(".card__foot")).to_have_text(re.compile("^项目示例"))
    cards(new_phone).first.get_by_role("link").click()
    expect(new_phone.get_by_role("heading", level=1)).to_contain_text("焖面")


def test_without_the_catalogue_policies_are_searched(phone: Page, home: str) -> None:
    phone.route("**/catalogue.json", lambda route: route.fulfill(status=404))
    ask(phone, home, "补贴")
    expect(cards(phone).first).to_contain_text("补贴")


@pytest.mark.parametrize("missing", ["**/search/query.js", "**/lexicon.json"])
def test_when_nothing_can_be_searched_the_lists_serve(phone: Page, home: str, missing: str) -> None:
    phone.route(missing, lambda route: route.fulfill(status=404))
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.goto(f"{home}search/#q=补贴")
    status = phone.get_by_role("status")
    expect(status).to_contain_text("搜索现在用不了")
    expect(status).to_contain_text("12333")
    phone.locator("#q").press_sequentially("贷款")
    phone.wait_for_timeout(600)
    expect(status).to_contain_text("搜索现在用不了")
    phone.get_by_role("region", name="按栏目找").get_by_role("link", name="支持政策").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("支持政策")
    assert not errors


def test_what_could_not_be_loaded_is_tried_anew(phone: Page, home: str) -> None:
    phone.route("**/lexicon.json", lambda route: route.fulfill(status=404))
    phone.goto(f"{home}search/#q=补贴")
    expect(phone.get_by_role("status")).to_contain_text("搜索现在用不了")
    phone.locator("#q").fill("贷")
    expect(phone).to_have_url(asked(phone, "贷"))
    expect(phone.get_by_role("listbox")).to_have_count(0)
    phone.unroute("**/lexicon.json")
    phone.locator("#q").fill("贷款")
    expect(phone.get_by_role("option").first).to_be_visible()
    expect(phone.get_by_role("status")).to_contain_text("条结果")


def test_it_works_below_a_sub_path(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "rsj").mkdir()
    (tmp_path / "rsj" / "chuangye").symlink_to(site)
    with serve(tmp_path) as root:
        page = browser.new_page()
        faults = watch(page, f"{root}rsj/chuangye/")
        ask(page, f"{root}rsj/chuangye/", "补贴&kind=policy")
        cards(page).first.get_by_role("link").click()
        expect(page.get_by_role("region", name="要点")).to_be_visible()
        assert not faults
        page.close()


def test_paper_shows_the_results_and_not_the_controls(phone: Page, home: str) -> None:
    ask(phone, home, "创业")
    phone.emulate_media(media="print")
    expect(cards(phone).first).to_be_visible()
    for control in ("#ask", "[data-search-filters]", "[data-search-results] > .more"):
        expect(phone.locator(control)).to_be_hidden()


def test_large_type_fits(phone: Page, home: str) -> None:
    phone.set_viewport_size({"width": 640, "height": 740})
    ask(phone, home, "补贴")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    phone.locator("#q").fill("贷")
    expect(phone.get_by_role("option").first).to_be_visible()
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_scripts_are_light(site: Path) -> None:
    """Compressed, everything that the page runs, the engine aside."""
    assert script_weight(site, "common/site.js", "search/search.js", without="query") <= 18_500


def direct(page: Page) -> Locator:
    return page.get_by_role("region", name="直接回答")


def test_how_much_is_answered_at_once(phone: Page, home: str) -> None:
    """The amount as what it was, the clause it rests on, whether it still holds, and whom to call."""
    faults = watch(phone, home)
    ask(phone, home, "开店补贴能领多少")
    expect(direct(phone).get_by_role("heading")).to_have_text("一次性创业补贴")
    said = direct(phone).locator("dd")
    expect(said.first).to_have_text("原定 5000 元")
    expect(direct(phone)).to_contain_text("期限已届满")
    called = direct(phone).get_by_role("link", name="12333")
    expect(called).to_have_attribute("href", "tel:12333")
    assert direct(phone).bounding_box()["height"] <= 320
    expect(cards(phone).first).to_be_in_viewport()
    direct(phone).get_by_role("link", name="151号文 二（一）2").click()
    expect(phone.locator(":target")).to_contain_text("5000")
    assert not faults


def test_what_is_not_on_the_site_is_said_with_where_to_go(phone: Page, home: str) -> None:
    status = put(phone, home, "社保卡丢了")
    expect(status).to_have_text(re.compile("^本站没有：社保。社保的事，拨人社热线 12333 问。离得最近的（猜的）"))
    expect(status.get_by_role("link", name="12333")).to_have_attribute("href", "tel:12333")
    expect(phone.locator(".cards--guess .card").first).to_be_visible()
    expect(direct(phone)).to_have_count(0)


def test_nonsense_finds_nothing_and_what_is_strange_only_guesses(phone: Page, home: str) -> None:
    expect(put(phone, home, "zzzzqqqq")).to_have_text("没有找到“zzzzqqqq”。")
    status = put(phone, home, "火星旅游")
    expect(status).to_contain_text("本站没有这方面的内容。")
    expect(status.get_by_role("link", name="12345")).to_be_visible()
    expect(phone.locator(".cards--guess")).to_be_visible()


def test_a_place_and_a_sum_in_the_question_can_be_taken_off(phone: Page, home: str) -> None:
    status = put(phone, home, "东胜 20万以内 养羊")
    chips = phone.get_by_role("list", name="从问题里读出").get_by_role("button")
    expect(chips).to_have_text(["东胜区 ×", "总投资 20 万元以内 ×"])
    assert len({chip.bounding_box()["height"] for chip in chips.all()} | {44}) == 1, "on one line"
    chips.last.click()
    expect(status).to_contain_text("不再按“总投资 20 万元以内”查。")
    expect(chips).to_have_text(["东胜区 ×"])
    chips.click()
    expect(status).to_contain_text("不再按“东胜区”查。")
    expect(chips).to_have_count(0)
    assert phone.url.endswith("&without=investment&without=banner")


def test_of_a_long_question_the_beginning_is_read(phone: Page, home: str) -> None:
    long = "我想在旗里开一家小店请问补贴怎么领" * 6
    expect(put(phone, home, long)).to_contain_text("只按前 100 个字查的")
    expect(cards(phone).first).to_be_visible()
    expect(put(phone, home, long[:100])).not_to_contain_text("100 个字")


def test_signs_alone_ask_for_words(phone: Page, home: str) -> None:
    expect(put(phone, home, "？！…")).to_have_text("请写几个字，例如：开店补贴。")
    expect(phone.get_by_role("region", name="按栏目找")).to_be_visible()


def test_a_clause_is_found_by_its_number(phone: Page, home: str) -> None:
    ask(phone, home, "二（三）1")
    first = cards(phone).first
    expect(first.locator("strong")).to_have_text("151号文 二（三）1：建立创业项目资源库")
    first.get_by_role("link").click()
    expect(phone.locator(":target")).to_contain_text("建立创业项目资源库")


def test_a_place_in_letters_is_the_place(phone: Page, home: str) -> None:
    ask(phone, home, "kangbashi")
    expect(phone.get_by_role("button", name="去掉“康巴什区”")).to_be_visible()
    expect(cards(phone).first.locator("strong")).to_have_text("康巴什区的创业项目和基地")


@pytest.mark.parametrize(("path", "box"), [("", ".home input"), ("404.html", "#find"), ("projects/", "")])
def test_every_box_leads_to_the_same_fragment(phone: Page, home: str, path: str, box: str) -> None:
    phone.goto(home + path)
    if box:
        phone.locator(box).fill("开店 补贴")
        phone.locator(box).press("Enter")
    else:
        phone.get_by_label("找项目").fill("开店 补贴")
        phone.locator(".library__said a").click()
    expect(phone).to_have_url(re.compile(re.escape("/search/#q=%E5%BC%80%E5%BA%97+%E8%A1%A5%E8%B4%B4") + "$"))
    expect(phone.locator("#q")).to_have_value("开店 补贴")
    expect(cards(phone).first).to_be_visible()


def test_three_results_stand_on_a_small_screen(phone: Page, home: str) -> None:
    phone.set_viewport_size({"width": 360, "height": 640})
    for question in ("开店补贴能领多少", "养殖", "东胜 20万以内 养羊", "社保卡丢了"):
        put(phone, home, question)
        heights = [card.bounding_box()["height"] for card in phone.locator(".cards .card").all()[:3]]
        assert sum(heights) + 2 * 8 <= 640, question
