"""What time and people can change: from when an item fits, until when, and what somebody can do for it.

No day is promised on which an item cannot be had. Where nothing holds an item any more, what is still
missing is told, and the last day that its own spans of time leave for it: whether it is still given at
all is for the office to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from .months import add_months, month_name, month_number, month_span
from .nodes import behind, taken, tests, turns

if TYPE_CHECKING:
    from .evaluate import Answers, Evaluator

Item = Mapping[str, Any]
DAY = timedelta(days=1)
STEPS = 3
"""More things than these are too many to ask of anyone."""


class Horizon:
    """Looks ahead from an evaluator's day."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator, self.facts, self.day = evaluator, evaluator.facts, evaluator.day

    def outlook(self, item: Item, answers: Answers, result: str) -> dict[str, Any]:
        """The days and the changes of an item.

        `starts`, `ends`: the first day from tomorrow on which time alone makes it fit, and the last on which it surely still does.
        `wait`: the nodes that time alone will have met.
        `closes`: the spans of time that hold today, each with the last day on which it does. `opens`: those not yet full, with their first.
        `changes`: the smallest sets of things to do, each with the day `from` which it fits, the last day to do it (`until`),
        and what to `wait` for afterwards. Of an item that holds no more, `until` is what its own spans of time leave.
        `towards`: where no change makes it fit, the smallest that leave nothing but a question for the office.
        `met_before_end`: whether it fitted on the last day of a period that has ended, all else being as today.
        """
        aside = self.evaluator.aside(item, answers)
        if not item.get("decided") or aside:
            return {
                "starts": None,
                "ends": None,
                "wait": [],
                "closes": [],
                "opens": [],
                "changes": [],
                "towards": [],
                "met_before_end": None,
            }
        starts, ends = self.span(item, answers, self.day, result) if self.current(item) else (None, None)
        waits, wait = None, []
        if not self.evaluator.fit(result):
            waits, _ = self.span(item, answers, self.day, result, held=False)
            if waits and (starts or not self.current(item)):
                wait = self.waiting(item, answers, waits)
        changes = self.changes(item, answers, waits) if result in ("no", "open") else []
        return {
            "starts": starts and starts.isoformat(),
            "ends": ends and ends.isoformat(),
            "wait": wait,
            "closes": self.closing(item, answers),
            "opens": self.opening(item, answers),
            "changes": changes,
            "towards": self.towards(item, answers) if result == "no" and not changes and not wait else [],
            "met_before_end": self.met_before_end(item, answers),
        }

    # ---- Days -----------------------------------------------------------------------

    def current(self, item: Item) -> bool:
        """Whether the item can be had today or on some day to come."""
        return any(self.evaluator.holds(item, day) for day in (self.day, *self.held_days(item)))

    def held_days(self, item: Item) -> list[date]:
        """The days to come on which the item's validity may change."""
        return sorted(day for day in self.evaluator.validity_days(item) if day > self.day)

    def turning_days(self, item: Item, answers: Answers, since: date | None = None) -> list[date]:
        """The days after `since`, or today, on which time alone may change the result, or a dated value does."""
        since, days = since or self.day, set()
        for test in self._tests[item["id"]]:
            if "of" in test:
                days |= {date.fromisoformat(value["from"]) for value in self.evaluator.rules["parameters"][test["of"]]["values"]}
            elif turns(test) and isinstance(answer := answers.get(test["fact"]), str) and answer[:1].isdigit():
                for end in month_span(answer):
                    turn = add_months(end, test["bound"])
                    days |= {turn, turn + DAY}
        return sorted(day for day in days if day > since)

    def span(
        self, item: Item, answers: Answers, day: date, result: str | None = None, *, held: bool = True
    ) -> tuple[date | None, date | None]:
        """The first day after `day` on which the item fits, none where it does so on `day`; and the last day on which it then does.

        Days on which the item does not hold count as not fitting, unless they are not `held` against it.
        """

        def fits(on: date, known: str | None = None) -> bool:
            if held and not self.evaluator.holds(item, on):
                return False
            return self.evaluator.fit(known or self.evaluator.result(item, answers, on)[0])

        if result and self.unmet(item, answers):
            return None, None
        later = self.turning_days(item, answers, day)
        if held:
            later = sorted({*later, *(turn for turn in self.held_days(item) if turn > day)})
        starts = None
        days = iter(later)
        if not fits(day, result):
            starts = next((turn for turn in days if fits(turn)), None)
            if starts is None:
                return None, None
        ends = next((turn for turn in days if not fits(turn)), None)
        return starts, ends and ends - DAY

    def waiting(self, item: Item, answers: Answers, day: date) -> list[str]:
        """The nodes that are not met today and that time alone will have met on `day`."""
        judge = self.evaluator.node
        return [
            node["id"]
            for node in _leaves(item["conditions"])
            if turns(node["test"]) and judge(node, answers, self.day).truth is not True and judge(node, answers, day).truth is True
        ]

    def closing(self, item: Item, answers: Answers) -> list[dict[str, str]]:
        """The nodes that hold today and that time alone will undo, each with the last day on which it surely holds."""
        judge, days, found = self.evaluator.node, self.turning_days(item, answers), []
        for node in _leaves(item["conditions"]):
            if node["test"]["kind"] == "months_at_most" and turns(node["test"]) and judge(node, answers, self.day).truth:
                over = next((day for day in days if not judge(node, answers, day).truth), None)
                if over:
                    found.append({"id": node["id"], "last": (over - DAY).isoformat()})
        return found

    def opening(self, item: Item, answers: Answers) -> list[dict[str, str]]:
        """The nodes that do not hold yet and that time alone will meet, each with the first day on which it surely holds."""
        judge, days, found = self.evaluator.node, self.turning_days(item, answers), []
        for node in _leaves(item["conditions"]):
            if node["test"]["kind"] == "months_at_least" and turns(node["test"]) and not judge(node, answers, self.day).truth:
                full = next((day for day in days if judge(node, answers, day).truth), None)
                if full:
                    found.append({"id": node["id"], "first": full.isoformat()})
        return found

    def met_before_end(self, item: Item, answers: Answers) -> bool | None:
        """Whether the item fitted on the last day of its period; None unless that is over.

        An answer that tells of something later was another then, so nothing is claimed.
        """
        last = self.evaluator.ended(item)
        if last is None:
            return None
        asked = {test["fact"] for test in self._tests[item["id"]]}
        for fact, about in self.facts.items():
            if about["type"] == "月份" and isinstance(answer := answers.get(fact), str) and answer[:1].isdigit():
                touched = {fact, *(need["fact"] for need in about.get("needs", ()))} & asked
                if touched and month_span(answer)[0] > last and self.evaluator.applies(fact, answers, self.day).truth:
                    return False
        return self.evaluator.fit(self.evaluator.result(item, answers, last)[0])

    # ---- Changes --------------------------------------------------------------------

    def changes(self, item: Item, answers: Answers, waits: date | None) -> list[dict[str, Any]]:
        """The smallest sets of things a person can do so that the item fits: at once, or sooner than by time alone."""
        steps, unmet, current, sets = self.steps(item, answers), self.unmet(item, answers), self.current(item), []
        for size in range(1, STEPS + 1):
            for facts in combinations(steps, size):
                if any(levers.isdisjoint(facts) for levers in unmet):
                    continue
                found: dict[str, Any] | None = None
                for values in product(*(steps[fact] for fact in facts)):
                    change = dict(zip(facts, values, strict=True))
                    entry = self._change(item, answers, change, waits, current)
                    if entry is None:
                        continue
                    if found is None:
                        found = entry
                    elif all(entry[key] == found[key] for key in ("from", "until", "wait")):  # another option that does as well
                        for fact, value in change.items():
                            if self.facts[fact]["type"] == "单选" and value not in (found["set"][fact], *found["or"].get(fact, ())):
                                found["or"].setdefault(fact, []).append(value)
                if found:
                    sets.append(found)
            if sets:
                break
        return sets

    def towards(self, item: Item, answers: Answers) -> list[dict[str, Any]]:
        """The smallest sets of things to do after which it is only for the office to say; the first of each that does."""
        steps = self.steps(item, answers)
        for size in range(1, STEPS + 1):
            sets = []
            for facts in combinations(steps, size):
                tried = (dict(zip(facts, values, strict=True)) for values in product(*(steps[fact] for fact in facts)))
                opened = (
                    change
                    for change in tried
                    if self.evaluator.result(item, self.changed(answers, change, self.day), self.day)[0] == "open"
                    and not self._too_late(item, answers, change)
                )
                if (change := next(opened, None)) is not None:
                    sets.append(change)
            if sets:
                return sets
        return []

    def _change(self, item: Item, answers: Answers, change: Mapping[str, Any], waits: date | None, current: bool) -> dict[str, Any] | None:
        """What a change comes to; None where it does not make the item fit, or no sooner than time alone."""
        if self._too_late(item, answers, change):
            return None
        changed = self.changed(answers, change, self.day)
        result = self.evaluator.result(item, changed, self.day)[0]
        wait: list[str] = []
        if not self.evaluator.fit(result):
            when, _ = self.span(item, changed, self.day, held=False)
            if when is None or (waits is not None and when >= waits):
                return None
            wait = self.waiting(item, changed, when)
        starts, _ = self.span(item, changed, self.day) if current else (None, None)
        if current and starts is None and not (self.evaluator.fit(result) and self.evaluator.holds(item, self.day)):
            return None  # the period is over first
        until = self._until(item, answers, change, held=current)
        return {
            "set": self._in_order(item, change),
            "or": {},
            "from": starts and starts.isoformat(),
            "until": until and until.isoformat(),
            "wait": wait,
        }

    def _in_order(self, item: Item, change: Mapping[str, Any]) -> dict[str, Any]:
        """A change as it is to be done: what begins the time that another step must follow comes first."""
        before = {
            need["fact"] for test in self._tests[item["id"]] if "after" in test for need in self.facts[test["after"]].get("needs", ())
        }
        return {fact: change[fact] for fact in sorted(change, key=lambda fact: fact not in before)}

    def _too_late(self, item: Item, answers: Answers, change: Mapping[str, Any]) -> bool:
        """Whether a change would begin what had to come before something that has already been."""
        fresh = set(self.fresh(change))
        return any(
            test.get("after") in fresh and test["fact"] not in fresh and self.evaluator.known(test["fact"], answers, self.day).truth is True
            for test in self._tests[item["id"]]
        )

    def _until(self, item: Item, answers: Answers, change: Mapping[str, Any], *, held: bool) -> date | None:
        """The last day on which making the change still leads to the item; None where it always will."""

        def leads(day: date) -> bool:
            changed = self.changed(answers, change, day)
            if (not held or self.evaluator.holds(item, day)) and self.evaluator.fit(self.evaluator.result(item, changed, day)[0]):
                return True
            return self.span(item, changed, day, held=held)[0] is not None

        over = next((day for day in self._doing_days(item, answers, change) if not leads(day)), None)
        return over and over - DAY

    def _doing_days(self, item: Item, answers: Answers, change: Mapping[str, Any]) -> list[date]:
        """The days on which it may begin to matter that a change comes later.

        A change sets months to its own (`changed`). What they are held against, some months later or earlier, turns on known days;
        so it can only matter on such a day itself, and at the start of a month that lies those months before it.
        """
        turn = {*self.turning_days(item, answers), *self.held_days(item)}
        fresh = set(self.fresh(change))
        spans, months = {0}, {month_number(f"{day:%Y-%m}") for day in turn}
        for test in self._tests[item["id"]]:
            if fresh & {test["fact"], test.get("after")} and test["kind"].startswith("months"):
                spans.add(test["bound"])
                for other in {test["fact"], test.get("after")} - fresh - {None}:
                    if isinstance(answer := answers.get(other), str) and answer[:1].isdigit():
                        months.add(month_number(answer) + (test["bound"] if test["fact"] in fresh else -test["bound"]))
        starts = {month - span + step for month in months for span in spans for step in (-1, 0, 1, 2)} if fresh else set()
        return sorted(day for day in turn | {date.fromisoformat(f"{month_name(start)}-01") for start in starts} if day > self.day)

    def steps(self, item: Item, answers: Answers) -> dict[str, list[Any]]:
        """For each fact of the item that a person can change, and whose answer is known: the other answers worth trying.

        A question that does not apply has the answer no: what it needs may be changed along with it.
        """
        steps: dict[str, list[Any]] = {}
        for test in self._tests[item["id"]]:
            fact, about, answer = test["fact"], self.facts[test["fact"]], answers.get(test["fact"])
            if about["change"] != "可以做到":
                continue
            if self.evaluator.known(fact, answers, self.day).truth is None:
                continue
            if self.evaluator.applies(fact, answers, self.day).truth is False:
                answer = None
            match about["type"]:
                case "是否":
                    others = [not answer]
                case "单选":
                    others = [option["id"] for option in about["options"] if "todo" in option]
                case "数字":
                    bound = self.evaluator.bound(test, self.day)
                    others = [] if bound is None else [n for n in (bound, bound + 1, bound - 1) if 0 <= n <= about.get("most", n)]
                case _:
                    continue
            tried = steps.setdefault(fact, [])
            tried += [other for other in others if other != answer and other not in tried]
            if about["type"] == "数字":  # as little as will do
                tried.sort(key=partial(_distance, answer or 0))
        return {fact: steps[fact] for fact in self.facts if fact in steps}

    def fresh(self, change: Mapping[str, Any]) -> Iterator[str]:
        """The questions for a month that a change makes begin to apply."""
        for fact, about in self.facts.items():
            if about["type"] == "月份" and any(need["fact"] in change for need in about.get("needs", ())):
                yield fact

    def changed(self, answers: Answers, change: Mapping[str, Any], day: date) -> dict[str, Any]:
        """The answers after a change on a day; a month that begins to apply is that day's."""
        return {**answers, **change, **dict.fromkeys(self.fresh(change), f"{day:%Y-%m}")}

    def unmet(self, item: Item, answers: Answers) -> list[frozenset[str]]:
        """For each condition that is not met whatever the day, or only the office could say is, the facts that it depends on."""

        def short(node: Mapping[str, Any]) -> bool:
            truth, causes = self.evaluator.node(node, answers, self.day)
            return truth is False or any(kind in ("unlisted", "alone") for kind, _ in causes)

        return [
            levers for node, levers in zip(item["conditions"], self._levers[item["id"]], strict=True) if levers is not None and short(node)
        ]

    @cached_property
    def _tests(self) -> dict[str, list[Mapping[str, Any]]]:
        """For each item, all tests that it depends on."""
        return {
            item["id"]: behind(self.facts, [*tests(item.get("conditions", ())), *taken(item)]) for item in self.evaluator.rules["items"]
        }

    @cached_property
    def _levers(self) -> dict[str, list[frozenset[str] | None]]:
        """For each condition of each item the facts that it depends on; None where time alone may change it."""
        below = {
            item["id"]: [behind(self.facts, tests([node])) for node in item.get("conditions", ())] for item in self.evaluator.rules["items"]
        }
        return {
            name: [
                None if any(turns(test) or "of" in test for test in found) else frozenset(test["fact"] for test in found)
                for found in conditions
            ]
            for name, conditions in below.items()
        }


def _distance(one: float, other: float) -> float:
    return abs(other - one)


def _leaves(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The nodes with a test below some nodes, but for what must not be."""
    for node in nodes:
        if "test" in node:
            yield node
        yield from _leaves([*node.get("all", ()), *node.get("any", ())])
