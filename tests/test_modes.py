"""How pages hold in every mode: larger type, dark, forced colours, zoom, long words, the keyboard, and scripts that fail."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PHONE
from playwright.sync_api import Page, Route, expect

PAGES = (
    "",
    "policies/",
    "policies/startup-subsidy/",
    "now/",
    "groups/returnee/",
    "documents/notice-2022-151/",
    "parameters/",
    "departments/",
    "projects/steppe-lamb-noodles/",
    "bases/dongsheng-startup-base/",
    "events/",
    "projects/",
    "check/",
    "search/#q=补贴",
)
TEXTS = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility({ visibilityProperty: true })
  && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))"""
SIZES = f"() => ({TEXTS})().map((one) => parseFloat(getComputedStyle(one).fontSize))"
FAINT = """([least, texts]) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const ground = (one) => { // the nearest that is painted; those here are either whole or none
    for (; one; one = one.parentElement) {
      const found = parts(getComputedStyle(one).backgroundColor);
      if (found.length < 4 || found[3]) return found;
    }
    return [255, 255, 255];
  };
  return eval(texts)().filter((one) => !one.closest(":disabled, .hidden")).filter((one) => {
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
    return (a + .05) / (b + .05) < least;
  }).map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 20)}`);
}"""
"""What is too faint before what lies behind it."""


def unfold(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('#main details')) one.open = true")


def filters(page: Page) -> None:
    page.locator(".library__open").click()
    unfold(page)


def compared(page: Page) -> None:
    for place in (0, 1):
        page.locator(".keep").nth(place).click()
    page.locator(".library__shelf").click()
    page.locator(".library__dock .button").click()
    expect(page.locator(".compare__table")).to_be_visible()


def answered(page: Page) -> None:
    page.locator(".option").nth(1).click()
    page.get_by_role("button", name="下一题").click()
    page.get_by_role("button", name="先看结果").click()
    expect(page.locator(".results")).to_be_visible()
    unfold(page)


def suggested(page: Page) -> None:
    page.locator("#q").fill("补")
    expect(page.get_by_role("option").first).to_be_visible()


STATES: list[tuple[str, Callable[[Page], object]]] = [
    ("", lambda page: page.locator(".top__menu > summary").click()),
    ("policies/", unfold),
    ("policies/startup-subsidy/", unfold),
    ("now/", unfold),
    ("documents/notice-2022-151/", unfold),
    ("projects/", filters),
    ("projects/", compared),
    ("projects/steppe-lamb-noodles/", unfold),
    ("check/", unfold),
    ("check/", answered),
    ("search/#q=补贴", lambda page: page.locator(".search__filters summary").click()),
    ("search/", suggested),
]


@pytest.mark.parametrize(("scheme", "large"), [("light", True), ("dark", False)], ids=["large", "dark"])
def test_every_text_stands_out(phone: Page, home: str, scheme: str, large: bool) -> None:
    """WCAG AA wherever something can be opened, AAA in larger type."""
    phone.emulate_media(color_scheme=scheme)
    faint = {}
    for path, opened in STATES:
        phone.goto(home)
        phone.evaluate(f"localStorage.clear(); localStorage.type = '{'large' if large else 'normal'}'")
        phone.goto(home + path)
        opened(phone)
        if found := phone.evaluate(FAINT, [7 if large else 4.5, TEXTS]):
            faint[path] = found
        assert phone.evaluate("getComputedStyle(document.body).colorScheme") == scheme, "what the browser draws itself"
    assert faint == {}


def test_larger_type_is_larger_everywhere(phone: Page, home: str) -> None:
    """One scale: nothing stays behind, and so no heading falls below its text."""
    for path in PAGES[:-3]:  # the others' scripts are still at work
        phone.goto(home + path)
        before = phone.evaluate(SIZES)
        phone.evaluate("document.documentElement.dataset.type = 'large'")
        assert phone.evaluate(SIZES) == [pytest.approx(size * 1.25, abs=0.05) for size in before], path


def test_forced_colours_keep_edges_and_the_current_place(phone: Page, home: str) -> None:
    phone.emulate_media(forced_colors="active")
    phone.set_viewport_size({"width": 1280, "height": 800})
    edge = "one => getComputedStyle(one).borderTopStyle"
    phone.goto(f"{home}policies/startup-subsidy/")
    for part in (".badge", ".answer"):
        assert phone.locator(part).first.evaluate(edge) == "solid", part
    line = phone.locator(".term__line").first
    assert line.evaluate("one => getComputedStyle(one, '::before').backgroundColor !== getComputedStyle(document.body).backgroundColor")
    under = phone.locator(".top__nav a").evaluate_all("all => all.map(one => getComputedStyle(one).borderBottomColor)")
    current = phone.locator(".top__nav [aria-current]").evaluate("one => getComputedStyle(one).borderBottomColor")
    assert under.count(current) == 1, "one item looks current"
    phone.goto(f"{home}policies/")
    assert phone.locator(".notice").first.evaluate(edge) == "solid"


