"""What the search needs to know about words before it asks Pagefind, as one small file for the browser.

Pagefind finds tokens, not meanings. The lexicon tells the browser which words the site uses and how the
index cuts them, how characters sound, what people say instead, and what a question can do without.
Everything comes from the records, so a new policy brings its words along.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import rjieba
from pypinyin import Style, lazy_pinyin

from .. import labels
from ..fields import Ref
from ..kinds import KINDS, Banner, Fact, Filler, Group, Industry, Policy, Project, Record, Sign, Synonym, Topic
from ..library import walk
from ..pages import documents, explainer, overview
from ..pages.render import Site

FILE = "search/lexicon.json"

MOST = 4500
"""How many words the library of projects may add; the words of everything else are never left out."""

TITLES = 400
"""How many of the most frequent titles of projects are known as a whole, to be found by their sound and initials."""

TAGS = 400
"""How many of the most frequent tags of projects are suggested while someone types."""

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]+")
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


def file(site: Site) -> bytes:
    """The lexicon of a site."""
    return json.dumps(lexicon(site), ensure_ascii=False, separators=(",", ":")).encode()


def lexicon(site: Site) -> dict[str, Any]:
    """The same before it is written. Words are cut by “|” where the index cuts them, and the most frequent come first."""
    library = site.library
    says = _says(site)
    pages = [
        [record.title, record.url, site.found_as(kind), labels.SAMPLE if getattr(record, "sample", False) else "", *_aliases(record)]
        for kind in sorted(KINDS, key=lambda kind: kind.shown.rank if kind.shown else 0)
        if kind.shown and kind.shown.rank and not kind.numerous
        for record in library.all(kind)
    ]
    there = {path for _, path, *_ in pages}
    pages += [
        [page.title, page.path, page.kind, ""]
        for made in (explainer, overview, documents)
        for page in made.pages(site)
        if page.kind and page.path not in there
    ]
    named = {
        name
        for record in [*library.all(Topic), *library.all(Group), *library.all(Industry)]
        for name in (record.title, getattr(record, "short", record.title))
    }
    named |= {name for title, _, _, _, *aliases in pages for name in (title, *aliases)}
    named |= {fact.short for fact in library.all(Fact)} | {*says}
    known = {word for name in named for word in (_plain(name), *_words([name]), *_unknown(name)) if len(word) > 1}
    titles = Counter(project.idea for project in library.all(Project))
    tags = Counter(tag for project in library.all(Project) for tag in project.tags)
    found: Counter[str] = Counter()
    for title, times in (titles + tags).items():
        for word in {*_words([title]), *_unknown(title)}:
            found[word] += times
    found |= Counter({_plain(tag): times for tag, times in tags.items()})
    usual = sorted({*found} - known, key=lambda word: (-found[word], word))[:MOST]
    words = sorted({*known, *usual}, key=lambda word: (-found[word], word))
    fillings = library.all(Filler)
    signs = {kind.kind: sign.words for kind in KINDS if kind.shown and (sign := library.find(Sign, kind.kind))}
    neutral = {phrase for filler in fillings for phrase in filler.phrases}.union(*signs.values())
    policies = [set(_words(_everything(site, policy))) for policy in library.all(Policy)]
    topics = [f"{topic.title}，{topic.summary}" for topic in library.all(Topic)]
    support = [
        word
        for word in sorted(set(_words(topics)) - neutral)
        if _tells_of_support(sum(word in policy for policy in policies) / max(1, len(policies)), found[word] / max(1, titles.total()))
    ]
    fillers = sorted({_plain(phrase) for filler in fillings for phrase in filler.phrases})
    banners = {name: banner.title for banner in library.all(Banner) for name in (banner.title, banner.short)}
    chars = {char for word in [*words, *says.values(), *fillers, *banners, *titles] for char in word}
    return {
        "kinds": site.called,
        "pages": pages,
        "words": ",".join("|".join(cut(word)) for word in words),
        "tags": ",".join(sorted(tags, key=lambda tag: (-tags[tag], tag))[:TAGS]),
        "titles": ",".join(sorted(titles, key=lambda title: (-titles[title], title))[:TITLES]),
        "support": ",".join(support),
        "signs": {name: ",".join(words) for name, words in signs.items()},
        "says": says,
        "fillers": ",".join(fillers),
        "asks": ",".join(sorted(_plain(phrase) for filler in fillings if filler.asks for phrase in filler.phrases)),
        "banners": banners,
        "sounds": _sounds(chars, words),
        "simple": _simple(chars),
    }


def _tells_of_support(policies: float, projects: float) -> bool:
    """Whether a word of the topics asks for support rather than for a trade, by the shares of pages that have it."""
    return 3 * projects < policies < 0.6


def _plain(text: str) -> str:
    return text.lower().strip()


def _words(texts: Iterable[str]) -> Iterator[str]:
    """The words of some texts that are worth knowing: two characters or more, with those that they are cut into."""
    for text in texts:
        yield from (name.lower() for name in _NAME.findall(text))
        for word in rjieba.cut(text.lower(), False):
            if _HAN.fullmatch(word):
                yield word
                yield from (part for part in _parts(word) if len(part) > 1)


def _unknown(title: str) -> Iterator[str]:
    """Words of a title that jieba does not know and cuts into single characters, such as “实训”."""
    for found in re.finditer(r"(?<!\S)[\u4e00-\u9fff](?: [\u4e00-\u9fff])+(?!\S)", " ".join(cut(title))):
        yield found[0].replace(" ", "")


def cut(text: str) -> list[str]:
    """A text as Pagefind's index cuts it: jieba without guessing, longer words into the shortest words inside them."""
    return [part for run in _RUN.findall(text.lower()) for word in rjieba.cut(run, False) for part in _parts(word)]


