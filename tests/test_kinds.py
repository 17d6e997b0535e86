"""A kind that is declared by half is told at once, in plain words."""

import pytest

from generator.fields import Ref
from generator.kinds import KINDS, Event, Record
from generator.kinds.declared import faults
from generator.kinds.record import Section, Shown
from generator.schema import form

SHOWN = Shown("visits/", Section("走访", "走访。", "走访", "创业服务"), "走访", rank=20)


def declared(**told: object) -> list[str]:
    """What is said of a kind `Visit` declared with `told`."""
    visit = type("Visit", (Record,), {"__module__": __name__, "label": "走访", "path": "content/visits", **told})
    return list(faults([*KINDS, visit]))


def test_every_kind_is_declared_in_full() -> None:
    assert list(faults(KINDS)) == []
    assert declared() == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"facets": ("banner",)}, "Visit.facets names “banner”, which is no field of Visit."),
        ({"card": ("id", "on")}, "Visit.card names “on”, which is no field of Visit."),
        ({"unique": ("number",)}, "Visit.unique names “number”, which is no field of Visit."),
        (
            {"phases": {"a": "前", "b": "后"}},
            "Visit has `phases`, so it needs a method `phase` that says which one a record is in on a day.",
        ),
        ({"facets": ("title",)}, "Visit.facets names “title”, which names no record: search narrows by records only."),
        ({"shown": Shown("visits", list_only=True)}, "Visit is shown at “visits”: an address ends with “/”."),
        (
            {"shown": Shown("visits/", called="走访", rank=1, list_only=True)},
            "Visit has the rank 1 of another kind in search: take the next one.",
        ),
        (
            {"banner": "x", "__annotations__": {"banner": Ref["Baner"]}},
            "Visit.banner names a kind “baner”, which is not in KINDS.",
        ),
        ({"shown": SHOWN}, "Visit is shown, so it needs the template generator/templates/visit.html."),
        (
            {"shown": Shown("visits/", list_only=True, rank=20)},
            "Visit is offered by search, so its `shown` needs `called`, the word for it in results.",
        ),
    ],
)
def test_what_was_forgotten_is_told(told: dict[str, object], said: str) -> None:
    assert declared(**told) == [said]


def test_a_kind_without_a_name_or_a_place() -> None:
    bare = type("Bare", (Record,), {"__module__": __name__})
    assert list(faults([*KINDS, bare])) == ["Bare has no `label`.", "Bare has no `path`."]


def test_a_kind_that_is_not_registered() -> None:
    without = [kind for kind in KINDS if kind is not Event]
    assert list(faults(without)) == ["Event in generator/kinds/event.py is not registered: add it to KINDS in generator/kinds/__init__.py."]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_search_narrows_by_records_only(kind: type[Record]) -> None:
    references = {one.name for one in form(kind) if one.ref and not one.many}
    assert {*kind.facets} <= references
