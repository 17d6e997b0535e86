"""What the search knows before it reads any text, as one small file for the browser: the entries of all pages outside the
project library, what people say for the site's words, what is not on the site, how characters sound, and the pages' names.

Everything comes from the records, so a new policy brings its words along.
"""

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby
from typing import Any

from pypinyin import Style, lazy_pinyin

from .. import labels
from ..kinds import Banner, Document, Elsewhere, Project, Synonym, Window
from ..pages.page import Page
from ..pages.render import Site
from .entries import entries

FILE = "search/lexicon.json"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def file(site: Site, pages: Iterable[Page]) -> bytes:
    """The lexicon of a site."""
    return json.dumps(lexicon(site, pages), ensure_ascii=False, separators=(",", ":")).encode()


def lexicon(site: Site, pages: Iterable[Page]) -> dict[str, Any]:
    """The same before it is written."""
    library = site.library
    found = list(entries(site, pages))
    says = {synonym.title: "" for synonym in library.all(Synonym)}
    for synonym in library.all(Synonym):
        says[synonym.title] = ",".join(filter(None, (says[synonym.title], *synonym.says)))
    banners, document = library.all(Banner), site.found_as(Document)
    names = [name for entry in found for name in (entry["title"], *entry.get("names", ()), *entry.get("tags", ()))]
    names += [name for project in library.all(Project) for name in (project.idea, *project.tags)]
    texts = [*names, *says, *says.values(), *(ask for entry in found for ask in entry.get("asks", ()))]
    return {
        "kinds": site.called | {"clause": labels.CLAUSE, "target": labels.TARGET, "parameter": labels.PARAMETER},
        "under": dict.fromkeys(("clause", "target", "parameter"), document) | {"window": site.found_as(Window)},
        "entries": found,
        "says": says,
        "elsewhere": [[one.title, ",".join(one.says), one.instead, one.phone or ""] for one in library.all(Elsewhere)],
        "banners": [[banner.title, banner.short] for banner in banners],
        "sounds": sounds(set("".join(texts)), names, {banner.title: banner.pinyin for banner in banners if banner.pinyin}),
        "simple": simple(set("".join(texts))),
    }


def sounds(chars: set[str], names: list[str], declared: dict[str, str]) -> dict[str, str | dict[str, str]]:
    """How characters sound, without tones. The everyday ones are in the order of GB 2312, which goes by sound and
    which every browser knows, so that their sounds only need counting; `others` are further characters and readings,
    those of names and those that records declare. A slip of the same sound can be any character, so those count that no page uses."""
    everyday = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    everyday = [char for char in everyday if char]
    alone = {char: _sound(char)[0] for char in everyday}
    others: dict[str, set[str]] = {}
    read = [(run, _sound(run)) for name in dict.fromkeys([*names, *sorted(chars)]) for run in _HAN.findall(name) or _HAN.findall(name * 2)]
    for run, spoken in [*read, *((title, pinyin.split()) for title, pinyin in declared.items())]:
        for char, sound in zip(run, spoken, strict=False):  # characters without a sound come as one
            if alone.get(char) != sound:
                others.setdefault(sound, set()).add(char)
    return {
        "everyday": "".join(f"{sound}{len(list(run))}" for sound, run in groupby(alone.values())),
        "others": {sound: "".join(sorted(others[sound])) for sound in sorted(others)},
    }


def _sound(text: str) -> list[str]:
    return [sound.replace("ü", "v") for sound in lazy_pinyin(text, style=Style.NORMAL)]


def simple(chars: set[str]) -> str:
    """Traditional characters, each with the simplified one after it, for the characters in use."""
    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split()[:2] for line in table.splitlines() if "\t" in line)
    return "".join(
        traditional + simple
        for traditional, simple in pairs
        if simple in chars and traditional != simple and max(traditional, simple) <= "\u9fff"
    )
