"""The real rules, tried on people: what each may expect was worked out by hand from the notice."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from conftest import ON, REPOSITORY

from generator.eligibility import nodes
from generator.eligibility.evaluate import UNCLEAR, Evaluator
from generator.eligibility.table import rows
from generator.kinds import Policy
from generator.library import load

Rules = dict[str, Any]

FOUNDER = {
    "role": "running",
    "study": "none",
    "employed": False,
    "identity": ["veteran"],
    "first-startup": "first",
    "registered-on": "2025-10",
    "hires": True,
    "taxed": True,
    "place": "left",
    "incubation-taken": False,
}
"""A veteran whose first business has run for a year and a month, employs others and pays its taxes."""
GRADUATE = FOUNDER | {"identity": [], "study": "graduate", "graduated-on": "2025-07"}
BORROWER = FOUNDER | {"loan-amount": 30, "honour": False}
APPRENTICE = GRADUATE | {"apprenticeship": True, "apprenticeship-on": "2026-01", "apprenticeship-months": 6, "registered-on": "2026-05"}
FIRM = {"role": "running", "place": "private", "new-hires": 2}
BASE = {"role": "organisation", "organisation": ["base"], "lawful": True, "graduated-firms": 3, "subsidy-taken": False, "student-share": 50}
LEARNER = {"role": "learning", "study": "final-year", "employed": False}

PEOPLE: list[tuple[str, dict[str, Any], str]] = [
    # 二(一)2: first success, listed groups “等”, registered, running one year or more, others employed, taxes declared.
    ("startup-subsidy", FOUNDER, "likely"),
    ("startup-subsidy", FOUNDER | {"role": "learning"}, "no"),
    ("startup-subsidy", FOUNDER | {"first-startup": "again"}, "no"),
    ("startup-subsidy", FOUNDER | {"role": "plan"}, "no"),
    ("startup-subsidy", FOUNDER | {"hires": False}, "no"),
    ("startup-subsidy", FOUNDER | {"taxed": False}, "no"),
    ("startup-subsidy", FOUNDER | {"taxed": UNCLEAR}, "unknown"),
    ("startup-subsidy", FOUNDER | {"registered-on": "2025-11"}, "unknown"),  # on 23 November the day decides
    ("startup-subsidy", FOUNDER | {"registered-on": "2025-12"}, "no"),
    ("startup-subsidy", FOUNDER | {"incubation-taken": True}, "blocked"),
    ("startup-subsidy", FOUNDER | {"first-startup": "received"}, "blocked"),
    ("startup-subsidy", FOUNDER | {"incubation-taken": True, "taxed": False}, "no"),
    *(
        ("startup-subsidy", FOUNDER | {"identity": [group]}, "likely")
        for group in ("registered-unemployed", "hard-to-employ", "veteran", "returnee", "disabled")
    ),
    ("startup-subsidy", FOUNDER | {"identity": [], "study": "student"}, "likely"),
    ("startup-subsidy", FOUNDER | {"identity": [], "study": "final-year", "employed": True}, "likely"),
    ("startup-subsidy", GRADUATE, "likely"),
    ("startup-subsidy", GRADUATE | {"graduated-on": "2024-11"}, "unknown"),  # two years end this month
    # 二(一)1: in Ordos, wherever registered; no counter-guarantee up to 100 000, with an honour, or with good credit.
    # The scheme is for groups that the notice does not list, but for students and graduates of the last five years.
    ("guaranteed-loan", BORROWER, "open"),
    ("guaranteed-loan", BORROWER | {"study": "student"}, "likely"),
    ("guaranteed-loan", BORROWER | {"study": "graduate", "graduated-on": "2022-01"}, "likely"),
    ("guaranteed-loan", BORROWER | {"study": "graduate", "graduated-on": "2021-10"}, "open"),
    ("guaranteed-loan", BORROWER | {"study": "student", "loan-amount": 50}, "no"),  # above what one person may borrow
    ("guarantee-waiver", BORROWER | {"loan-amount": 9}, "likely"),  # “in principle”: the office decides
    ("guarantee-waiver", BORROWER | {"loan-amount": 10}, "likely"),
    ("guarantee-waiver", BORROWER | {"loan-amount": 11}, "open"),  # only the bank may still find the credit good
    ("guarantee-waiver", BORROWER | {"honour": True}, "likely"),
    ("guarantee-waiver", {"role": "plan", "honour": True}, "likely"),  # the honour decides, whatever the sum
    ("guarantee-waiver", {"role": "plan", "honour": True, "loan-amount": UNCLEAR}, "likely"),
    ("guarantee-waiver", {"role": "plan", "honour": False, "loan-amount": UNCLEAR}, "unknown"),
    # 二(一)2: for people out of poverty who work in another province.
    ("travel-subsidy", {"role": "migrant", "identity": ["poverty"], "travel-received": False}, "yes"),
    ("travel-subsidy", {"role": "migrant", "identity": ["poverty"], "travel-received": True}, "blocked"),
    ("travel-subsidy", {"role": "migrant", "identity": ["veteran"]}, "no"),
    ("travel-subsidy", {"role": "plan", "identity": ["poverty"]}, "no"),
    # 二(一)3: graduates of the last five years; the office sets the grade of the project.
    ("student-project-grant", GRADUATE | {"graduated-on": "2021-12", "project": True}, "likely"),
    ("student-project-grant", GRADUATE | {"graduated-on": "2021-11", "project": True}, "unknown"),
    ("student-project-grant", GRADUATE | {"graduated-on": "2021-10", "project": True}, "no"),
    ("student-project-grant", GRADUATE | {"project": False}, "no"),
    ("student-project-grant", FOUNDER | {"study": "student", "project": True}, "no"),
    # 二(二)2: started within six months after the apprenticeship.
    ("internship-subsidy", APPRENTICE, "yes"),
    ("internship-subsidy", APPRENTICE | {"registered-on": "2026-07"}, "unknown"),
    ("internship-subsidy", APPRENTICE | {"registered-on": "2026-08"}, "no"),
    ("internship-subsidy", APPRENTICE | {"registered-on": "2025-12"}, "no"),
    ("internship-subsidy", APPRENTICE | {"apprenticeship": False}, "no"),
    ("internship-subsidy", APPRENTICE | {"study": "none"}, "no"),
    # 二(三)1 and 2: who builds a project library; a studio on the region's list.
    ("project-library-subsidy", {"role": "organisation", "organisation": ["library-builder"], "library-spending": True}, "likely"),
    ("project-library-subsidy", {"role": "organisation", "organisation": ["library-builder"], "library-spending": False}, "no"),
    ("studio-award", {"role": "organisation", "organisation": ["studio"], "studio-listed": True}, "yes"),
    ("studio-award", {"role": "organisation", "organisation": ["studio"], "studio-listed": False}, "no"),
    # 二(四)2: bases per firm that has left them, firms per new employee, free room only where the government built it.
    ("incubation-subsidy", BASE, "likely"),
    ("incubation-subsidy", BASE | {"lawful": False}, "no"),
    ("incubation-subsidy", BASE | {"graduated-firms": 0}, "no"),
    ("incubation-subsidy", BASE | {"subsidy-taken": True}, "blocked"),
    ("job-creation-subsidy", FIRM, "likely"),
    ("job-creation-subsidy", FIRM | {"place": "outside"}, "no"),
    ("job-creation-subsidy", FIRM | {"new-hires": 0}, "no"),
    *(
        ("free-space", FOUNDER | {"place": "government", "identity": [group]}, "likely")
        for group in ("veteran", "returnee", "rural-worker", "disabled")
    ),
    ("free-space", FOUNDER | {"place": "private"}, "no"),
    ("student-park", BASE, "yes"),
    ("student-park", BASE | {"student-share": 49}, "no"),
    # 二(三)3 and 二(五)1: training; practice for the final year, and for two years after it while unemployed.
    ("training-subsidy", LEARNER, "likely"),
    ("training-subsidy", FOUNDER, "likely"),  # whoever founds something may learn it
    ("training-subsidy", {"role": "migrant"}, "no"),
    ("graduate-practice-training", FOUNDER | {"study": "final-year"}, "likely"),
    ("graduate-practice-training", LEARNER, "likely"),
    ("graduate-practice-training", LEARNER | {"study": "student"}, "no"),
    ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2025-07"}, "likely"),
    ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2025-07", "employed": True}, "no"),
    ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2024-10"}, "no"),
    ("open-labs", LEARNER, "yes"),
    ("open-labs", LEARNER | {"study": "none"}, "no"),
    # 二(六)1 and 2: researchers may apply to leave, students may pause their studies.
    ("researcher-leave", FOUNDER | {"identity": ["researcher"]}, "likely"),
    ("researcher-leave", FOUNDER, "no"),
    ("student-leave", FOUNDER | {"study": "student"}, "yes"),
    ("student-leave", FOUNDER, "no"),
    ("practice-base-award", {"role": "organisation", "organisation": ["practice-base"], "three-in-one": True}, "yes"),
    ("practice-base-award", {"role": "organisation", "organisation": ["practice-base"], "three-in-one": False}, "no"),
]

UNLISTED = [
    ("startup-subsidy", FOUNDER | {"identity": ["released"]}, True),
    ("startup-subsidy", FOUNDER, False),
    ("startup-subsidy", GRADUATE, False),
    ("startup-subsidy", GRADUATE | {"employed": True}, True),
    ("startup-subsidy", GRADUATE | {"graduated-on": "2024-10"}, True),
    ("free-space", FOUNDER | {"place": "government", "identity": []}, True),
    ("free-space", FOUNDER | {"place": "government", "identity": ["farmer"]}, True),  # 农牧民工 are named, 农牧民 are not
    ("free-space", FOUNDER | {"place": "government"}, False),
    ("priority-groups-package", FOUNDER | {"identity": ["released"]}, False),
    ("priority-groups-package", FOUNDER | {"identity": ["returnee"]}, True),
]
"""Whether a list that ends in “等” leaves it open. Nobody is refused for not being on one, nor told to fit."""


def outcome(rules: Rules, item: str, answers: dict[str, Any], day: date = ON) -> dict[str, Any]:
    return Evaluator(rules, day).outcome(next(one for one in rules["items"] if one["id"] == item), answers)


def wrong(rules: Rules) -> list[str]:
    """Every person above whom the rules treat otherwise than the notice does."""
    found = [
        f"{item}: {got}, not {expected}, for {answers}"
        for item, answers, expected in PEOPLE
        if (got := outcome(rules, item, answers)["result"]) != expected
    ]
    for item, answers, expected in UNLISTED:
        got = outcome(rules, item, answers)
        if (got["result"], got["unlisted"]) != ("open" if expected else "likely", expected):
            found.append(f"{item}: {got['result']}, unlisted {got['unlisted']}, for {answers}")
    return found


def test_the_rules_treat_people_as_the_notice_does(rules: Rules) -> None:
    assert not wrong(rules)


def test_every_item_that_answers_decide_is_tried(rules: Rules) -> None:
    """Where there is more to it than who one is, somebody above asks for it."""
    tried = {item for item, *_ in [*PEOPLE, *UNLISTED]}
    assert not {one["id"] for one in rules["items"] if one.get("decided") and len(list(nodes.tests(one["conditions"]))) > 1} - tried


PLAN = date(2024, 11, 23)
"""A day of the plan's period; it ended on 31 December 2025."""


