"""The site's vocabularies: one YAML file each, so that staff add a term without touching code."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ..fields import Asked, Day, Flag, Known, Model, Number, Order, Ref, Text, Years, fault
from .cite import Cited
from .condition import Slug, Test
from .record import Record, Section, Shown, Term


class Banner(Record):
    """A division of the city, with its code after GB/T 2260 and its tile in the schematic grid."""

    label = "辖区"
    path = "content/vocabulary/banners.yml"
    unique = ("code",)
    shown = Shown("projects/by_banner/")

    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] = Field(title="行政区划代码")
    short: Text = Field(title="简称")
    pinyin: Annotated[str, StringConstraints(pattern=r"^[a-z]+( [a-z]+)*$")] | None = Field(
        None, title="念法", description="词典会念错的名称才写：小写字母，一个字一个音节，中间空一格"
    )
    row: Order = Field(title="示意图第几行")
    column: Order = Field(title="示意图第几列")
    neighbours: tuple[Ref["Banner"], ...] = Field((), title="和哪些辖区相邻", description="两边的，写在哪一边都行")
    asks: Asked = ()

    @model_validator(mode="after")
    def _as_many_syllables(self) -> Banner:
        syllables = len(self.pinyin.split()) if self.pinyin else len(self.title)
        if syllables != len(self.title):
            raise fault("pinyin", f"名称有 {len(self.title)} 个字，pinyin 有 {syllables} 个音节", "，请一个字写一个音节，中间空一格")
        return self


class Industry(Record):
    """A section of GB/T 4754-2017."""

    label = "行业"
    path = "content/vocabulary/industries.yml"
    shown = Shown("projects/by_industry/")

    code: Annotated[str, StringConstraints(pattern=r"^[A-T]$")] = Field(title="门类代码")
    short: Text = Field(title="简称")
    usual: Flag = Field(title="项目库常用")
    asks: Asked = ()

    @property
    def facet(self) -> str:
        """Its short name: those of the standard are long."""
        return self.short


class Group(Record):
    """People or organisations that items are meant for, as the documents word them.

    All of a group belong to those it is `within`: what names these is for them too.
    """

    label = "人群"
    path = "content/vocabulary/groups.yml"
    shown = Shown("groups/", Section("我是谁", "按人群查看创业支持事项。", "{groups}", "政策服务"), "人群", rank=6)

    short: Text = Field(title="简称")
    wording: Text = Field(title="文件中的写法")
    summary: Text = Field(title="是谁（自己的话）")
    note: Text | None = Field(None, title="需要知道的情况")
    organisation: Flag = Field(title="是否机构")
    everyone: Flag = Field(False, title="是否不分身份、人人都算")
    within: tuple[Ref["Group"], ...] = Field((), title="也都属于哪些人群")
    clauses: tuple[Cited, ...] = Field(title="出现在哪些条款", min_length=1)
    order: Order = Field(title="列表中的先后")
    asks: Asked = ()

    def named_in(self, groups: Collection[str]) -> bool:
        """Whether a list of groups names this one, by itself or by one that it is within."""
        return self.id in groups or any(group in groups for group in self.within)


class Department(Record):
    """A department under its name in the plan. Its present name is given only where confirmed."""

    label = "部门"
    path = "content/vocabulary/departments.yml"
    shown = Shown("departments/", called="部门", rank=8, list_only=True)

    short: Text = Field(title="简称")
    aliases: tuple[Text, ...] = Field((), title="文件里的其他写法")
    present: Known[Text] = Field(title="现用名称")
    phone: Known[Text] = Field(title="对外电话")
    note: Text | None = Field(None, title="需要知道的情况")
    asks: Asked = ()


class Window(Record):
    """Somewhere to ask."""

    label = "咨询窗口"
    path = "content/vocabulary/windows.yml"
    shown = Shown("departments/", called="部门", rank=8, list_only=True)

    phone: Known[Annotated[str, StringConstraints(pattern=r"^(\d{5}|0\d{2,3}-\d{7,8})$")]] = Field(title="电话")
    each: Flag = Field(False, title="是否每个辖区各有一个")
    summary: Text = Field(title="能问什么")
    hours: Known[Text] = Field(title="工作时间")
    address: Known[Text] = Field(title="地址")
    checked_on: Day = Field(title="数据核对日")
    asks: Asked = ()


class Option(Model):
    """One answer of a choice.

    One question can say several things at once: what else an answer `means` can be tested as if it were an option.
    """

    id: Slug = Field(title="编号")
    title: Text = Field(title="选项")
    means: tuple[Slug, ...] = Field((), title="还算作什么（编号，条件里可以用）")
    to_do: Text | None = Field(None, title="想改选这一项，要做什么")
    groups: tuple[Ref["Group"], ...] = Field((), title="选它的是哪些人群")


class Fact(Record):
    """A question of the explainer; its title is the question. “不清楚” is always among the answers."""

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
    order: Order = Field(title="先后")


class Definition(Record):
    """What a word means at which people stumble. Pages that use the word explain it at their end."""

    label = "用语"
    path = "content/vocabulary/definitions.yml"
    required = False

    also: tuple[Text, ...] = Field((), title="其他写法")
    says: Text = Field(title="是什么意思（一两句大白话）")
    cite: Cited | None = Field(None, title="依据")
    reprint: Flag = Field(False, title="是否取自转载（显示“待主管部门核对”）")

    @property
    def terms(self) -> tuple[str, ...]:
        """Every way in which texts say the word."""
        return self.title, *self.also


class Topic(Record):
    """A kind of support: money, loans, room, training."""

    label = "支持类别"
    path = "content/vocabulary/topics.yml"
    shown = Shown("policies/", list_only=True)

    summary: Text = Field(title="是什么")
    order: Order = Field(title="列表中的先后")


class Wordlist(Record):
    """The words that a field may hold: levels of offices, where projects come from, who develops a base."""

    label = "词表"
    path = "content/vocabulary/wordlists.yml"

    words: tuple[Text, ...] = Field(title="可以写的词", min_length=1)


class Apart(Model):
    """A list of public projects that the library does not offer now."""

    path: Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)+$")] = Field(title="网址里的名字，中间有下划线")
    state: Text = Field(title="叫什么（几个字）")
    title: Text = Field(title="列表的标题")
    summary: Text = Field(title="列表的说明")
    notice: Text = Field(title="项目页上的提示，{day} 代表日期")
    unlisted: Flag = Field(False, title="是否不让搜索引擎收录")


class Stage(Term):
    """A step in the life of a project, with the steps that may follow it. Steps may be left out where none is recorded."""

    label = "环节"
    path = "content/vocabulary/stages.yml"

    first: Flag = Field(False, title="能不能是第一个环节")
    next: tuple[Ref["Stage"], ...] = Field((), title="后面可以是哪些环节")
    enters: Flag = Field(False, title="是不是从这里进入项目库")
    offered: Flag = Field(False, title="项目库现在推介它")
    apart: Apart | None = Field(None, title="公众看得到、但不推介的，怎样列出")
    order: Order = Field(title="先后")

    @property
    def public(self) -> bool:
        """Whether the public may see a project in this step."""
        return self.offered or self.apart is not None


class LongestStay(Model):
    """How long a firm usually stays in a base."""

    years: Years = Field(title="年数")
    cite: Cited = Field(title="依据")


class BaseType(Term):
    """A kind of base, and who recognises it."""

    label = "载体类型"
    path = "content/vocabulary/base_types.yml"

    authority: Text = Field(title="一般的主管部门")
    others: tuple[Text, ...] = Field((), title="也可能的主管部门")
    longest_stay: LongestStay | None = Field(None, title="一般最多孵化多久")
    order: Order = Field(title="列表中的先后")


class Synonym(Record):
    """What people say for something that the site calls `title`: whoever searches for one finds the other."""

    label = "同义词"
    path = "content/vocabulary/synonyms.yml"
    required = False

    says: tuple[Text, ...] = Field(title="大家的说法", min_length=1)


class Elsewhere(Record):
    """Something that people look for and that is not on this site: what they say for it, and where to go instead."""

    label = "本站没有的事"
    path = "content/vocabulary/elsewhere.yml"
    required = False

    says: tuple[Text, ...] = Field(title="大家的说法", min_length=1)
    instead: Text = Field(title="该去哪里、打什么电话（一句话）")
    phone: Annotated[str, StringConstraints(pattern=r"^(\d{3,5}|0\d{2,3}-\d{7,8})$")] | None = Field(None, title="那里的电话")


class Hub(Record):
    """What people call a list or a tool of the site, and ask where it answers: pages that no other record is.

    Its id is the page's path as `view.hub` writes it, such as `projects-left-library`.
    """

    label = "栏目"
    path = "content/vocabulary/hubs.yml"
    required = False

    asks: Asked = ()
