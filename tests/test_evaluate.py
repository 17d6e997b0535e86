"""The reference evaluator on made-up rules: every kind of test and node, days, money, changes, and what may never happen."""

from datetime import date
from random import Random
from typing import Any

import pytest
from conftest import ON
from made import ITEMS, RULES

from generator.eligibility.evaluate import UNCLEAR, Evaluator
from generator.eligibility.horizon import Horizon
from generator.eligibility.situations import domains, situations

BY_ID = {one["id"]: one for one in ITEMS}
TODAY = Evaluator(RULES, ON)
OPEN = {"open": True}
TRAINED = {"open": True, "training": True}


def result(name: str, answers: dict[str, Any], day: date = ON) -> str:
    return TODAY.result(BY_ID[name], answers, day)[0]


def outcome(name: str, answers: dict[str, Any], day: date = ON) -> dict[str, Any]:
    return Evaluator(RULES, day).outcome(BY_ID[name], answers)


@pytest.mark.parametrize(
    ("name", "met", "unmet", "undetermined"),
    [
        ("is", {"works": False}, {"works": True}, {}),
        ("has-one", {"place": "in"}, {"place": "out"}, {"place": UNCLEAR}),
        ("has-many", {"people": ["old", "young"]}, {"people": []}, {"people": UNCLEAR}),
        ("at-least", {"staff": 10}, {"staff": 9}, {}),
        ("more-than", {"staff": 11}, {"staff": 10}, {"staff": UNCLEAR}),
        ("at-most", {"staff": 10}, {"staff": 11}, {}),
        ("less-than", {"staff": 9}, {"staff": 10}, {}),
        ("full-year", OPEN | {"since": "2025-10"}, OPEN | {"since": "2025-12"}, OPEN | {"since": "2025-11"}),
        ("half-year", OPEN | {"since": "2026-06"}, OPEN | {"since": "2026-04"}, OPEN | {"since": "2026-05"}),
        ("half-year", OPEN | {"since": "2026-06"}, {"open": False, "since": "2026-06"}, {"since": "2026-06"}),
        (
            "soon-after",
            TRAINED | {"trained": "2026-01", "since": "2026-06"},
            TRAINED | {"trained": "2026-01", "since": "2026-08"},
            TRAINED | {"trained": "2026-01", "since": "2026-07"},
        ),
        (
            "soon-after",
            TRAINED | {"trained": "2026-01", "since": "2026-01"},
            TRAINED | {"trained": "2026-01", "since": "2025-12"},
            TRAINED | {"since": "2026-06"},
        ),
        (
            "soon-after",
            TRAINED | {"trained": "2025-12", "since": "2026-02"},
            {"open": True, "training": False, "since": "2026-02"},
            {"open": True, "trained": "2025-12", "since": "2026-02"},
        ),
        (
            "long-after",
            TRAINED | {"trained": "2026-01", "since": "2026-08"},
            TRAINED | {"trained": "2026-01", "since": "2026-06"},
            TRAINED | {"trained": "2026-01", "since": "2026-07"},
        ),
        ("all", {"works": True, "people": ["old"]}, {"works": False}, {"works": True}),
        ("any", {"people": ["old"]}, {"works": False, "people": ["young"]}, {"works": False}),
        ("not", {"place": "in", "works": False}, {"place": "out"}, {"place": "in"}),
        (
            "excluded",
            {"works": True, "people": ["young"], "used": False, "open": False},
            {"works": False, "used": True},
            {"works": True, "people": ["young"], "used": False},
        ),
    ],
)
def test_each_test_and_node_passes_fails_and_leaves_open(name: str, met: dict, unmet: dict, undetermined: dict) -> None:
    assert (result(name, met), result(name, unmet), result(name, undetermined)) == ("yes", "no", "unknown")


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("open-list", {"people": ["young"]}, "yes"),
        ("open-list", {"people": [], "works": False}, "open"),
        ("open-list", {"people": []}, "unknown"),
        ("not-open", {"people": ["old"]}, "no"),
        ("not-open", {"people": ["young"]}, "open"),
        ("one-way-left", {"works": False}, "open"),
        ("one-way-left", {"works": True}, "yes"),
        ("one-way-left", {"works": UNCLEAR}, "unknown"),
        ("not-open", {}, "unknown"),
        ("office", {"works": True}, "likely"),
        ("office", {"works": False}, "no"),
        ("office", {}, "unknown"),
        ("undecided", {"works": True}, "office"),
    ],
)
def test_an_open_list_and_the_office_never_make_it_sure(name: str, answers: dict, expected: str) -> None:
    assert result(name, answers) == expected