@pytest.mark.parametrize(
    ("item", "answers", "day", "starts", "ends"),
    [
        ("startup-subsidy", FOUNDER | {"registered-on": "2023-12"}, PLAN, "2024-12-31", "2025-12-31"),
        ("startup-subsidy", FOUNDER | {"registered-on": "2023-11"}, PLAN, "2024-11-30", "2025-12-31"),
        ("startup-subsidy", FOUNDER | {"registered-on": "2024-02"}, date(2024, 2, 29), "2025-02-28", "2025-12-31"),
        ("startup-subsidy", FOUNDER | {"registered-on": "2023-12", "taxed": False}, PLAN, None, None),
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-01"}, date(2025, 6, 1), None, None),  # a year is full after the end
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-12"}, ON, None, None),
        ("startup-subsidy", GRADUATE | {"graduated-on": "2023-07", "registered-on": "2023-10"}, PLAN, None, "2025-07-01"),
        ("startup-subsidy", GRADUATE | {"graduated-on": "2022-12", "registered-on": "2024-02"}, PLAN, None, None),  # two years end first
        ("student-project-grant", GRADUATE | {"graduated-on": "2020-07", "project": True}, PLAN, None, "2025-07-01"),
        ("student-project-grant", GRADUATE | {"graduated-on": "2023-07", "project": True}, PLAN, None, "2025-12-31"),
        ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2023-07"}, PLAN, None, "2025-07-01"),
        ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2025-07"}, ON, None, None),
    ],
)
def test_the_days_are_those_of_the_notice(rules: Rules, item: str, answers: dict, day: date, starts: str | None, ends: str | None) -> None:
    said = outcome(rules, item, answers, day)
    assert (said["starts"], said["ends"]) == (starts, ends)


