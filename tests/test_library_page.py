"""The project library in a real Chromium: filters with counts, order, pages, shortlist and comparison, all in the address."""

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ON, PHONE, REPOSITORY, serve, watch
from playwright.sync_api import Browser, Page, expect

from generator import labels
from generator.kinds import Group, Project
from generator.library import Library, load
from generator.pages import catalogue
from generator.pages.comparison import facts
from generator.pages.projects import numbers
from generator.pages.render import Site
from generator.sample import _projects

FOUR = ["steppe-lamb-noodles", "milk-tea-house", "city-pickle-workshop", "trucker-inn"]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(REPOSITORY)[0]


@pytest.fixture(scope="module")
def listed(library: Library) -> list[Project]:
    """What the library offers, as its page first shows it."""
    return sorted(
        (p for p in library.all(Project) if library.stage(p).offered), key=lambda p: (-library.entered_on(p).toordinal(), p.title)
    )


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def go(page: Page, home: str, rest: str = "") -> None:
    page.goto("about:blank")  # a changed fragment alone would load nothing
    page.goto(f"{home}projects/{rest}")
    expect(page.locator(".library")).to_be_attached()


def titles(page: Page) -> list[str]:
    return page.locator(".library .card strong").all_inner_texts()


def status(page: Page):
    return page.locator(".library__status")


def pick(page: Page, words: str) -> None:
    page.locator(".pick").filter(has_text=re.compile(rf"^{words}\d*$")).click()


def test_the_cards_are_those_of_the_list_without_script(browser: Browser, phone: Page, home: str) -> None:
    plain = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(f"{home}projects/")
    read = """cards => Object.fromEntries(cards.map(card => [card.href, card.outerHTML.replace(/ href="[^"]*"/, '')
        .replaceAll('\\u00a0', ' ').replaceAll('&nbsp;', ' ').replace(/<span class="nowrap">(.*?)<.span>/g, '$1')]))"""
    expected = plain.eval_on_selector_all("ul.cards a.card", read)
    assert len(expected) == 24 and plain.locator(".pager [aria-current]").inner_text() == "1"
    plain.context.close()
    faults = watch(phone, home)
    go(phone, home)
    phone.wait_for_load_state("networkidle")
    shown = phone.eval_on_selector_all(".library a.card", read)
    assert list(shown.items()) == list(expected.items())
    assert phone.locator("ul.cards:visible").count() == 1 and phone.locator(".tiles").is_visible()
    assert not faults


def test_every_count_is_right_and_ignores_its_own_group(desk: Page, home: str, library: Library, listed: list[Project]) -> None:
    go(desk, home, "?banner=dongsheng,kangbashi&suits=graduate-5y")
    banners, people = {"dongsheng", "kangbashi"}, {"graduate-5y"}
    fits = {"banner": lambda p: p.banner in banners, "suits": lambda p: people & set(p.suits)}
    values = {
        "banner": lambda p: [p.banner],
        "industry": lambda p: [p.industry],
        "suits": lambda p: p.suits,
        "source": lambda p: [p.source],
        "stage": lambda p: [p.now.stage],
        "premises": lambda p: ["base" if p.premises.in_base else "own"],
    }
    for key, value in values.items():
        rows = [p for p in listed if all(fit(p) for name, fit in fits.items() if name != key)]
        expected = Counter(one for p in rows for one in value(p))
        shown = desk.eval_on_selector_all(
            f".facet input[name={key}]",
            "boxes => Object.fromEntries(boxes.map(b => [b.value, +b.parentElement.querySelector('.count').textContent]))",
        )
        if key == "stage":  # what is not offered can be asked for
            everything = [p for p in library.all(Project) if library.stage(p).public and all(fit(p) for fit in fits.values())]
            expected = Counter(p.now.stage for p in everything)
        assert {name: count for name, count in shown.items() if count} == dict(expected), key
    both = [p for p in listed if all(fit(p) for fit in fits.values())]
    expect(status(desk)).to_contain_text(f"{len(both)} 个项目")
    assert sorted(titles(desk)) == sorted(p.title for p in both)
    assert len(both) > 2


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("investment", lambda p: (p.investment.high, p.investment.low, p.title)),
        ("payback", lambda p: (p.payback.high, p.payback.low, p.title)),
    ],
)
def test_orders(desk: Page, home: str, listed: list[Project], order: str, key) -> None:
    go(desk, home)
    assert titles(desk) == [p.title for p in listed[:24]]
    desk.get_by_label("排列").select_option(order)
    assert titles(desk) == [p.title for p in sorted(listed, key=key)[:24]]
    assert f"sort={order}" in desk.url


