"""One meaning, two engines: the browser's evaluator says word for word what the reference evaluator says."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

import made
import pytest
from conftest import ON, REPOSITORY, TOWN, serve
from playwright.sync_api import Browser, Page

from generator.eligibility.answers import FIRST_YEAR, _answer
from generator.eligibility.compile import compiled
from generator.eligibility.evaluate import UNCLEAR, Evaluator
from generator.eligibility.situations import domains, situations
from generator.library import load
from generator.pages.render import Site

SCRIPTS = REPOSITORY / "overrides" / "assets" / "javascripts"
DAYS = [
    ON,
    date(2026, 11, 30),
    date(2026, 12, 1),
    date(2027, 1, 31),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2024, 11, 30),
    date(2021, 11, 30),
]
"""Month ends, a leap day, and days before a parameter changes and before its first value."""
PER_ITEM, BATCH, AT_LEAST = 40, 1000, 10_000

Case = tuple[int, str, dict[str, Any]]
"""An item's place, a day, answers."""


def sensible(rules: dict[str, Any], answers: dict[str, Any], day: date) -> dict[str, Any]:
    """The answers that a person could have given: none to a question that does not apply."""
    evaluator, kept = Evaluator(rules, day), {}
    for fact in rules["facts"]:
        if fact in answers and evaluator.applies(fact, kept, day).truth is True:
            kept[fact] = answers[fact]
    return kept


def cases(rules: dict[str, Any], days: list[date], most: int) -> Iterator[Case]:
    """Every item on every day with complete and partial answers, every other one as a person could have given it."""
    for day in days:
        for place, item in enumerate(rules["items"]):
            if not item.get("decided"):
                yield place, day.isoformat(), {}
                continue
            for partial in (False, True):
                for turn, answers in enumerate(situations(rules, item, day, most, partial=partial)):
                    yield place, day.isoformat(), sensible(rules, answers, day) if turn % 2 else answers


def turning(rules: dict[str, Any], most: int) -> Iterator[Case]:
    """The days on which time alone turns a test, and the days before them, with the answers they come from."""
    evaluator = Evaluator(rules, ON)
    for place, item in enumerate(rules["items"]):
        if item.get("decided"):
            for answers in situations(rules, item, ON, most):
                for day in evaluator.horizon.turning_days(item, answers):
                    yield place, (day - timedelta(days=1)).isoformat(), answers
                    yield place, day.isoformat(), answers


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with serve(SCRIPTS) as address:
        page = browser.new_page()
        page.goto(f"{address}common/")
        page.evaluate(
            "async () => { globalThis.engine = { ...await import('/explainer/rules.js'), ...await import('/explainer/answers.js') }; }"
        )
        yield page
        page.close()


def use(page: Page, rules: dict[str, Any]) -> None:
    page.evaluate(
        """(rules) => {
        const evaluators = new Map();
        globalThis.on = (day) => evaluators.get(day) ?? evaluators.set(day, engine.evaluator(rules, day)).get(day);
        globalThis.rules = rules;
    }""",
        rules,
    )


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def compare(page: Page, rules: dict[str, Any], all_cases: Iterator[Case]) -> int:
    """Evaluate in batches in both engines, and fail with the first differences. Returns how many were the same."""
    use(page, rules)
    evaluators: dict[str, Evaluator] = {}
    count = 0
    while batch := list(islice(all_cases, BATCH)):
        there = json.loads(
            page.evaluate(
                "(batch) => JSON.stringify(JSON.parse(batch).map(([place, day, answers]) => on(day).outcome(rules.items[place], answers)))",
                json.dumps(batch),
            )
        )
        differences = []
        for (place, day, answers), theirs in zip(batch, there, strict=True):
            item = rules["items"][place]
            evaluator = evaluators.setdefault(day, Evaluator(rules, date.fromisoformat(day)))
            ours = evaluator.outcome(item, answers)
            differences += [
                f"{item['id']} on {day}, {text(answers)}\n  {key}: here {text(ours.get(key))}, in the browser {text(theirs.get(key))}"
                for key in ours | theirs
                if text(ours.get(key, "absent")) != text(theirs.get(key, "absent"))
            ]
        assert not differences, f"{len(differences)} differences:\n" + "\n".join(differences[:5])
        count += len(batch)
    return count


