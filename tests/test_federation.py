"""Two cities, each on a host of its own; a region's portal searches both, and reads what both publish."""

import functools
import json
import threading
from http.server import ThreadingHTTPServer

import pytest
from conftest import _Quiet


class _Open(_Quiet):
    """A host that lets other sites read, as operators are told to."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module")
def town(built_town, tmp_path_factory):
    """The little town's site under a sub-path of another host."""
    web = tmp_path_factory.mktemp("web")
    (web / "chuangye").symlink_to(built_town / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Open, directory=str(web)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/chuangye/"
    server.shutdown()


SEARCH = """async ([town, text, filters]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ baseUrl: "/", mergeFilter: { 城市: "鄂尔多斯" } });
  await pagefind.mergeIndex(town + "pagefind", { baseUrl: town, mergeFilter: { 城市: "小镇" } });
  const found = await pagefind.search(text, { filters });
  return Promise.all(found.results.map(async (hit) => { const data = await hit.data(); return [data.url, data.meta.title, data.meta.kind]; }));
}"""


def test_a_portal_searches_both(home, town, phone):
    phone.goto(home)
    found = phone.evaluate(SEARCH, [town, "面馆", {}])
    assert [f"{town}projects/noodles/", "面馆", "project"] in found
    assert any(url.startswith("/projects/") for url, *_ in found)


def test_a_portal_filters_by_city_and_kind(home, town, phone):
    phone.goto(home)
    ours = phone.evaluate(SEARCH, [town, "补贴", {"城市": "鄂尔多斯", "kind": "policy"}])
    theirs = phone.evaluate(SEARCH, [town, "开店", {"城市": "小镇"}])
    assert ours and all(url.startswith("/policies/") and kind == "policy" for url, _, kind in ours)
    assert theirs and all(url.startswith(town) for url, *_ in theirs)


def test_what_a_portal_links_to_is_there(home, town, phone):
    phone.goto(home)
    for url, title, _ in phone.evaluate(SEARCH, [town, "面馆", {"城市": "小镇"}]):
        phone.goto(url)
        assert phone.locator("h1").inner_text() == title


def test_published_json_can_be_gathered(home, town, phone):
    phone.goto(home)
    both = phone.evaluate(
        "async (hosts) => Promise.all(hosts.map(async (host) => (await fetch(host + 'check/rules.json')).json()))", [home, town]
    )
    assert {"startup-subsidy"} <= {item["id"] for item in both[0]["items"]} and json.dumps(both[1])