PLANNER = {"role": "plan", "study": "none", "identity": ["returnee"], "first-startup": "first", "place": "outside", "loan-amount": 8}
INTERN = {"role": "plan", "study": "final-year", "apprenticeship": True, "apprenticeship-on": "2024-09", "apprenticeship-months": 3}


@pytest.mark.parametrize(
    ("item", "answers", "day", "expected"),
    [
        ("startup-subsidy", FOUNDER | {"hires": False}, ON, [({"hires": True}, None, None, [])]),
        ("startup-subsidy", FOUNDER | {"hires": False, "taxed": False}, ON, [({"hires": True, "taxed": True}, None, None, [])]),
        # Three steps and a year, and no day is promised once the plan has ended.
        ("startup-subsidy", PLANNER, ON, [({"role": "running", "hires": True, "taxed": True}, None, None, ["one-year"])]),
        ("startup-subsidy", PLANNER, PLAN, [({"role": "running", "hires": True, "taxed": True}, "2025-11-30", "2024-12-31", ["one-year"])]),
        ("startup-subsidy", PLANNER, date(2025, 6, 1), []),  # the year would be full after the plan's end
        ("startup-subsidy", FOUNDER | {"first-startup": "again"}, ON, []),
        # Who has no employee and two years that end soon has a last day.
        (
            "startup-subsidy",
            GRADUATE | {"graduated-on": "2023-01", "registered-on": "2023-10", "hires": False},
            PLAN,
            [({"hires": True}, None, "2025-01-01", [])],
        ),
        ("internship-subsidy", INTERN, PLAN, [({"role": "running"}, None, "2025-02-28", [])]),
        ("guarantee-waiver", BORROWER | {"loan-amount": 15}, ON, [({"loan-amount": 10}, None, None, [])]),
        ("guaranteed-loan", BORROWER | {"study": "student", "loan-amount": 50}, ON, [({"loan-amount": 30}, None, None, [])]),
        ("guaranteed-loan", BORROWER | {"loan-amount": 0}, ON, []),
        ("free-space", FOUNDER | {"place": "outside"}, ON, [({"place": "government"}, None, None, [])]),
        ("job-creation-subsidy", FIRM | {"new-hires": 0}, ON, [({"new-hires": 1}, None, None, [])]),
    ],
)
def test_what_is_missing_is_the_least_that_helps(rules: Rules, item: str, answers: dict, day: date, expected: list) -> None:
    said = outcome(rules, item, answers, day)["changes"]
    assert [(change["set"], change["from"], change["until"], change["wait"]) for change in said] == expected


