"""The records as they stand on one day. Rules, pages and search see time and addresses through this, without templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

from . import labels, wording
from .fields import Ref
from .kinds import KINDS, BaseType, City, Document, Group, Policy, Project, Record, Stage
from .kinds.cite import Cite
from .kinds.document import Validity, strongest
from .kinds.policy import Ceiling
from .kinds.record import Section, timeline
from .library import Library, R, leaves

HOME = Section("首页", "{city}创业支持政策与创业项目库。", "{city},创业,补贴,贷款", "首页")

PAGES = {
    "": "首页",
    "now/": "现在还能办什么",
    "who/": "谁能得什么",
    "check/": "我能得到什么",
    "targets/": "计划目标",
    "parameters/": "随时间变化的数值",
    "departments/": "部门与咨询",
    "search/": "搜索",
    "sitemap/": "站点地图",
}
"""The pages that are there whatever the records hold, beside the lists of kinds: address and title."""

UNSEARCHED = ("", "search/")
"""Those of them that no search leads to."""


def hub(path: str) -> str:
    """The id of the hub that speaks for a list or a tool: its address, written as ids are."""
    return path.strip("/").replace("/", "-").replace("_", "-")


def hubs(library: Library) -> dict[str, str]:
    """The addresses that a hub can speak for, by the hub's id."""
    lists = [kind.shown.path for kind in KINDS if kind.shown and kind.shown.section and kind.shown.path]
    apart = [f"{Project.showing().path}{stage.apart.path}/" for stage in library.all(Stage) if stage.apart]
    return {hub(path): path for path in (*PAGES, *lists, *apart) if path not in UNSEARCHED}


def today(city: City, now: datetime) -> date:
    """The day it is in the city at the moment `now`, wherever the program runs."""
    return now.astimezone(timezone(timedelta(hours=city.utc_offset))).date()


Held = Policy | Document | Sequence[Document]
"""What has a validity: an item by what it rests on."""