def test_pages_are_numbered_linked_and_in_the_address(desk: Page, home: str, listed: list[Project]) -> None:
    go(desk, home)
    pager = desk.locator(".library .pager")
    pager.get_by_role("link", name="第 3 页").click()
    expect(status(desk)).to_contain_text("第 3 页，共 3 页")
    assert titles(desk) == [p.title for p in listed[48:]]
    expect(status(desk)).to_be_focused()
    assert desk.url == f"{home}projects/?page=3"
    assert pager.get_by_role("link", name="第 2 页").get_attribute("href").endswith("projects/?page=2")
    desk.go_back()
    assert titles(desk) == [p.title for p in listed[:24]]
    desk.go_forward()
    assert titles(desk) == [p.title for p in listed[48:]]


def test_page_numbers() -> None:
    assert (
        numbers(1, 1) == [1]
        and numbers(1, 3) == [1, 2, 3]
        and numbers(4, 9) == [1, 2, 3, 4, 5, None, 9]
        and numbers(5, 9) == [1, None, 4, 5, 6, None, 9]
    )


def test_filters_live_in_the_address_and_back_undoes_them(desk: Page, home: str) -> None:
    go(desk, home)
    everything = status(desk).inner_text()
    pick(desk, "东胜")
    pick(desk, "康巴什")
    assert desk.url == f"{home}projects/?banner=dongsheng,kangbashi"
    two = status(desk).inner_text()
    desk.reload()
    expect(status(desk)).to_have_text(two)
    expect(desk.locator(".facet input:checked")).to_have_count(2)
    desk.go_back()
    expect(desk.locator(".facet input:checked")).to_have_count(1)
    desk.go_back()
    expect(status(desk)).to_have_text(everything)
    desk.go_forward()
    expect(desk.locator(".library__chips .chip")).to_have_text(["东胜 ✕"])
    desk.locator(".library__chips .chip").click()
    expect(status(desk)).to_have_text(everything)
    expect(status(desk)).to_be_focused()


def test_words_filter_titles_and_keywords(desk: Page, home: str, listed: list[Project]) -> None:
    go(desk, home)
    desk.get_by_label("找项目").fill("羊肉")
    expected = [p.title for p in listed if "羊肉" in "\n".join([p.title, *p.tags])]
    assert any("羊肉" not in title for title in expected)
    expect(status(desk)).to_have_text(f"{len(expected)} 个项目")
    assert titles(desk) == expected
    desk.get_by_label("找项目").fill("羊肉 没有的词")
    expect(status(desk)).to_have_text("没有同时符合这些条件的项目")
    desk.locator(".library__said a").click()
    expect(desk).to_have_url(re.compile(r"/search/#q="))


