"""Where an item has several amounts, one of them is the one that cards and tables show."""

from collections.abc import Iterator

from ..kinds import Policy
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Items with several amounts of which none leads, or more than one."""
    for policy in library.all(Policy):
        leading = [amount for amount in policy.amounts or () if amount.leads]
        if len(policy.amounts or ()) > 1 and len(leading) != 1:
            message = "有几个金额，都没有写 leads" if not leading else "有几个金额写了 leads"
            yield library.origin(policy).problem(
                ("amounts",), "leading-amount", message, "，请在列表里要显示的那一个下面写“leads: 是”，只写一个"
            )
