"""The reference evaluator: answers and a day in, for every item a result with its reasons out.

Kleene's three-valued logic. A node that is undetermined says why: a question is unanswered or
its answer is “不清楚”, a month decides only to the day, the office judges, or an open list does
not name the case. `overrides/assets/javascripts/explainer/rules.js` is the same in the browser; a test
holds the two together. Works on the compiled rules, so both engines read the same data.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, product
from math import floor
from typing import Any, NamedTuple

from ..kinds.document import Validity, strongest

UNCLEAR = "unclear"
"""The answer “不清楚”: known to be unknown."""

Rules = Mapping[str, Any]
Answers = Mapping[str, Any]
Cause = tuple[str, str]
"""Why something is undetermined: `unanswered`, `unclear`, `boundary` with a fact; `office`, `unlisted` with a node."""
Trace = list[dict[str, Any]]
"""What is noted of nodes side by side: the truth of each, its causes, and the same of those below it."""


class Verdict(NamedTuple):
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

    def known(self, fact: str, answers: Answers, day: date) -> Verdict:
        """Yes where a question has its answer, no where it does not apply."""
        needed, answer = self.applies(fact, answers, day), answers.get(fact)
        if needed.truth is not True or (answer is not None and answer != UNCLEAR):
            return needed
        return _open("unanswered" if answer is None else "unclear", fact)

    def test(self, test: Mapping[str, Any], answers: Answers, day: date) -> Verdict:
        """One test of one fact. A question that does not apply has the answer no."""
        fact, start = test["fact"], test.get("after")
        known = self.known(fact, answers, day)
        if start:
            known = _all((known, self.known(start, answers, day)))
        if known.truth is not True:
            return known
        answer, bound, strict = answers[fact], test["bound"], test.get("strict", False)
        match test["kind"]:
            case "is":
                return _decided(answer == bound)
            case "has":
                return _decided(bound in answer if isinstance(answer, list) else answer == bound)
            case "at_least":
                return _decided(answer > bound if strict else answer >= bound)
            case "at_most":
                return _decided(answer < bound if strict else answer <= bound)
        at_least = test["kind"] == "months_at_least"
        if start:  # from month to month: on the bound itself the days decide
            months = month_number(answer) - month_number(answers[start])
            if months < 0:
                return NO
            return _open("boundary", fact) if months == bound else _decided((months > bound) == at_least)
        early, late = (_reached(day, add_months(end, bound), at_least, strict) for end in month_span(answer))
        return _decided(early) if early == late else _open("boundary", fact)

    def node(self, node: Mapping[str, Any], answers: Answers, day: date, trace: Trace | None = None) -> Verdict:
        """A condition and what is below it. With `trace`, each node's verdict is noted there."""
        below: Trace | None = None if trace is None else []
        if "test" in node:
            verdict = self.test(node["test"], answers, day)
        elif "all" in node:
            verdict = _all(self._nodes(node["all"], answers, day, below))
        elif "any" in node:
            verdict = _any(self._nodes(node["any"], answers, day, below))
            if verdict.truth is False and node.get("open"):
                verdict = _open("unlisted", node["id"])
        elif "not" in node:
            inner = self.node(node["not"], answers, day, below)
            verdict = Verdict(None if inner.truth is None else not inner.truth, inner.causes)
        else:
            verdict = _open("office", node.get("id", node["says"]))
        if trace is not None:
            trace.append({"id": node.get("id"), "truth": verdict.truth, "causes": sorted(map(list, verdict.causes)), "below": below})
        return verdict

    def _nodes(self, nodes: Iterable[Mapping[str, Any]], answers: Answers, day: date, trace: Trace | None) -> Iterable[Verdict]:
        """One by one, so that nothing is evaluated once the whole is decided; with a trace all are."""
        verdicts = (self.node(node, answers, day, trace) for node in nodes)
        return verdicts if trace is None else list(verdicts)

    # ---- One item -------------------------------------------------------------------

    def result(self, item: Mapping[str, Any], answers: Answers, day: date, trace: Trace | None = None) -> tuple[str, frozenset[Cause]]:
        """`yes`, `likely`, `unknown`, `no`, `blocked`, or `office` for an item that answers cannot decide."""
        if not item.get("decided"):
            return "office", frozenset()
        whole = _all(self._nodes(item["conditions"], answers, day, trace))
        if whole.truth is False:
            return "no", whole.causes
        used = _any(self.test(test, answers, day) for test in taken(item))
        if used.truth is True:  # an answer to come may still show that a condition is not met
            return ("unknown" if any(kind == "unanswered" for kind, _ in whole.causes) else "blocked"), whole.causes
        causes = whole.causes | used.causes
        if not causes:
            return "yes", causes
        return ("likely" if all(kind in ("office", "unlisted") for kind, _ in causes) else "unknown"), causes

    def outcome(self, item: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
        """Everything that is said of one item."""
        trace: Trace = []
        result, causes = self.result(item, answers, self.day, trace)
        starts, ends = self.dates(item, answers, result)
        return {
            "id": item["id"],
            "result": result,
            "validity": validity(item["validity"], self.day),
            "trace": trace,
            "missing": self.missing(causes),
            "office": any(kind == "office" for kind, _ in causes),
            "unlisted": any(kind == "unlisted" for kind, _ in causes),
            "boundary": sorted(fact for kind, fact in causes if kind == "boundary"),
            "blocked_by": [
                exclusion["item"]
                for exclusion, test in zip(item["exclusions"], taken(item), strict=True)
                if self.test(test, answers, self.day).truth
            ]
            if result == "blocked"
            else [],
            "changes": self.changes(item, answers, starts) if result == "no" else [],
            "starts": starts,
            "ends": ends,
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
        """The unanswered questions that some item, or its amount, still depends on, in the order they are asked."""
        open_: set[str] = set()
        for item in self.rules["items"]:
            result, causes = self.result(item, answers, self.day)
            if result in ("office", "blocked") or (result == "no" and not all(self._hopeful(node, answers) for node in item["conditions"])):
                continue
            if result == "no":
                causes = frozenset().union(
                    *(self.node(node, answers, self.day).causes for node in item["conditions"]),
                    *(self.test(test, answers, self.day).causes for test in taken(item)),
                )
            causes = causes.union(
                *(self.known(amount["times"], answers, self.day).causes for amount in item.get("amounts", ()) if "times" in amount)
            )
            open_ |= {fact for kind, fact in causes if kind == "unanswered"}
        return [fact for fact in self.facts if fact in open_]

    def _hopeful(self, node: Mapping[str, Any], answers: Answers) -> bool:
        """Whether a condition is not unmet for good: a person or time could still meet it, so the other questions matter."""
        if self.node(node, answers, self.day).truth is not False:
            return True
        if "test" in node:
            return all(
                self._movable(test) or self.test(test, answers, self.day).truth is not False for test in behind(self.facts, [node["test"]])
            )
        if "not" in node:
            return any(self._movable(test) for test in tests([node["not"]]))
        return (all if "all" in node else any)(self._hopeful(child, answers) for child in node.get("all") or node["any"])

    def _movable(self, test: Mapping[str, Any]) -> bool:
        """Whether a person can change the answer, or time alone makes the test hold."""
        return self.facts[test["fact"]]["change"] == "可以做到" or (test["kind"] == "months_at_least" and _turns(test))

    # ---- What time and people can change ----------------------------------------------

    @cached_property
    def _tests(self) -> dict[str, list[Mapping[str, Any]]]:
        """For each item, all tests that it depends on."""
        return {item["id"]: behind(self.facts, [*tests(item.get("conditions", ())), *taken(item)]) for item in self.rules["items"]}

    @cached_property
    def _levers(self) -> dict[str, list[frozenset[str] | None]]:
        """For each condition of each item the facts that it depends on; None where time alone may change it."""
        below = {item["id"]: [behind(self.facts, tests([node])) for node in item.get("conditions", ())] for item in self.rules["items"]}
        return {
            name: [None if any(map(_turns, found)) else frozenset(test["fact"] for test in found) for found in conditions]
            for name, conditions in below.items()
        }

    @cached_property
    def _readings(self) -> dict[str, list[Mapping[str, Any]]]:
        """Each item as each of its doubts would have it."""
        return {
            item["id"]: [
                {**item, "conditions": [replaced(node, doubt["node"], doubt["otherwise"]) for node in item.get("conditions", ())]}
                for doubt in item.get("doubts", ())
            ]
            for item in self.rules["items"]
        }

    def turning_days(self, item: Mapping[str, Any], answers: Answers) -> list[date]:
        """The days from tomorrow on at which some test of the item may change its answer by time alone."""
        days = set()
        for test in filter(_turns, self._tests[item["id"]]):
            answer = answers.get(test["fact"])
            if answer not in (None, UNCLEAR):
                for end in month_span(answer):
                    turn = add_months(end, test["bound"])
                    days |= {turn, turn + timedelta(days=1)}
        return sorted(day for day in days if day > self.day)

    def dates(self, item: Mapping[str, Any], answers: Answers, result: str) -> tuple[str | None, str | None]:
        """The first day from tomorrow on which time alone makes the item fit, and the last on which it surely still does."""
        if result == "no" and self._unmet(item, answers):
            return None, None
        turns = self.turning_days(item, answers)
        fits = [(day, self.result(item, answers, day)[0] in ("yes", "likely")) for day in turns]
        starts = None
        if result not in ("yes", "likely"):
            starts = next((day for day, fit in fits if fit), None)
            if starts is None:
                return None, None
        ends = next((day for day, fit in fits if not fit and (starts is None or day > starts)), None)
        return starts.isoformat() if starts else None, (ends - timedelta(days=1)).isoformat() if ends else None

    def changes(self, item: Mapping[str, Any], answers: Answers, starts: str | None) -> list[dict[str, Any]]:
        """The smallest sets of things a person can do so that the item fits: at once, or sooner than by time alone on `starts`."""
        steps, unmet, sets = self._steps(item, answers), self._unmet(item, answers), []
        for size in (1, 2, 3):
            for facts in combinations(steps, size):
                if any(levers.isdisjoint(facts) for levers in unmet):
                    continue
                for values in product(*(steps[fact] for fact in facts)):
                    change = dict(zip(facts, values, strict=True))
                    changed = self._changed(answers, change)
                    result, when = self.result(item, changed, self.day)[0], None
                    if result not in ("yes", "likely"):
                        when = self.dates(item, changed, result)[0]
                        if when is None or (starts is not None and when >= starts):
                            continue
                    sets.append({"set": change, "from": when})
                    break
            if sets:
                break
        return sets

    def _unmet(self, item: Mapping[str, Any], answers: Answers) -> list[frozenset[str]]:
        """For each condition that is not met whatever the day, the facts that it depends on."""
        return [
            levers
            for node, levers in zip(item["conditions"], self._levers[item["id"]], strict=True)
            if levers is not None and self.node(node, answers, self.day).truth is False
        ]

    def _steps(self, item: Mapping[str, Any], answers: Answers) -> dict[str, list[Any]]:
        """For each fact of the item that a person can change and has answered: the other answers worth trying."""
        steps: dict[str, list[Any]] = {}
        for test in self._tests[item["id"]]:
            fact, about, answer = test["fact"], self.facts[test["fact"]], answers.get(test["fact"])
            if about["change"] != "可以做到" or answer in (None, UNCLEAR):
                continue
            match about["type"]:
                case "是否":
                    others = [not answer]
                case "单选":
                    others = [option["id"] for option in about["options"]]
                case "数字":
                    bound = test["bound"]
                    others = [n for n in (bound, bound + 1, bound - 1) if 0 <= n <= about.get("most", n)]
                case _:
                    continue
            tried = steps.setdefault(fact, [])
            tried += [other for other in others if other != answer and other not in tried]
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
        times = answers[amount["times"]] if "times" in amount and self.known(amount["times"], answers, self.day).truth else None
        match amount["form"]:
            case "fixed":
                return {"form": "fixed", "value": amount["value"], "total": None if times is None else _plain(amount["value"] * times)}
            case "tiers":
                return {"form": "tiers", "values": amount["values"]}
        month = answers[amount["at"]] if "at" in amount and self.known(amount["at"], answers, self.day).truth else None
        value = self.parameter(amount["of"], f"{month}-01" if month else self.day.isoformat())
        if amount["form"] == "ceiling":
            return {"form": "ceiling", "label": amount["label"], "value": value and value["value"], "from": value and value["from"]}
        monthly = value and _plain(value["value"] * amount["percent"] / 100)
        total = None if times is None or monthly is None else _plain(monthly * min(times, amount["months"]))
        return {"form": "rate", "monthly": monthly, "from": value and value["from"], "total": total, "estimate": True}

    def parameter(self, name: str, day: str) -> Mapping[str, Any] | None:
        """The value of a parameter on a day; before the first there is none."""
        known = [value for value in self.rules["parameters"][name]["values"] if value["from"] <= day]
        return known[-1] if known else None

    def doubts(self, item: Mapping[str, Any], answers: Answers, result: str) -> list[int]:
        """The doubts whose other reading would give another result, by their place in the item."""
        return [index for index, reading in enumerate(self._readings[item["id"]]) if self.result(reading, answers, self.day)[0] != result]


def validity(documents: Iterable[Mapping[str, Any]], day: date) -> str:
    """The name of the strongest `Validity` that one of some compiled documents has on a day."""
    return strongest(Validity[_validity(facts, day.isoformat())] for facts in documents).name


def _validity(facts: Mapping[str, Any], today: str) -> str:
    if facts.get("repealed") and today >= facts["repealed"]:
        return "REPEALED"
    if facts.get("superseded"):
        return "SUPERSEDED"
    if facts.get("starts") and today < facts["starts"]:
        return "NOT_YET"
    if facts.get("ends") and today > facts["ends"]:
        return "PERIOD_ENDED"
    if facts.get("confirmed"):
        return "IN_FORCE"
    return "IN_PERIOD" if facts.get("ends") else "UNCONFIRMED"


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


def _open(kind: str, name: str) -> Verdict:
    return Verdict(None, frozenset({(kind, name)}))


def _decided(truth: bool) -> Verdict:
    return YES if truth else NO


def _reached(day: date, turn: date, at_least: bool, strict: bool) -> bool:
    """Whether a day is on the wanted side of the day on which the months are full; that day itself is unless `strict`."""
    return (day == turn and not strict) or (day > turn if at_least else day < turn)


def _turns(test: Mapping[str, Any]) -> bool:
    """Whether time alone can change the answer of a test."""
    return test["kind"].startswith("months") and "after" not in test


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    return _joined(verdicts, NO, YES)


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    return _joined(verdicts, YES, NO)


def _joined(verdicts: Iterable[Verdict], wins: Verdict, otherwise: Verdict) -> Verdict:
    """One that `wins` decides; else what is undetermined leaves it so."""
    causes: frozenset[Cause] = frozenset()
    for one in verdicts:
        if one.truth is wins.truth:
            return wins
        causes |= one.causes
    return Verdict(None, causes) if causes else otherwise


def tests(nodes: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Every test below some nodes."""
    for node in nodes:
        if "test" in node:
            yield node["test"]
        yield from tests([*node.get("all", ()), *node.get("any", ()), *([node["not"]] if "not" in node else [])])


def taken(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tests that show that an exclusion is used up."""
    return [{"fact": exclusion["fact"], "kind": "is", "bound": True} for exclusion in item.get("exclusions", ())]


def behind(facts: Mapping[str, Any], found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Some tests, and all those that decide whether their questions are asked."""
    found = list(found)
    for test in found:  # grows on the way
        for fact in filter(None, (test["fact"], test.get("after"))):
            found += [need for need in facts[fact].get("needs", ()) if need not in found]
    return found


def replaced(node: Mapping[str, Any], name: str, other: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node with the one of that id, in it or itself, replaced by another."""
    if node.get("id") == name:
        return other
    changed: dict[str, Any] = {key: [replaced(child, name, other) for child in node[key]] for key in ("all", "any") if key in node}
    if "not" in node:
        changed["not"] = replaced(node["not"], name, other)
    return {**node, **changed}


def _plain(number: float) -> int | float:
    """A sum to the cent, half a cent up as in the browser; a whole number without its point."""
    cents = floor(number * 100 + 0.5)
    return cents // 100 if cents % 100 == 0 else cents / 100
