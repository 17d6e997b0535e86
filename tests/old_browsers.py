"""The site in old Chromiums: `make old` fetches them and runs this, which is no part of `make test`.

They are older than what Playwright speaks to, so they are spoken to through a pipe.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FLAGS, PHONE, REPOSITORY

FETCHED = REPOSITORY / "build" / "old" / "fetch" / "node_modules"
UNABLE = {72}
"""Versions whose language is older than that of the scripts."""

AS_3_AND_4 = (
    "import os, sys; told, hear, *program = sys.argv[1:]; os.dup2(int(told), 3); os.dup2(int(hear), 4); os.execv(program[0], program)"
)
"""Where a Chromium listens and speaks."""


class Old:
    """An old Chromium with one page, as wide as a phone."""

    def __init__(self, program: Path, profile: Path) -> None:
        (told, self._tell), (self._heard, hear) = os.pipe(), os.pipe()
        flags = [*FLAGS, "--single-process", "--no-zygote", "--disable-software-rasterizer", f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", AS_3_AND_4, str(told), str(hear), program, *flags, "--remote-debugging-pipe", "about:blank"],
            pass_fds=(told, hear),
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(hear)
        self._number, self._session = 0, {}
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        self._ask("Emulation.setDeviceMetricsOverride", **PHONE, deviceScaleFactor=1, mobile=False)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._tell)
        os.close(self._heard)

    def _ask(self, method: str, **params: object) -> Any:
        self._number += 1
        os.write(self._tell, json.dumps({"id": self._number, "method": method, "params": params, **self._session}).encode() + b"\0")
        while True:
            message = b""
            while not message.endswith(b"\0"):
                message += os.read(self._heard, 1) or b'{"error": "it ended"}\0'
            answer = json.loads(message[:-1])
            assert "error" not in answer, answer
            if answer.get("id") == self._number:
                return answer["result"]

    def js(self, expression: str) -> Any:
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        end = time.monotonic() + 15
        while not self.js(expression):
            assert time.monotonic() < end, (expression, self.js("document.querySelector('#main').innerText"))
            time.sleep(0.1)

    def goto(self, address: str) -> None:
        """Another page; the quiet one before it makes a change behind the `#` a visit."""
        for one in ("about:blank", address):
            self._ask("Page.navigate", url=one)
            self.wait(f"document.readyState === 'complete' && location.href.startsWith('{one[:5]}')")


@pytest.fixture(scope="module", params=[72, 80, 83, 92])
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Old]]:
    browser = Old(FETCHED / f"chromium-{request.param}" / "bin" / "chromium", tmp_path_factory.mktemp("profile"))
    assert f"Chrome/{request.param}." in browser.js("navigator.userAgent")
    yield request.param, browser
    browser.close()


READS = "document.querySelector('#main').innerText"


def test_it_asks_finds_and_filters_or_says_why_not(old: tuple[int, Old], home: str) -> None:
    version, page = old
    for path, works, instead in (
        ("check/", "document.querySelector('.question .option')", "document.querySelectorAll('tbody').length > 5"),
        ("search/#q=补贴", "document.querySelectorAll('[data-search-results] .card').length > 5", "document.querySelector('.chips a')"),
        ("projects/?banner=dongsheng", "document.querySelector('.library .chip')", "document.querySelectorAll('ul.cards a').length > 20"),
    ):
        page.goto(home + path)
        page.wait(f"!!({instead if version in UNABLE else works})")
        assert page.js(f"{READS}.includes('没有运行起来')") == (version in UNABLE), path


def test_answers_lead_to_results(old: tuple[int, Old], home: str) -> None:
    version, page = old
    if version in UNABLE:
        return
    page.goto(f"{home}check/")
    page.wait("!!document.querySelector('.question .option')")
    page.js(
        "document.querySelectorAll('.option input')[1].click(); document.querySelector('.question [type=submit], .check__bar .button').click()"
    )
    page.wait("[...document.querySelectorAll('button')].some((one) => one.textContent === '先看结果')")
    page.js("[...document.querySelectorAll('button')].find((one) => one.textContent === '先看结果').click()")
    page.wait("document.querySelectorAll('.outcome').length > 3")


@pytest.mark.parametrize("path", ["", "policies/", "policies/startup-subsidy/", "now/", "groups/returnee/", "documents/notice-2022-151/"])
def test_pages_fit_and_keep_their_parts_apart(old: tuple[int, Old], home: str, path: str) -> None:
    _, page = old
    page.goto(home + path)
    assert page.js("document.documentElement.scrollWidth <= innerWidth")
    assert page.js("document.querySelector('h1').getBoundingClientRect().left") >= 12, "text does not touch the edge"
    assert page.js(
        "[...document.querySelectorAll('.foot nav a')].every((one, at, all) => !at || one.getBoundingClientRect().top > all[at - 1].getBoundingClientRect().top"
        " || one.getBoundingClientRect().left - all[at - 1].getBoundingClientRect().right >= 6)"
    ), "links of the foot stand apart"
