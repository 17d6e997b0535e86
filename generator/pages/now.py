"""What there still is, on the day it is read: what a document upholds, what rests on an ended plan alone, what offices are to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..kinds import Policy
from ..kinds.document import Validity
from ..kinds.record import Section
from ..view import PAGES
from .page import Page
from .render import Site

PATH = "now/"
ORDER = list(Validity)
SECTION = Section(
    "还能办什么",
    "哪些支持还有文件管着、到哪天；哪些的文件已届满，或没查到到期没有，要问什么；哪些是要部门去做的。",
    "现在还能办什么,还有效吗,到期,届满",
    "政策解读",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page. Its title is also what scripts know it by."""

    title: str
    says: str


UPHELD = Part("还有文件管着的", "这些事另有文件写明了期限、还没到期，或者有部门说过还在办。每行写明是哪份；先到期的排在前面。")
UNSURE = Part("有没有到期没查到的", "这些事查到了另一份文件，但它现在还算不算数，本站没有查到。先问清楚再办。")
ENDED = Part(
    "期限已届满的", "规划期已届满，本站没有查到接着管的文件。它点名的文件还算不算数，也没有查到。不等于一定办不了，也不等于还能办。"
)
TASKS = Part("要部门去做的", "这些是文件给部门定的任务，不是现在就能领的，也不等于已经有了。可以问的写在每一行里。")
PARTS = (UPHELD, UNSURE, ENDED, TASKS)


def pages(site: Site) -> Iterator[Page]:
    """`now/`."""
    policies = sorted(site.library.all(Policy), key=lambda policy: (_next(site, policy), ORDER.index(site.validity(policy))))
    rows = [(policy, turns(site, policy)) for policy in policies]
    yield site.page(
        "now.html",
        path=PATH,
        title=PAGES[PATH],
        description=SECTION.description,
        section=SECTION,
        crumbs=site.crumbs(),
        kind=site.found_as(Policy),
        context={
            "parts": [(part, [row for row in rows if _title(row[1], site.on) == part.title]) for part in PARTS],
            "ended": ENDED,
            "checked_on": min((policy.checked_on for policy in policies), default=None),
        },
    )


def turns(site: Site, policy: Policy) -> list[tuple[date, str]]:
    """The titles of the parts that an item stands in, each with the day from which it does."""
    if policy.nature == "任务":
        return [(date.min, TASKS.title)]
    return site.turns(policy, lambda day: _part(site.validity(policy, day)).title)


def upheld(site: Site) -> list[tuple[Policy, list[tuple[date, str]]]]:
    """What a document upholds on the day or will later, each with the titles of its parts."""
    rows = [(policy, turns(site, policy)) for policy in site.library.all(Policy)]
    return [(policy, said) for policy, said in rows if any(title == UPHELD.title for title in _from(said, site.on))]


def _part(validity: Validity) -> Part:
    return ENDED if validity.over else UNSURE if validity == Validity.UNCONFIRMED else UPHELD


def _title(turns: list[tuple[date, str]], on: date) -> str:
    return [title for day, title in turns if day <= on][-1]


def _from(turns: list[tuple[date, str]], on: date) -> list[str]:
    return [_title(turns, on), *(title for day, title in turns if day > on)]


def _next(site: Site, policy: Policy) -> date:
    """When an item moves to another part."""
    return next((day for day, _ in turns(site, policy) if day > site.on), date.max)
