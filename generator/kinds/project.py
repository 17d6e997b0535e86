"""Startup projects of the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..fields import AreaSpan, Asked, Day, Flag, Known, Listed, Model, MonthSpan, People, PeopleSpan, Ref, Text, WanYuanSpan
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .policy import Policy
    from .vocabulary import Banner, Group, Industry, Stage, Window


class Step(Model):
    """One transition in the life of a project in the library."""

    stage: Ref["Stage"] = Field(title="环节")
    on: Day = Field(title="日期")
    by: Text = Field(title="由谁")
    why: Text | None = Field(None, title="原因（例如为什么不再推介）")


class Cost(Model):
    """One line of the starting budget."""

    item: Text = Field(title="花在哪里")
    amount: WanYuanSpan = Field(title="金额")


class Premises(Model):
    """What room the project needs."""

    area: AreaSpan = Field(title="面积")
    type: Text = Field(title="什么样的地方")
    in_base: Flag = Field(title="能否进孵化基地")


class Project(Record):
    """A startup project someone could take up. Money and payback are the holder's own figures."""

    label = "创业项目"
    path = "projects"
    numerous = True
    unique = ("number",)
    facets = ("banner", "industry")
    shown = Shown(
        "projects/", Section("创业项目", "创业项目库：投资、场地、风险和适合人群。", "创业项目,项目库,小本创业", "项目库"), "项目", rank=2
    )

    number: Text = Field(title="项目编号")
    sample: Flag = Field(title="是否示例")
    summary: Text = Field(title="一句话")
    banner: Ref["Banner"] = Field(title="辖区")
    industry: Ref["Industry"] = Field(title="行业")
    source: Annotated[str, Listed("sources")] = Field(title="来源")
    technology: Annotated[str, Listed("technologies")] = Field(title="技术来源")
    mode: Annotated[str, Listed("modes")] = Field(title="经营模式")
    investment: WanYuanSpan = Field(title="总投资")
    startup: WanYuanSpan = Field(title="其中启动资金")
    payback: MonthSpan = Field(title="收回总投资要几个月（持有人自报）")
    surplus: WanYuanSpan | None = Field(None, title="一年大约能剩多少（持有人自报）", description="去掉开支以后的")
    staff: PeopleSpan = Field(title="需要人手")
    premises: Premises = Field(title="场地")
    suits: tuple[Ref["Group"], ...] = Field(title="适合人群", min_length=1)
    about: Text = Field(title="项目介绍")
    costs: tuple[Cost, ...] = Field(title="启动资金花在哪里", min_length=1)
    market: Text = Field(title="市场与渠道")
    first_steps: tuple[Text, ...] = Field(title="起步怎么走", min_length=1)
    permits: tuple[Text, ...] = Field(title="证照和许可")
    risks: tuple[Text, ...] = Field(title="风险提示", min_length=1)
    tags: tuple[Text, ...] = Field((), title="关键词")
    policies: tuple[Ref["Policy"], ...] = Field((), title="可对照的支持事项")
    holder: Text = Field(title="持有机构")
    contacts: tuple[Ref["Window"], ...] = Field((), title="联系方式", description="示例不写")
    jobs: Known[People] = Field(title="已带动就业")
    lifecycle: tuple[Step, ...] = Field(title="走过的环节", min_length=1)
    review_by: Day = Field(title="下次复核日")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()

    @property
    def idea(self) -> str:
        """The title up to its bracket, in which stands what tells projects of one sort apart."""
        return re.split("[（(]", self.title)[0].strip() or self.title

    @property
    def now(self) -> Step:
        """The last step: where the project stands. `check` sees to it that the steps are in the order of their days."""
        return self.lifecycle[-1]
