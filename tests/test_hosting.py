"""The site under the very headers that operators are told to send."""

import functools
import re
import threading
from http.server import ThreadingHTTPServer

import pytest
from conftest import REPOSITORY, _Quiet, watch
from playwright.sync_api import expect

ADVICE = (REPOSITORY / "content" / "pages" / "operate.md").read_text("utf-8")
POLICY = re.search('Content-Security-Policy "([^"]+)"', ADVICE)[1]


class _Advised(_Quiet):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="module")
def advised(site):
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Advised, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_search_questions_and_library_work_under_the_advised_policy(advised, phone):
    faults = watch(phone, advised)
    phone.goto(f"{advised}search/#q=创业担保贷款")
    expect(phone.locator("[data-search-results] a").first).to_contain_text("创业担保贷款")
    phone.goto(f"{advised}check/")
    expect(phone.get_by_role("button", name="下一题")).to_be_visible()
    phone.goto(f"{advised}projects/?banner=dongsheng")
    expect(phone.get_by_role("status").first).to_contain_text("个项目")
    assert faults == []


def test_what_other_sites_may_read_is_data_and_never_a_page(site):
    """The advised rules for nginx, which takes the first that matches."""
    rules = re.findall(r"location ~ (\S+) \{(.*?)\}", ADVICE, re.DOTALL)
    files = [file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()]
    shared = {
        file
        for file in files
        for body in [next((body for rule, body in rules if re.search(rule, f"/{file}")), "")]
        if "Allow-Origin" in body
    }
    assert shared == {
        file
        for file in files
        if file.startswith("pagefind/") or (file.endswith(".json") and file.split("/")[0] in ("projects", "search", "check"))
    }
    assert not any(file.endswith(".html") for file in shared)
