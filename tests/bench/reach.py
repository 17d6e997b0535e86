"""What stands on a page can be found: words and strings of characters, taken from the pages by lot."""

import logging
import random
import re
from collections.abc import Iterable
from itertools import accumulate

import jieba

HAN = "[\u3400-\u9fff]"
WORD = re.compile(f"{HAN}{{2,}}|[A-Za-z0-9]{{2,}}")
STRETCH = re.compile(f"{HAN}{{4,}}")
COUNT = 400
SEED = 20261123

jieba.setLogLevel(logging.WARNING)


def drawn(texts: Iterable[str]) -> dict[str, list[str]]:
    """Words of Chinese, names and numbers; and strings of characters within a sentence that are no part of one word.
    The same ones in every run over the same pages."""
    lines = [line for text in texts for line in text.splitlines()]
    found = {
        "words": {word for line in lines for word in jieba.cut(line) if WORD.fullmatch(word)},
        "strings": {string for line in lines for stretch in STRETCH.findall(line) for string in _crossing(stretch)},
    }
    return {what: random.Random(SEED).sample(sorted(every), COUNT) for what, every in found.items()}


def _crossing(stretch: str) -> Iterable[str]:
    """Every string of four to six characters in a stretch of them that has the edge of a word in it."""
    edges = set(accumulate(len(word) for word in jieba.cut(stretch)))
    for start in range(len(stretch)):
        for end in range(start + 4, min(start + 6, len(stretch)) + 1):
            if edges.intersection(range(start + 1, end)):
                yield stretch[start:end]


def joined(text: str) -> str:
    """A text whose characters are not parted by the marks that were taken out of it."""
    return re.sub(rf"(?<={HAN})\s+(?={HAN})", "", text)


def holds(text: str, sought: str) -> bool:
    """Whether a joined text holds what was taken from one; names and numbers only whole."""
    if not sought.isascii():
        return sought in text
    return re.search(rf"(?<![A-Za-z0-9]){sought}(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
