"""Events: where one stands on a day, in Python and, on whatever day the page is read, in the browser."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, listed, serve, watch
from playwright.sync_api import Browser, Page, expect

from generator.kinds import Event
from generator.library import load, typed
from generator.pages.records import coming, soonest_first
from generator.publish.build import build
from generator.text.source import parse

TOWN = Path(__file__).parent / "town"
FAIR = (TOWN / "content" / "events" / "fair.yml").read_text("utf-8")

DAYS = {
    "fair": ("2026-11-20", "2026-11-30", "2026-12-05", "2026-12-06"),
    "contest": ("2026-12-02", "2026-12-20", "2027-01-10", "2027-01-12"),
    "pitch": (None, "未公布", "2026-11-23", "2026-11-23"),
    "lecture": (None, "2026-11-01", "2026-11-02", "2026-11-02"),
    "show": (None, "2026-10-01", "2026-10-02", "2026-10-02"),
}
"""First and last day of entry, first and last day of each event, as typed."""


def text(name: str) -> str:
    """The file of an event of the town, held on other days."""
    opens, closes, starts, ends = DAYS[name]
    typed = (
        FAIR.replace("sample: 是", "sample: 否")
        .replace("老街集市", name)
        .replace("2026-12-05", starts)
        .replace("2026-12-06", ends)
        .replace("2026-11-30", closes)
    )
    return typed + (f"enter_from: {opens}\n" if opens else "")


def event(name: str) -> Event:
    ((_, _, found, faults),) = typed(Event, parse(text(name), f"{name}.yml"))
    assert not faults
    return found


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (
            "fair",
            {
                "2026-11-19": "coming",
                "2026-11-20": "open",
                "2026-11-30": "open",
                "2026-12-01": "coming",
                "2026-12-05": "running",
                "2026-12-06": "running",
                "2026-12-07": "past",
            },
        ),
        ("pitch", {"2026-11-22": "coming", "2026-11-23": "running", "2026-11-24": "past"}),
    ],
)
def test_where_an_event_stands(name: str, days: dict[str, str]) -> None:
    one = event(name)
    assert {day: one.phase(date.fromisoformat(day)) for day in days} == days


@pytest.mark.parametrize("name", DAYS)
def test_the_timeline_says_what_the_phase_says_on_every_day(name: str) -> None:
    one = event(name)
    for number in range(date(2026, 9, 1).toordinal(), date(2027, 3, 1).toordinal()):
        day = date.fromordinal(number)
        assert [word for since, word in one.timeline() if since <= day][-1] == Event.phases[one.phase(day)]


def test_soonest_first_and_the_latest_past_first() -> None:
    events = [event(name) for name in sorted(DAYS)]
    assert [one.title for one in soonest_first(events, ON)] == ["pitch", "fair", "contest", "lecture", "show"]
    assert [one.title for one in coming(events, ON)] == ["pitch", "fair", "contest"]


AHEAD = 5.5
"""Hours that the town's clock is ahead: half of one is the hard case. Other tests read towns of whole hours."""


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[float, str]]:
    """The town with these events, as built for `ON`: how far its clock is ahead, and where it is served."""
    root = shutil.copytree(TOWN, tmp_path_factory.mktemp("calendar") / "town", ignore=shutil.ignore_patterns("build", "site"))
    city = root / "content" / "site.yml"
    city.write_text(city.read_text("utf-8").replace("utc_offset: 9", f"utc_offset: {AHEAD}"), "utf-8")
    (root / "content" / "events" / "talk.yml").unlink()
    for name in DAYS:
        (root / "content" / "events" / f"{name}.yml").write_text(text(name), "utf-8")
    assert build(root, root / "site", ON) == []
    with serve(root / "site") as address:
        yield AHEAD, address


