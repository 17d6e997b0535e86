"""Incubation bases, maker spaces and incubators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..fields import Area, Asked, Day, Desks, Firms, Flag, Known, Listed, Percent, Ref, Text, Years
from .record import Record, Section, Shown

if TYPE_CHECKING:
    from .policy import Policy
    from .vocabulary import Banner, BaseType, Group, Industry, Window


class Base(Record):
    """A place to start a business in. Who recognises it depends on its type, so `authority` is required."""

    label = "创业载体"
    path = "content/bases"
    facets = ("banner",)
    card = ("type", "developer")
    shown = Shown(
        "bases/",
        Section("孵化基地", "按{division}找创业的地方：{bases}。", "孵化基地,免费场地,{bases}", "创业载体"),
        "基地",
        rank=3,
    )

    sample: Flag = Field(title="是否示例")
    type: Ref["BaseType"] = Field(title="类型")
    summary: Text = Field(title="一句话")
    banner: Ref["Banner"] = Field(title="辖区")
    level: Known[Annotated[str, Listed("base-levels")]] = Field(title="级别")
    authority: Text = Field(title="主管部门")
    recognised_in: Known[Text] = Field(title="认定文件")
    operator: Text = Field(title="运营机构")
    developer: Annotated[str, Listed("developers")] = Field(title="开发性质")
    area: Known[Area] = Field(title="面积")
    free_share: Known[Percent] = Field(title="免费场地占比")
    desks: Known[Desks] = Field(title="工位")
    incubating: Known[Firms] = Field(title="在孵企业")
    graduated: Known[Firms] = Field(title="累计孵化成功")
    student_share: Known[Percent] = Field(title="大学生创办的在孵企业占比")
    years: Known[Years] = Field(title="孵化期")
    suits: tuple[Ref["Group"], ...] = Field(title="面向人群", min_length=1)
    industries: tuple[Ref["Industry"], ...] = Field((), title="适合的行业")
    entry: tuple[Text, ...] = Field(title="入驻条件", min_length=1)
    services: tuple[Text, ...] = Field(title="提供的服务", min_length=1)
    about: Text = Field(title="介绍")
    address: Known[Text] = Field(title="地址")
    contacts: tuple[Ref["Window"], ...] = Field((), title="联系方式", description="示例不写")
    policies: tuple[Ref["Policy"], ...] = Field((), title="相关支持事项")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()