def test_why_something_is_undetermined_is_said() -> None:
    said = outcome("open-list", {"people": [], "works": False})
    assert said["unlisted"] and not said["office"] and said["missing"] == []
    assert said["trace"] == [
        {
            "id": "list",
            "truth": None,
            "causes": [["unlisted", "list"]],
            "below": [
                {"id": "people", "truth": False, "causes": [], "below": []},
                {"id": "works", "truth": False, "causes": [], "below": []},
            ],
        }
    ]
    said = outcome("office", {"works": True})
    assert said["office"] and not said["unlisted"]
    assert said["trace"][1:] == [
        {"id": "judged", "truth": None, "causes": [["office", "judged"]], "below": []},
        {"id": None, "truth": None, "causes": [["office", "没有编号的认定"]], "below": []},
    ]
    assert outcome("full-year", OPEN | {"since": "2025-11"})["boundary"] == ["since"]
    assert outcome("steps", {"works": UNCLEAR})["missing"] == ["open", "place", "people", "staff", "works", "training"], (
        "in the order of the questions"
    )
    assert outcome("full-year", {})["missing"] == ["open"], "first whether the question applies"
    assert outcome("soon-after", {"open": True, "training": True})["missing"] == ["since", "trained"]


@pytest.mark.parametrize(
    ("name", "since", "day", "expected"),
    [
        # Registered in November 2025: on the 1st the year is full on 1 November, on the 30th only on 30 November.
        ("full-year", "2025-11", "2026-10-31", "no"),
        ("full-year", "2025-11", "2026-11-01", "unknown"),
        ("full-year", "2025-11", "2026-11-29", "unknown"),
        ("full-year", "2025-11", "2026-11-30", "yes"),
        ("over-a-year", "2025-11", "2026-11-01", "no"),
        ("over-a-year", "2025-11", "2026-11-02", "unknown"),
        ("over-a-year", "2025-11", "2026-11-30", "unknown"),
        ("over-a-year", "2025-11", "2026-12-01", "yes"),
        # Half a year from August 2025 ends between 1 and 28 February 2026, which has no 29th to 31st.
        ("half-year", "2025-08", "2026-02-01", "yes"),
        ("half-year", "2025-08", "2026-02-02", "unknown"),
        ("half-year", "2025-08", "2026-02-28", "unknown"),
        ("half-year", "2025-08", "2026-03-01", "no"),
        ("under-half-year", "2025-08", "2026-01-31", "yes"),
        ("under-half-year", "2025-08", "2026-02-01", "unknown"),
        ("under-half-year", "2025-08", "2026-02-27", "unknown"),
        ("under-half-year", "2025-08", "2026-02-28", "no"),
        # In a leap year February has a 29th; a year from one ends on the 28th.
        ("half-year", "2027-08", "2028-02-29", "unknown"),
        ("half-year", "2027-08", "2028-03-01", "no"),
        ("full-year", "2028-02", "2029-02-27", "unknown"),
        ("full-year", "2028-02", "2029-02-28", "yes"),
    ],
)
def test_months_turn_on_the_right_days(name: str, since: str, day: str, expected: str) -> None:
    assert result(name, OPEN | {"since": since}, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("name", "since", "starts", "ends"),
    [
        ("full-year", "2026-01", "2027-01-31", None),
        ("over-a-year", "2026-01", "2027-02-01", None),
        ("full-year", "2025-11", "2026-11-30", None),
        ("full-year", "2025-01", None, None),
        ("half-year", "2026-08", None, "2027-02-01"),
        ("under-half-year", "2026-08", None, "2027-01-31"),
        ("half-year", "2026-01", None, None),
        ("window", "2026-10", "2027-01-31", "2027-04-01"),
    ],
)
def test_the_first_and_the_last_day_are_reckoned(name: str, since: str, starts: str | None, ends: str | None) -> None:
    said = outcome(name, OPEN | {"since": since, "staff": 1})
    assert (said["starts"], said["ends"]) == (starts, ends)
    for day, expected in ((starts, True), (ends, True)):
        if day:
            assert (result(name, OPEN | {"since": since, "staff": 1}, date.fromisoformat(day)) == "yes") is expected


def test_nothing_but_time_is_waited_for() -> None:
    said = outcome("window", OPEN | {"since": "2026-10", "staff": 0})
    assert (said["starts"], said["ends"]) == (None, None)
    assert said["changes"] == [{"set": {"staff": 1}, "or": {}, "from": "2027-01-31", "until": "2027-04-01", "wait": ["since"]}]
    assert said["opens"] == [{"id": "since", "first": "2027-01-31"}] and said["closes"] == [{"id": "still", "last": "2027-04-01"}]


