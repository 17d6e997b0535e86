"""Startup events: contests, pitches, lectures, shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from ..fields import Asked, Day, Flag, Known, Listed, OfficialUrl, Ref, Text
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .policy import Policy
    from .vocabulary import Banner, Group, Window


class Event(Record):
    """Something that founders can take part in or watch."""

    label = "创业活动"
    path = "content/events"
    phases: ClassVar = {"open": "正在报名", "coming": "还没开始", "running": "正在进行", "past": "已经结束"}
    facets = ("banner",)
    card = ("type", "banner", "starts_on", "enter_by")
    shown = Shown("events/", Section("创业活动", "{events}：什么时候、在哪里、怎么报名。", "{events}", "创业服务"), "活动", rank=5)

    sample: Flag = Field(title="是否示例")
    type: Annotated[str, Listed("event-types")] = Field(title="活动类型")
    summary: Text = Field(title="一句话")
    starts_on: Day = Field(title="开始日")
    ends_on: Day = Field(title="结束日", description="只有一天的，和开始日一样")
    enter_from: Day | None = Field(None, title="报名起始日")
    enter_by: Known[Day] = Field(title="报名截止日")
    online: Flag = Field(title="是否线上")
    place: Known[Text] = Field(title="地点", description="线上的写在哪里看")
    banner: Ref["Banner"] | None = Field(None, title="辖区", description="全市的不写")
    organiser: Text = Field(title="主办单位")
    suits: tuple[Ref["Group"], ...] = Field((), title="面向人群")
    who: Text = Field(title="谁能参加")
    how: Known[Text] = Field(title="怎么报名")
    source: Known[Text] = Field(title="消息来源")
    source_url: Known[OfficialUrl] = Field(title="来源网址")
    results_url: Known[OfficialUrl] = Field(title="结果网址")
    contacts: tuple[Ref["Window"], ...] = Field((), title="联系方式")
    policies: tuple[Ref["Policy"], ...] = Field((), title="相关支持事项")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()

    def phase(self, on: date) -> Literal["open", "coming", "running", "past"]:
        """Whether one can still enter, and else whether the event is still to come, is on, or is over."""
        if on > self.ends_on:
            return "past"
        if self.enter_by and on <= self.enter_by and (not self.enter_from or on >= self.enter_from):
            return "open"
        return "running" if on >= self.starts_on else "coming"
