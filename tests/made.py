"""Made-up compiled rules, small enough to reckon by hand, with every kind of test and node among them."""

from typing import Any


def fact(form: str, change: str = "不能改变", **more: Any) -> dict[str, Any]:
    """A compiled question."""
    return {"title": "问", "short": "问", "why": "因", "type": form, "section": "您", "change": change, **more}


def leaf(name: str, kind: str, bound: Any, **more: Any) -> dict[str, Any]:
    """A node with one test of the fact `name`."""
    return {"id": name, "says": name, "test": {"fact": name, "kind": kind, "bound": [bound] if kind == "has" else bound, **more}}


def item(name: str, *conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A compiled item that answers decide."""
    return {"id": name, "title": name, "validity": [{"confirmed": True}], "decided": True, "conditions": list(conditions), **more}


OFFICE = {"id": "judged", "says": "部门认定", "office": True}

FACTS = {
    "open": fact("是否", "可以做到"),
    "since": fact("月份", "随时间变化", needs=[{"fact": "open", "kind": "is", "bound": True}]),
    "place": fact("单选", "可以做到", options=[{"id": "in", "todo": "进"}, {"id": "out", "todo": "出"}, {"id": "far"}]),
    "people": fact("多选", options=[{"id": "young"}, {"id": "old"}]),
    "staff": fact("数字", "可以做到", most=100),
    "works": fact("是否", "可以做到"),
    "training": fact("是否", "可以做到"),
    "trained": fact("月份", "随时间变化", needs=[{"fact": "training", "kind": "is", "bound": True}]),
    "months": fact("数字", "随时间变化", most=60, needs=[{"fact": "training", "kind": "is", "bound": True}]),
    "used": fact("是否"),
    "spent": fact("是否", needs=[{"fact": "open", "kind": "is", "bound": True}]),
}

PARAMETERS = {
    "wage": {"title": "工资", "values": [{"from": "2021-12-01", "value": 1980}, {"from": "2024-12-01", "value": 2270.5}]},
}

ITEMS = [
    item("is", leaf("works", "is", False)),
    item("has-one", leaf("place", "has", "in")),
    item("has-many", leaf("people", "has", "young")),
    item("at-least", leaf("staff", "at_least", 10), amounts=[{"form": "fixed", "value": 3000, "per": "人", "times": "staff"}]),
    item("more-than", leaf("staff", "at_least", 10, strict=True)),
    item("at-most", leaf("staff", "at_most", 10)),
    item("less-than", leaf("staff", "at_most", 10, strict=True)),
    item("full-year", leaf("since", "months_at_least", 12)),
    item("over-a-year", leaf("since", "months_at_least", 12, strict=True)),
    item("half-year", leaf("since", "months_at_most", 6)),
    item("under-half-year", leaf("since", "months_at_most", 6, strict=True)),
    item(
        "soon-after",
        leaf("since", "months_at_most", 6, after="trained"),
        amounts=[{"form": "rate", "percent": 12.5, "of": "wage", "months": 12, "times": "months"}],
    ),
    item("long-after", leaf("since", "months_at_least", 6, after="trained")),
    item("all", {"id": "both", "says": "都", "all": [leaf("works", "is", True), leaf("people", "has", "old")]}),
    item(
        "any",
        {"id": "either", "says": "或", "any": [leaf("works", "is", True), leaf("people", "has", "old")]},
        amounts=[{"form": "tiers", "values": [1, 2]}, {"form": "ceiling", "label": "人", "of": "wage"}],
    ),
    item("open-list", {"id": "list", "says": "等", "open": True, "any": [leaf("people", "has", "young"), leaf("works", "is", True)]}),
    item(
        "not",
        {"id": "none", "says": "非", "not": {"id": "away", "says": "外", "any": [leaf("place", "has", "out"), leaf("works", "is", True)]}},
    ),
    item(
        "not-open", {"id": "unlike", "says": "非", "not": {"id": "such", "says": "等", "open": True, "any": [leaf("people", "has", "old")]}}
    ),
    item("one-way-left", {"id": "ways", "says": "或", "any": [leaf("works", "is", True), OFFICE]}),
    item("office", leaf("works", "is", True), OFFICE, {"says": "没有编号的认定", "office": True}),
    item(
        "window", leaf("since", "months_at_least", 3), {**leaf("since", "months_at_most", 6), "id": "still"}, leaf("staff", "at_least", 1)
    ),
    item(
        "excluded",
        leaf("works", "is", True),
        leaf("people", "has", "young"),
        exclusions=[
            {"item": "is", "title": "甲", "test": {"fact": "used", "kind": "is", "bound": True}, "says": "一"},
            {"item": "all", "title": "乙", "test": {"fact": "spent", "kind": "is", "bound": True}, "says": "二"},
        ],
    ),
    item(
        "steps",
        leaf("open", "is", True),
        leaf("works", "is", True),
        leaf("staff", "at_least", 2),
        leaf("place", "has", "in"),
        {"id": "trained-too", "says": "或", "any": [leaf("training", "is", True), leaf("people", "has", "old")]},
        doubts=[
            {"says": "疑", "taken": "按", "node": "works", "otherwise": leaf("staff", "at_least", 5)},
            {"says": "疑", "taken": "按", "node": "training", "otherwise": leaf("works", "is", False)},
        ],
    ),
    item("mine", {**leaf("place", "has", "in"), "who": True}, leaf("works", "is", True), leaf("since", "months_at_least", 12)),
    item("not-wanted", leaf("works", "is", True), skip={"fact": "staff", "kind": "at_most", "bound": 0}),
    item("under-wage", {"id": "wage", "says": "不多于", "test": {"fact": "staff", "kind": "at_most", "of": "wage", "per": 100}}),
    item(
        "in-time",
        leaf("open", "is", True),
        leaf("since", "months_at_least", 3),
        {**leaf("trained", "months_at_most", 9), "id": "lately"},
        validity=[{"ends": "2027-12-31", "confirmed": True}],
    ),
    item(
        "by-month",
        leaf("training", "is", True),
        amounts=[{"form": "rate", "percent": 10, "of": "wage", "months": 12, "times": "months", "at": "trained"}],
        validity=[{"starts": "2022-01-01", "ends": "2025-12-31"}],
    ),
    {"id": "undecided", "title": "undecided", "validity": [{"starts": "2022-01-01", "ends": "2025-12-31"}]},
    item("repealed", leaf("works", "is", True), validity=[{"repealed": "2026-11-30", "superseded": True}]),
    item("superseded", leaf("works", "is", True), validity=[{"repealed": "2030-01-01", "superseded": True}]),
    item("to-come", leaf("works", "is", True), validity=[{"starts": "2027-01-01", "confirmed": True}]),
    item("over", leaf("works", "is", True), validity=[{"ends": "2026-11-30", "confirmed": True}]),
    item("unseen", leaf("works", "is", True), validity=[{"ends": "2026-11-30", "unseen": True}]),
    item(
        "several",
        leaf("works", "is", True),
        validity=[
            {"ends": "2025-12-31"},
            {"starts": "2026-06-01", "ends": "2027-12-31"},
            {"starts": "2026-12-01", "ends": "2026-12-10", "confirmed": True},
            {"repealed": "2028-07-01"},
        ],
    ),
]

RULES = {"version": 1, "built": "2026-11-23", "facts": FACTS, "parameters": PARAMETERS, "items": ITEMS}
