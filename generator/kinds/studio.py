"""Mentor studios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..fields import Asked, Day, Flag, Known, Listed, Ref, Text
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .policy import Policy
    from .vocabulary import Banner, Group, Industry, Window


class Studio(Record):
    """A studio where experienced founders advise new ones."""

    label = "导师工作室"
    path = "content/studios"
    facets = ("banner",)
    card = ("banner", "level")
    shown = Shown("studios/", Section("导师工作室", "创业导师工作室的专长和预约办法。", "创业导师,导师工作室", "创业服务"), "导师", rank=4)

    sample: Flag = Field(title="是否示例")
    summary: Text = Field(title="一句话")
    banner: Ref["Banner"] = Field(title="辖区")
    level: Known[Annotated[str, Listed("studio-levels")]] = Field(title="级别")
    leader: Known[Text] = Field(title="领衔人（须本人同意公开）")
    host: Text = Field(title="依托单位")
    listed_in: Known[Text] = Field(title="公布文件")
    expertise: tuple[Text, ...] = Field(title="专长", min_length=1)
    suits: tuple[Ref["Group"], ...] = Field(title="面向人群", min_length=1)
    industries: tuple[Ref["Industry"], ...] = Field((), title="熟悉的行业")
    services: tuple[Text, ...] = Field(title="能帮什么", min_length=1)
    about: Text = Field(title="介绍")
    how: Text = Field(title="怎么约")
    contacts: tuple[Ref["Window"], ...] = Field((), title="联系方式", description="示例不写")
    policies: tuple[Ref["Policy"], ...] = Field((), title="相关支持事项")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()
