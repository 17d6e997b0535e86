"""The site in a real Chromium: the journeys of a person on a phone, and what every page must never do."""

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import PHONE, serve, watch
from playwright.sync_api import Browser, Page, expect

from generator.publish.build import build

EVERY_KIND = [
    "",
    "now/",
    "policies/",
    "policies/startup-subsidy/",
    "policies/internship-subsidy/",
    "policies/guaranteed-loan/",
    "policies/tax-relief/",
    "groups/",
    "groups/returnee/",
    "check/",
    "documents/",
    "documents/notice-2022-151/",
    "parameters/",
    "targets/",
    "who/",
    "departments/",
    "projects/",
    "projects/by_banner/dongsheng/",
    "projects/by_industry/hospitality/",
    "projects/steppe-lamb-noodles/",
    "studios/",
    "studios/restaurant-opening-studio/",
    "bases/",
    "bases/dongsheng-startup-base/",
    "events/",
    "events/shop-ideas-contest/",
    "search/#q=补贴",
    "sitemap/",
    "about/",
    "privacy/",
    "accessibility/",
    "contribute/",
    "404.html",
]


def search(page: Page, home: str, question: str) -> None:
    page.goto(f"{home}search/#q={question}")
    expect(page.get_by_role("status")).to_contain_text("条结果")


def test_from_home_to_amount_and_clause(phone: Page, home: str) -> None:
    faults = watch(phone, home)
    phone.goto(home)
    phone.locator(".home").get_by_role("searchbox").fill("创业补贴")
    phone.locator(".home").get_by_role("button", name="搜索").click()
    expect(phone).to_have_url(f"{home}search/#q=%E5%88%9B%E4%B8%9A%E8%A1%A5%E8%B4%B4")
    expect(phone.get_by_role("status")).to_contain_text("条结果")
    results = phone.locator("[data-search-results]")
    expect(results.get_by_role("link").first).to_contain_text("一次性创业补贴")
    results.get_by_role("link").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("一次性创业补贴")
    answer = phone.get_by_role("region", name="要点")
    expect(answer).to_contain_text("5000")
    assert answer.bounding_box()["y"] + answer.bounding_box()["height"] <= PHONE["height"], "amount, who and how on the first screen"
    assert phone.locator(".conditions a.cite").count() == 0, "the source is named once"
    phone.locator(".source a.cite").click()
    expect(phone).to_have_url(f"{home}documents/notice-2022-151/#c-2-1-2")
    expect(phone.locator("#c-2-1-2")).to_be_in_viewport()
    assert not faults


def test_project_library_without_javascript(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    page.get_by_text("菜单").click()
    page.get_by_role("navigation", name="全部栏目").get_by_role("link", name="创业项目").click()
    page.locator(".tiles").get_by_role("link", name="达拉特").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("达拉特旗的创业项目和基地")
    page.locator("a.card").first.click()
    expect(page.get_by_text("这是示例项目")).to_be_visible()
    expect(page.get_by_role("heading", name="风险提示")).to_be_visible()
    page.goto(f"{home}search/")
    expect(page.get_by_text("没有它也能查")).to_be_visible()
    context.close()


@pytest.mark.parametrize("widths", [(320, 360), (1280, 768)], ids=["phone", "desk"])
def test_no_page_scrolls_sideways_errs_or_calls_elsewhere(browser: Browser, home: str, widths: tuple[int, int]) -> None:
    """As it opens at one width, and turned or drawn to another. Some scripts ask how wide it is when it opens."""
    context = browser.new_context()
    page = context.new_page()
    faults = watch(page, home)
    wide = []
    for path in EVERY_KIND:
        page.set_viewport_size({"width": widths[0], "height": 740})
        page.goto(home + path)
        if "#q=" in path:
            expect(page.get_by_role("status")).to_contain_text("条结果")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 740})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((path, width))
    context.close()
    assert not wide
    assert not faults


def test_large_type_and_double_zoom_fit(phone: Page, home: str) -> None:
    phone.set_viewport_size({"width": 640, "height": 740})
    for path in ("", "policies/startup-subsidy/", "search/#q=补贴", "check/"):
        phone.goto(home + path)
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_choices_of_type_and_colour_are_kept(phone: Page, home: str) -> None:
    phone.goto(home)
    ground = "getComputedStyle(document.body).backgroundColor"
    small, light = phone.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)"), phone.evaluate(ground)
    phone.get_by_role("button", name="大字版").click()
    phone.get_by_role("button", name="深色").click()
    phone.goto(f"{home}policies/startup-subsidy/")
    assert phone.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).fontSize)") > small
    assert phone.evaluate(ground) != light
    expect(phone.get_by_role("button", name="深色")).to_have_attribute("aria-pressed", "true")


