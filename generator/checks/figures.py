"""Every number in an explainer is one that its cited clauses or parameters hold.

A number means its value with its unit: “10万元” is 100000 元, “两年” is 2 年.
Years of dates, clause names, document numbers and telephone numbers are not figures.
"""

import re
from collections.abc import Iterator
from itertools import islice

from ..fields import Ref
from ..kinds import Definition, Document, Fact, Note, Parameter, Policy, Record, Target, Window
from ..kinds.cite import Cite
from ..kinds.policy import Fixed, Rate, Tiers
from ..library import Library, cites, walk
from ..problems import Problem
from ..text.source import Loc
from . import conditions

PROSE: dict[type[Record], set[str]] = {
    Policy: {"summary", "who", "payee", "gist", "says", "taken", "detail", "unsaid", "ask", "carries"},
    Target: {"figure", "note"},
    Definition: {"says"},
}
"""The fields of each kind that are explainers; a clause's own summary is checked too. Words of reprints are to be confirmed."""

_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0.5}
_FIGURE = re.compile(
    r"(?P<number>\d[\d,]{0,30}(?:\.\d{1,30})?|[两二三四五六七八九十])\s*(?P<scale>万|亿)?\s*"
    r"(?P<unit>个月|%|元|年|月|天|日|小时|人|户|家|名|次|岁|倍|档|类|级|平方米|个)?"
)
_NOT_FIGURES = re.compile(
    r"[\u4e00-\u9fa5]{0,30}〔\d{4}〕\d{1,6}号|\d{1,6}号文|(?:19|20)\d\d[-—–至到](?:19|20)\d\d年?|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|[一二三四五六七八九十]{1,5}[(（][一二三四五六七八九十]{1,5}[)）]\d{0,3}|第[一二三四五六七八九十\d]{1,6}[条项款步]|第\d{1,6}号"
)

_TARGET = re.compile(r"\]\([^)]*\)")
"""Where a link of a hand-written page leads."""


def check(library: Library) -> Iterator[Problem]:
    """Numbers that nothing cited holds."""
    phones = {window.phone for window in library.all(Window) if window.phone}
    for document in library.all(Document):
        for index, clause in enumerate(document.outline):
            held = set().union(*map(figures, clause.figures))
            yield from _unheld(
                library, document, ("outline", index, "summary"), clause.summary, held | phones, f"条款 {clause.clause} 的 figures"
            )
    for policy in library.all(Policy):
        yield from _amounts(library, policy)
        yield from _bounds(library, policy)
    for kind, fields in PROSE.items():
        for record in (one for one in library.all(kind) if not getattr(one, "reprint", False)):
            held = _held(library, record) | phones
            for loc, text in walk(record):
                name = next((part for part in reversed(loc) if isinstance(part, str)), "")
                if name in fields and isinstance(text, str):
                    yield from _unheld(library, record, loc, text, held, "依据条款的 figures 或参数")
    for note in library.all(Note):
        held = _held(library, note).union(phones, *map(figures, note.figures))
        for loc, text in ((("description",), note.description), (("body",), _TARGET.sub("]", note.body))):
            for figure in islice(_unheld_in(_told(text, note.staff), held), 100):  # a page of sums is told well enough by its first
                yield _unsourced(library, note, loc, figure, "cites 所列条款的 figures", _where(getattr(note, loc[0]), figure))


def _told(text: str, staff: bool) -> str:
    """The figures of a hand-written page that need a source. Those who keep the site also read sizes and times of machines."""
    units = ("元", "%") if staff else ("元", "%", "个月", "年", "月", "天", "日", "人", "户", "岁", "倍")
    return "，".join(found[0] for found in _FIGURE.finditer(_NOT_FIGURES.sub(" ", text)) if found["unit"] in units)


