"""The real rules, tried on people: what each may expect was worked out by hand from the notice."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from conftest import ON

from generator.eligibility import evaluate
from generator.eligibility.evaluate import UNCLEAR, Evaluator

Rules = dict[str, Any]

FOUNDER = {
    "role": ["founder"],
    "in-ordos": True,
    "study": "none",
    "employed": False,
    "identity": ["veteran"],
    "first-startup": True,
    "registered": True,
    "registered-on": "2025-10",
    "hires": True,
    "taxed": True,
    "incubation-taken": False,
}
"""A veteran whose first business has run for a year and a month, employs others and pays its taxes."""
GRADUATE = FOUNDER | {"identity": [], "study": "graduate", "graduated-on": "2025-07"}
BORROWER = FOUNDER | {"loan-amount": 30, "honour": False}
APPRENTICE = GRADUATE | {"apprenticeship": True, "apprenticeship-on": "2026-01", "apprenticeship-months": 6, "registered-on": "2026-05"}
FIRM = {"role": ["firm"], "place": "private", "new-hires": 2}
BASE = {"role": ["base"], "lawful": True, "graduated-firms": 3, "subsidy-taken": False, "student-share": 50}
LEARNER = {"role": ["learner"], "study": "final-year", "employed": False}

PEOPLE: list[tuple[str, dict[str, Any], str]] = [
    # 二(一)2: first success, listed groups “等”, registered, running one year or more, others employed, taxes declared.
    ("startup-subsidy", FOUNDER, "likely"),
    ("startup-subsidy", FOUNDER | {"role": ["learner"]}, "no"),
    ("startup-subsidy", FOUNDER | {"first-startup": False}, "no"),
    ("startup-subsidy", FOUNDER | {"registered": False}, "no"),
    ("startup-subsidy", FOUNDER | {"hires": False}, "no"),
    ("startup-subsidy", FOUNDER | {"taxed": False}, "no"),
    ("startup-subsidy", FOUNDER | {"taxed": UNCLEAR}, "unknown"),
    ("startup-subsidy", FOUNDER | {"registered-on": "2025-11"}, "unknown"),  # on 23 November the day decides
    ("startup-subsidy", FOUNDER | {"registered-on": "2025-12"}, "no"),
    ("startup-subsidy", FOUNDER | {"incubation-taken": True}, "blocked"),
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
    ("guaranteed-loan", BORROWER, "likely"),
    ("guaranteed-loan", BORROWER | {"in-ordos": False}, "no"),
    ("guarantee-waiver", BORROWER | {"loan-amount": 9}, "yes"),
    ("guarantee-waiver", BORROWER | {"loan-amount": 10}, "yes"),
    ("guarantee-waiver", BORROWER | {"loan-amount": 11}, "likely"),  # the bank may still find the credit good
    ("guarantee-waiver", BORROWER | {"honour": True}, "yes"),
    ("guarantee-waiver", BORROWER | {"loan-amount": 0}, "no"),
    # 二(一)2: for people out of poverty who work in another province.
    ("travel-subsidy", {"role": ["worker"], "identity": ["poverty"]}, "yes"),
    ("travel-subsidy", {"role": ["worker"], "identity": ["veteran"]}, "no"),
    ("travel-subsidy", {"role": ["founder"], "identity": ["poverty"]}, "no"),
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
    ("project-library-subsidy", {"role": ["library-builder"], "library-spending": True}, "likely"),
    ("project-library-subsidy", {"role": ["library-builder"], "library-spending": False}, "no"),
    ("studio-award", {"role": ["studio"], "studio-listed": True}, "yes"),
    ("studio-award", {"role": ["studio"], "studio-listed": False}, "no"),
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
        for group in ("veteran", "returnee", "farmer", "disabled")
    ),
    ("free-space", FOUNDER | {"place": "private"}, "no"),
    ("student-park", BASE, "yes"),
    ("student-park", BASE | {"student-share": 49}, "no"),
    # 二(三)3 and 二(五)1: training; practice for the final year, and for two years after it while unemployed.
    ("training-subsidy", LEARNER, "likely"),
    ("training-subsidy", FOUNDER, "no"),
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
    ("practice-base-award", {"role": ["practice-base"], "three-in-one": True}, "yes"),
    ("practice-base-award", {"role": ["practice-base"], "three-in-one": False}, "no"),
]

UNLISTED = [
    ("startup-subsidy", FOUNDER | {"identity": ["released"]}, True),
    ("startup-subsidy", FOUNDER, False),
    ("startup-subsidy", GRADUATE, False),
    ("startup-subsidy", GRADUATE | {"employed": True}, True),
    ("startup-subsidy", GRADUATE | {"graduated-on": "2024-10"}, True),
    ("free-space", FOUNDER | {"place": "government", "identity": []}, True),
    ("free-space", FOUNDER | {"place": "government"}, False),
    ("priority-groups-package", FOUNDER | {"identity": ["released"]}, False),
    ("priority-groups-package", FOUNDER | {"identity": ["returnee"]}, True),
]
"""Whether a list that ends in “等” leaves it open. Nobody is refused for not being on one."""


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
        if (got["result"], got["unlisted"]) != ("likely", expected):
            found.append(f"{item}: {got['result']}, unlisted {got['unlisted']}, for {answers}")
    return found


def test_the_rules_treat_people_as_the_notice_does(rules: Rules) -> None:
    assert not wrong(rules)


def test_every_item_that_answers_decide_is_tried(rules: Rules) -> None:
    """Where there is more to it than who one is, somebody above asks for it."""
    tried = {item for item, *_ in [*PEOPLE, *UNLISTED]}
    assert not {one["id"] for one in rules["items"] if one.get("decided") and len(list(evaluate.tests(one["conditions"]))) > 1} - tried


@pytest.mark.parametrize(
    ("item", "answers", "day", "starts", "ends"),
    [
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-12"}, ON, "2026-12-31", None),
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-11"}, ON, "2026-11-30", None),
        ("startup-subsidy", FOUNDER | {"registered-on": "2027-02"}, date(2027, 2, 28), "2028-02-28", None),
        ("startup-subsidy", FOUNDER | {"registered-on": "2025-12", "taxed": False}, ON, None, None),
        ("startup-subsidy", GRADUATE, ON, None, "2027-07-01"),  # from then on the day decides, and later only the open list is left
        ("student-project-grant", GRADUATE | {"project": True}, ON, None, "2030-07-01"),
        ("graduate-practice-training", LEARNER | {"study": "graduate", "graduated-on": "2025-07"}, ON, None, "2027-07-01"),
    ],
)
def test_the_days_are_those_of_the_notice(rules: Rules, item: str, answers: dict, day: date, starts: str | None, ends: str | None) -> None:
    said = outcome(rules, item, answers, day)
    assert (said["starts"], said["ends"]) == (starts, ends)


@pytest.mark.parametrize(
    ("item", "answers", "expected"),
    [
        ("startup-subsidy", FOUNDER | {"hires": False}, [{"set": {"hires": True}, "from": None}]),
        ("startup-subsidy", FOUNDER | {"hires": False, "taxed": False}, [{"set": {"hires": True, "taxed": True}, "from": None}]),
        ("startup-subsidy", FOUNDER | {"registered": False}, [{"set": {"registered": True}, "from": "2027-11-30"}]),
        ("startup-subsidy", FOUNDER | {"first-startup": False}, []),
        ("guarantee-waiver", BORROWER | {"in-ordos": False}, [{"set": {"in-ordos": True}, "from": None}]),
        ("free-space", FOUNDER | {"place": "outside"}, [{"set": {"place": "government"}, "from": None}]),
        ("job-creation-subsidy", FIRM | {"new-hires": 0}, [{"set": {"new-hires": 1}, "from": None}]),
    ],
)
def test_what_is_missing_is_the_least_that_helps(rules: Rules, item: str, answers: dict, expected: list) -> None:
    assert outcome(rules, item, answers)["changes"] == expected


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
        ("internship-subsidy", APPRENTICE | {"apprenticeship-months": 20}, {"monthly": 1362, "total": 16344}),
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
        ("guarantee-waiver", BORROWER | {"loan-amount": 10, "honour": True}, ON, 1),  # one of three cases, or all three
        ("guarantee-waiver", BORROWER | {"loan-amount": 10}, ON, 2),
    ],
)
def test_a_doubt_is_said_only_to_whom_it_matters(rules: Rules, item: str, answers: dict, day: date, doubts: int) -> None:
    assert len(outcome(rules, item, answers, day)["doubts"]) == doubts


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
    founder["fact"], base["fact"] = base["fact"], founder["fact"]


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
