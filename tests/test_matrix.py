"""Who gets what: the matrix holds what items say of whom they are for, and nothing else."""

import re
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, TOWN
from playwright.sync_api import Browser, expect

from generator.kinds import Group, Policy
from generator.library import load
from generator.pages import matrix
from generator.pages.groups import pages as group_pages
from generator.pages.matrix import Claim
from generator.pages.render import Site


@pytest.fixture(scope="module", params=[REPOSITORY, TOWN], ids=["city", "town"])
def made(request: pytest.FixtureRequest) -> Site:
    return Site(load(request.param)[0], ON)


def test_columns_are_what_the_pages_of_groups_list(made: Site) -> None:
    (page,) = matrix.pages(made)
    found = page.context["matrix"]
    assert {group.id for group in found.groups} == {group.id for group in made.library.all(Group)}
    seen = 0
    for other in group_pages(made):
        if group := other.context.get("group"):
            for claim, name in ((Claim.NAMED, "policies"), (Claim.COMMON, "common"), (Claim.OPEN, "open_policies")):
                listed = sorted(policy.id for policy in other.context[name])
                assert sorted(row.policy.id for row in found.column(group, claim)) == listed, (group.id, claim)
                seen += len(listed)
    assert seen == sum(cell is not None for row in found.rows for cell in row.cells)


def test_every_item_is_a_row_or_is_named_below(made: Site) -> None:
    (page,) = matrix.pages(made)
    rows = [row.policy.id for row in page.context["matrix"].rows]
    assert sorted(rows + [policy.id for policy in page.context["nobody"]]) == sorted(policy.id for policy in made.library.all(Policy))


def test_cells_hold_sums_of_what_may_be_had_only(made: Site) -> None:
    (page,) = matrix.pages(made)
    for row in page.context["matrix"].rows:
        digits = re.findall(r"\d+", row.sum)
        said = made.sum(row.policy)
        assert not digits or row.policy.nature != "任务"
        assert all(digit in said for digit in digits), (row.policy.id, row.sum, said)


def test_every_cell_leads_to_its_item_and_says_in_words_what_it_holds(site: Path) -> None:
    html = (site / "who" / "index.html").read_text("utf-8")
    table = html[html.index("<table>") : html.index("</table>")]
    cells = 0
    for line in re.split(r"<tr", table):
        if head := re.search(r'<th scope="row"><a href="([^"]+)"', line):
            for cell in re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL):
                if cell.strip():
                    cells += 1
                    assert re.search(r'<a class="matrix__\w+[^"]*" href="([^"]+)"', cell)[1] == head[1]  # type: ignore[index]
                    assert re.sub(r"<[^>]+>", "", cell[cell.index('class="hidden"') :]).partition(">")[2].strip(), cell
    assert cells > 300
    veteran = html[html.index('id="veteran"') :]
    veteran = re.sub('</?span class="nowrap">|(?<=元)</span>', "", veteran[: veteran.index("</section>")])
    assert re.search(r"一次性创业补贴</a><span class=\"rows__sum\">原定.5000.元", veteran)


def test_on_a_phone_it_is_my_column_and_on_paper_one_sheet(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}who/")
    mine = page.locator(".who__mine:visible")
    expect(mine).to_have_count(0)
    page.get_by_role("link", name="退役军人", exact=True).click()
    expect(mine).to_have_attribute("id", "veteran")
    expect(mine.locator("li").first).to_contain_text("一次性创业补贴")
    expect(page.locator(".matrix")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    frame = page.locator(".matrix")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), "the whole of it on a wide screen"
    frame.evaluate("frame => frame.scrollTo(0, 400)")
    top = frame.bounding_box()["y"]  # type: ignore[index]
    assert abs(page.locator(".matrix thead").bounding_box()["y"] - top) < 2, "its heads stay"  # type: ignore[index]
    paper = page.pdf(prefer_css_page_size=True)
    assert [float(side) / 72 * 25.4 for side in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)[0]] == pytest.approx(
        [420, 297], abs=1
    )
    assert paper.count(b"/MediaBox") == 1
    context.close()
