"""An official text as its publisher put it: cut at its headings, so that each clause can stand beside our outline of it."""

import re
from collections.abc import Collection

_DIGITS = "一二三四五六七八九十"
_PART = re.compile(rf"(?P<part>[{_DIGITS}]+)、|(?P<article>第[{_DIGITS}百]+条)")
_SECTION = re.compile(rf"[（(](?P<section>[{_DIGITS}]+)[）)]")
_UNIT = re.compile(r"(?P<unit>\d{1,2})[.．、]")


def cut(text: str, clauses: Collection[str]) -> dict[str, list[str]]:
    """The paragraphs of each of `clauses`, as they stand. What has no clause of its own there, such as the title of a part,
    stands with the next that has one; what follows the last, with that. A clause without a heading in the text is missing."""
    found: dict[str, list[str]] = {}
    part = section = last = ""
    waiting: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name = None
        if match := _PART.match(line):
            part, section = match["article"] or match["part"], ""
            name = part
        elif part and (match := _SECTION.match(line)):
            name = section = f"{part}({match['section']})"
        elif section and (match := _UNIT.match(line)):
            name = section + match["unit"]
        if name:  # else it goes on with the clause before
            last = next((one for one in (name, f"{name}首") if one in clauses), "")
        if last:
            found.setdefault(last, []).extend([*waiting, line])
            waiting = []
        else:
            waiting.append(line)
    if waiting and found:
        found[next(reversed(found))] += waiting
    return found
