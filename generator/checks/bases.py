"""Bases agree with what their type and the notice say of them."""

from collections.abc import Iterator

from ..kinds import Base
from ..library import Library
from ..problems import Problem

AUTHORITIES = {"众创空间": "科技部门", "科技企业孵化器": "科技部门"}
"""Who recognises a type of base; the others are the human-resources departments' own."""

LONGEST_STAY = 3
"""Years of free incubation, “一般不超过3年”: notice 2022-151, clause 二(四)2."""


def check(library: Library) -> Iterator[Problem]:
    """A wrong authority, or a stay longer than the notice's usual limit."""
    for base in library.all(Base):
        right = AUTHORITIES.get(base.type, "人社部门")
        if base.authority != right and base.authority != "发改部门":
            yield library.origin(base).problem(
                ("authority",), "wrong-authority", f"{base.type}的主管部门一般是{right}", f"，请改成“{right}”或核对类型"
            )
        if base.years is not None and base.years > LONGEST_STAY:
            yield library.origin(base).problem(
                ("years",), "long-stay", f"孵化期一般不超过 {LONGEST_STAY} 年", "，请核对", severity="warning"
            )