def test_one_hand_on_a_phone(phone: Page, home: str) -> None:
    go(phone, home)
    opener = phone.get_by_role("button", name="筛选", exact=True)
    expect(opener).to_be_in_viewport(ratio=1)
    box = opener.bounding_box()
    assert box["height"] >= 48 and box["y"] > PHONE["height"] * 0.8
    opener.click()
    sheet = phone.get_by_role("dialog")
    pick(phone, "东胜")
    pick(phone, "达拉特")
    seen = sheet.get_by_role("button", name=re.compile(r"^查看 \d+ 个项目$"))
    count = re.search(r"\d+", seen.inner_text())[0]
    assert seen.bounding_box()["y"] > PHONE["height"] * 0.8
    for target in [*sheet.locator(".pick:visible, button:visible").all()]:
        assert target.bounding_box()["height"] >= 48, target.inner_text()
    seen.click()
    expect(sheet).to_be_hidden()
    expect(status(phone)).to_have_text(f"{count} 个项目")
    for target in phone.locator(
        ".library .chip, .library .keep, .library__dock button, .library input, .library select, .library .pager a"
    ).all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 48, target.inner_text()
    phone.go_back()
    expect(phone.locator(".library .chip")).to_have_count(0)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_shortlist_stays_and_is_shared_without_the_server(browser: Browser, phone: Page, home: str) -> None:
    go(phone, home)
    faults = watch(phone, home)
    for place in (0, 2):
        phone.locator(".keep").nth(place).click()
    chosen = [titles(phone)[place] for place in (0, 2)]
    expect(phone.get_by_role("button", name="备选 2")).to_be_visible()
    phone.goto(f"{home}projects/steppe-lamb-noodles/")
    phone.get_by_role("button", name="备选：社区羊肉焖面小馆").click()
    expect(phone.get_by_role("button", name="备选：社区羊肉焖面小馆")).to_have_attribute("aria-pressed", "true")
    phone.get_by_role("link", name="看备选、做比较（3）").click()
    expect(phone.get_by_role("heading", name="我的备选（3 个）")).to_be_visible()
    assert titles(phone) == [*chosen, "社区羊肉焖面小馆"]
    phone.get_by_role("button", name="复制备选的链接").click()
    expect(phone.get_by_role("button", name="已复制")).to_be_visible()
    link = phone.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{home}projects/#shortlist=") and link.endswith(",steppe-lamb-noodles")
    phone.get_by_role("button", name=f"备选：{chosen[0]}").click()
    expect(phone.get_by_role("heading", name="我的备选（2 个）")).to_be_visible()

    other = browser.new_context(viewport=PHONE).new_page()
    asked = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    expect(other.get_by_role("heading", name="别人发来的备选（3 个）")).to_be_visible()
    assert not [url for url in asked if "steppe-lamb" in url and "#" not in url]
    assert other.evaluate("localStorage.length") == 0, "nothing is kept unasked"
    other.get_by_role("button", name="存进我的备选").click()
    expect(other.get_by_role("heading", name="我的备选（3 个）")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="我的备选（3 个）")).to_be_visible()
    other.context.close()
    assert not faults


def test_where_storage_is_blocked_the_shortlist_lasts_as_long_as_the_page(new_phone: Page, home: str) -> None:
    new_phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })"
    )
    faults = watch(new_phone, home)
    go(new_phone, home)
    new_phone.locator(".keep").first.click()
    expect(new_phone.locator(".keep").first).to_have_attribute("aria-pressed", "true")
    expect(status(new_phone)).to_contain_text("不让保存")
    new_phone.get_by_role("button", name="备选 1").click()
    expect(new_phone.get_by_role("heading", name="我的备选（1 个）")).to_be_visible()
    new_phone.goto(f"{home}projects/steppe-lamb-noodles/")
    new_phone.get_by_role("button", name="备选：").click()
    expect(new_phone.get_by_text("关掉页面就没有了")).to_be_visible()
    assert not faults


def test_what_others_stored_or_typed_does_no_harm(new_phone: Page, home: str) -> None:
    new_phone.add_init_script(
        'if (location.host) localStorage.setItem(\'shortlist\', \'["../../x", 7, null, "<img src=x onerror=hacked=1>", "gone", "milk-tea-house"]\')'
    )
    faults = watch(new_phone, home)
    go(
        new_phone,
        home,
        "?banner=<img>,__proto__&sort=constructor&page=-3&q=%3Cimg src=x onerror=hacked=1%3E#compare=../../x,<b>,constructor",
    )
    expect(new_phone.get_by_role("heading", name="并排比较（0 个）")).to_be_visible()
    go(new_phone, home, "?banner=<img>,__proto__&sort=constructor&page=-3&q=%3Cimg src=x onerror=hacked=1%3E")
    expect(status(new_phone)).to_have_text("没有同时符合这些条件的项目")
    go(new_phone, home, "#shortlist")
    assert titles(new_phone) == ["锅茶早茶馆"]
    go(new_phone, home)
    expect(new_phone.get_by_role("button", name="备选 1")).to_be_visible()
    new_phone.goto(f"{home}projects/milk-tea-house/")
    expect(new_phone.get_by_role("link", name="看备选、做比较（2）")).to_be_visible()
    go(new_phone, home, "?page=99")
    expect(status(new_phone)).to_contain_text("第 3 页，共 3 页")
    assert new_phone.evaluate("window.hacked") is None
    assert not faults


