"""Every day that is named, against a look at each single day: over all items, by generated people, in both engines.

The oracle knows nothing of turning days, windows and periods: it asks for the result of one day, and for its validity,
again and again. It is written twice, since each engine is asked with its own.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import made
import pytest
from playwright.sync_api import Page

from generator.eligibility.evaluate import Evaluator
from generator.eligibility.situations import domains
from tests.test_parity import page, sensible, use  # noqa: F401 - the page is a fixture

DAYS = [date(2023, 5, 31), date(2024, 11, 15), date(2025, 6, 1), date(2025, 12, 31), date(2026, 11, 27)]
"""Well inside the plan's period, near a parameter's change, near its end, on its last day, and after it."""
AHEAD = 7 * 366
"""Days looked at: more than any span of the rules; what has not turned by then never does."""
DOING = AHEAD - 2 * 366
"""Days on which a change is tried: what has to be waited for afterwards still lies within the days looked at."""

Claims = dict[str, Any]


def people(rules: dict[str, Any], day: date, count: int, seed: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Items with the answers of somebody who was asked about them and answered everything, more often than not so that it fits."""
    chance = Random(seed)
    evaluator = Evaluator(rules, day)
    for item in rules["items"]:
        if item.get("decided"):
            ranges = domains(rules, item, day)
            for _ in range(count):
                tries = [sensible(rules, {fact: chance.choice(answers) for fact, answers in ranges.items()}, day) for _ in range(6)]
                yield item, max(tries, key=lambda answers: _near(evaluator, item, answers))


def _near(evaluator: Evaluator, item: dict[str, Any], answers: dict[str, Any]) -> int:
    """How many conditions are met: whom nothing fits nothing is said."""
    return sum(evaluator.node(node, answers, evaluator.day).truth is not False for node in item["conditions"])


def claimed(outcome: dict[str, Any]) -> Claims:
    """The part of an outcome that names days."""
    return {key: outcome[key] for key in ("starts", "ends", "changes", "met_before_end")}


# ---- In Python -----------------------------------------------------------------------


def swept(evaluator: Evaluator, item: dict[str, Any], answers: dict[str, Any], said: Claims) -> list[str]:
    """What a look at each day says against what is claimed."""
    today, last = evaluator.day, evaluator.day + timedelta(days=AHEAD)

    def fits(day: date, of: dict[str, Any], held: bool = True) -> bool:
        return (not held or evaluator.holds(item, day)) and evaluator.result(item, of, day)[0] in ("yes", "likely")

    days = [today + timedelta(days=ahead) for ahead in range(AHEAD)]
    found = []
    first = next((day for day in days if fits(day, answers)), None)
    starts = None if first in (None, today) else first
    over = next((day for day in days if first and day > first and not fits(day, answers)), None)
    ends = over and over - timedelta(days=1)
    for key, day in (("starts", starts), ("ends", ends)):
        if said[key] != (day and day.isoformat()):
            found.append(f"{key}: said {said[key]}, seen {day}")
    held = any(evaluator.holds(item, day) for day in days)

    @cache
    def last_fit(month: str, change: int) -> date | None:
        """The last day on which it fits after the change was made in a month."""
        made_then = evaluator.horizon.changed(answers, said["changes"][change]["set"], date.fromisoformat(f"{month}-01"))
        return next((day for day in [last, *reversed(days)] if fits(day, made_then, held)), None)

    for place, change in enumerate(said["changes"]):
        made_now = evaluator.horizon.changed(answers, change["set"], today)
        when = next((day for day in days if fits(day, made_now)), None)
        if change["from"] != (when.isoformat() if when and when != today else None):
            found.append(f"from: said {change['from']}, seen {when}")
        late = next((day for day in days[:DOING] if (last_fit(f"{day:%Y-%m}", place) or date.min) < day), None)
        if change["until"] != (late and (late - timedelta(days=1)).isoformat()):
            found.append(f"until: said {change['until']}, seen the first day too late {late}, for {change['set']}")
    return found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_day_named_is_the_day_seen(rules: dict[str, Any], day: date) -> None:
    faults, named = [], 0
    for ruleset in (rules, made.RULES):
        evaluator = Evaluator(ruleset, day)
        for item, answers in people(ruleset, day, 1, seed=day.toordinal()):
            outcome = evaluator.outcome(item, answers)
            if outcome["aside"]:
                continue
            said = claimed(outcome)
            named += sum(bool(said[key]) for key in ("starts", "ends", "changes"))
            faults += [f"{item['id']} on {day}, {answers}: {fault}" for fault in swept(evaluator, item, answers, said)]
    assert not faults, "\n".join(faults[:10])
    assert named > 10, "something was named at all"


# ---- In the browser --------------------------------------------------------------------

SWEEP = """([batch, ahead, doing]) => JSON.parse(batch).map(([place, today, answers]) => {
  const item = rules.items[place];
  const engine = on(today);
  const said = engine.outcome(item, answers);
  if (said.aside) return null;
  const day = (n) => new Date(Date.parse(today) + n * 864e5).toISOString().slice(0, 10);
  const days = Array.from({ length: ahead }, (_, n) => day(n));
  const held = days.some((one) => engine.holds(item, one));
  const fits = (one, of, holding = true) => (!holding || engine.holds(item, one)) && ["yes", "likely"].includes(engine.result(item, of, one)[0]);
  const faults = [];
  const tell = (what, claim, seen) => { if (claim !== seen) faults.push(`${what}: said ${claim}, seen ${seen}`); };
  const at = days.findIndex((one) => fits(one, answers));
  const over = at < 0 ? -1 : days.findIndex((one, n) => n > at && !fits(one, answers));
  tell("starts", said.starts, at > 0 ? days[at] : null);
  tell("ends", said.ends, over < 0 ? null : days[over - 1]);
  for (const { set, from, until } of said.changes) {
    const now = days.findIndex((one) => fits(one, engine.changed(answers, set, today)));
    tell("from", from, now > 0 ? days[now] : null);
    const lasts = new Map();
    const lastFit = (month) => {
      if (!lasts.has(month)) {
        const then = engine.changed(answers, set, `${month}-01`);
        lasts.set(month, [...days, day(ahead)].reverse().find((one) => fits(one, then, held)) ?? "");
      }
      return lasts.get(month);
    };
    const late = days.slice(0, doing).findIndex((one) => lastFit(one.slice(0, 7)) < one);
    tell(`until of ${JSON.stringify(set)}`, until, late < 0 ? null : day(late - 1));
  }
  return faults;
})"""


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_day_named_in_the_browser_is_the_day_seen(page: Page, rules: dict[str, Any], day: date) -> None:  # noqa: F811
    for ruleset, count in ((rules, 3), (made.RULES, 3)):
        use(page, ruleset)
        places = {item["id"]: place for place, item in enumerate(ruleset["items"])}
        cases = [(places[item["id"]], day.isoformat(), answers) for item, answers in people(ruleset, day, count, seed=day.toordinal() + 1)]
        found = page.evaluate(SWEEP, [json.dumps(cases), AHEAD, DOING])
        faults = [
            f"{ruleset['items'][case[0]]['id']}, {case[2]}: {one}" for case, said in zip(cases, found, strict=True) for one in said or ()
        ]
        assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:10])