@cache
def _parts(word: str) -> tuple[str, ...]:
    if len(word) < 3 or word.isascii():
        return (word,)
    inner = set(rjieba.cut_for_search(word, False)) - {word}
    parts, start, at = [], 0, 0
    while at < len(word):
        step = next((n for n in (2, 3) if word[at : at + n] in inner), 0)
        at += step or 1
        if step:
            parts.append(word[start:at])
            start = at
    return (*parts, *(word[start:] if parts else [word]))


def _everything(site: Site, record: Record) -> Iterator[str]:
    """Every text of a record, and the titles of what it names."""
    for _, value in walk(record):
        if isinstance(value, Ref):
            yield site.library.get(value).title
        elif isinstance(value, str):
            yield value


def _aliases(record: Record) -> list[str]:
    names = [getattr(record, "short", None), getattr(record, "number", None), getattr(record, "phone", None)]
    return [name for name in dict.fromkeys(names) if name and name != record.title]


def _says(site: Site) -> dict[str, str]:
    """The site's own words, and what people say instead."""
    says: dict[str, set[str]] = {}
    for synonym in site.library.all(Synonym):
        says.setdefault(_plain(synonym.title), set()).update(map(_plain, synonym.says))
    return {title: ",".join(sorted(said)) for title, said in says.items()}


def _sounds(chars: set[str], words: list[str]) -> dict[str, str | dict[str, str]]:
    """How characters sound, without tones. The everyday ones are in the order of GB 2312, which goes by sound and
    which every browser knows, so that their sounds only need counting; `others` are further characters and readings.
    A slip of the same sound can be any character, so those count that no page uses."""
    everyday = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    everyday = [char for char in everyday if char]
    alone = {char: _sound(char)[0] for char in everyday}
    others: dict[str, set[str]] = {}
    for word in [*words, *sorted(chars)]:
        for run in _HAN.findall(word) or _HAN.findall(word * 2):
            for char, sound in zip(run, _sound(run), strict=False):  # characters without a sound come as one
                if alone.get(char) != sound:
                    others.setdefault(sound, set()).add(char)
    return {
        "everyday": "".join(f"{sound}{len(list(run))}" for sound, run in groupby(alone.values())),
        "others": {sound: "".join(sorted(others[sound])) for sound in sorted(others)},
    }


def _sound(text: str) -> list[str]:
    return [sound.replace("ü", "v") for sound in lazy_pinyin(text, style=Style.NORMAL)]


def _simple(chars: set[str]) -> str:
    """Traditional characters, each with the simplified one after it, for the characters in use."""
    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split()[:2] for line in table.splitlines() if "\t" in line)
    return "".join(
        traditional + simple
        for traditional, simple in pairs
        if simple in chars and traditional != simple and max(traditional, simple) <= "\u9fff"
    )