def test_a_sum_that_leaves_only_a_question_is_told(rules: Rules) -> None:
    """Above what one person may borrow and on no list: with less there is still something to ask."""
    said = outcome(rules, "guaranteed-loan", BORROWER | {"loan-amount": 50})
    assert (said["result"], said["changes"], said["towards"]) == ("no", [], [{"loan-amount": 30}])


def test_steps_come_in_the_order_of_doing(rules: Rules) -> None:
    """Who trains first and registers within six months is not told to register first."""
    (change,) = outcome(rules, "internship-subsidy", {"role": "plan", "study": "student", "apprenticeship": False})["changes"]
    assert list(change["set"]) == ["apprenticeship", "role"]


def test_any_base_will_do_for_the_jobs(rules: Rules) -> None:
    (change,) = outcome(rules, "job-creation-subsidy", FIRM | {"place": "outside"})["changes"]
    assert (change["set"], change["or"]) == ({"place": "government"}, {"place": ["private"]})


@pytest.mark.parametrize(
    ("item", "answers", "aside"),
    [
        ("startup-subsidy", BASE, True),
        ("incubation-subsidy", FOUNDER, True),
        ("travel-subsidy", FOUNDER, True),
        ("guarantee-waiver", BORROWER | {"loan-amount": 0}, True),  # who borrows nothing waives nothing
        ("guaranteed-loan", BORROWER | {"loan-amount": 0}, True),
        ("startup-subsidy", PLANNER, False),
        ("open-labs", FOUNDER, True),
    ],
)
def test_nobody_is_told_what_is_for_others(rules: Rules, item: str, answers: dict, aside: bool) -> None:
    assert outcome(rules, item, answers)["aside"] is aside


