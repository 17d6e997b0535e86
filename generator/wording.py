"""How values read in Chinese: money, dates, ranges, clauses, amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import labels
from .fields import UNPUBLISHED, Ref, Span, quantity
from .kinds import Definition, Document, Parameter, Record
from .kinds.cite import Cite
from .kinds.parameter import Value
from .kinds.policy import Amount, Benefit, Ceiling, Fixed, Rate, Tiers
from .library import Library


@dataclass(frozen=True, slots=True)
class Headline:
    """An amount as a reader sees it first: large figure, small unit, one line of note."""

    big: str
    unit: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.big} {self.unit}".strip()


def unbroken(value: object) -> object:
    """A text whose numbers do not part from their units at the end of a line."""
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", value) if type(value) is str and " " in value else value


_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")


def number(value: float) -> str:
    """A number without needless zeros."""
    return f"{value:.10g}"


def money(yuan: float) -> Headline:
    """Yuan the way people say them: 5000 元, 10 万元."""
    if yuan >= 10_000 and yuan % 1000 == 0:
        return Headline(number(yuan / 10_000), "万元")
    return Headline(number(yuan), "元")


def measured(value: float, unit: str) -> str:
    """A number in its unit; of money in the way people say it: 300 万元, 2270 元/月."""
    return f"{money(value)}{unit.removeprefix('元')}" if unit.startswith("元") else f"{number(value)} {unit}"


def day(value: date) -> str:
    """2022年10月24日."""
    return f"{value.year}年{value.month}月{value.day}日"


def span(value: Span, unit: str) -> str:
    """3–5 万元, or 3 万元 when both ends are the same."""
    ends = number(value.low) if value.low == value.high else f"{number(value.low)}–{number(value.high)}"
    return f"{ends} {unit}"


def period(first: date, last: date) -> str:
    """2026年12月5日至7日: from a day to a day, without saying a year or month twice. Whole years are 2022—2025年."""
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}—{last.year}年" if first.year < last.year else f"{first.year}年"
    same = "" if first.year != last.year else f"{first.year}年" if first.month != last.month else f"{first.year}年{first.month}月"
    return f"{day(first)}至{day(last).removeprefix(same)}"


def left(last: date, on: date) -> str:
    """How far it is from a day to the last one of a period. `common/phases.js` says the same on the day of the reader."""
    days = (last - on).days
    return f"还有 {days} 天" if days > 0 else f"届满 {-days} 天" if days else "今天是最后一天"


def term(first: date, last: date, on: date) -> str:
    """Where a period and a day lie on a line from the first of the three days to the last, as style. `common/phases.js` draws the same."""
    start, end = min(first, on), max(last, on)
    length = (end - start).days or 1
    places = {"from": first, "to": last, "today": on}
    return ";".join(f"--{name}:{(day - start).days / length * 100:.1f}%" for name, day in places.items())


def turns(days: Sequence[tuple[date, str]]) -> str:
    """What is said from which day on, as scripts read it: `=还没开始 2026-12-01=正在报名`."""
    return " ".join(f"{day if index else ''}={said}" for index, (day, said) in enumerate(days))


def level(word: str) -> str:
    """A level as it is read, “级” at its end."""
    return word if word.endswith("级") else f"{word}级"


def title_of(record: Record, name: str) -> str:
    """What a field is called."""
    return type(record).model_fields[name].title or name


def said(record: Record, name: str, library: Library) -> str:
    """The value of a field as it reads, with its unit."""
    counted = quantity(type(record).model_fields[name])
    return _said(getattr(record, name), counted.unit if counted else "", library)


def on_card(record: Record, library: Library) -> list[str]:
    """What stands at the foot of a record's card. A day says what it is the day of, and what is not there is left out."""
    found = [(name, getattr(record, name)) for name in record.card]
    return [
        f"{title_of(record, name)} {day(value)}" if isinstance(value, date) else said(record, name, library)
        for name, value in found
        if value is not None
    ]


def _said(value: object, unit: str, library: Library) -> str:
    match value:
        case None:
            return UNPUBLISHED
        case bool():
            return "是" if value else "否"
        case Ref():
            named: Record = library.get(value)
            return named.title
        case Span():
            return span(value, unit)
        case int() | float():
            return f"{number(value)}{'' if unit in ('', '%') else ' '}{unit}"
        case date():
            return day(value)
        case tuple():
            return "、".join(_said(one, unit, library) for one in value)
    return str(value)


def clause(name: str) -> str:
    """A clause's name as it is printed: 二（一）2."""
    return name.replace("(", "（").replace(")", "）").replace("首", "导语")


_DIGITS = {digit: str(value) for value, digit in enumerate("一二三四五六七八九十", 1)} | {"首": "0"}


def anchor(name: str) -> str:
    """A clause's place on its document's page: `二(一)2` is `c-2-1-2`."""
    parts = name.replace("(", " ").replace(")", " ").split()
    return "c-" + "-".join("".join(_DIGITS.get(char, char) for char in part) for part in parts)


