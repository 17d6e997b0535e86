"""What a search box offers while somebody types: the real lexicon in a real Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

OFFERS = """async ([root, text, most]) => {
  const { lexicon } = await import(root + "assets/javascripts/search/lexicon.js");
  const { offers } = await import(root + "assets/javascripts/search/offers.js");
  return offers(await lexicon(root), text, most);
}"""

LOAN, KANGBASHI = "policies/guaranteed-loan/", "projects/by_banner/kangbashi/"
DONGSHENG, EJIN_HORO = "projects/by_banner/dongsheng/", "projects/by_banner/ejin-horo/"


@pytest.fixture(scope="module")
def page(browser: Browser, home: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{home}about/")
    yield page
    page.close()


def offered(page: Page, home: str, text: str, most: int = 6) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if value} for one in page.evaluate(OFFERS, [home, text, most])]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # the beginning of a name, what stands within one, another name
        ("创业担", LOAN),
        ("担保贷", LOAN),
        ("残疾", "groups/disabled/"),
        ("151号", "documents/notice-2022-151/"),
        ("二（三）1", "documents/notice-2022-151/#c-2-3-1"),
        ("住建局", "departments/#housing"),
        ("12333", "departments/#hotline-12333"),
        # names of places, also those that nobody writes
        ("康巴什", KANGBASHI),
        ("kangbashi", KANGBASHI),
        ("kbs", KANGBASHI),
        ("東勝", DONGSHENG),
        ("dongs", DONGSHENG),
        ("阿镇", EJIN_HORO),
        # sounds and first letters of them, some letters left out
        ("chuangyedanbao", LOAN),
        ("cydbdk", LOAN),
        ("cydk", LOAN),
        # words to ask for: as they are, in Traditional characters, in English, in other words
        ("露营", "露营"),
        ("無人機", "无人机"),
        ("camp", "露营"),
        ("帐篷", "露营"),
        ("loan", "贷款"),
        ("Loan", "贷款"),
    ],
)
def test_what_is_meant_is_offered_first(page: Page, home: str, typed: str, first: str) -> None:
    found = offered(page, home, typed)
    assert found[0].get("path", found[0]["text"]) == first


def test_what_a_word_is_said_for_is_offered_with_it(page: Page, home: str) -> None:
    assert LOAN in [one.get("path") for one in offered(page, home, "loan")]
    assert "贷款" not in [one["text"] for one in offered(page, home, "lo")], "two letters of a word say too little"


def test_an_offer_says_what_it_is(page: Page, home: str) -> None:
    assert offered(page, home, "创业担")[0] == {"text": "创业担保贷款", "kind": "政策", "path": LOAN}
    assert offered(page, home, "露营")[0] == {"text": "露营"}
    assert {one["sample"] for one in offered(page, home, "指导工作室") if one.get("kind") == "导师"} == {"示例"}


def test_offers_are_few_and_each_is_one(page: Page, home: str) -> None:
    assert len(offered(page, home, "创", 3)) == 3
    shown = [one["text"] for one in offered(page, home, "创业", 50)]
    assert len(shown) == len({*shown})
    for nothing in ("", "？！", "zzzzqqqq", "乜"):
        assert offered(page, home, nothing) == []


def test_pages_for_staff_are_not_offered(page: Page, home: str) -> None:
    assert "contribute/" not in [one.get("path") for one in offered(page, home, "改内容")]