LONG = """() => {
  for (const one of document.querySelectorAll("#main :is(p, li, dd, dt, td, h1, h2, h3, strong, summary, a, .card__text)")) {
    const text = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).pop();
    if (text && !one.closest(".num, .nowrap, .phone, .search__filters, pre")) text.data += "abcdefghijkl".repeat(10);
  }
}"""


def test_zoom_and_long_words_move_nothing_sideways(phone: Page, home: str) -> None:
    """400 % of 1280 pixels, texts of twice the size on a phone, and words that no line holds."""
    wide = "document.documentElement.scrollWidth > innerWidth"
    phone.set_viewport_size({"width": 320, "height": 740})
    out = []
    for path in PAGES:
        phone.goto(home + path)
        if "#" in path:
            expect(phone.get_by_role("status")).to_contain_text("条结果")
        for name, done in (("zoom", "0"), ("words", f"({LONG})()")):
            phone.evaluate(done)
            if phone.evaluate(wide):
                out.append((path, name))
    phone.set_viewport_size(PHONE)
    for path in PAGES:
        phone.goto(home + path)
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        if phone.evaluate(wide):
            out.append((path, "type"))
    assert out == []


def test_escape_closes_what_opened_and_the_focus_goes_back(phone: Page, home: str) -> None:
    phone.goto(f"{home}policies/startup-subsidy/")
    menu = phone.locator(".top__menu > summary")
    menu.click()
    phone.locator(".top__panel a").nth(2).focus()
    phone.keyboard.press("Escape")
    expect(phone.locator(".top__panel")).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    phone.locator("#menu-search").fill("补")
    expect(phone.get_by_role("option").first).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    expect(phone.locator("#menu-search")).to_be_focused()
    phone.goto(f"{home}projects/")
    filters(phone)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(phone.locator(".library__open")).to_be_focused()


def test_another_view_of_the_library_starts_at_its_heading(phone: Page, home: str) -> None:
    phone.goto(f"{home}projects/")
    for place in (0, 1):
        phone.locator(".keep").nth(place).click()
    phone.locator(".library .cards > li").nth(20).scroll_into_view_if_needed()
    for press, heading in ((".library__shelf", "我的备选（2 个）"), (".library__dock .button", "并排比较（2 个）")):
        phone.locator(press).click()
        named = phone.get_by_role("heading", name=heading)
        expect(named).to_be_focused()
        expect(named).to_be_in_viewport(ratio=1)
    expect(phone.locator(".compare__table")).to_be_in_viewport()


REACHES = {"check/": "tbody, .links-list", "search/#q=补贴": ".chips a", "projects/?banner=dongsheng": "ul.cards a.card"}
"""What a page shows whose own script cannot run."""


@pytest.mark.parametrize("fault", ["lost", "unread", "data"])
def test_where_a_script_fails_the_page_reads_and_says_so(phone: Page, home: str, fault: str) -> None:
    """Lost on the way, not understood by the browser, or without its data."""
    scripts = re.compile(r"javascripts/(explainer/rules|search/address|library/facets)\.js$")
    data = re.compile(r"(rules|catalogue)\.json$|search/query\.js$")
    given: dict[str, Callable[[Route], None]] = {
        "lost": lambda route: route.abort(),
        "unread": lambda route: route.fulfill(content_type="text/javascript", body="const 1 = 2;"),
        "data": lambda route: route.abort(),
    }
    phone.route(data if fault == "data" else scripts, given[fault])
    for path, shown in REACHES.items():
        phone.goto(home + path)
        unfold(phone)
        expect(phone.locator(f"#main :is({shown})").first).to_be_visible()
        expect(phone.get_by_text(re.compile("没有运行起来|现在用不了")).first).to_be_visible()
        expect(phone.locator("[data-check-screen]")).to_be_hidden()


def test_a_copy_in_a_folder_reads_and_says_what_to_do(phone: Page, site: Path) -> None:
    phone.goto((site / "index.html").as_uri())
    phone.get_by_role("link", name="我能得到什么").first.click()
    expect(phone).to_have_url(re.compile("^file:.*/check/index.html$"))
    expect(phone.get_by_text("没有运行起来")).to_be_visible()
    phone.goto((site / "search" / "index.html").as_uri())
    expect(phone.get_by_text("从网站的地址打开")).to_be_visible()


def test_printing_is_offered_only_where_there_is_some(new_phone: Page, home: str) -> None:
    new_phone.goto(home)
    expect(new_phone.locator("[data-print]")).to_be_visible()
    new_phone.add_init_script("window.print = undefined")
    new_phone.reload()
    expect(new_phone.get_by_role("button", name="大字版")).to_be_visible()
    expect(new_phone.locator("[data-print]")).to_be_hidden()


def test_a_cell_of_a_stack_stays_one_text(phone: Page, home: str) -> None:
    """What is marked in a cell, such as a sum that must not part, stands in its line."""
    phone.goto(f"{home}parameters/")
    heights = phone.locator("td.num").evaluate_all(
        "cells => cells.map(cell => cell.clientHeight / parseFloat(getComputedStyle(cell).lineHeight))"
    )
    assert len(heights) >= 4 and max(heights) < 1.5
