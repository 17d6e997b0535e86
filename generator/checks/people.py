"""No personal data anywhere in the records: history cannot forget."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..kinds import Record
from ..library import Library, asked, typed_texts
from ..problems import Problem


class Personal(NamedTuple):
    """What gives a person away."""

    pattern: re.Pattern[str]
    code: str
    message: str


_PERSONAL = (
    Personal(re.compile(r"(?<!\d)(?:(?:00)?86[-. ]?)?1[3-9]\d[-. ·—–]?\d{4}[-. ·—–]?\d{4}(?!\d)"), "mobile-number", "看起来是个人手机号"),
    Personal(re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"), "identity-number", "看起来是身份证号"),
    Personal(re.compile(r"微信(?:号)?\s*[:：]\s*\S+"), "personal-account", "看起来是个人微信号"),
    Personal(re.compile(r"[Qq][Qq]\s*[号群]?\s*[:：]?\s*[1-9]\d{4,10}"), "personal-account", "看起来是个人 QQ 号"),
    Personal(re.compile(r"[\w.+-]+@(?!(?:[\w-]+\.)*gov\.cn\b)[\w-]+\.\w+"), "personal-account", "看起来是个人邮箱"),
)
_NARROW = str.maketrans("０１２３４５６７８９－　Ｘｘ＠", "0123456789- Xx@")
_LIKELY = re.compile(r"\d[\d \-－　.·—–]{10}|微信|[Qq][Qq]|[@＠]")
"""What every one of them holds: cheap to rule out."""


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Mobile numbers, identity numbers and personal accounts in any text."""
    if not _LIKELY.search("\n".join((*parts, *asked(record)))):  # `\d` finds full-width digits too
        return
    for loc, text in typed_texts(record):
        for personal in _PERSONAL:
            if found := personal.pattern.search(text.translate(_NARROW)):
                hint = "，请改成机构的办公电话或咨询窗口，个人信息不能进仓库"
                yield library.origin(record).problem(loc, personal.code, personal.message, hint, index=found.start())
