"""Conditions: plain words with a citation, and where someone can decide it, the test behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from ..fields import Flag, Model, Months, Number, Ref, Text, fault
from .cite import Cited

if TYPE_CHECKING:
    from .parameter import Parameter
    from .vocabulary import Fact

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

TESTS = {
    "is": "是否",
    "has": "单选、多选",
    "at_least": "数字",
    "at_most": "数字",
    "at_most_of": "数字",
    "months_at_least": "月份",
    "months_at_most": "月份",
}
"""How a fact can be tested, and the type of question that each test is for."""

FORMS = ("test", "all", "any", "not", "office_decides")
"""What a condition can be. One is written, or none where the item is not decided here at all."""


class Test(Model):
    """One test of one fact.

    `months_at_least` and `months_at_most` count whole months from the fact's month to the day of the
    check, or, with `after`, from the month of that other fact to this one's. Bounds include
    themselves (Civil Code, art. 1259) unless `strict`. `has` takes an option's id, or a word that options `means`.
    """

    fact: Ref["Fact"] = Field(title="看哪个问题的回答")
    is_: Flag | None = Field(None, alias="is", title="回答是或否")
    has: Slug | None = Field(None, title="选中了哪一项，或算作什么")
    at_least: Number | None = Field(None, title="不少于")
    at_most: Number | None = Field(None, title="不多于")
    at_most_of: Ref["Parameter"] | None = Field(None, title="不多于哪个参数在那一天的数值")
    months_at_least: Months | None = Field(None, title="至少过了几个月")
    months_at_most: Months | None = Field(None, title="最多过了几个月")
    after: Ref["Fact"] | None = Field(None, title="从哪个问题的月份算起")
    strict: Flag = Field(False, title="不含本数")

    @property
    def kind(self) -> str:
        """Which of `TESTS` is written."""
        return next(name for name in TESTS if getattr(self, "is_" if name == "is" else name) is not None)

    @property
    def bound(self) -> Any:
        """What the answer is held against."""
        return getattr(self, "is_" if self.kind == "is" else self.kind)

    @model_validator(mode="after")
    def _one_test(self) -> Test:
        written = [name for name in TESTS if getattr(self, "is_" if name == "is" else name) is not None]
        if len(written) != 1:
            raise fault("one-test", "这里要写一种判断方法", f"，请从这些里选一个：{'、'.join(TESTS)}")
        return self


class Node(Model):
    """A part of a condition. Its citation is that of the condition it belongs to, unless it has its own."""

    id: Slug | None = Field(None, title="编号")
    says: Text = Field(title="条件（自己的话）")
    cite: Cited | None = Field(None, title="依据")
    test: Test | None = Field(None, title="怎么判断")
    all: tuple[Node, ...] | None = Field(None, title="全部满足", min_length=1)
    any: tuple[Node, ...] | None = Field(None, title="满足任一项", min_length=1)
    not_: Node | None = Field(None, alias="not", title="不能是")
    open: Flag = Field(False, title="名单末尾有“等”字")
    office_decides: Flag = Field(False, title="由部门认定")

    @property
    def form(self) -> str | None:
        """Which of `FORMS` is written."""
        return next((name for name in FORMS if getattr(self, "not_" if name == "not" else name) not in (None, False)), None)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes right below this one."""
        return self.all or self.any or ((self.not_,) if self.not_ else ())

    @model_validator(mode="after")
    def _one_form(self) -> Node:
        written = [name for name in FORMS if getattr(self, "not_" if name == "not" else name) not in (None, False)]
        if len(written) > 1:
            raise fault("one-form", f"同时写了 {'、'.join(written)}", "，一条条件只能用一种判断方法，请留一个")
        if self.form not in (None, "office_decides") and not self.id:
            raise fault("no-id", "要判断的条件缺少 id", "，请加一行“id: …”，用小写英文和短横线")
        if self.open and not self.any:
            raise fault("open", "“open”只能和“any”一起用", "，请删掉 open")
        return self


class Condition(Node):
    """One condition of an item, with its citation."""

    cite: Cited = Field(title="依据")
    who: Flag = Field(False, title="说的是给谁的（不是这种身份的，结果里不列这一项）")
