"""What several test modules share."""

import functools
import gzip
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect, sync_playwright

from generator.eligibility.compile import compiled
from generator.library import load
from generator.pages.render import Site
from generator.problems import as_text, has_errors
from generator.publish.build import build

REPOSITORY = Path(__file__).parent.parent
TOWN = REPOSITORY / "tests" / "town"
"""A made-up site, small enough to know by heart. It has no theme of its own, and so gets this repository's."""
ON = date(2026, 11, 23)
PHONE = {"width": 360, "height": 740}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A shell starts what runs in the background deaf to Ctrl+C, and so is all that this starts. Tests send it to what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def copied(root: Path, to: Path) -> Path:
    """A copy of the site in `root` without anything that was made from it."""
    return Path(shutil.copytree(root, to, ignore=shutil.ignore_patterns("build", "site")))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the little town."""
    return copied(TOWN, tmp_path / "town")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """What is made once, by whichever process of this run needs it first. Nobody changes what lies there."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def made(name: str, make: Callable[[Path], object]) -> Path:
        with FileLock(shared / f"{name}.lock"):
            if not (shared / name).exists():
                shutil.rmtree(part := shared / f"{name}.part", ignore_errors=True)
                make(part)
                part.rename(shared / name)
        return shared / name

    return made


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The repository's own site, built from a copy of it."""

    def make(root: Path) -> None:
        root.mkdir()
        shutil.copy(REPOSITORY / "mkdocs.yml", root)
        for folder in ("content", "projects", "overrides"):
            shutil.copytree(REPOSITORY / folder, root / folder)
        problems = build(root, root / "site", ON)
        assert not has_errors(problems), as_text(problems)

    return once("repository", make) / "site"


@pytest.fixture(scope="session")
def built_town(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The little town with its site."""

    def make(root: Path) -> None:
        assert build(copied(TOWN, root), root / "site", ON) == []

    return once("town", make)


@pytest.fixture(scope="session")
def rules() -> dict[str, Any]:
    """The repository's own rules, compiled."""
    library, problems = load(REPOSITORY)
    assert not has_errors(problems), as_text(problems)
    return compiled(Site(library, ON))


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser(_chromium: Browser) -> Iterator[Browser]:
    """A browser without a page."""
    yield _chromium
    for context in _chromium.contexts:
        context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def script_weight(site: Path, *names: str, without: str = "") -> int:
    """What some scripts weigh with all that they load, in compressed bytes; `without` names one that is not counted."""
    wanted, seen = [site / "assets" / "javascripts" / name for name in names], {}
    while wanted:
        file = wanted.pop().resolve()
        if file not in seen and file.stem != without:
            text = file.read_text("utf-8")
            seen[file] = len(gzip.compress(text.encode()))
            wanted += [file.parent / name for name in re.findall(r'"(\.\.?/[\w./]+\.js)"', text)]
    assert len(seen) > len(names), "what they load was found"
    return sum(seen.values())


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """`folder` on a free port of 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


def _phone(browser: Browser) -> Page:
    return browser.new_context(viewport=PHONE, locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]).new_page()


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[Page]:
    """A phone for one test: its clock may be set, and scripts added that run before those of every page. Nothing undoes that."""
    page = _phone(browser)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def _one_phone(browser: Browser) -> tuple[Page, CDPSession]:
    page = _phone(browser)
    return page, page.context.new_cdp_session(page)


@pytest.fixture
def phone(_one_phone: tuple[Page, CDPSession]) -> Iterator[Page]:
    """A phone as if new: the processes that the browser starts for a new one take longer than most tests.

    What is heard of it, asked through it, kept on it, and how it is held and printed ends with the test.
    """
    page, inside = _one_phone
    heard: list[tuple[Any, Any]] = []
    page.on = lambda *event: heard.append(event) or Page.on(page, *event)  # type: ignore[method-assign]
    yield page
    for event in heard:
        page.remove_listener(*event)
    page.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")
    inside.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})  # and that of the session
    page.set_viewport_size(PHONE)
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null")


def watch(page: Page, home: str) -> list[str]:
    """Everything the page does that it must not: errors, failures, and requests to other hosts."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: faults.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    page.on(
        "request",
        lambda request: faults.append(f"elsewhere: {request.url}") if not request.url.startswith((home, "data:", "blob:")) else None,
    )
    return faults


def put(page: Page, home: str, question: str) -> Locator:
    """Put a question, as it stands in addresses, to the search page; its status when that has been said.

    Another question to the page that is open is no visit: what it said of the last one is taken away first.
    """
    page.evaluate("document.querySelector('[data-search-status]')?.replaceChildren()")
    page.goto(f"{home}search/#q={question}")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile("[^…]$"))
    return status


def listed(page: Page, names: str) -> dict[str, list[str]]:
    """What is named under each heading that is seen, where a page sorts by the day of its reader."""
    sections = [section for section in page.locator("[data-phase]").all() if section.is_visible()]
    return {section.locator("h2").inner_text(): section.locator(names).all_inner_texts() for section in sections}
