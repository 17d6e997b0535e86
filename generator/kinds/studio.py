"""Mentor studios."""

from typing import Literal

from pydantic import Field

from ..fields import Day, Flag, Known, Text, ref
from .record import Record


class Studio(Record):
    """A studio where experienced founders advise new ones."""

    kind = "studio"
    label = "导师工作室"
    path = "content/studios"

    sample: Flag = Field(title="是否示例")
    summary: Text = Field(title="一句话")
    banner: ref("banner") = Field(title="旗区")
    level: Literal["自治区", "市", "旗区"] = Field(title="级别")
    leader: Known[Text] = Field(title="领衔人（须本人同意公开）")
    host: Text = Field(title="依托单位")
    listed_in: Known[Text] = Field(title="公布文件")
    expertise: tuple[Text, ...] = Field(title="专长", min_length=1)
    suits: tuple[ref("group"), ...] = Field(title="面向人群", min_length=1)
    industries: tuple[ref("industry"), ...] = Field((), title="熟悉的行业")
    services: tuple[Text, ...] = Field(title="能帮什么", min_length=1)
    about: Text = Field(title="介绍")
    how: Text = Field(title="怎么约")
    contacts: tuple[ref("window"), ...] = Field(title="联系方式", min_length=1)
    policies: tuple[ref("policy"), ...] = Field((), title="相关支持事项")
    checked_on: Day = Field(title="数据核对日")
