"""Bases agree with what their type says of them."""

from collections.abc import Iterator

from ..kinds import Base
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """A wrong authority, or a stay longer than usual."""
    for base in library.all(Base):
        type_ = library.get(base.type)
        if base.authority not in (type_.authority, *type_.others):
            hint = f"，请改成“{type_.authority}”或核对类型"
            yield library.origin(base).problem(("authority",), "wrong-authority", f"{base.type}的主管部门一般是{type_.authority}", hint)
        stay = type_.longest_stay
        if stay and base.years is not None and base.years > stay.years:
            message = f"孵化期一般不超过 {stay.years:g} 年"
            yield library.origin(base).problem(("years",), "long-stay", message, "，请核对", severity="warning")
