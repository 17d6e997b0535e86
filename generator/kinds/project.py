"""Startup projects of the library."""

import re
from datetime import date
from typing import Literal

from pydantic import Field

from ..fields import Day, Flag, Known, Model, Range, Text, Whole, ref
from .record import Record

Stage = Literal["征集", "初审", "评审", "公示", "入库", "展示", "推广", "出库", "退回", "撤回"]

LISTED = ("入库", "展示", "推广")
"""Where a project that the library offers now may stand."""

PUBLIC = ("公示", *LISTED, "出库")
"""Where a project that the public may see may stand."""


class Step(Model):
    """One transition in the life of a project in the library."""

    stage: Stage = Field(title="环节")
    on: Day = Field(title="日期")
    by: Text = Field(title="由谁")
    why: Text | None = Field(None, title="原因（例如为什么出库）")


class Cost(Model):
    """One line of the starting budget."""

    item: Text = Field(title="花在哪里")
    amount: Range = Field(title="金额（万元）")


class Premises(Model):
    """What room the project needs."""

    area: Range = Field(title="面积（平方米）")
    type: Text = Field(title="什么样的地方")
    in_base: Flag = Field(title="能否进孵化基地")


class Project(Record):
    """A startup project someone could take up. Money and payback are the holder's own figures."""

    kind = "project"
    label = "创业项目"
    path = "projects"

    number: Text = Field(title="项目编号")
    sample: Flag = Field(title="是否示例")
    summary: Text = Field(title="一句话")
    banner: ref("banner") = Field(title="旗区")
    industry: ref("industry") = Field(title="行业")
    source: Literal["政府征集", "企业", "高校", "创业大赛", "返乡能人"] = Field(title="来源")
    technology: Literal["自有技术", "专利许可", "高校成果", "加盟", "公共技术"] = Field(title="技术来源")
    mode: Literal["自营", "合作", "加盟"] = Field(title="经营模式")
    investment: Range = Field(title="总投资（万元）")
    startup: Range = Field(title="其中启动资金（万元）")
    payback: Range = Field(title="回收期（月，持有人自报）")
    staff: Range = Field(title="需要人手（人）")
    premises: Premises = Field(title="场地")
    suits: tuple[ref("group"), ...] = Field(title="适合人群", min_length=1)
    about: Text = Field(title="项目介绍")
    costs: tuple[Cost, ...] = Field(title="启动资金花在哪里", min_length=1)
    market: Text = Field(title="市场与渠道")
    first_steps: tuple[Text, ...] = Field(title="起步怎么走", min_length=1)
    permits: tuple[Text, ...] = Field(title="证照和许可")
    risks: tuple[Text, ...] = Field(title="风险提示", min_length=1)
    tags: tuple[Text, ...] = Field((), title="关键词")
    policies: tuple[ref("policy"), ...] = Field((), title="可对照的支持事项")
    holder: Text = Field(title="持有机构")
    contacts: tuple[ref("window"), ...] = Field(title="联系方式", min_length=1)
    jobs: Known[Whole] = Field(title="已带动就业（人）")
    lifecycle: tuple[Step, ...] = Field(title="入库过程", min_length=1)
    review_by: Day = Field(title="下次复核日")
    checked_on: Day = Field(title="数据核对日")

    @property
    def idea(self) -> str:
        """The title up to its bracket, in which stands what tells projects of one sort apart."""
        return re.split("[（(]", self.title)[0].strip() or self.title

    @property
    def public(self) -> bool:
        """Whether the public may see the project: not while it is still being judged, nor once it was turned down."""
        return self.stage in PUBLIC

    @property
    def listed(self) -> bool:
        """Whether the library offers the project now. One that has left keeps its page but is offered no more."""
        return self.stage in LISTED

    @property
    def stage(self) -> Stage:
        """Where the project stands now."""
        return self.lifecycle[-1].stage

    @property
    def entered_on(self) -> date:
        """The day it entered the library, or of its last step where it has not."""
        return next((step.on for step in reversed(self.lifecycle) if step.stage == "入库"), self.lifecycle[-1].on)
