"""What every record has in common, and what a kind says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from ..fields import Model, Text, fault, kind_name

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise fault("file-name", f"编号（文件名）“{value}”不合规", "，请只用小写英文字母、数字和短横线，例如 startup-subsidy")
    return value


def timeline(days: Iterable[date], said: Callable[[date], str]) -> list[tuple[date, str]]:
    """What is said from which day on. It may only change on one of some days, or on the next."""
    found: list[tuple[date, str]] = []
    for day in sorted({date.min, *(day + timedelta(after) for day in days for after in (0, 1))}):
        if not found or found[-1][1] != said(day):
            found.append((day, said(day)))
    return found


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site, as its menu and the tags of government sites name it. What stands in braces is the city's own, see `View.words`."""

    title: str
    description: str
    keywords: str
    type: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the public reads a kind: its list at `path`, each record on a page below it or, on a `list_only`, in its place there.

    `called` is what a search result calls such a page; search does not find a kind without it. `rank` is its place
    among the kinds that search offers to choose from; 0 is none.
    """

    path: str
    section: Section | None = None
    called: str = ""
    rank: int = 0
    list_only: bool = False


class Record(Model):
    """One thing the site knows. Its id is its file's name, or its key in a vocabulary file.

    A kind says what people call it (`label`), where its records live (`path`) and how they are shown.
    A `path` is a folder with a file each, or one file: with all the records of a vocabulary by id, or
    with the `only` one. A site may do without the file of a kind that is not `required`.
    No record may name one of a `numerous` kind, so that thousands of them can be read each by itself.
    """

    kind: ClassVar[str]
    """What addresses and data call it, after the name of the class: `BaseType` is `base-type`."""
    label: ClassVar[str]
    path: ClassVar[str]
    suffix: ClassVar[str] = ".yml"
    beside: ClassVar[str | None] = None
    """How files end that may lie beside the records, each of the name of one."""
    only: ClassVar[bool] = False
    required: ClassVar[bool] = True
    numerous: ClassVar[bool] = False
    unique: ClassVar[tuple[str, ...]] = ()
    """The fields whose value no other record of the kind may have."""
    facets: ClassVar[tuple[str, ...]] = ()
    """The fields that search narrows by; each names a record."""
    card: ClassVar[tuple[str, ...]] = ()
    """The fields that stand at the foot of a card."""
    phases: ClassVar[dict[Any, str]] = {None: ""}
    """How its list is cut: the headings by what `phase` says of a record on a day. The last one is for what is over."""
    shown: ClassVar[Shown | None] = None

    id: Annotated[str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$"})]
    title: Text = Field(title="名称")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        cls.kind = kind_name(cls.__name__)

    @classmethod
    def in_one_file(cls) -> bool:
        """Whether all records of the kind stand in one file."""
        return cls.path.endswith(cls.suffix)

    def phase(self, on: date) -> Any:  # noqa: ARG002 - kinds that change with time look at it
        """Which part of its list the record stands in on a day. It may only change on a day that a field holds, or on the next."""
        return None

    def timeline(self) -> list[tuple[date, str]]:
        """The headings of its list that the record stands under, each with the day from which it does."""
        days = (day for day in self.__dict__.values() if isinstance(day, date))
        return timeline(days, lambda day: self.phases[self.phase(day)])

    @property
    def facet(self) -> str:
        """What the record is called where something is narrowed to it."""
        return self.title

    @classmethod
    def showing(cls) -> Shown:
        """How the public reads the kind. Raises ValueError where it does not."""
        if cls.shown is None:
            raise ValueError(f"{cls.kind} has no pages")
        return cls.shown

    @property
    def url(self) -> str:
        """Where the record is read: its address below the site's root."""
        shown = self.showing()
        return f"{shown.path}#{self.id}" if shown.list_only else f"{shown.path}{self.id}/"


class Term(Record):
    """A word of a vocabulary that records name as it is, such as a stage “公示”: its key is the word itself."""

    id: Annotated[str, Field(min_length=1, max_length=20)]

    @model_validator(mode="before")
    @classmethod
    def _own_title(cls, data: Any) -> Any:
        return {"title": data["id"], **data} if isinstance(data, dict) and "id" in data else data