@pytest.mark.parametrize(
    ("answers", "most"),
    [
        (FOUNDER | {"place": "outside", "loan-amount": 8}, 9),
        (PLANNER, 6),
        (BASE, 6),
        ({"role": "migrant", "identity": ["poverty"], "travel-received": False}, 3),
        ({}, 2),
    ],
    ids=["veteran with a shop", "returnee who plans", "manager of a base", "works elsewhere", "unclear"],
)
def test_few_questions_are_asked(rules: Rules, answers: dict, most: int) -> None:
    evaluator, given = Evaluator(rules, ON), {}
    while asked := evaluator.questions(given):
        given[asked[0]] = answers.get(asked[0], UNCLEAR)
    assert len(given) == most


@pytest.mark.parametrize(
    ("item", "answers", "expected"),
    [
        ("startup-subsidy", FOUNDER, {"value": 5000}),
        ("incubation-subsidy", BASE, {"value": 5000, "total": 15000}),
        ("job-creation-subsidy", FIRM, {"value": 3000, "total": 6000}),
        ("studio-award", {}, {"value": 100000}),
        ("travel-subsidy", {}, {"value": 300}),
        ("student-project-grant", {}, {"values": [10000, 20000, 50000, 80000]}),
        ("internship-subsidy", APPRENTICE, {"monthly": 1362, "from": "2024-12-01", "total": 8172, "estimate": True}),
        # Across two wages each month has its own: two at 1188, four at 1362.
        ("internship-subsidy", APPRENTICE | {"apprenticeship-on": "2025-03"}, {"monthly": 1362, "total": 7824}),
        ("internship-subsidy", APPRENTICE | {"apprenticeship-months": 12}, {"monthly": 1362, "total": 16344}),
    ],
)
def test_the_amounts_are_those_of_the_notice(rules: Rules, item: str, answers: dict, expected: dict) -> None:
    assert outcome(rules, item, answers)["amounts"][0].items() >= expected.items()


