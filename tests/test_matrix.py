"""Who gets what: the matrix holds what items say of whom they are for, and nothing else."""

import re
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, TOWN

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
                listed = [policy.id for policy in other.context[name]]
                assert [row.policy.id for row in found.column(group, claim)] == listed, (group.id, claim)
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
    veteran = veteran[: veteran.index("</section>")]
    assert re.search(r"一次性创业补贴</a><span class=\"rows__sum\">原定.5000.元", veteran)
