"""The reference evaluator: answers and a day in, for every item a result with its reasons out.

Kleene's three-valued logic. A node that is undetermined says why: a question is unanswered or
its answer is “不清楚”, a month decides only to the day, the office judges, or an open list does
not name the case. `overrides/assets/javascripts/rules.js` is the same in the browser; a test
holds the two together. Works on the compiled rules, so both engines read the same data.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

UNCLEAR = "unclear"
"""The answer “不清楚”: known to be unknown."""

Rules = Mapping[str, Any]
Answers = Mapping[str, Any]
Cause = tuple[str, str]
"""Why something is undetermined: `unanswered`, `unclear`, `boundary` with a fact; `office`, `unlisted` with a node."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, no, or None with its causes."""

    truth: bool | None
    causes: frozenset[Cause] = frozenset()


YES, NO = Verdict(True), Verdict(False)


class Evaluator:
    """Evaluates compiled rules on one day."""

    def __init__(self, rules: Rules, day: date) -> None:
        self.rules = rules
        self.facts = rules["facts"]
        self.day = day

    # ---- Truth ----------------------------------------------------------------------

    def applies(self, fact: str, answers: Answers, day: date) -> Verdict:
        """Whether a question is to be asked at all: all that it needs holds."""
        return _all(self.test(test, answers, day) for test in self.facts[fact].get("needs", ()))

    def test(self, test: Mapping[str, Any], answers: Answers, day: date) -> Verdict:
        """One test of one fact. A question that does not apply has the answer no."""
        fact = test["fact"]
        needed = self.applies(fact, answers, day)
        if needed.truth is not True:
            return needed
        answer = answers.get(fact)
        if answer is None:
            return Verdict(None, frozenset({("unanswered", fact)}))
        if answer == UNCLEAR:
            return Verdict(None, frozenset({("unclear", fact)}))
        bound, strict = test["bound"], test.get("strict", False)
        match test["kind"]:
            case "is":
                return Verdict(answer == bound)
            case "has":
                return Verdict(bound in answer if isinstance(answer, list) else answer == bound)
            case "at_least":
                return Verdict(answer > bound if strict else answer >= bound)
            case "at_most":
                return Verdict(answer < bound if strict else answer <= bound)
        if "after" in test:
            return self._between(test, answers, day)
        early, late = (add_months(day_, bound) for day_ in month_span(answer))
        if test["kind"] == "months_at_least":
            reached = (lambda d: day > d) if strict else (lambda d: day >= d)
        else:
            reached = (lambda d: day < d) if strict else (lambda d: day <= d)
        return _same(reached(early), reached(late), fact)

    def _between(self, test: Mapping[str, Any], answers: Answers, day: date) -> Verdict:
        """Months from one month to another; on the bound itself the days decide."""
        start = test["after"]
        needed = self.applies(start, answers, day)
        if needed.truth is not True:
            return needed
        if answers.get(start) is None:
            return Verdict(None, frozenset({("unanswered", start)}))
        if answers[start] == UNCLEAR:
            return Verdict(None, frozenset({("unclear", start)}))
        months, bound = month_number(answers[test["fact"]]) - month_number(answers[start]), test["bound"]
        if months < 0:
            return NO
        if months == bound:
            return Verdict(None, frozenset({("boundary", test["fact"])}))
        return Verdict(months > bound if test["kind"] == "months_at_least" else months < bound)

    def node(self, node: Mapping[str, Any], answers: Answers, day: date, trace: list | None = None) -> Verdict:
        """A condition and what is below it. With `trace`, each node's verdict is noted there."""
        below: list | None = None if trace is None else []
        if "test" in node:
            verdict = self.test(node["test"], answers, day)
        elif "all" in node:
            verdict = _all([self.node(child, answers, day, below) for child in node["all"]])
        elif "any" in node:
            verdict = _any([self.node(child, answers, day, below) for child in node["any"]])
            if verdict.truth is False and node.get("open"):
                verdict = Verdict(None, frozenset({("unlisted", node["id"])}))
        elif "not" in node:
            inner = self.node(node["not"], answers, day, below)
            verdict = Verdict(None if inner.truth is None else not inner.truth, inner.causes)
        else:
            verdict = Verdict(None, frozenset({("office", node.get("id", node["says"]))}))
        if trace is not None:
            trace.append({"id": node.get("id"), "truth": verdict.truth, "causes": sorted(map(list, verdict.causes)), "below": below})
        return verdict

    # ---- One item -------------------------------------------------------------------

    def result(self, item: Mapping[str, Any], answers: Answers, day: date, trace: list | None = None) -> tuple[str, frozenset[Cause]]:
        """`yes`, `likely`, `unknown`, `no`, `blocked`, or `office` for an item that answers cannot decide."""
        if not item.get("decided"):
            return "office", frozenset()
        whole = _all([self.node(node, answers, day, trace) for node in item["conditions"]])
        taken = [self.test({"fact": e["fact"], "kind": "is", "bound": True}, answers, day) for e in item.get("exclusions", ())]
        if whole.truth is False:
            return "no", frozenset()
        if any(one.truth is True for one in taken):
            return "blocked", frozenset()
        causes = whole.causes.union(*(one.causes for one in taken))
        if not causes:
            return "yes", causes
        return ("likely" if all(kind in ("office", "unlisted") for kind, _ in causes) else "unknown"), causes

    def outcome(self, item: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
        """Everything that is said of one item."""
        trace: list = []
        result, causes = self.result(item, answers, self.day, trace)
        starts, ends = self.dates(item, answers, result)
        return {
            "id": item["id"], "result": result, "validity": validity(item["validity"], self.day), "trace": trace,
            "missing": self.missing(causes),
            "office": any(kind == "office" for kind, _ in causes), "unlisted": any(kind == "unlisted" for kind, _ in causes),
            "boundary": sorted(fact for kind, fact in causes if kind == "boundary"),
            "blocked_by": [e["item"] for e in item.get("exclusions", ()) if answers.get(e["fact"]) is True] if result == "blocked" else [],
            "changes": self.changes(item, answers) if result == "no" else [],
            "starts": starts, "ends": ends,
            "amounts": [self.amount(amount, answers) for amount in item.get("amounts", ())],
            "doubts": self.doubts(item, answers, result),
        }

    def outcomes(self, answers: Answers) -> list[dict[str, Any]]:
        """All items, in their own order."""
        return [self.outcome(item, answers) for item in self.rules["items"]]

    def missing(self, causes: Iterable[Cause]) -> list[str]:
        """The questions still open, in the order they are asked."""
        open_ = {fact for kind, fact in causes if kind in ("unanswered", "unclear")}
        return [fact for fact in self.facts if fact in open_]

    def questions(self, answers: Answers) -> list[str]:
        """The unanswered questions that some item still depends on, in the order they are asked."""
        open_: set[str] = set()
        for item in self.rules["items"]:
            result, causes = self.result(item, answers, self.day)
            open_ |= {fact for kind, fact in causes if kind == "unanswered"}
        return [fact for fact in self.facts if fact in open_]

    # ---- What time and people can change ----------------------------------------------

    def turning_days(self, item: Mapping[str, Any], answers: Answers) -> list[date]:
        """The days from tomorrow on at which some test of the item may change its answer by time alone."""
        days = set()
        for test in tests(item.get("conditions", ())):
            answer = answers.get(test["fact"])
            if test["kind"].startswith("months") and "after" not in test and answer not in (None, UNCLEAR):
                for end in month_span(answer):
                    turn = add_months(end, test["bound"])
                    days |= {turn, turn + timedelta(days=1)}
        return sorted(day for day in days if day > self.day)

    def dates(self, item: Mapping[str, Any], answers: Answers, result: str) -> tuple[str | None, str | None]:
        """The first day from tomorrow on which time alone makes the item fit, and the last on which it still does."""
        turns = self.turning_days(item, answers)
        fits = [(day, self.result(item, answers, day)[0] in ("yes", "likely")) for day in turns]
        starts = None
        if result not in ("yes", "likely"):
            starts = next((day for day, fit in fits if fit), None)
            if starts is None:
                return None, None
        ends = next((day for day, fit in fits if not fit and (starts is None or day > starts)), None)
        return starts and starts.isoformat(), ends and (ends - timedelta(days=1)).isoformat()

    def changes(self, item: Mapping[str, Any], answers: Answers) -> list[dict[str, Any]]:
        """The smallest sets of things a person can do so that the item fits, at once or with time."""
        steps = self._steps(item, answers)
        found: list[frozenset[str]] = []
        sets: list[dict[str, Any]] = []
        for size in (1, 2, 3):
            for facts in combinations(steps, size):
                if any(smaller <= set(facts) for smaller in found):
                    continue
                for values in product(*(steps[fact] for fact in facts)):
                    changed = self._changed(answers, dict(zip(facts, values)))
                    result = self.result(item, changed, self.day)[0]
                    when = None
                    if result not in ("yes", "likely"):
                        when = self.dates(item, changed, result)[0]
                        if when is None:
                            continue
                    found.append(frozenset(facts))
                    sets.append({"set": dict(zip(facts, values)), "from": when})
                    break
            if sets:
                break
        return sets

    def _steps(self, item: Mapping[str, Any], answers: Answers) -> dict[str, list[Any]]:
        """For each fact of the item that a person can change and has answered: the other answers worth trying."""
        steps: dict[str, list[Any]] = {}
        for test in tests(item["conditions"]):
            fact, answer = test["fact"], answers.get(test["fact"])
            for each in [test, *self.facts[fact].get("needs", ())]:
                fact, answer = each["fact"], answers.get(each["fact"])
                if self.facts[fact]["change"] != "可以做到" or answer in (None, UNCLEAR):
                    continue
                wanted = each["bound"] if each["kind"] in ("is", "has", "at_least", "at_most") else None
                if wanted is not None and not isinstance(answer, list) and wanted != answer:
                    tried = steps.setdefault(fact, [])
                    if wanted not in tried:
                        tried.append(wanted)
        return {fact: steps[fact] for fact in self.facts if fact in steps}

    def _changed(self, answers: Answers, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The answers after the changes; a month that begins to apply is this one."""
        changed = {**answers, **changes}
        for fact, about in self.facts.items():
            if about["type"] == "月份" and any(need["fact"] in changes for need in about.get("needs", ())):
                changed[fact] = f"{self.day:%Y-%m}"
        return changed

    # ---- Money and wording ------------------------------------------------------------

    def amount(self, amount: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
        """An amount with the parameter value and its date. `estimate` marks what is only reckoned."""
        times = answers.get(amount.get("times", ""))
        times = times if isinstance(times, (int, float)) and not isinstance(times, bool) else None
        match amount["form"]:
            case "fixed":
                return {"form": "fixed", "value": amount["value"], "total": None if times is None else _plain(amount["value"] * times)}
            case "tiers":
                return {"form": "tiers", "values": amount["values"]}
        value = self.parameter(amount["of"])
        if amount["form"] == "ceiling":
            return {"form": "ceiling", "label": amount["label"], "value": value and value["value"], "from": value and value["from"]}
        monthly = value and _plain(value["value"] * amount["percent"] / 100)
        total = None if times is None or monthly is None else _plain(monthly * min(times, amount["months"]))
        return {"form": "rate", "monthly": monthly, "from": value and value["from"], "total": total, "estimate": True}

    def parameter(self, name: str) -> Mapping[str, Any] | None:
        """The value of a parameter on the day; before the first there is none."""
        known = [value for value in self.rules["parameters"][name]["values"] if value["from"] <= self.day.isoformat()]
        return known[-1] if known else None

    def doubts(self, item: Mapping[str, Any], answers: Answers, result: str) -> list[int]:
        """The doubts whose other reading would give another result, by their place in the item."""
        return [index for index, doubt in enumerate(item.get("doubts", ()))
                if self.result({**item, "conditions": [_replaced(node, doubt) for node in item["conditions"]]}, answers, self.day)[0] != result]


def validity(facts: Mapping[str, Any], day: date) -> str:
    """The name of the `Validity` that a compiled document has on a day."""
    today = day.isoformat()
    if facts.get("repealed") and today >= facts["repealed"]:
        return "REPEALED"
    if facts.get("superseded"):
        return "SUPERSEDED"
    if facts.get("starts") and today < facts["starts"]:
        return "NOT_YET"
    if facts.get("ends") and today > facts["ends"]:
        return "PERIOD_ENDED"
    return "IN_FORCE" if facts.get("confirmed") else "UNCONFIRMED"


def month_number(month: str) -> int:
    """Months since year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_span(month: str) -> tuple[date, date]:
    """The first and the last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _same(early: bool, late: bool, fact: str) -> Verdict:
    """What both ends of a month agree on; else the day decides."""
    return Verdict(early) if early == late else Verdict(None, frozenset({("boundary", fact)}))


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    verdicts = list(verdicts)
    if any(one.truth is False for one in verdicts):
        return NO
    causes = frozenset().union(*(one.causes for one in verdicts))
    return Verdict(None, causes) if causes else YES


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    verdicts = list(verdicts)
    if any(one.truth is True for one in verdicts):
        return YES
    causes = frozenset().union(*(one.causes for one in verdicts))
    return Verdict(None, causes) if causes else NO


def tests(nodes: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Every test below some nodes."""
    for node in nodes:
        if "test" in node:
            yield node["test"]
        yield from tests([*node.get("all", ()), *node.get("any", ()), *([node["not"]] if "not" in node else [])])


def _replaced(node: Mapping[str, Any], doubt: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node with the part that a doubt is about read the other way."""
    if node.get("id") == doubt["node"]:
        return doubt["otherwise"]
    changed = {key: [_replaced(child, doubt) for child in node[key]] for key in ("all", "any") if key in node}
    if "not" in node:
        changed["not"] = _replaced(node["not"], doubt)
    return {**node, **changed}


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(number, 2)
