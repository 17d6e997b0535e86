"""The engines that are measured: each opened on a page of a real browser, and asked."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from . import material
from .browser import EMPTY, Server, slow
from .measure import NotMeasured

TOP = 10
"""Results that a first look takes in."""
PATIENCE = 240
"""Seconds that an engine may take for one session before it is given up."""
SEEN = 60
"""Seconds after which the search page must show a result."""
OURS = "ours"

OPEN = {
    OURS: """async (root, top) => {
        const { open } = await import(root + "assets/javascripts/search/query.js");
        const engine = await open(new URL(root));
        return async (text) => {
          const { hits, state, elsewhere } = await engine.ask(text);
          const first = hits.slice(0, top);
          await Promise.all(first.map((hit) => hit.load()));
          return { count: hits.length, urls: first.map((hit) => hit.url), stated: state === "found" && !elsewhere };
        };
      }""",
    "Pagefind": """async (root, top) => {
        const pagefind = await import(root + "pagefind/pagefind.js");
        return async (text) => {
          const { results } = await pagefind.search(text);
          const first = await Promise.all(results.slice(0, top).map((result) => result.data()));
          return { count: results.length, urls: first.map((data) => data.url), stated: results.length > 0 };
        };
      }""",
    "Material": """async (root, top, script) => {
        const index = fetch(root + "search/search_index.json").then((answer) => answer.json());
        const worker = new Worker(root + script);
        const say = (type, data) => new Promise((heard, failed) => {
          worker.onmessage = (event) => heard(event.data.data);
          worker.onerror = failed;
          worker.postMessage({ type, data });
        });
        await say(0, { ...await index, options: { suggest: false } });
        return async (text) => {
          const { items } = await say(2, text);
          const urls = items.slice(0, top).map(([article]) => article.location);
          return { count: items.length, urls, stated: items.length > 0 };
        };
      }""",
}
"""For each engine, how it is opened on a page, and what it gives for a text: how many results, the first ones with all
that a result shows loaded, and whether it states that they answer: ours may offer them as guesses, or send elsewhere."""

ASK = """async ([root, top, script, text, seconds]) => {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("too slow")), seconds * 1000));
  const started = performance.now();
  window.asking ??= await Promise.race([window.opening(root, top, script), late]);
  const answer = await Promise.race([window.asking(text), late]);
  return { ...answer, took: performance.now() - started };
}"""
SHOWN = """() => document.querySelector("[data-search-results] li")?.checkVisibility() && performance.now()"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave for a text, in how many milliseconds: that is no part of what it gave."""

    urls: list[str]
    count: int
    stated: bool
    took: float = field(compare=False)

    @property
    def paths(self) -> list[str]:
        """The pages of the first results, below the site's root."""
        bare = (url.partition("#")[0].strip("/") for url in self.urls)
        return [path and f"{path}/" for path in bare]


class Session:
    """An engine in the browser of a visitor who has nothing in store."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.until = time.monotonic() + PATIENCE

    def ask(self, text: str) -> Answer:
        left = max(self.until - time.monotonic(), 0)
        try:
            found = self.page.evaluate(ASK, [self.address, TOP, material.worker(), text, left])
        except BrowserError as error:
            late = "too slow" in error.message
            why = f"it needs more than {PATIENCE} s for these queries" if late else f"it failed: {error.message.splitlines()[0]}"
            raise NotMeasured(why) from error
        return Answer(**found | {"urls": [url.removeprefix(self.address) for url in found["urls"]]})


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine on a site that is being served."""

    name: str
    browser: Browser
    server: Server

    @contextmanager
    def session(self, throttled: bool = False) -> Iterator[Session]:
        """A visitor on a page of the site that has nothing on it."""
        with self.browser.new_context(locale="zh-CN") as context:
            page = context.new_page()
            page.goto(self.server.address + EMPTY)
            page.evaluate(f"void (window.opening = {OPEN[self.name]})")
            if throttled:
                slow(page)
            self.server.sent()
            yield Session(page, self.server.address)

    def answers(self, texts: list[str]) -> dict[str, Answer]:
        """Text → answer, all asked in one session."""
        with self.session() as session:
            return {text: session.ask(text) for text in texts}

    def shown(self, text: str, throttled: bool = False) -> float:
        """Milliseconds from opening the site's own search page with a question until it shows a result."""
        with self.browser.new_context(locale="zh-CN") as context:
            page = context.new_page()
            if throttled:
                slow(page)
            self.server.sent()
            page.goto(f"{self.server.address}search/#q={quote(text)}", wait_until="commit")
            try:
                return page.wait_for_function(SHOWN, timeout=1000 * SEEN).json_value()
            except BrowserError as error:
                raise NotMeasured(f"its own page shows no result within {SEEN} s") from error