def test_four_side_by_side(phone: Page, home: str, library: Library) -> None:
    faults = watch(phone, home)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    go(phone, home, f"#shortlist={','.join([*FOUR, 'herder-homestay'])}")
    boxes = phone.get_by_role("checkbox", name=re.compile("^比较"))
    assert [box.is_checked() for box in boxes.all()] == [True] * 4 + [False]
    expect(boxes.last).to_be_disabled()
    phone.get_by_role("button", name="并排比较这 4 个").click()
    table = phone.get_by_role("table")
    assert phone.url == f"{home}projects/#compare={','.join(FOUR)}"
    projects = [library.records["project"][name] for name in FOUR]
    expect(table.locator("thead a")).to_have_count(4)
    assert table.locator("thead a").all_inner_texts() == [p.title for p in projects]
    assert table.locator("tbody th").all_inner_texts() == [*(labels.PROJECT | {"banner": "旗区"}).values()]
    for place, project in enumerate(projects):
        said = [texts if isinstance(texts, str) else "".join(texts) for texts in facts(project, library).values()]
        assert table.locator(f"tbody td:nth-child({place + 2})").evaluate_all("cells => cells.map(cell => cell.textContent)") == said
        risks = table.locator("tr", has=phone.get_by_role("rowheader", name="风险提示")).locator("td").nth(place)
        assert risks.locator("li").all_inner_texts() == list(project.risks)
    assert "持有人自报" in table.inner_text()
    assert not [url for url in asked if re.search("/projects/[^#?]+/$", url)], "no page of a project is read"
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth"), "only the table slides"
    region = phone.get_by_role("region", name=re.compile("并排比较"))
    assert region.evaluate("node => node.scrollWidth > node.clientWidth")
    region.evaluate("node => { node.scrollLeft = 300; }")
    label = table.get_by_role("rowheader", name="收回总投资要")
    assert label.bounding_box()["x"] < 40, "the names of the rows stay"
    table.get_by_role("button", name="移开大车司机歇脚店").click()
    expect(phone.get_by_role("heading", name="并排比较（3 个）")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("heading", name="并排比较（4 个）")).to_be_visible()
    expect(table.locator("thead a")).to_have_count(4)
    phone.get_by_role("button", name="回到项目列表").click()
    assert len(titles(phone)) == 24
    assert not faults


def test_projects_that_left_are_found_only_when_asked_for(desk: Page, home: str, library: Library) -> None:
    left = [p for p in library.all(Project) if p.now.stage == "出库"]
    go(desk, home, f"?q={left[0].title}")
    assert titles(desk) == []
    go(desk, home, "?stage=出库")
    assert titles(desk) == [p.title for p in left]
    expect(desk.locator(".library .card__foot")).to_contain_text("已出库")
    go(desk, home, f"#shortlist={left[0].id}")
    expect(desk.locator(".library .card__foot")).to_contain_text("已出库")
    desk.goto(f"{home}projects/{left[0].id}/")
    expect(desk.get_by_text(f"原因：{left[0].lifecycle[-1].why}").first).to_be_visible()
    expect(desk.locator(".life [aria-current]")).to_contain_text("出库")


def test_where_the_catalogue_fails_the_plain_list_stays(phone: Page, home: str) -> None:
    errors = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.route("**/catalogue.json", lambda route: route.abort())
    phone.goto(f"{home}projects/")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator(".tiles")).to_be_visible()
    assert phone.locator("ul.cards a.card").count() == 24 and phone.locator(".library").count() == 0
    assert not errors