@pytest.mark.parametrize(
    ("item", "answers", "day", "doubts"),
    [
        ("startup-subsidy", FOUNDER, ON, 0),
        ("startup-subsidy", GRADUATE, ON, 0),
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-11"}, date(2026, 11, 30), 1),  # a year to the day
        ("student-park", BASE, ON, 1),  # exactly half
        ("student-park", BASE | {"student-share": 51}, ON, 0),
        ("guarantee-waiver", BORROWER | {"loan-amount": 10, "honour": True}, ON, 0),  # one of three cases or all three: the bank has a say
        ("guarantee-waiver", BORROWER | {"loan-amount": 10}, ON, 2),
    ],
)
def test_a_doubt_is_said_only_to_whom_it_matters(rules: Rules, item: str, answers: dict, day: date, doubts: int) -> None:
    assert len(outcome(rules, item, answers, day)["doubts"]) == doubts


def test_the_table_for_paper_says_the_same() -> None:
    """Nobody is told to become somebody else, and who has had what is given once is told."""
    library = load(REPOSITORY)[0]
    table = {policy.id: rows(policy, library) for policy in library.all(Policy)}
    assert next((row.says, row.otherwise) for row in table["startup-subsidy"]) == ("您在创业。", "")
    assert "没有选“这是第一次，补贴已经领过”" in table["startup-subsidy"][-1].meets
    assert table["travel-subsidy"][-1].meets.endswith("回答“否”")
    told = [row.otherwise for row in table["job-creation-subsidy"]]
    assert "可以进政府开发的创业园、孵化基地，或进社会力量办的创业园、孵化基地" in told and "可以到有关部门登记注册" in told


# ---- Seeded mutations: a rule that is wrong by one word must not pass ---------------


def node(rules: Rules, item: str, name: str) -> dict[str, Any]:
    """A node of an item by its id."""
    waiting = list(part(rules, item)["conditions"])
    while waiting:
        one = waiting.pop()
        if one.get("id") == name:
            return one
        waiting += [*one.get("all", ()), *one.get("any", ()), *([one["not"]] if "not" in one else ())]
    raise KeyError(name)


def part(rules: Rules, item: str) -> dict[str, Any]:
    return next(one for one in rules["items"] if one["id"] == item)


def shorter_year(rules: Rules) -> None:
    node(rules, "startup-subsidy", "one-year")["test"]["bound"] = 11


def all_cases_at_once(rules: Rules) -> None:
    cases = node(rules, "guarantee-waiver", "cases")
    cases["all"] = cases.pop("any")


def more_than_half(rules: Rules) -> None:
    node(rules, "student-park", "half")["test"]["strict"] = True


def no_taxes(rules: Rules) -> None:
    one = part(rules, "startup-subsidy")
    one["conditions"] = [condition for condition in one["conditions"] if condition.get("id") != "taxed"]


def swapped_exclusion(rules: Rules) -> None:
    founder, base = (part(rules, name)["exclusions"][0] for name in ("startup-subsidy", "incubation-subsidy"))
    founder["test"], base["test"] = base["test"], founder["test"]


def closed_list(rules: Rules) -> None:
    del node(rules, "startup-subsidy", "group")["open"]


def employed_graduates(rules: Rules) -> None:
    node(rules, "graduate-practice-training", "unemployed")["test"]["bound"] = True


@pytest.mark.parametrize(
    "mutate", [shorter_year, all_cases_at_once, more_than_half, no_taxes, swapped_exclusion, closed_list, employed_graduates]
)
def test_a_wrong_rule_is_caught(rules: Rules, mutate: Callable[[Rules], None]) -> None:
    mutated = deepcopy(rules)
    mutate(mutated)
    assert wrong(mutated)
