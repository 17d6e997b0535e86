"""What leaves the reader's machine and what stays on it: what the privacy page says, held against what a server sees."""

import base64
import functools
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from conftest import PHONE, REPOSITORY, _Quiet, watch
from playwright.sync_api import Browser, Page, expect

QUESTIONS = ("残疾人开店", "离婚后贷款", "补贴", "坐过牢", "羊肉")
KEEPERS = {"main.html", "common/site.js", "explainer/memory.js", "library/shortlist.js"}
HISTORIANS = {"explainer/check.js", "library/library.js", "search/address.js", "search/search.js"}
"""The scripts that keep something in the browser, and those that say something to its history: each is used below."""

NOTE = """
for (const [object, name, keys] of [
  [Storage.prototype, "setItem", (key) => [key]],
  [History.prototype, "pushState", (state) => Object.keys(state ?? {})],
  [History.prototype, "replaceState", (state) => Object.keys(state ?? {})],
]) {
  const before = object[name];
  object[name] = function (...given) { keys(...given).forEach(note); return before.apply(this, given); };
}
"""
"""Tells `note` under which names something is kept."""


@pytest.fixture
def seen(site: Path) -> Iterator[tuple[str, list[str]]]:
    """An address, and the whole of every request that came there."""
    requests: list[str] = []

    class Seeing(_Quiet):
        def send_head(self) -> Any:
            requests.append(unquote_plus(f"{self.requestline}\n{self.headers}"))
            return super().send_head()

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Seeing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", requests
    server.shutdown()


def submit(page: Page, box: str, question: str) -> None:
    page.locator(box).fill(question)
    page.locator(box).press("Enter")
    expect(page.locator("#q")).to_have_value(question)
    expect(page.get_by_role("status")).to_contain_text(" 条")


def test_no_server_sees_a_question(browser: Browser, seen: tuple[str, list[str]]) -> None:
    """A whole visit: every box, typing, suggestions, filters, results, back, an address that was sent."""
    home, requests = seen
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    faults = watch(page, home)
    page.goto(home)
    page.locator(".home input").press_sequentially(QUESTIONS[0])
    submit(page, ".home input", QUESTIONS[0])
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(QUESTIONS[2])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_contain_text("条结果")
    page.locator("[data-search-filters] input[value=policy]").check()
    expect(page).to_have_url(re.compile("&kind=policy$"))
    page.locator("[data-search-results] a").first.click()
    expect(page).not_to_have_url(re.compile("/search/"))
    page.go_back()
    expect(page.locator("#q")).to_have_value(QUESTIONS[2])
    submit(page, "#top-search", QUESTIONS[3])
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("结果")
    page.goto(f"{home}projects/")
    page.get_by_label("找项目").fill(QUESTIONS[4])
    expect(page).to_have_url(re.compile("#q="))
    page.get_by_label("找项目").fill(f"{QUESTIONS[4]} {QUESTIONS[3]}")
    page.locator(".library__said a").click()
    expect(page.locator("#q")).to_have_value(f"{QUESTIONS[4]} {QUESTIONS[3]}")
    page.goto(f"{home}404.html")
    submit(page, "#find", QUESTIONS[1])
    page.set_viewport_size(PHONE)
    page.get_by_text("菜单").click()
    submit(page, "#menu-search", QUESTIONS[0])
    expect(page.locator("#menu-search")).to_be_hidden()
    page.close()
    assert not [one for one in faults if not one.startswith("404")]
    assert len(requests) > 20
    assert not [one for one in requests if any(question in one for question in QUESTIONS)]
    assert not [one for one in requests if "\nreferer:" in one.lower()]


def test_an_old_link_is_seen_once_and_then_put_right(browser: Browser, seen: tuple[str, list[str]]) -> None:
    home, requests = seen
    page = browser.new_page()
    page.goto(f"{home}search/?q={QUESTIONS[2]}&kind=policy&from=message")
    expect(page.get_by_role("status")).to_contain_text("条结果")
    expect(page).to_have_url(re.compile(r"/search/#q=%E8%A1%A5%E8%B4%B4&kind=policy$"))
    page.goto(f"{home}projects/?banner=dongsheng&q={QUESTIONS[4]}")
    expect(page).to_have_url(re.compile(r"/projects/\?banner=dongsheng#q=%E7%BE%8A%E8%82%89$"))
    page.reload()
    expect(page.get_by_label("找项目")).to_have_value(QUESTIONS[4])
    page.close()
    assert len([one for one in requests if any(question in one for question in QUESTIONS)]) == 2


def test_without_scripts_the_boxes_send_nothing(browser: Browser, seen: tuple[str, list[str]]) -> None:
    home, requests = seen
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for path, box in (("", ".home input"), ("404.html", "#find"), ("search/", "#q")):
        page.goto(home + path)
        page.locator(box).fill(QUESTIONS[2])
        page.locator(box).press("Enter")
        page.wait_for_url("**/search/?")
        expect(page.get_by_text("没有它也能查")).to_be_visible()
    context.close()
    assert not [one for one in requests if QUESTIONS[2] in one]


def test_a_browser_without_modules_is_told_what_one_without_scripts_is(browser: Browser, home: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete HTMLScriptElement.prototype.noModule")
    page.goto(f"{home}search/")
    expect(page.get_by_text("没有它也能查")).to_be_visible()
    page.close()


def test_the_page_names_everything_that_is_kept(new_phone: Page, home: str) -> None:
    noted: set[str] = set()

    def note(key: str) -> None:
        noted.add(key)

    new_phone.expose_function("note", note)
    new_phone.add_init_script(NOTE)
    new_phone.goto(home)
    new_phone.get_by_role("button", name="大字版").click()
    new_phone.get_by_role("button", name="深色").click()
    new_phone.goto(f"{home}search/#q=创业")
    expect(new_phone.get_by_role("status")).to_contain_text("条结果")
    new_phone.get_by_role("button", name="再看").click()
    new_phone.locator("#q").fill("补贴")
    expect(new_phone).to_have_title(re.compile("^补贴"))
    new_phone.goto(f"{home}projects/steppe-lamb-noodles/")
    new_phone.get_by_role("button", name="备选").click()
    new_phone.goto(f"{home}check/")
    new_phone.locator(".option").first.click()
    new_phone.get_by_role("button", name="下一题").click()
    new_phone.goto("about:blank")
    brought = base64.urlsafe_b64encode(b'{"study":"graduate"}').decode()
    new_phone.goto(f"{home}check/#q=study&edit&a={brought}")
    new_phone.locator(".option").last.click()
    new_phone.get_by_role("button", name="改好了，看结果").click()
    expect(new_phone.locator(".results")).to_be_visible()
    new_phone.goto(f"{home}privacy/")
    assert noted == set(new_phone.locator("article code").all_inner_texts())


def test_only_these_scripts_keep_anything() -> None:
    overrides = REPOSITORY / "overrides"
    scripts = overrides / "assets" / "javascripts"
    texts = {
        file.relative_to(scripts).as_posix(): file.read_text("utf-8") for file in scripts.rglob("*.js") if file.parent.name != "vendor"
    }
    texts["main.html"] = (overrides / "main.html").read_text("utf-8")
    keeps = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\b|window\.name")
    assert {name for name, text in texts.items() if keeps.search(text)} == KEEPERS
    assert {name for name, text in texts.items() if re.search(r"pushState|replaceState", text)} == HISTORIANS