READY = {"open": True, "works": True, "staff": 2, "place": "in", "training": True, "people": []}


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("at-least", {"staff": 3}, [{"set": {"staff": 10}, "from": None}]),
        ("more-than", {"staff": 3}, [{"set": {"staff": 11}, "from": None}]),
        ("less-than", {"staff": 30}, [{"set": {"staff": 9}, "from": None}]),
        ("not", {"place": "out", "works": False}, [{"set": {"place": "in"}, "from": None}]),
        ("not", {"place": "in", "works": True}, [{"set": {"works": False}, "from": None}]),
        ("any", {"works": False, "people": []}, [{"set": {"works": True}, "from": None}]),
        ("has-many", {"people": []}, []),  # nobody can change who they are
        ("full-year", {"open": False}, [{"set": {"open": True}, "from": "2027-11-30"}]),
        ("full-year", OPEN | {"since": "2026-01"}, []),  # time alone does it
        ("window", OPEN | {"since": "2026-10", "staff": 1}, []),  # and no second employee makes it sooner
        ("steps", READY | {"staff": 1}, [{"set": {"staff": 2}, "from": None}]),
        ("steps", READY | {"works": False, "place": "far"}, [{"set": {"place": "in", "works": True}, "from": None}]),
        ("steps", READY | {"works": False, "training": False}, [{"set": {"works": True, "training": True}, "from": None}]),
        ("steps", READY | {"works": False, "training": False, "people": ["old"]}, [{"set": {"works": True}, "from": None}]),
        ("steps", READY | {"works": False, "place": UNCLEAR}, []),
        ("steps", {**READY, "open": False, "works": False, "staff": 0, "place": "out"}, []),  # four things are too many to ask of anyone
    ],
)
def test_the_smallest_changes_are_found(name: str, answers: dict, expected: list) -> None:
    said = outcome(name, answers)
    assert said["result"] == "no"
    assert [{"set": change["set"], "from": change["from"]} for change in said["changes"]] == expected


def test_what_is_left_out_to_save_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = [(one, answers) for one in ITEMS if one.get("decided") for answers in situations(RULES, one, ON, 60)]
    said = [TODAY.outcome(*each) for each in tried]
    monkeypatch.setattr(Horizon, "unmet", lambda self, item, answers: [])
    assert [TODAY.outcome(*each) for each in tried] == said


def test_every_set_of_changes_works_and_none_of_its_parts_does() -> None:
    seen = 0
    for one in situations(RULES, BY_ID["steps"], ON, 400):
        for change in TODAY.outcome(BY_ID["steps"], one)["changes"]:
            seen += 1
            assert result("steps", one | change["set"]) == "yes"
            for left_out in change["set"]:
                assert result("steps", one | change["set"] | {left_out: one[left_out]}) == "no"
    assert seen > 50


@pytest.mark.parametrize(
    ("name", "answers", "day", "expected"),
    [
        ("at-least", {"staff": 12}, ON, {"form": "fixed", "value": 3000, "total": 36000}),
        ("at-least", {"staff": UNCLEAR}, ON, {"form": "fixed", "value": 3000, "total": None}),
        (
            "soon-after",
            TRAINED | {"months": 3},
            date(2024, 11, 30),
            {"form": "rate", "monthly": 247.5, "from": "2021-12-01", "total": 742.5, "parts": [], "estimate": True},
        ),
        (
            "soon-after",
            TRAINED | {"months": 14},
            date(2024, 12, 1),  # 283.8125 a month; never for more than 12 months
            {"form": "rate", "monthly": 283.81, "from": "2024-12-01", "total": 3405.72, "parts": [], "estimate": True},
        ),
        (
            "soon-after",
            {"training": False, "months": 14},
            ON,
            {"form": "rate", "monthly": 283.81, "from": "2024-12-01", "total": None, "parts": [], "estimate": True},
        ),
        (
            "soon-after",
            TRAINED | {"months": 3},
            date(2021, 11, 30),
            {"form": "rate", "monthly": None, "from": None, "total": None, "parts": [], "estimate": True},
        ),
        ("any", {}, date(2021, 12, 1), {"form": "ceiling", "label": "人", "value": 1980, "from": "2021-12-01"}),
        ("any", {}, date(2021, 11, 30), {"form": "ceiling", "label": "人", "value": None, "from": None}),
    ],
)
def test_amounts_name_the_value_of_their_day(name: str, answers: dict, day: date, expected: dict) -> None:
    assert outcome(name, answers, day)["amounts"][-1] == expected


