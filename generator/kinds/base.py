"""Incubation bases, maker spaces and incubators."""

from typing import Literal

from pydantic import Field

from ..fields import Day, Flag, Known, Number, Text, Whole, ref
from .record import Record


class Base(Record):
    """A place to start a business in. Who recognises it depends on its type, so `authority` is required."""

    kind = "base"
    label = "创业载体"
    path = "content/bases"

    sample: Flag = Field(title="是否示例")
    type: Literal["创业孵化基地", "大学生创业园", "返乡入乡创业园", "众创空间", "科技企业孵化器"] = Field(title="类型")
    summary: Text = Field(title="一句话")
    banner: ref("banner") = Field(title="旗区")
    level: Literal["国家", "自治区", "市", "旗区", "未评级"] = Field(title="级别")
    authority: Literal["人社部门", "科技部门", "发改部门"] = Field(title="主管部门")
    recognised_in: Known[Text] = Field(title="认定文件")
    operator: Text = Field(title="运营机构")
    developer: Literal["政府开发", "社会开发"] = Field(title="开发性质")
    area: Known[Whole] = Field(title="面积（平方米）")
    free_share: Known[Number] = Field(title="免费场地占比（%）")
    desks: Known[Whole] = Field(title="工位（个）")
    incubating: Known[Whole] = Field(title="在孵企业（户）")
    graduated: Known[Whole] = Field(title="累计孵化成功（户）")
    student_share: Known[Number] = Field(title="大学生创办的在孵企业占比（%）")
    years: Known[Number] = Field(title="孵化期（年）")
    suits: tuple[ref("group"), ...] = Field(title="面向人群", min_length=1)
    industries: tuple[ref("industry"), ...] = Field((), title="适合的行业")
    entry: tuple[Text, ...] = Field(title="入驻条件", min_length=1)
    services: tuple[Text, ...] = Field(title="提供的服务", min_length=1)
    about: Text = Field(title="介绍")
    address: Known[Text] = Field(title="地址")
    contacts: tuple[ref("window"), ...] = Field(title="联系方式", min_length=1)
    policies: tuple[ref("policy"), ...] = Field((), title="相关支持事项")
    checked_on: Day = Field(title="数据核对日")