def at(page: Page, ahead: float, local: str) -> None:
    """Let the browser's clock show an instant that the town's clock calls `local`, such as `2026-11-30T23:59:59`."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{local}Z") - timedelta(hours=ahead))


AS_BUILT = {"正在报名": ["fair"], "还没开始": ["contest"], "正在进行": ["pitch"], "已经结束": ["lecture", "show"]}


def test_without_scripts_the_day_of_the_build_and_all_dates_show(browser: Browser, calendar: tuple[float, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{calendar[1]}events/")
    assert listed(page, "strong") == AS_BUILT
    assert "开始日 2026年12月5日" in page.locator("main, body").first.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    expect(page.get_by_text("报名截止日 2026年11月30日")).to_be_visible()
    context.close()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_the_list_is_of_the_readers_day_in_the_city(browser: Browser, calendar: tuple[float, str], zone: str) -> None:
    """Wherever the reader is, a day turns when it turns in the city."""
    ahead, home = calendar
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    faults = watch(page, home)
    for local, expected in {
        "2026-11-23T00:00:00": AS_BUILT,
        "2026-11-23T23:59:59": AS_BUILT,
        "2026-11-24T00:00:00": {"正在报名": ["fair"], "还没开始": ["contest"], "已经结束": ["pitch", "lecture", "show"]},
        "2026-11-30T23:59:59": {"正在报名": ["fair"], "还没开始": ["contest"], "已经结束": ["pitch", "lecture", "show"]},
        "2026-12-01T00:00:00": {"还没开始": ["contest", "fair"], "已经结束": ["pitch", "lecture", "show"]},
        "2026-12-02T00:00:00": {"正在报名": ["contest"], "还没开始": ["fair"], "已经结束": ["pitch", "lecture", "show"]},
        "2026-12-21T00:00:00": {"还没开始": ["contest"], "已经结束": ["fair", "pitch", "lecture", "show"]},
        "2027-02-01T00:00:00": {"已经结束": ["contest", "fair", "pitch", "lecture", "show"]},
    }.items():
        at(page, ahead, local)
        page.goto(f"{home}events/")
        assert listed(page, "strong") == expected, local
        words = page.locator("[data-phases]").all_inner_texts()
        assert words == [heading for heading, titles in expected.items() for _ in titles], local
    context.close()
    assert not faults


def test_a_page_left_open_follows_the_day(browser: Browser, calendar: tuple[float, str]) -> None:
    ahead, home = calendar
    page = browser.new_page()
    at(page, ahead, "2026-11-30T23:59:59")
    page.goto(f"{home}events/fair/")
    word = page.locator("[data-phases]")
    expect(word).to_have_text("正在报名")
    at(page, ahead, "2026-12-01T00:00:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(word).to_have_text("还没开始")
    page.close()


@pytest.mark.parametrize("path", ["", "groups/keeper/", "projects/by_banner/east/"])
def test_pages_show_events_until_they_are_over(browser: Browser, calendar: tuple[float, str], path: str) -> None:
    ahead, home = calendar
    page = browser.new_page()
    shown = page.get_by_role("heading", name="创业活动").locator("..")
    for local, titles in {
        "2026-11-23T12:00:00": ["pitch", "fair", "contest"],
        "2026-12-02T12:00:00": ["fair", "contest"],
        "2027-01-12T23:59:59": ["contest"],
        "2027-01-13T00:00:00": [],
    }.items():
        at(page, ahead, local)
        page.goto(home + path)
        assert shown.get_by_role("listitem").locator("strong").all_inner_texts() == titles, local
        expect(shown.get_by_role("link", name="看全部创业活动")).to_have_count(min(1, len(titles)))
    page.close()


def test_no_events_no_section(tmp_path: Path) -> None:
    root = shutil.copytree(TOWN, tmp_path / "town", ignore=shutil.ignore_patterns("build", "site"))
    shutil.rmtree(root / "content" / "events")
    assert build(root, root / "site", ON) == []
    for path in ("", "groups/keeper/", "projects/by_banner/east/"):
        assert "创业活动" not in (root / "site" / path / "index.html").read_text("utf-8")
    assert "还没有公开的创业活动" in (root / "site" / "events" / "index.html").read_text("utf-8")


def test_samples_of_every_type_in_every_phase_and_none_that_could_be_taken_for_real() -> None:
    library, _ = load(REPOSITORY)
    samples = [one for one in library.all(Event) if one.sample]
    assert {one.type for one in samples} >= {"创业大赛", "项目路演", "创业讲堂", "展示活动"}
    assert {one.phase(ON) for one in samples} == set(Event.phases)
    for one in samples:
        assert "虚构" in one.organiser and "虚构" in one.place and "这是示例，不接受报名" in one.how
        assert not one.contacts and not one.source_url and not one.results_url