def test_each_month_counts_by_its_own_value() -> None:
    paid = outcome("by-month", TRAINED | {"trained": "2025-02", "months": 5.5})["amounts"][0]
    # September to November at 198; December, January and half of February at 227.05.
    assert paid["parts"] == [{"from": "2021-12-01", "months": 3, "monthly": 198}, {"from": "2024-12-01", "months": 2.5, "monthly": 227.05}]
    assert paid["total"] == 1161.63
    long = outcome("by-month", TRAINED | {"trained": "2025-02", "months": 14})["amounts"][0]
    assert [part["months"] for part in long["parts"]] == [11, 1], "the first twelve of fourteen"
    early = outcome("by-month", TRAINED | {"trained": "2022-01", "months": 4})["amounts"][0]
    assert early["total"] is None and early["parts"][0] == {"from": None, "months": 2, "monthly": None}


def test_half_a_cent_goes_up() -> None:
    rules = {**RULES, "parameters": {"wage": {"title": "工资", "values": [{"from": "2020-01-01", "value": 1985}]}}}
    said = Evaluator(rules, ON).outcome(BY_ID["soon-after"], {})
    assert said["amounts"][0]["monthly"] == 248.13


def test_an_exclusion_blocks_only_what_would_fit() -> None:
    fits = {"works": True, "people": ["young"], "open": False}
    assert outcome("excluded", fits | {"used": True})["blocked_by"] == ["is"]
    assert result("excluded", fits | {"used": True}) == "blocked"
    assert outcome("excluded", {**fits, "open": True, "spent": True})["blocked_by"] == ["all"]
    assert result("excluded", {**fits, "spent": True, "used": False}) == "yes", (
        "an answer to a question that does not apply counts for nothing"
    )
    assert outcome("excluded", {**fits, "spent": True, "used": True})["blocked_by"] == ["is"]
    assert result("excluded", {"people": ["young"], "used": True}) == "unknown", "the open question may still show that it does not fit"
    assert result("excluded", {"works": UNCLEAR, "people": ["young"], "used": True}) == "blocked"


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("mine", {"place": "out", "works": False}, True),
        ("mine", {"place": "in", "works": False}, False),
        ("mine", {"place": UNCLEAR}, False),
        ("mine", {}, False),
        ("not-wanted", {"works": True, "staff": 0}, True),
        ("not-wanted", {"works": True, "staff": 1}, False),
        ("not-wanted", {"works": True}, False),
    ],
)
def test_what_is_for_others_or_not_wanted_is_set_aside(name: str, answers: dict, expected: bool) -> None:
    said = outcome(name, answers)
    assert said["aside"] is expected
    assert not (expected and (said["changes"] or said["starts"])), "and nothing is advised for it"
    asked = Evaluator({**RULES, "items": [BY_ID[name]]}, ON).questions(answers)
    assert not (expected and asked)


@pytest.mark.parametrize(
    ("staff", "day", "expected"),
    [
        (19.8, date(2021, 12, 1), "yes"),
        (20, date(2021, 12, 1), "no"),
        (22.71, ON, "yes"),
        (23, ON, "no"),
        (1, date(2021, 11, 30), "likely"),
    ],
)
def test_a_bound_that_is_dated_is_that_of_the_day(staff: float, day: date, expected: str) -> None:
    assert result("under-wage", {"staff": staff}, day) == expected
    if expected == "no":
        assert outcome("under-wage", {"staff": staff}, day)["changes"][0]["set"]["staff"] < staff


def test_what_was_met_before_the_end_is_told() -> None:
    assert outcome("by-month", {"training": True, "trained": "2025-03", "months": 2})["met_before_end"] is True
    assert outcome("by-month", {"training": True, "trained": "2026-01", "months": 2})["met_before_end"] is False, "it came later"
    assert outcome("by-month", {"training": False})["met_before_end"] is False
    assert outcome("by-month", {"training": True}, date(2025, 12, 31))["met_before_end"] is None, "it has not ended"