def figures(text: str) -> set[str]:
    """The figures in a text, each as value and unit: `5000元`, `1年`, `50%`."""
    found = set()
    for match in _FIGURE.finditer(_NOT_FIGURES.sub(" ", text)):
        typed, unit = match["number"], match["unit"] or ""
        if not typed[0].isdigit() and unit in ("", "个", "类", "级", "档", "次", "家", "名"):
            continue  # “两个”, “三类” and the like count words on the page, not money or time
        value = _DIGITS[typed] if typed in _DIGITS else float(typed.replace(",", ""))
        value *= {"万": 10**4, "亿": 10**8}.get(match["scale"] or "", 1)
        found.add(f"{value:.12g}{unit}")
    return found


def _amounts(library: Library, policy: Policy) -> Iterator[Problem]:
    """Sums and shares that their own clause does not hold."""
    for index, amount in enumerate(policy.amounts or ()):
        stated: dict[Loc, str]
        match amount:
            case Fixed():
                stated = {("value",): f"{amount.value}元"}
            case Tiers():
                stated = {("values", place): f"{value}元" for place, value in enumerate(amount.values)}
            case Rate():
                stated = {("percent",): f"{amount.percent:.12g}%", ("months",): f"{amount.months}个月"}
            case _:
                continue
        held = _of_clause(library, amount.cite)
        for part, figure in stated.items():
            if figure not in held:
                yield _unsourced(
                    library, policy, ("amounts", index, *part), figure, f"条款 {amount.cite.clause or '（未写条款）'} 的 figures"
                )


def _bounds(library: Library, policy: Policy) -> Iterator[Problem]:
    """Bounds of conditions that their clause does not hold. None and one are counting, not figures of a document."""
    for index, condition in enumerate(policy.conditions):
        for loc, node in conditions.below(condition, ("conditions", index)):
            test, cite = node.test, node.cite or condition.cite
            fact = library.find(Fact, test.fact) if test else None
            if not test or not fact or test.kind in ("is", "has", "at_most_of") or test.bound in (0, 1):
                continue
            if test.kind.startswith("months"):
                stated = {f"{test.bound}个月"} | ({f"{test.bound // 12}年"} if test.bound % 12 == 0 else set())
            else:
                stated = figures(f"{test.bound:.12g}{fact.unit or ''}")
            if not stated & _of_clause(library, cite):
                where = f"条款 {cite.clause or '（未写条款）'} 的 figures"
                yield _unsourced(library, policy, (*loc, "test", test.kind), min(stated), where)


def _of_clause(library: Library, cite: Cite) -> set[str]:
    """The figures of one clause, or those of a document that no clause is known of."""
    document = library.find(Document, cite.document)
    held = document if document and not cite.clause else document and document.clause(cite.clause)
    return set().union(*map(figures, held.figures)) if held else set()


def _held(library: Library, record: Record) -> set[str]:
    """Every figure that the clauses and parameters a record names hold."""
    held: set[str] = set()
    for _, cite in cites(record):
        held |= _of_clause(library, cite)
    for _, value in walk(record):
        if isinstance(value, Ref) and value.kind == "parameter" and value in library.records["parameter"]:
            parameter: Parameter = library.get(value)
            held.update(f"{v.value:.12g}{parameter.unit.split('/')[0]}" for v in parameter.values)
    return held


def _unheld(library: Library, record: Record, loc: Loc, text: str, held: set[str], where: str) -> Iterator[Problem]:
    for figure in _unheld_in(text, held):
        yield _unsourced(library, record, loc, figure, where)


def _unheld_in(text: str, held: set[str]) -> Iterator[str]:
    bare = {found[0] for figure in held if (found := re.match(r"[\d.e+]+", figure))}
    for figure in sorted(figures(text) - held):
        if re.fullmatch(r"[\d.e+]+", figure) and figure in bare:
            continue  # “1万、2万” before the unit comes
        yield figure


def _where(text: str, figure: str) -> int:
    """The character at which a figure stands in a text."""
    return next((found.start() for found in _FIGURE.finditer(text) if figure in figures(found[0])), 0)


def _unsourced(library: Library, record: Record, loc: Loc, figure: str, where: str, index: int = 0) -> Problem:
    hint = "，请核对原文；确有依据就把它补进条款的 figures"
    return library.origin(record).problem(loc, "unsourced-number", f"数字“{figure}”在{where}里找不到", hint, index=index)
