"""The search bench: what each engine finds for the labelled queries, what it costs, and how long it takes."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from . import corpora, material, published, queries
from .browser import EMPTY, Server, chromium, serve
from .measure import WORK, NotMeasured, table
from .queries import Query

SIZES = (0, 2000, 10000)
"""Projects of the libraries that are searched; 0 stands for the real pages."""
TOP = 10
COLD = 5
"""First searches, each in a browser that has nothing in store; the median is reported."""
PATIENCE = 240
"""Seconds that an engine may take for one library before it is given up."""

OURS = "assets/javascripts/search/query.js"
OPEN = {
    "ours": """async (root) => {
        const { open } = await import(root + "%s");
        const engine = await open(new URL(root));
        return async (text) => {
          const { hits } = await engine.ask(text);
          const top = hits.slice(0, %d);
          await Promise.all(top.map((hit) => hit.load()));
          return { count: hits.length, urls: top.map((hit) => hit.url) };
        };
      }"""
    % (OURS, TOP),
    "Pagefind": """async (root) => {
        const pagefind = await import(root + "pagefind/pagefind.js");
        return async (text) => {
          const { results } = await pagefind.search(text);
          const top = await Promise.all(results.slice(0, %d).map((result) => result.data()));
          return { count: results.length, urls: top.map((data) => data.url) };
        };
      }"""
    % TOP,
    "Material": """async (root) => {
        const index = fetch(root + "search/search_index.json").then((answer) => answer.json());
        const worker = new Worker(root + "%s");
        const say = (type, data) => new Promise((heard, failed) => {
          worker.onmessage = (event) => heard(event.data.data);
          worker.onerror = failed;
          worker.postMessage({ type, data });
        });
        await say(0, { ...await index, options: { suggest: false } });
        return async (text) => {
          const { items } = await say(2, text);
          return { count: items.length, urls: items.slice(0, %d).map(([article]) => article.location.split("#")[0]) };
        };
      }"""
    % (material.worker(), TOP),
}
"""For each engine, how it is opened on a page, and what it gives for a text: how many results, and the first ones
with all that a result shows loaded."""

FIND = """async ([root, text, seconds]) => {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("too slow")), seconds * 1000));
  const started = performance.now();
  window.asking ??= await Promise.race([(%s)(root), late]);
  const found = await Promise.race([window.asking(text), late]);
  return { ...found, took: performance.now() - started };
}"""


@dataclass
class Result:
    """What an engine came to on one set of queries over one site. Times in milliseconds, sizes in bytes."""

    queries: list[Query]
    first: list[Query] = field(default_factory=list)
    top: list[Query] = field(default_factory=list)
    zero: list[Query] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    cold_bytes: list[int] = field(default_factory=list)
    warm_bytes: list[int] = field(default_factory=list)

    def row(self) -> list[str]:
        return [
            *(f"{100 * len(some) / len(self.queries):.1f}" for some in (self.first, self.top, self.zero)),
            f"{median(self.cold_bytes) / 1000:.0f}",
            f"{median(self.warm_bytes) / 1000:.0f}",
            f"{median(self.cold):.0f}",
            f"{median(self.warm):.0f}",
            f"{quantiles(self.warm, n=20)[-1]:.0f}",
        ]


class _Engine:
    """An engine on a site that is being served."""

    def __init__(self, name: str, browser: Browser, server: Server) -> None:
        self.find = FIND % OPEN[name]
        self.browser, self.server = browser, server
        self.until = time.monotonic() + PATIENCE

    def page(self) -> Page:
        page = self.browser.new_context(locale="zh-CN").new_page()
        page.goto(self.server.address + EMPTY)
        self.server.sent()
        return page

    def ask(self, page: Page, query: Query) -> dict:
        left = self.until - time.monotonic()
        try:
            found = page.evaluate(self.find, [self.server.address, query.text, max(left, 0)])
        except BrowserError as error:
            why = (
                f"it needs more than {PATIENCE} s for these queries"
                if "too slow" in error.message
                else f"it failed: {error.message.splitlines()[0]}"
            )
            raise NotMeasured(why) from error
        return found | {"paths": [url.removeprefix(self.server.address).strip("/") + "/" for url in found["urls"]]}


def measure(engine: _Engine, asked: list[Query], titles: dict[str, str]) -> Result:
    """Ask everything once in one session, and some queries as the first of a session."""
    result = Result(asked)
    page = engine.page()
    engine.ask(page, asked[0])
    for query in asked:
        answer = engine.ask(page, query)
        result.warm.append(answer["took"])
        right = [query.right(path, titles.get(path, "")) for path in answer["paths"]]
        if any(right[:1]):
            result.first.append(query)
        if any(right):
            result.top.append(query)
        if not answer["count"]:
            result.zero.append(query)
    page.context.close()
    found = result.top or asked  # what finds nothing shows nothing, and would make the engine look light
    for number in range(COLD):
        first, second = (found[(number * len(found) // COLD + step) % len(found)] for step in (0, 1))
        page = engine.page()
        result.cold.append(engine.ask(page, first)["took"])
        result.cold_bytes.append(engine.server.sent().size)
        engine.ask(page, second)
        result.warm_bytes.append(engine.server.sent().size)
        page.context.close()
        if sum(result.cold) > 30_000:  # an engine that opens this slowly is as slow the next time
            break
    return result


HEAD = ["engine", "queries", "first %", "ten %", "zero %", "cold KB", "warm KB", "cold ms", "median ms", "p95 ms"]


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what each engine finds, for the real pages and for each library."""
    with chromium() as browser:
        for projects in sizes:
            site = corpora.site(projects)
            titles = corpora.titles(projects)
            sets = queries.sets("library" if projects else "site")
            if projects:
                sets = {name: queries.answerable(asked, titles) for name, asked in sets.items()}
            sets = {name: [query for query in asked if query.answered] for name, asked in sets.items()}
            blind = {name: asked for name, asked in sets.items() if name != queries.DEVELOPMENT}
            rows, notes = [], []
            for name in OPEN:
                try:
                    results = _results(name, browser, site, sets if name == "ours" else blind, titles)
                except NotMeasured as error:
                    notes.append(f"{name}: NOT MEASURED, {error}.")
                    continue
                if not results:
                    notes.append(f"{name}: NOT BUILT, the site has no {OURS}.")
                    continue
                for use, result in results.items():
                    rows.append([f"{name}, {use}", len(result.queries), *result.row()])
                if name == "ours":
                    notes += [_by_way(use, result) for use, result in results.items()]
                    _missed(projects, results["development"])
            table(
                f"Search over {f'{projects} projects' if projects else 'the real pages'} ({len(published.searched(site))} pages indexed)",
                HEAD,
                rows,
            )
            for note in notes:
                print(f"  {note}", flush=True)


def _results(name: str, browser: Browser, site: Path, sets: dict[str, list[Query]], titles: dict[str, str]) -> dict[str, Result]:
    if name == "ours" and not (site / OURS).exists():
        return {}
    if name == "Material":
        site = material.build(site, WORK / f"material-{site.parent.name}")
    with serve(site) as server:
        engine = _Engine(name, browser, server)
        return {use: measure(engine, asked, titles) for use, asked in sets.items()}


def _by_way(use: str, result: Result) -> str:
    asked, first = (Counter(query.way for query in some) for some in (result.queries, result.first))
    return f"ours, {use}, right first: " + "  ".join(f"{way} {first[way]}/{asked[way]}" for way in asked)


def _missed(projects: int, result: Result) -> None:
    """What the engine's makers may learn from: the development queries without a right answer first."""
    lines = [
        f"{query.way}\t{query.text}\t{'in ten' if query in result.top else 'no result' if query in result.zero else 'not in ten'}\n"
        for query in result.queries
        if query not in result.first
    ]
    (WORK / f"missed-{projects or 'site'}.txt").write_text("".join(lines), "utf-8")