def test_another_reading_that_ends_otherwise_is_said() -> None:
    assert outcome("steps", READY)["doubts"] == [0, 1]
    assert outcome("steps", READY | {"staff": 5})["doubts"] == [1]
    assert outcome("steps", READY | {"staff": 5, "people": ["old"]})["doubts"] == []
    assert outcome("steps", READY | {"open": False})["doubts"] == [], "it fails in every reading"


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("is", "2026-11-23", "IN_FORCE"),
        ("undecided", "2025-12-31", "IN_PERIOD"),
        ("undecided", "2026-01-01", "PERIOD_ENDED"),
        ("undecided", "2021-12-31", "NOT_YET"),
        ("repealed", "2026-11-29", "SUPERSEDED"),
        ("repealed", "2026-11-30", "REPEALED"),
        ("superseded", "2029-12-31", "SUPERSEDED"),
        ("to-come", "2026-12-31", "NOT_YET"),
        ("to-come", "2027-01-01", "IN_FORCE"),
        ("over", "2026-11-30", "IN_FORCE"),
        ("over", "2026-12-01", "PERIOD_ENDED"),
        ("unseen", "2026-11-30", "UNCONFIRMED"),
        ("unseen", "2026-12-01", "PERIOD_ENDED"),
        ("several", "2025-12-31", "IN_PERIOD"),
        ("several", "2026-01-01", "UNCONFIRMED"),
        ("several", "2026-06-01", "IN_PERIOD"),
        ("several", "2026-12-10", "IN_FORCE"),
        ("several", "2026-12-11", "IN_PERIOD"),
        ("several", "2028-01-01", "UNCONFIRMED"),
        ("several", "2028-07-01", "PERIOD_ENDED"),
    ],
)
def test_validity_stands_beside_the_result(name: str, day: str, expected: str) -> None:
    assert outcome(name, {}, date.fromisoformat(day))["validity"] == expected


def test_questions_are_asked_in_their_order_and_only_while_something_depends_on_them() -> None:
    rules = {**RULES, "items": [BY_ID["soon-after"], BY_ID["has-many"]]}
    evaluator = Evaluator(rules, ON)
    assert evaluator.questions({}) == ["open", "people", "training"]
    assert evaluator.questions({"open": True, "training": True}) == ["since", "people", "trained", "months"]
    assert evaluator.questions({"open": True, "training": False}) == ["people"]
    assert evaluator.questions({"open": False, "people": UNCLEAR}) == ["training"], "training counts, should one open later"
    assert evaluator.questions({"open": False, "people": UNCLEAR, "training": False}) == []
    assert evaluator.questions(TRAINED | {"since": "2026-06", "trained": "2026-01", "people": []}) == ["months"], "the amount needs it"


def contradictions(rules: dict[str, Any], day: date, most: int, seed: int = 5) -> list[str]:
    """What one more answer must never do, tried on `most` partial situations of each item.

    A decided result (yes, no, blocked) and a likely one stay as they are when a question that was not
    answered gets an answer. An unknown one stays unknown when the question is not among those missing.
    """
    evaluator, chance, found = Evaluator(rules, day), Random(seed), []
    for one in rules["items"]:
        if not one.get("decided"):
            continue
        ranges = domains(rules, one, day)
        for answers in situations(rules, one, day, most, partial=True):
            before, causes = evaluator.result(one, answers, day)
            missing = evaluator.missing(causes)
            for fact in (fact for fact in ranges if answers.get(fact, UNCLEAR) == UNCLEAR):
                if (before == "unknown" and fact in missing) or (fact in answers and fact in missing):
                    continue
                after = evaluator.result(one, answers | {fact: chance.choice(ranges[fact])}, day)[0]
                if after != before:
                    found.append(f"{one['id']}: {before} became {after} when {fact} was answered after {answers}")
    return found


def test_one_more_answer_never_contradicts_a_decided_result(rules: dict[str, Any]) -> None:
    assert not contradictions(RULES, ON, 400)
    assert not contradictions(rules, ON, 400)
    assert not contradictions(rules, date(2028, 2, 29), 200)


def test_a_question_that_is_not_asked_changes_nothing(rules: dict[str, Any]) -> None:
    for ruleset in (RULES, rules):
        evaluator, chance = Evaluator(ruleset, ON), Random(8)
        ranges: dict[str, list[Any]] = {}
        for one in ruleset["items"]:
            for fact, tried in domains(ruleset, {"conditions": [], **one}, ON).items():
                ranges.setdefault(fact, []).extend(tried)
        for _ in range(80):
            answers: dict[str, Any] = {}
            while asked := evaluator.questions(answers):
                settled = set(ranges) - set(asked) - set(answers)
                # What is not wanted is not asked about.
                items = [one for one in ruleset["items"] if not evaluator.aside(one, answers)]
                before = [evaluator.result(one, answers, ON)[0] for one in items]
                for fact in chance.sample(sorted(settled), min(2, len(settled))):
                    after = [evaluator.result(one, answers | {fact: chance.choice(ranges[fact])}, ON)[0] for one in items]
                    assert after == before, (fact, answers)
                answers[asked[0]] = chance.choice([*ranges[asked[0]], UNCLEAR])