def test_the_keyboard_reaches_everything(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{home}policies/startup-subsidy/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        link, seen = page.evaluate(
            "(e => [e.href || '', e === document.body || getComputedStyle(e).outlineStyle !== 'none'])(document.activeElement)"
        )
        assert seen, "focus must be seen"
        reached.add(link)
    links = page.eval_on_selector_all("#main a", "links => links.filter(a => a.checkVisibility()).map(a => a.href)")
    assert set(links) <= reached
    context.close()


def test_the_site_works_under_a_sub_path(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "rsj").mkdir()
    (tmp_path / "rsj" / "chuangye").symlink_to(site)
    with serve(tmp_path) as root:
        home = f"{root}rsj/chuangye/"
        page = browser.new_page()
        faults = watch(page, home)
        search(page, home, "补贴")
        page.locator("[data-search-results] a").first.click()
        expect(page.get_by_role("region", name="要点")).to_be_visible()
        page.get_by_role("navigation", name="主要栏目").get_by_role("link", name="创业项目").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("创业项目")
        assert not faults
        page.close()


def test_paper_shows_the_content_and_not_the_controls(phone: Page, home: str) -> None:
    phone.goto(f"{home}policies/startup-subsidy/")
    phone.emulate_media(media="print")
    expect(phone.get_by_role("region", name="要点")).to_be_visible()
    for control in (".top__button", ".foot__tools", ".foot nav"):
        expect(phone.locator(control).first).to_be_hidden()


def test_what_is_folded_opens_where_an_address_leads_into_it_and_for_paper(phone: Page, home: str) -> None:
    phone.goto(f"{home}policies/startup-subsidy/")
    folds = phone.locator(".fold[open]")
    assert phone.locator(".fold").count() == 9 and folds.count() == 0
    phone.locator(".answer a.word").first.click()
    expect(folds).to_have_attribute("id", "words")
    phone.locator("#words > summary").click()
    phone.locator(".answer a.word").first.click()
    expect(folds).to_have_attribute("id", "words")
    phone.goto(f"{home}policies/startup-subsidy/#doubts")
    expect(phone.locator("#doubts[open]")).to_be_in_viewport()
    sheets = phone.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 2
    assert not phone.locator("#unsaid[open]").count(), "what was folded is folded again"
    phone.goto(f"{home}documents/notice-2022-151/")
    assert len(re.findall(rb"/Type\s*/Page\b", phone.pdf(format="A4", prefer_css_page_size=True))) <= 5


def test_beside_a_policy_stand_its_parts_and_its_questions(browser: Browser, home: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{home}policies/startup-subsidy/")
    rail, main = page.locator(".rail").bounding_box(), page.locator("#conditions").bounding_box()
    assert rail["x"] > main["x"] + main["width"]
    for link in page.get_by_role("navigation", name="本页").get_by_role("link").all():
        assert page.locator(link.get_attribute("href")).count() == 1
    button = page.get_by_role("link", name="我符合吗？")
    said = int(re.findall(r"约 (\d+) 题", button.inner_text().replace("\N{NO-BREAK SPACE}", " "))[0])
    button.click()
    expect(page.locator("[data-check-status]")).to_have_text(f"第 1 题，还有约 {said - 1} 题")
    page.close()


def test_a_page_read_after_the_period_says_so_itself(new_phone: Page, town: Path) -> None:
    """Built while the period ran; its last day ends at the city's midnight, wherever the reader is."""
    assert not build(town, town / "site", date(2025, 6, 1))
    with serve(town / "site") as home:
        for moment, said in (("2025-12-31T14:59:59Z", "期限内 今天是最后一天"), ("2025-12-31T15:00:00Z", "期限已届满 届满 1 天")):
            new_phone.clock.set_fixed_time(moment)
            new_phone.goto(f"{home}policies/shop/")
            expect(new_phone.locator(".term__head")).to_have_text(f"1号文{said}")


def test_contrast_of_every_colour_pair(phone: Page, home: str) -> None:
    """WCAG AA for text, in light and in dark."""
    ratio = """([fore, back]) => {
      const probe = document.createElement("i"); document.body.append(probe);
      const light = (name) => {
        probe.style.color = `var(--${name})`;
        const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
      };
      const [a, b] = [light(fore), light(back)].sort((x, y) => y - x);
      probe.remove();
      return (a + .05) / (b + .05);
    }"""
    pairs = [
        ("main", "paper"),
        ("main", "tint"),
        ("on-main", "main"),
        ("ink", "paper"),
        ("ink", "tint"),
        ("ink", "mark"),
        ("mute", "mark"),
        ("mute", "paper"),
        ("mute", "tint"),
        ("mute", "soft"),
        ("main", "soft"),
        ("amber", "paper"),
        ("amber", "amber-tint"),
    ]
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.goto(home)
        for pair in pairs:
            assert phone.evaluate(ratio, list(pair)) >= 4.5, (scheme, pair)
