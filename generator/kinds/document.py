"""Official documents, their dates and validity, and an outline of their clauses in our own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ..fields import Asked, Day, DocumentNumber, Known, Listed, Model, Moment, OfficialUrl, Ref, Text
from .cite import ClauseId
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .vocabulary import Department


class Validity(Enum):
    """Whether something may be relied on, on a given day: what may be most stands first. The value is what the public reads."""

    IN_FORCE = "有效"
    IN_PERIOD = "在文件写明的期限内"
    UNCONFIRMED = "有效性待主管部门核对"
    NOT_YET = "尚未施行"
    PERIOD_ENDED = "期限已届满，是否继续执行以主管部门答复为准"
    SUPERSEDED = "已被新文件替代"
    REPEALED = "已废止"

    @property
    def short(self) -> str:
        """The same in a few characters, for badges."""
        words = {"IN_PERIOD": "期限内", "PERIOD_ENDED": "期限已届满", "UNCONFIRMED": "有效性待核对", "SUPERSEDED": "已被替代"}
        return words.get(self.name, self.value)

    @property
    def holds(self) -> bool:
        """Whether something says that it may be relied on."""
        return self in (Validity.IN_FORCE, Validity.IN_PERIOD)

    @property
    def over(self) -> bool:
        """Whether the time of it is past."""
        return self in (Validity.PERIOD_ENDED, Validity.SUPERSEDED, Validity.REPEALED)


def strongest(found: Iterable[Validity]) -> Validity:
    """What may be said of something that rests on several documents."""
    return min(found, key=list(Validity).index)


class Clause(Model):
    """One unit of a document. `figures` are the numbers it states, as it states them:
    every number on a page must be one of these, or of a parameter."""

    clause: ClauseId = Field(title="条款号")
    title: Text = Field(title="条款名")
    role: Literal["目标", "导语", "措施", "要求"] = Field(title="类别")
    summary: Text = Field(title="概括（自己的话）")
    figures: tuple[str, ...] = Field((), title="条款里的数字")
    departments: tuple[Ref["Department"], ...] = Field((), title="分工部门，按原文顺序")
    documents: tuple[Ref["Document"], ...] = Field((), title="条款引用的文件")


class Document(Record):
    """An official document. It is “有效” only where a department has confirmed that (`confirmed_on`)."""

    label = "政策文件"
    path = "content/documents"
    beside = ".original.txt"  # the official text, where its publisher puts it there
    shown = Shown(
        "documents/", Section("文件依据", "创业支持政策的文件、条款概要和有效性。", "政策文件,发文字号,有效性", "政策文件"), "文件", rank=7
    )

    short: Text = Field(title="简称")
    number: Known[DocumentNumber] = Field(title="发文字号")
    index_number: Known[Text] = Field(title="索引号")
    category: Known[Text] = Field(title="信息分类")
    issuer: Known[Text] = Field(title="发文机关")
    source: Text | None = Field(None, title="来源（网页上写的）")
    addressed_to: Text | None = Field(None, title="主送（写给哪些机关的才写）")
    level: Annotated[str, Listed("document-levels")] = Field(title="级别")
    written_on: Known[Day] = Field(title="成文日期")
    published_on: Known[Moment] = Field(title="公开日期")
    starts_on: Known[Day] = Field(title="施行或规划期起始日")
    ends_on: Known[Day] = Field(title="有效期或规划期截止日")
    confirmed_on: Day | None = Field(None, title="主管部门确认继续有效的日期")
    confirmed_by: Text | None = Field(None, title="谁在哪里确认的")
    repealed_on: Day | None = Field(None, title="废止日期")
    superseded_by: Ref["Document"] | None = Field(None, title="替代它的文件")
    parent: Ref["Document"] | None = Field(None, title="上位文件")
    read: Literal["全文", "部分", "仅标题"] = Field(title="我们读到了多少")
    official_url: Known[OfficialUrl] = Field(title="官方原文网址")
    summary: Text = Field(title="概述（自己的话）")
    note: Text | None = Field(None, title="需要知道的情况")
    figures: tuple[str, ...] = Field((), title="不知道在哪一条的数字")
    departments_note: Text | None = Field(None, title="分工部门要说明的")
    outline: tuple[Clause, ...] = Field((), title="条款概要")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()

    def validity(self, on: date) -> Validity:
        """What may be said of this document on day `on`; silence of the sources is never “有效”."""
        if self.repealed_on and on >= self.repealed_on:
            return Validity.REPEALED
        if self.superseded_by:
            return Validity.SUPERSEDED
        if self.starts_on and on < self.starts_on:
            return Validity.NOT_YET
        if self.ends_on and on > self.ends_on:
            return Validity.PERIOD_ENDED
        if self.confirmed_on:
            return Validity.IN_FORCE
        return Validity.IN_PERIOD if self.ends_on and self.seen else Validity.UNCONFIRMED

    @property
    def seen(self) -> bool:
        """Whether it is known which document it is and something of its text was read: else nobody saw it say a period."""
        return self.number is not None and self.read != "仅标题"

    def clause(self, name: str | None) -> Clause | None:
        """The outline's entry for clause `name`."""
        return next((clause for clause in self.outline if clause.clause == name), None)
