"""The site's vocabularies: one YAML file each, so that staff add a term without touching code."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..fields import Cited, Day, Flag, Known, Model, Number, Text, Whole
from .condition import Slug, Test
from .record import Record


class Banner(Record):
    """A banner or district, with its code after GB/T 2260 and its tile in the schematic grid."""

    kind = "banner"
    label = "旗区"
    path = "content/vocabulary/banners.yml"

    code: Annotated[str, StringConstraints(pattern=r"^1506\d\d$")] = Field(title="行政区划代码")
    short: Text = Field(title="简称")
    row: Whole = Field(title="示意图第几行")
    column: Whole = Field(title="示意图第几列")


class Industry(Record):
    """A section of GB/T 4754-2017."""

    kind = "industry"
    label = "行业"
    path = "content/vocabulary/industries.yml"

    code: Annotated[str, StringConstraints(pattern=r"^[A-T]$")] = Field(title="门类代码")
    short: Text = Field(title="简称")
    usual: Flag = Field(title="项目库常用")


class Group(Record):
    """People or organisations that items are meant for, as the notice words them."""

    kind = "group"
    label = "人群"
    path = "content/vocabulary/groups.yml"

    short: Text = Field(title="简称")
    wording: Text = Field(title="通知中的写法")
    summary: Text = Field(title="是谁（自己的话）")
    note: Text | None = Field(None, title="需要知道的情况")
    organisation: Flag = Field(title="是否机构")
    clauses: tuple[Cited, ...] = Field(title="出现在哪些条款", min_length=1)
    order: Whole = Field(title="列表中的先后")


class Department(Record):
    """A department under its name of 2022. Its present name is given only where confirmed."""

    kind = "department"
    label = "部门"
    path = "content/vocabulary/departments.yml"

    short: Text = Field(title="简称")
    aliases: tuple[Text, ...] = Field((), title="通知里的其他写法")
    present: Known[Text] = Field(title="现用名称")
    phone: Known[Text] = Field(title="对外电话")
    note: Text | None = Field(None, title="需要知道的情况")


class Window(Record):
    """Somewhere to ask."""

    kind = "window"
    label = "咨询窗口"
    path = "content/vocabulary/windows.yml"

    phone: Known[Annotated[str, StringConstraints(pattern=r"^(\d{5}|0\d{2,3}-\d{7,8})$")]] = Field(title="电话")
    summary: Text = Field(title="能问什么")
    hours: Known[Text] = Field(title="工作时间")
    address: Known[Text] = Field(title="地址")
    checked_on: Day = Field(title="数据核对日")


class Option(Model):
    """One answer of a choice."""

    id: Slug = Field(title="编号")
    title: Text = Field(title="选项")


class Fact(Record):
    """A question of the explainer; its title is the question. “不清楚” is always among the answers."""

    kind = "fact"
    label = "问题"
    path = "content/vocabulary/facts.yml"

    short: Text = Field(title="简称，用在结果里")
    why: Text = Field(title="为什么问这个")
    type: Literal["是否", "单选", "多选", "月份", "数字"] = Field(title="怎么回答")
    section: Literal["您", "您的生意", "您的机构"] = Field(title="问的是什么")
    options: tuple[Option, ...] = Field((), title="选项")
    unit: Text | None = Field(None, title="单位")
    most: Number | None = Field(None, title="数字最大是多少")
    change: Literal["不能改变", "可以做到", "随时间变化"] = Field(title="能不能改变")
    to_do: Text | None = Field(None, title="能改变的，要做什么")
    needs: tuple[Test, ...] = Field((), title="什么情况下才问")
    sensitive: Flag = Field(False, title="是否敏感（不放进分享链接）")
    order: Whole = Field(title="先后")


class Topic(Record):
    """A kind of support: money, loans, room, training."""

    kind = "topic"
    label = "支持类别"
    path = "content/vocabulary/topics.yml"

    summary: Text = Field(title="是什么")
    order: Whole = Field(title="列表中的先后")


class Synonym(Record):
    """What people say for something that the site calls `title`: whoever searches for one finds the other."""

    kind = "synonym"
    label = "同义词"
    path = "content/vocabulary/synonyms.yml"
    required = False

    says: tuple[Text, ...] = Field(title="大家的说法", min_length=1)


class Filler(Record):
    """Words of a question that no page can be found by, such as “怎么办理”. Search passes over them."""

    kind = "filler"
    label = "提问用语"
    path = "content/vocabulary/stop_phrases.yml"
    required = False

    phrases: tuple[Text, ...] = Field(title="搜索时略过的话", min_length=1)
