"""A record that no page shows, two pages at one address, and a page that no page leads to are told by the build."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from conftest import ON

from generator.cli import main
from generator.library import load
from generator.pages import pages as pages_of
from generator.pages.page import Page
from generator.pages.render import Site
from generator.publish.reach import leads_to, placed, reached

TOWN = Path(__file__).parent / "town"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable:
    """Builds a copy of the town with its pages changed, and says what a person is told."""
    root = Path(shutil.copytree(TOWN, tmp_path / "town", ignore=shutil.ignore_patterns("build", "site")))

    def built(changed: Callable[[Iterable[Page]], Iterator[Page]]) -> str:
        monkeypatch.setattr("generator.publish.build.pages_of", lambda site: changed(pages_of(site)))
        code = main(["build", "--root", str(root), "--date", ON.isoformat()])
        assert code == (0 if (root / "site").exists() else 1)
        return capsys.readouterr().err

    return built


def test_the_pages_as_they_are_are_fine(build: Callable) -> None:
    assert build(lambda pages: pages) == ""


def test_a_record_without_a_page(build: Callable) -> None:
    told = build(lambda pages: (page for page in pages if page.path not in ("studios/cook/", "projects/noodles/")))
    assert told == (
        "有的记录没有网页显示：\n"
        "content/studios/cook.yml 的“厨艺工作室”，应该在 studios/cook/\n"
        "projects/noodles.yml 的“面馆”，应该在 projects/noodles/\n"
    )


def test_a_record_without_a_place_on_the_page_of_its_kind(build: Callable) -> None:
    def emptied(pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            yield page if page.path != "departments/" else Page(page.path, page.title, page.description, written="没有了")

    assert "vocabulary/windows.yml 的“热线”，应该在 departments/#hotline" in build(emptied)


def test_two_pages_at_one_address(build: Callable) -> None:
    told = build(lambda pages: [*pages, Page("events/", "又一个", "", written="字")])
    assert told == "两个网页用了同一个网址：\n“events/”（创业活动、又一个）\n"


def test_a_page_that_no_page_leads_to(build: Callable) -> None:
    lonely = Page("lonely/", "没人来", "", template="list.html", render=lambda *_, **__: '<a href="../lonely/">我自己</a>')
    assert build(lambda pages: [*pages, lonely]) == "有的网页没有别的网页通向它：\n“lonely/”（没人来）\n"


def test_where_links_lead() -> None:
    links = '<a href="../../policies/shop/#c-1"> <a href="../../"> <a href="https://a.gov.cn/x/"> <a href="tel:12"> <a href="#here"> <a href="../../search/?q=x">'
    page = Page("groups/keeper/", "店主", "", template="group.html", render=lambda *_, **__: links)
    assert leads_to(page) == {"policies/shop/", "", "search/"}


def test_of_many_only_some_are_named() -> None:
    pages = [Page("", "首页", ""), *(Page(f"{number}/", "甲", "") for number in range(30))]
    with pytest.raises(Exception, match=r"“19/”（甲）\n…… 一共 30 个$"):
        reached(pages, set())


def test_an_industry_without_projects_needs_no_page() -> None:
    """Its page is a list of projects."""
    library, _ = load(TOWN)
    pages = list(pages_of(Site(library, ON)))
    placed(library, [page for page in pages if not page.path.startswith("projects/by_industry/")])