def test_ten_thousand_projects_are_small(browser: Browser, site: Path, library: Library, tmp_path: Path) -> None:
    many = {f"sample-{number:05}": data for number, data in enumerate(_projects(library, 10_000), 1)}
    made = Library(
        library.root, {**library.records, "project": {key: Project.model_validate({**data, "id": key}) for key, data in many.items()}}
    )
    files = dict(catalogue.files(Site(made, ON)))
    assert len(gzip.compress(files["projects/catalogue.json"])) <= 111_000
    assert max(len(gzip.compress(content)) for name, content in files.items() if "in_brief" in name) <= 2_500
    assert max(len(gzip.compress(content)) for name, content in files.items() if "side_by_side" in name) <= 3_500
    for name in ("assets", "projects/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (shutil.copytree if (site / name).is_dir() else shutil.copy)(site / name, tmp_path / name)
    plain = tmp_path / "projects" / "index.html"
    plain.write_text(re.sub('data-library="[0-9]+"', 'data-library="10000"', plain.read_text("utf-8")), "utf-8")
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with serve(tmp_path) as home:
        page = browser.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{home}projects/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "catalogue.json" in url]
        page.get_by_role("button", name="找项目、筛选和比较").click()
        expect(page.get_by_role("searchbox", name="找项目")).to_be_focused()
        assert [url for url in asked if "catalogue.json" in url]
        go(page, home, "?suits=veteran,returnee&investment=5-10,10-20&sort=investment")
        expected = [
            p for p in made.all(Project) if made.stage(p).offered and {"veteran", "returnee"} & set(p.suits) and 5 < p.investment.high <= 20
        ]
        expect(status(page)).to_contain_text(f"{len(expected)} 个项目")
        for number, count in [(1, 410), (4, 410), (5, 410), (408, 410), (410, 410)]:
            assert numbers(number, count) == page.evaluate(
                "([number, count]) => import('../assets/javascripts/library/numbers.js').then(({ numbers }) => numbers(number, count))",
                [number, count],
            )
        page.close()


def test_the_catalogue_says_what_its_description_says(library: Library) -> None:
    """Other sites read it: every project once, every column and facet as declared."""
    files = dict(catalogue.files(Site(library.published(samples=True), ON)))
    data = json.loads(files["projects/catalogue.json"])
    public = {p.id: p for p in library.all(Project) if library.stage(p).public}
    assert data["projects"] == len(public) and set(data["id"]) == public.keys()
    assert data["title"] == sorted(data["title"])

    def value(name: str, row: int):
        column = data["columns"][name]
        return column["values"][ord(column["rows"][row]) - 48]

    for row, project in enumerate(public[key] for key in data["id"]):
        assert data["title"][row] == project.title
        assert value("investment", row) == [project.investment.low, project.investment.high]
        assert value("payback", row) == [project.payback.low, project.payback.high]
        assert value("entered", row) * 86400 == (library.entered_on(project) - type(ON)(1970, 1, 1)).total_seconds()
        assert sorted(value("suits", row)) == sorted(project.suits)
        for facet in data["facets"]:
            words = [
                facet["options"][place]
                for place in facet["of"][data["columns"][facet["column"]]["values"].index(value(facet["column"], row))]
            ]
            if facet["key"] == "suits":
                assert sorted(words) == sorted([group.id, group.short] for group in map(library.records[Group.kind].get, project.suits))
            if facet["key"] == "area":
                low, _, high = words[0][0].partition("-")
                assert float(low) < project.premises.area.high <= float(high or "inf")
    order = sorted(range(data["projects"]), key=lambda row: (value("entered", row), row))
    for rank, row in enumerate(order):
        part = json.loads(files["projects/" + data["summaries"]["path"].format(rank // data["summaries"]["size"])])
        assert part[data["id"][row]] == public[data["id"][row]].summary
        compared = json.loads(files["projects/" + data["compared"]["path"].format(rank // data["compared"]["size"])])[data["id"][row]]
        assert dict(zip(data["compared"]["by"], compared, strict=True))["来源"] == public[data["id"][row]].source
