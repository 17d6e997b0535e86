"""The reference evaluator: answers and a day in, for every item a result with its reasons out.

Kleene's three-valued logic. A node that is undetermined says why: a question is unanswered or
its answer is “不清楚”, a month decides only to the day, the office judges, an open list does not
name the case, or of several ways all that one can check are unmet and the office's is left.
What time and people can change is in `horizon.py`. `overrides/assets/javascripts/explainer/rules.js`
is the same in the browser; a test holds the two together. Works on the compiled rules, so both
engines read the same data.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor
from typing import Any, NamedTuple

from ..kinds.document import Validity, strongest
from .horizon import Horizon
from .months import add_months, month_name, month_number, month_span
from .nodes import behind, replaced, taken, tests, turns

UNCLEAR = "unclear"
"""The answer “不清楚”: known to be unknown."""

Rules = Mapping[str, Any]
Answers = Mapping[str, Any]
Cause = tuple[str, str]
"""Why something is undetermined: `unanswered`, `unclear`, `boundary` with a fact; `office`, `unlisted`, `alone` with a node."""
HOLDS = ("IN_FORCE", "IN_PERIOD", "UNCONFIRMED")
"""The validity with which an item can be had, so that days may be named for it."""
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
        self._said: dict[tuple[str, str], dict[str, Any]] = {}

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
        answer, bound, strict = answers[fact], self.bound(test, day), test.get("strict", False)
        if bound is None:
            return _open("office", test["of"])
        match test["kind"]:
            case "is":
                return _decided(answer == bound)
            case "has":
                return _decided(any(one in bound for one in (answer if isinstance(answer, list) else [answer])))
            case "at_least":
                return _decided(answer > bound if strict else answer >= bound)
            case "at_most":
                return _decided(answer < bound if strict else answer <= bound)
        at_least = test["kind"] == "months_at_least"
        if month_span(answer)[0] > day:  # looked at from a day before it happened
            return NO
        if start:  # from month to month: on the bound itself the days decide
            months = month_number(answer) - month_number(answers[start])
            if months < 0:
                return NO
            return _open("boundary", fact) if months == bound else _decided((months > bound) == at_least)
        early, late = (_reached(day, add_months(end, bound), at_least, strict) for end in month_span(answer))
        return _decided(early) if early == late else _open("boundary", fact)

    def bound(self, test: Mapping[str, Any], day: date) -> Any:
        """What an answer is held against. A dated value has the one of the day, in the unit of the answer; before the first there is none."""
        if "of" not in test:
            return test["bound"]
        value = self.parameter(test["of"], day.isoformat())
        return None if value is None else _plain(value["value"] / test["per"])

    def node(self, node: Mapping[str, Any], answers: Answers, day: date, trace: Trace | None = None) -> Verdict:
        """A condition and what is below it. With `trace`, each node's verdict is noted there."""
        below: Trace | None = None if trace is None else []
        if "test" in node:
            verdict = self.test(node["test"], answers, day)
        elif "all" in node:
            verdict = _all(self._nodes(node["all"], answers, day, below))
        elif "any" in node:
            parts = list(self._nodes(node["any"], answers, day, below))
            verdict = _any(parts)
            if verdict.truth is False and node.get("open"):
                verdict = _open("unlisted", node["id"])
            elif _left_to_office(node["any"], parts):
                verdict = _open("alone", node["id"])
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
        """`yes`, `likely`, `open`, `unknown`, `no`, `blocked`, or `office` for an item that answers cannot decide."""
        if not item.get("decided"):
            return "office", frozenset()
        whole = _all(self._nodes(item["conditions"], answers, day, trace))
        if whole.truth is False:
            return "no", whole.causes
        used = _any(self.test(test, answers, day) for test in taken(item))
        if used.truth is True:  # an answer to come may still show that a condition is not met
            return ("unknown" if any(kind == "unanswered" for kind, _ in whole.causes) else "blocked"), whole.causes
        causes = whole.causes | used.causes
        kinds = {kind for kind, _ in causes}
        if not kinds:
            return "yes", causes
        if kinds & {"unanswered", "unclear", "boundary"}:
            return "unknown", causes
        return ("likely" if kinds == {"office"} else "open"), causes

    def aside(self, item: Mapping[str, Any], answers: Answers) -> bool:
        """Whether an item is not for whom and what somebody chose: for other people, or said not to be wanted."""
        if "skip" in item and self.test(item["skip"], answers, self.day).truth:
            return True
        return any(self.node(node, answers, self.day).truth is False for node in item.get("conditions", ()) if node.get("who"))

    @staticmethod
    def fit(result: str) -> bool:
        """Whether a result is that of an item that fits: nothing that one can check is missing, and its list names the case."""
        return result in ("yes", "likely")

    def holds(self, item: Mapping[str, Any], day: date) -> bool:
        """Whether an item can be had on a day, as far as documents say."""
        return validity(item["validity"], day) in HOLDS

    def validity_days(self, item: Mapping[str, Any]) -> set[date]:
        """The days on which the validity of one of an item's documents may change."""
        return set().union(*map(validity_days, item["validity"]))

    def ended(self, item: Mapping[str, Any]) -> date | None:
        """The last day of an item's period where that is over."""
        if validity(item["validity"], self.day) != "PERIOD_ENDED":
            return None
        return date.fromisoformat(max(facts["ends"] for facts in item["validity"] if validity([facts], self.day) == "PERIOD_ENDED"))

    def outcome(self, item: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
        """Everything that is said of one item."""
        trace: Trace = []
        result, causes = self.result(item, answers, self.day, trace)
        kinds = {kind for kind, _ in causes}
        readings = [self.result(reading, answers, self.day)[0] for reading in self._readings[item["id"]]]
        return {
            "id": item["id"],
            "result": result,
            "aside": self.aside(item, answers),
            "validity": validity(item["validity"], self.day),
            "trace": trace,
            "missing": self.missing(causes),
            "office": "office" in kinds or "alone" in kinds,
            "unlisted": "unlisted" in kinds,
            "boundary": sorted(fact for kind, fact in causes if kind == "boundary"),
            "blocked_by": [
                exclusion["item"]
                for exclusion, test in zip(item["exclusions"], taken(item), strict=True)
                if self.test(test, answers, self.day).truth
            ]
            if result == "blocked"
            else [],
            "amounts": [self.amount(amount, answers) for amount in item.get("amounts", ())],
            "doubts": [index for index, other in enumerate(readings) if other != result],
            "readings": readings,
        } | self.horizon.outlook(item, answers, result)

    def outcomes(self, answers: Answers) -> list[dict[str, Any]]:
        """All items, in their own order. What was said of an item to the same answers is not reckoned again."""
        found = []
        for item in self.rules["items"]:
            key = item["id"], repr([answers.get(fact) for fact in self._depends[item["id"]]])
            if key not in self._said:
                self._said[key] = self.outcome(item, answers)
            found.append(self._said[key])
        return found

    def missing(self, causes: Iterable[Cause]) -> list[str]:
        """The questions still open, in the order they are asked."""
        open_ = {fact for kind, fact in causes if kind in ("unanswered", "unclear")}
        return [fact for fact in self.facts if fact in open_]

    def questions(self, answers: Answers) -> list[str]:
        """The unanswered questions that some item, or its amount, still depends on, in the order they are asked."""
        open_: set[str] = set()
        for item in self.rules["items"]:
            result, causes = self.result(item, answers, self.day)
            if result in ("office", "blocked") or self.aside(item, answers):
                continue
            if result == "no":
                if not all(self._hopeful(node, answers) for node in item["conditions"]):
                    continue
                causes = frozenset().union(
                    *(self.node(node, answers, self.day).causes for node in item["conditions"]),
                    *(self.test(test, answers, self.day).causes for test in taken(item)),
                    # From month to month: where the second is still to come, the first matters already.
                    *(self.known(test["after"], answers, self.day).causes for test in tests(item["conditions"]) if "after" in test),
                )
            causes = causes.union(
                *(self.known(amount["times"], answers, self.day).causes for amount in item.get("amounts", ()) if "times" in amount)
            )
            open_ |= {fact for kind, fact in causes if kind == "unanswered"}
        return [fact for fact in self.facts if fact in open_]

    def length(self) -> int:
        """How many questions there are from the first one on, or may be, where that one chooses; `rest` in `check.js` says the same."""
        questions = self.questions({})
        first = questions[0]
        fact = self.facts[first]
        if not fact.get("chooses"):
            return len(questions)
        chosen = [[option["id"]] if fact["type"] == "多选" else option["id"] for option in fact["options"]]
        return 1 + max(len([one for one in self.questions({first: answer}) if one != first]) for answer in chosen)

    def _hopeful(self, node: Mapping[str, Any], answers: Answers) -> bool:
        """Whether a condition is not unmet for good: a person or time could still meet it, so the other questions matter."""
        if self.node(node, answers, self.day).truth is not False:
            return True
        if "test" in node:  # a question that does not apply is as hopeful as what it needs, which is looked at too
            return all(
                self._movable(test)
                or self.test(test, answers, self.day).truth is not False
                or self.applies(test["fact"], answers, self.day).truth is False
                for test in behind(self.facts, [node["test"]])
            )
        if "not" in node:
            return any(self._movable(test) for test in tests([node["not"]]))
        return (all if "all" in node else any)(self._hopeful(child, answers) for child in node.get("all") or node["any"])

    def _movable(self, test: Mapping[str, Any]) -> bool:
        """Whether a person can change the answer, or time alone makes the test hold."""
        return self.facts[test["fact"]]["change"] == "可以做到" or (test["kind"] == "months_at_least" and turns(test))

    @cached_property
    def horizon(self) -> Horizon:
        """What time and people can change."""
        return Horizon(self)

    @cached_property
    def _depends(self) -> dict[str, list[str]]:
        """The questions that an item's outcome depends on."""
        found = {}
        for item in self.rules["items"]:
            others = [doubt["otherwise"] for doubt in item.get("doubts", ())]
            skip = [item["skip"]] if "skip" in item else []
            named = {
                one[end]
                for one in behind(self.facts, [*tests([*item.get("conditions", ()), *others]), *taken(item), *skip])
                for end in ("fact", "after")
                if end in one
            }
            counted = {amount[key] for amount in item.get("amounts", ()) for key in ("times", "at") if key in amount}
            named |= counted | {need["fact"] for fact in counted for need in self.facts[fact].get("needs", ())}
            found[item["id"]] = [fact for fact in self.facts if fact in named]
        return found

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
        parts = self._months(amount, month, min(times, amount["months"]), times) if month and times is not None else []
        if parts:
            total = (
                None if any(part["monthly"] is None for part in parts) else _plain(sum(part["monthly"] * part["months"] for part in parts))
            )
        else:
            total = None if times is None or monthly is None else _plain(monthly * min(times, amount["months"]))
        return {"form": "rate", "monthly": monthly, "from": value and value["from"], "total": total, "parts": parts, "estimate": True}

    def _months(self, amount: Mapping[str, Any], last: str, counted: float, times: float) -> list[dict[str, Any]]:
        """The months that a rate is paid for, each by the value of its own first day; those with the same value together.

        They are the first `counted` of the `times` months that end with `last`; the rest of a month counts for its part.
        """
        parts: list[dict[str, Any]] = []
        first = month_number(last) - ceil(times) + 1
        for index in range(ceil(counted)):
            value = self.parameter(amount["of"], f"{month_name(first + index)}-01")
            begins, monthly = (value["from"], _plain(value["value"] * amount["percent"] / 100)) if value else (None, None)
            if not parts or parts[-1]["from"] != begins:
                parts.append({"from": begins, "months": 0, "monthly": monthly})
            parts[-1]["months"] = _plain(parts[-1]["months"] + min(1, counted - index))
        return parts

    def parameter(self, name: str, day: str) -> Mapping[str, Any] | None:
        """The value of a parameter on a day; before the first there is none."""
        known = [value for value in self.rules["parameters"][name]["values"] if value["from"] <= day]
        return known[-1] if known else None


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
    return "IN_PERIOD" if facts.get("ends") and not facts.get("unseen") else "UNCONFIRMED"


def validity_days(facts: Mapping[str, Any]) -> set[date]:
    """The days on which the validity of a compiled document may change."""
    found = {date.fromisoformat(facts[key]) for key in ("starts", "repealed") if facts.get(key)}
    return found | {date.fromisoformat(facts["ends"]) + timedelta(days=1)} if facts.get("ends") else found


def _open(kind: str, name: str) -> Verdict:
    return Verdict(None, frozenset({(kind, name)}))


def _decided(truth: bool) -> Verdict:
    return YES if truth else NO


def _reached(day: date, turn: date, at_least: bool, strict: bool) -> bool:
    """Whether a day is on the wanted side of the day on which the months are full; that day itself is unless `strict`."""
    return (day == turn and not strict) or (day > turn if at_least else day < turn)


def _left_to_office(ways: Iterable[Mapping[str, Any]], seen: list[Verdict]) -> bool:
    """Whether of several ways all that one can check are unmet, so that only the office's own remain."""
    open_ = ["office" in way for way, one in zip(ways, seen, strict=True) if one.truth is not False]
    return 0 < len(open_) < len(seen) and all(open_)


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


def _plain(number: float) -> int | float:
    """A sum to the cent, half a cent up as in the browser; a whole number without its point."""
    cents = floor(number * 100 + 0.5)
    return cents // 100 if cents % 100 == 0 else cents / 100
