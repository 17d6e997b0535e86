"""No personal data anywhere in the records: history cannot forget."""

import re
from collections.abc import Iterator

from ..library import Library, walk
from ..problems import Problem

_PERSONAL = (
    (re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "mobile-number", "看起来是个人手机号"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"), "identity-number", "看起来是身份证号"),
    (re.compile(r"微信(?:号)?\s*[:：]\s*\S+"), "personal-account", "看起来是个人微信号"),
)


def check(library: Library) -> Iterator[Problem]:
    """Mobile numbers, identity numbers and personal accounts in any text."""
    for record in library:
        for loc, text in walk(record):
            if isinstance(text, str):
                for pattern, code, message in _PERSONAL:
                    if pattern.search(text):
                        yield library.origin(record).problem(loc, code, message, "，请改成机构的办公电话或咨询窗口，个人信息不能进仓库")