def test_both_engines_say_the_same_of_the_real_rules(page: Page, rules: dict[str, Any]) -> None:
    assert compare(page, rules, cases(rules, DAYS, PER_ITEM)) + compare(page, rules, turning(rules, 60)) >= AT_LEAST


def test_both_engines_say_the_same_of_made_up_rules(page: Page) -> None:
    compare(page, made.RULES, cases(made.RULES, [ON, date(2026, 11, 30), date(2027, 1, 1), date(2028, 2, 29), date(2021, 1, 1)], 20))
    compare(page, made.RULES, turning(made.RULES, 20))


def test_both_engines_say_the_same_of_the_sample_town(page: Page) -> None:
    library, _ = load(TOWN)
    town = compiled(Site(library, ON))
    compare(page, town, cases(town, DAYS[:2], PER_ITEM))


@pytest.mark.parametrize("made_up", [False, True], ids=["real", "made-up"])
def test_both_engines_ask_the_same_questions(page: Page, rules: dict[str, Any], made_up: bool) -> None:
    rules = made.RULES if made_up else rules
    use(page, rules)
    ranges: dict[str, list[Any]] = {}
    for item in rules["items"]:
        for fact, answers in domains(rules, {"conditions": [], **item}, ON).items():
            ranges.setdefault(fact, []).extend(answers)
    chance, tries = Random(3), []
    for _ in range(1000):
        asked = chance.sample(sorted(ranges), chance.randrange(len(ranges) + 1))
        tries.append({fact: chance.choice([*ranges[fact], UNCLEAR]) for fact in asked})
    there = page.evaluate(f"(tries) => tries.map((answers) => on('{ON}').questions(answers))", tries)
    evaluator = Evaluator(rules, ON)
    for answers, theirs in zip(tries, there, strict=True):
        assert theirs == evaluator.questions(answers), text(answers)


def odd(chance: Random, fact: dict[str, Any], deep: int = 0) -> Any:
    """Something that a question may be answered with, and often may not."""
    ids = [option["id"] for option in fact.get("options", ())] or ["a"]
    month = f"{chance.choice([1949, FIRST_YEAR, 1966, 1967, ON.year, ON.year + 1, 20, 99999])}-{chance.choice(['01', '12', '13', '00', '1', f'{ON.month}', f'{ON.month + 1}'])}"
    return chance.choice(
        [
            lambda: chance.choice([True, False, None, "", "是", "否", "true", UNCLEAR, [], {}, [UNCLEAR], "constructor", "__proto__"]),
            lambda: chance.choice(ids),
            lambda: chance.choices(ids, k=chance.randrange(4)),
            lambda: month + chance.choice(["", "", "", "\n", " ", "-01"]),
            lambda: chance.choice([0, -0.0, 1, -1, 0.5, 1e-9, 2**53, 1e308, 10**400, 1e999, -1e999]),
            lambda: fact.get("most", 7) + chance.choice([0, 1, -1, 0.5]),
            lambda: chance.choice(["1", "１", str(chance.randrange(99)), " 5"]),
            lambda: [odd(chance, fact, deep + 1) for _ in range(chance.randrange(3))] if deep < 2 else ids[0],
            lambda: {ids[0]: odd(chance, fact, deep + 1)} if deep < 2 else None,
        ]
    )()


def test_both_take_the_same_answers(page: Page, rules: dict[str, Any]) -> None:
    """What a link brings and what a file of answers holds: the same is an answer, and the same answer."""
    chance = Random(5)
    asked = {**rules["facts"], "没有上限": {"type": "数字"}}
    tries = [(name, json.dumps(odd(chance, asked[name])).replace("Infinity", "1e999")) for name in asked for _ in range(300)]
    there = page.evaluate(
        """([rules, tries, today]) =>
        tries.map(([fact, text]) => engine.accepted(rules, fact, JSON.parse(text), today) ?? null)""",
        [{**rules, "facts": asked}, tries, ON.isoformat()],
    )
    here = [_answer(asked[name], json.loads(given), ON)[0] for name, given in tries]
    assert [(one, ours, theirs) for one, ours, theirs in zip(tries, here, there, strict=True) if text(ours) != text(theirs)] == []
    taken = {asked[name]["type"] for (name, _), ours in zip(tries, here, strict=True) if ours not in (None, UNCLEAR)}
    assert len(tries) > 4000 and taken == {fact["type"] for fact in asked.values()}