TO_CONFIRM = "（待主管部门核对）"
"""The mark of a fact that no document read in full holds."""


def unread(cite: Cite, library: Library) -> str:
    """The mark of a fact, where its document has not been read in full."""
    return "" if library.get(cite.document).read == "全文" else TO_CONFIRM


def meaning(word: Definition, library: Library) -> str:
    """What a word means, and that it is to be confirmed where it is."""
    return word.says + (TO_CONFIRM if word.reprint else unread(word.cite, library) if word.cite else "")


def since(value: Value, library: Library) -> str:
    """From which day on a value holds; where only the day is known on which its document was written, that."""
    document: Document = library.get(value.cite.document)
    written = not document.starts_on and document.written_on == value.starts_on
    return f"{day(value.starts_on)}{'发文，从哪天施行没看到' if written else '起'}"


def headline(amount: Amount, library: Library, on: date) -> Headline:
    """What an amount comes to on day `on`. A share of a parameter is an estimate and says so."""
    match amount:
        case Fixed():
            sum_ = money(amount.value)
            return Headline(sum_.big, sum_.unit, "一次性" if amount.once else f"每{amount.per}")
        case Tiers():
            tiers = [money(value) for value in amount.values]
            if len({tier.unit for tier in tiers}) > 1:
                return Headline("、".join(map(str, tiers)), "", f"分 {len(tiers)} 档")
            return Headline("、".join(tier.big for tier in tiers), tiers[0].unit, f"分 {len(tiers)} 档")
        case Rate():
            parameter: Parameter = library.get(amount.of)
            value = parameter.on(on)
            estimate = (
                f"；按 {day(value.starts_on)}起的标准估算，每月约 {money(value.value * amount.percent / 100)}，最多算 {amount.months} 个月{unread(value.cite, library)}"
                if value
                else ""
            )
            return Headline(f"{parameter.short}的 {number(amount.percent)}%", "", f"以{parameter.title}为基数{estimate}")
        case Ceiling():
            parameter = library.get(amount.of)
            value = parameter.on(on)
            if value is None:
                return Headline("未公布", "", amount.label)
            sum_ = money(value.value)
            return Headline(sum_.big, sum_.unit, f"{amount.label}最高，{since(value, library)}{unread(value.cite, library)}")
        case Benefit():
            return Headline(amount.says, "", amount.detail)


def leading(amounts: Sequence[Amount]) -> Amount:
    """Of several amounts, the one that stands for all."""
    return next((amount for amount in amounts if amount.leads), amounts[0])


def counted(amounts: Sequence[Amount] | None) -> bool:
    """Whether amounts are told by a number. Lists have a place for those only: what else an item gives, its title says."""
    return amounts is not None and not isinstance(leading(amounts), Benefit)


def worth(amounts: Sequence[Amount] | None, library: Library, on: date) -> tuple[int, float]:
    """What sorts amounts: money before loans before what is no sum, and the most first. `first` in `route.js` does alike."""

    def known(parameter: Parameter) -> float:
        value = parameter.on(on)
        return value.value if value else 0

    match leading(amounts) if amounts else None:
        case Fixed() as fixed:
            return 2, fixed.value
        case Tiers() as tiers:
            return 2, max(tiers.values)
        case Rate() as rate:
            return 2, known(library.get(rate.of)) * rate.percent / 100 * rate.months
        case Ceiling() as ceiling:
            return 1, known(library.get(ceiling.of))
    return 0, 0


def brief(amounts: tuple[Amount, ...] | None, library: Library, on: date) -> str:
    """The amounts in a few characters, for cards and tables."""
    if amounts is None:
        return labels.UNSAID
    amount = leading(amounts)
    first = headline(amount, library, on)
    match amount:
        case Fixed(once=False):
            return f"{first}／{amount.per}"
        case Rate():
            return first.big
        case Ceiling():
            return f"{amount.label}最高 {first}（待核对）"
    return str(first)


def in_a_cell(amount: Amount, library: Library, on: date) -> str:
    """A sum in the few characters of a cell, yuan without its name: 5000, 10万, 1–8万, 60%. Nothing where it is no sum."""
    match amount:
        case Fixed():
            return _cell(amount.value)
        case Tiers():
            low, high = money(min(amount.values)), money(max(amount.values))
            return f"{low.big if low.unit == high.unit else low}–{_cell(max(amount.values))}"
        case Rate():
            return f"{number(amount.percent)}%"
        case Ceiling():
            parameter: Parameter = library.get(amount.of)
            value = parameter.on(on)
            return _cell(value.value) if value else ""
        case Benefit():
            return ""


def _cell(yuan: float) -> str:
    sum_ = money(yuan)
    return f"{sum_.big}{sum_.unit.removesuffix('元')}"