@dataclass(frozen=True)
class View:
    """A library on a day."""

    library: Library
    on: date

    @cached_property
    def city(self) -> City:
        """The city that the site is made for."""
        return self.library.only(City)

    @cached_property
    def called(self) -> dict[str, str]:
        """What search calls each kind of page, by the kind's id, in the order in which it offers them to choose from.

        Kinds that are called alike are one to search, under the id of the first.
        """
        found = {kind.kind: kind.shown for kind in KINDS if kind.shown and kind.shown.called}
        ids = sorted(found, key=lambda name: found[name].rank or len(KINDS))
        first = {found[name].called: name for name in reversed(ids)}
        return {name: found[name].called for name in ids if first[found[name].called] == name} | {"tool": labels.TOOL}

    def found_as(self, kind: type[Record]) -> str:
        """The id under which search knows the pages of a kind."""
        return next((name for name, called in self.called.items() if kind.shown and called == kind.shown.called), "")

    @cached_property
    def labels(self) -> dict[str, str]:
        """What projects are compared by, and what search filters by, in this city's words."""
        return labels.PROJECT | labels.FILTERS | {"banner": self.city.division}

    def section(self, kind: type[Record]) -> Section:
        """The part of the site that shows a kind, in this city's words."""
        assert kind.shown and kind.shown.section, f"{kind.kind} has no section"
        return self.worded(kind.shown.section)

    def worded(self, section: Section) -> Section:
        """A section in this city's words."""
        description, keywords = section.description.format(**self.words), section.keywords.format(**self.words)
        return replace(section, description=description, keywords=keywords.replace("、", ","))

    @cached_property
    def words(self) -> dict[str, str]:
        """What sections may call by name: the city, its divisions, its kinds of base and of event, and whom items are for."""
        return {
            "city": self.city.title,
            "division": self.city.division,
            "bases": "、".join(type_.title for type_ in self.library.all(BaseType)),
            "events": "、".join(self.library.words("event-types")),
            "groups": "、".join(group.short for group in self.library.all(Group)),
        }

    @cached_property
    def plan(self) -> Document:
        """The city's plan, which most items rest on."""
        return self.library.get(self.city.plan)

    def rests_on(self, record: Held) -> Sequence[Document]:
        """The documents that decide whether `record` holds."""
        match record:
            case Document():
                return [record]
            case Policy():
                return [self.library.get(basis.document) for basis in record.rests_on]
        return record

    def beside_plan(self, policy: Policy) -> list[Document]:
        """What an item rests on beside the plan: the plan is the rule, which lists say once, and these are the exception."""
        return [document for document in self.rests_on(policy) if document != self.plan]

    def giver(self, policy: Policy) -> Document | None:
        """The document that gives an item's amount, which may be over where another still holds. Tasks promise nothing."""
        amount = wording.leading(policy.amounts) if policy.amounts and policy.nature != "任务" else None
        return self.library.get(amount.cite.document) if amount and not isinstance(amount, Ceiling) else None

    def meant(self, policy: Policy) -> list[tuple[date, str]]:
        """What stands before an item's amounts from which day on: that they were once meant to be given."""
        if not (document := self.giver(policy)):
            return [(date.min, "")]
        number = wording.brief(policy.amounts, self.library, self.on)[0].isdigit()
        meant = labels.MEANT + ("\N{NO-BREAK SPACE}" if number else "")
        return self.turns(document, lambda day: meant if document.validity(day).over else "")

    def sum(self, policy: Policy) -> str:
        """The amount of an item in few characters, as far as it may be promised on the day."""
        said = [word for day, word in self.meant(policy) if day <= self.on]
        return said[-1] + wording.brief(policy.amounts, self.library, self.on)

    def sums_first(self, policies: Iterable[Policy]) -> list[Policy]:
        """Items by what they give, the most first. Tasks for offices give nothing."""

        def key(policy: Policy) -> tuple[bool, int, float]:
            rank, most = wording.worth(policy.amounts, self.library, self.on)
            return policy.nature == "任务", -rank, -most

        return sorted(policies, key=key)

    def named(self, policy: Policy) -> list[Document]:
        """The documents that an item's clauses name, that it does not rest on, and of which nobody knows whether they hold."""
        found = [document for cite in policy.clauses if (document := self.library.get(cite.document)) not in self.rests_on(policy)]
        return [document for document in found if self.validity(document) == Validity.UNCONFIRMED]

    def validity(self, record: Held, on: date | None = None) -> Validity:
        """A document's validity on the day, or the strongest of several, such as those that an item rests on."""
        return strongest(document.validity(on or self.on) for document in self.rests_on(record))

    def states(self, record: Held) -> list[tuple[date, str]]:
        """In few words, the validity of documents or an item from which day on."""
        return self.turns(record, lambda day: self.validity(record, day).short)

    def turns(self, record: Held, said: Callable[[date], str]) -> list[tuple[date, str]]:
        """What is said of `record` from which day on, where that hangs on its validity."""
        days = (day for document in self.rests_on(record) for day in (document.starts_on, document.ends_on, document.repealed_on))
        return timeline(filter(None, days), said)

    def invented(self, *kinds: type[Record]) -> bool:
        """Whether all records of some kinds are samples."""
        found = [record for kind in kinds for record in self.library.all(kind)]
        return bool(found) and all(getattr(record, "sample", False) for record in found)

    @cached_property
    def offered(self) -> list[Project]:
        """The projects that the library offers now."""
        return [project for project in self.library.all(Project) if self.library.stage(project).offered]

    def url_of(self, cite: Cite) -> str:
        """Where a citation is read: its clause on its document's page."""
        return self.library.get(cite.document).url + (f"#{wording.anchor(cite.clause)}" if cite.clause else "")

    def mentions(self, record: Record, kind: type[R]) -> list[R]:
        """Records of `kind`, which is not a numerous one, that name `record`, in their own order."""
        return self._mentions.get((record.kind, record.id, kind.kind), [])  # type: ignore[return-value]

    @cached_property
    def _mentions(self) -> dict[tuple[str, str, str], list[Record]]:
        found: dict[tuple[str, str, str], dict[str, Record]] = {}
        for kind in KINDS:
            for record in self.library.all(kind) if not kind.numerous else ():
                for value in leaves(record):
                    if isinstance(value, Ref):
                        found.setdefault((value.kind, str(value), kind.kind), {})[record.id] = record
        return {key: list(records.values()) for key, records in found.items()}
