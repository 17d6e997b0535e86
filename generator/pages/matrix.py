"""Who gets what: every support item beside every group, as the items themselves say whom they are for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from .. import wording
from ..kinds import Group, Policy
from ..kinds.policy import Ceiling, Rate
from ..kinds.record import Section
from ..view import PAGES, View
from .page import Page
from .render import Site

PATH = "who/"
SECTION = Section(
    "谁能得什么",
    "一张图看完：{city}的每项创业支持点到了哪些人和机构，写明了多少钱。",
    "谁能领,谁能得什么,补贴对象,适用人群",
    "政策解读",
)


class Claim(Enum):
    """How an item stands to a group: it names it; it is for all, whoever they are; its list of names ends with “等”."""

    NAMED = "named"
    COMMON = "common"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its sum in a few characters, empty where it is none, and how it stands to each group of the matrix."""

    policy: Policy
    sum: str
    cells: tuple[Claim | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Items by groups, people before organisations."""

    groups: tuple[Group, ...]
    rows: tuple[Row, ...]

    @property
    def people(self) -> int:
        """How many of the groups are people."""
        return sum(not group.organisation for group in self.groups)

    def offered(self) -> list[Row]:
        """What may be had, as far as it still holds."""
        return [row for row in self.rows if row.policy.nature != "任务"]

    def tasks(self) -> list[Row]:
        """What offices are to do."""
        return [row for row in self.rows if row.policy.nature == "任务"]

    def column(self, group: Group, claim: Claim) -> list[Row]:
        """The items that stand to a group in one way."""
        place = self.groups.index(group)
        return [row for row in self.rows if row.cells[place] == claim]


def pages(site: Site) -> Iterator[Page]:
    """`who/`."""
    policies, groups = site.library.all(Policy), site.library.all(Group)
    named = [policy for policy in policies if policy.groups]
    yield site.page(
        "who.html",
        path=PATH,
        title=PAGES[PATH],
        description=site.worded(SECTION).description,
        section=site.worded(SECTION),
        crumbs=site.crumbs(),
        kind=site.found_as(Policy),
        texts=lambda: (
            site.worded(SECTION).description,
            site.worded(SECTION).keywords,
        ),  # it names all others, which say more of themselves
        wide=True,
        context={
            "matrix": matrix(site, named, groups),
            "Claim": Claim,
            "meant": meant(site),
            "nobody": [policy for policy in policies if not policy.groups],
            "checked_on": min((policy.checked_on for policy in policies), default=None),
        },
    )


def matrix(site: View, policies: Sequence[Policy], groups: Sequence[Group]) -> Matrix:
    """Some items beside some groups."""
    everyone = {group.id for group in site.library.all(Group) if group.everyone}
    ordered = sorted(groups, key=lambda group: group.organisation)  # stable: each sort stays in its own order
    return Matrix(
        tuple(ordered),
        tuple(Row(policy, figure(site, policy), tuple(claim(policy, group, everyone) for group in ordered)) for policy in policies),
    )


def sums(site: View) -> Matrix:
    """The items that name a sum, beside the groups that they name."""
    policies = [policy for policy in site.library.all(Policy) if policy.groups and figure(site, policy)]
    groups = [group for group in site.library.all(Group) if any(group.named_in(policy.groups) for policy in policies)]
    return matrix(site, policies, groups)


def largest(site: View, matrix: Matrix) -> list[Row]:
    """The rows that give money, people's before those of organisations, the most first; shares of a changing value come last.

    What is lent is not given.
    """
    people = [group.id for group in matrix.groups if not group.organisation]

    def order(row: Row) -> tuple[bool, bool, float]:
        amounts = row.policy.amounts or ()
        worth = wording.worth(amounts, site.library, site.on)[1]
        return not any(group in people for group in row.policy.groups), isinstance(wording.leading(amounts), Rate), -worth

    return sorted((row for row in matrix.rows if not isinstance(wording.leading(row.policy.amounts or ()), Ceiling)), key=order)


def claim(policy: Policy, group: Group, everyone: Collection[str]) -> Claim | None:
    """How an item stands to a group, where `everyone` are the groups that all people belong to."""
    if group.named_in(policy.groups):
        return Claim.NAMED
    if group.organisation or group.everyone:
        return None
    if any(one in everyone for one in policy.groups):
        return Claim.COMMON
    return Claim.OPEN if policy.groups_open else None


def meant(site: View) -> list[tuple[date, str]]:
    """What the sums of the plan are, from which day on: said once for all of them."""
    return site.turns(site.plan, lambda day: "是原定的" if site.validity(site.plan, day).over else "是文件写明的")


def figure(site: View, policy: Policy) -> str:
    """The sum of an item in the few characters that a cell holds; nothing where it names none, and for tasks, which promise nothing."""
    if policy.nature == "任务" or not policy.amounts:
        return ""
    return wording.in_a_cell(wording.leading(policy.amounts), site.library, site.on)
