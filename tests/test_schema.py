"""What is said of a kind: a schema that agrees with the models, the fields of a form, the columns of a table."""

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from generator.cli import main
from generator.fields import FIRST_YEAR, LAST_YEAR, Span
from generator.kinds import KINDS, Base, BaseType, Event, Policy, Project, Record
from generator.library import load, typed
from generator.messages import _follows
from generator.schema import Input, columns, form, schema
from generator.schema import typed as as_typed
from generator.text.source import read

TOWN = Path(__file__).parent / "town"
EXAMPLES = Path(__file__).parent / "examples"
IN_TURN = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)

STRUCTURAL = {
    *("missing-field", "unknown-field", "text-expected", "list-expected", "fields-expected", "empty", "too-few"),
    *("number", "span", "date", "flag", "whole-number", "pattern", "document-number", "official-url", "web-address", "clause"),
}
"""The faults that a schema can see: what is where it does not belong, is missing, or is not written as such a thing is."""


@cache
def validator(kind: type[Record]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema(kind))
    return Draft202012Validator(schema(kind))


def files(root: Path, kind: type[Record]) -> list[Path]:
    return [root / kind.path] if kind.in_one_file() else sorted((root / kind.path).glob(f"*{kind.suffix}"))


def example(kind: type[Record]) -> tuple[dict, dict]:
    """A typed record and its whole file: the town's, or the good example of a kind that the town does without."""
    for file in (*files(TOWN, kind), *sorted((EXAMPLES / kind.kind / "good").glob("*"))):
        data = read(file, file.name).data
        return (next(iter(data.values())) if kind.in_one_file() and not kind.only else data), data
    raise AssertionError(f"write a good example of a {kind.kind} in tests/examples/{kind.kind}/good")


@IN_TURN
@pytest.mark.parametrize("root", [REPOSITORY, TOWN], ids=["site", "town"])
def test_every_record_is_as_the_schema_says(root: Path, kind: type[Record]) -> None:
    for file in files(root, kind):
        source = read(file, file.name)
        assert not source.problems
        assert [f"{file.name}: {error.json_path} {error.message}" for error in validator(kind).iter_errors(source.data)] == []


BAD = [(kind, path) for kind in KINDS for path in sorted((EXAMPLES / kind.kind).glob("bad/*")) if path.suffix in (".yml", ".md")]


@pytest.mark.parametrize(("kind", "path"), BAD, ids=[f"{kind.kind}-{path.stem}" for kind, path in BAD])
def test_the_schema_sees_structural_faults_of_bad_examples(kind: type[Record], path: Path) -> None:
    source = read(path, path.name)
    codes = {fault.code for *_, faults in typed(kind, source) for fault in faults}
    if source.data is not None and codes & STRUCTURAL:
        assert not validator(kind).is_valid(source.data)


@IN_TURN
def test_a_field_left_out_or_misspelt_is_rejected(kind: type[Record]) -> None:
    one, whole = example(kind)
    required = [one_input.name for one_input in form(kind) if one_input.required]
    assert required
    for name in required:
        for changed in ({}, {f"{name}s": one[name]}):
            data = copy.deepcopy(whole)
            entry = data if one is whole else next(found for found in data.values() if found == one)
            del entry[name]
            entry |= changed
            assert not validator(kind).is_valid(data), (name, changed)
    entry = copy.deepcopy(whole)
    (entry if one is whole else next(iter(entry.values())))["id"] = "x"
    assert not validator(kind).is_valid(entry)


ODD = ("", "x", "1.5", "3-5", "2026-01-31", "2026-13-01", "未公布", "是", [], ["x"], {}, {"form": "x"})


def mutants(data: Any) -> Iterator[Any]:
    yield from ODD
    for key, child in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        for mutant in mutants(child):
            changed = copy.copy(data)
            changed[key] = mutant
            yield changed


@IN_TURN
def test_the_schema_agrees_with_the_model(kind: type[Record]) -> None:
    """What the model takes the schema takes, and what the schema takes the model only refuses for what no schema can see."""
    unseen = {
        "stand-in",
        "no-such-date",
        "out-of-range",
        "value_error",
        "one-form",
        "one-test",
        "no-id",
        "open",
        "cite",
        "file-name",
        "pinyin",
    }
    one, _ = example(kind)
    whole = schema(kind)
    listed = kind.in_one_file() and not kind.only
    record = Draft202012Validator(whole["additionalProperties"] | {"$defs": whole.get("$defs", {})} if listed else whole)
    for data in [one, *mutants(one)]:
        try:
            kind.model_validate({**data, "id": "a"} if isinstance(data, dict) else data)
            refused = set()
        except ValidationError as error:
            refused = {each["type"] for each in error.errors() if not _follows(each)}
        if not refused:
            assert record.is_valid(data), data
        elif record.is_valid(data):
            assert refused <= unseen, (refused, data)


def test_days_of_the_schema_are_those_of_the_model() -> None:
    year = Draft202012Validator(schema(Event)["properties"]["starts_on"])
    for number in (FIRST_YEAR - 1, FIRST_YEAR, FIRST_YEAR + 1, 1999, 2000, LAST_YEAR, LAST_YEAR + 1):
        assert year.is_valid(f"{number}-12-31") == (FIRST_YEAR <= number <= LAST_YEAR)


@IN_TURN
def test_what_is_not_typed_is_not_in_the_schema(kind: type[Record]) -> None:
    text = json.dumps(schema(kind))
    assert not [part for part in ('"null"', '"default":', '"discriminator":') if part in text]


def test_references_and_lists_of_words_are_there() -> None:
    words = load(REPOSITORY)[0].records["wordlist"]
    for kind in KINDS:
        for one in inputs(form(kind)):
            assert one.ref in ("", *(other.kind for other in KINDS)), f"{kind.kind}.{one.name} names a kind that is not in KINDS"
            assert one.list in ("", *words), f"{kind.kind}.{one.name} takes its words from a list that is not in the word lists"


def inputs(found: tuple[Input, ...]) -> Iterator[Input]:
    for one in found:
        yield one
        yield from inputs((*one.fields, *(inner for _, inners in one.forms for inner in inners)))


def by_name(found: tuple[Input, ...]) -> dict[str, Input]:
    return {one.name: one for one in found}


def test_the_fields_of_a_form() -> None:
    event = by_name(form(Event))
    assert "id" not in event
    assert event["starts_on"] == Input("starts_on", "开始日", "date", required=True)
    assert event["enter_by"] == Input("enter_by", "报名截止日", "date", required=True, may_be_unpublished=True)
    assert event["sample"] == Input("sample", "是否示例", "flag", required=True)
    assert event["type"] == Input("type", "活动类型", "word", required=True, list="event-types")
    assert event["banner"] == Input("banner", "辖区", "ref", required=False, ref="banner", hint="全市的不写")
    assert event["policies"] == Input("policies", "相关支持事项", "ref", required=False, many=True, ref="policy")
    assert by_name(form(Base))["area"] == Input("area", "面积", "number", required=True, may_be_unpublished=True, unit="平方米")
    project = by_name(form(Project))
    assert project["investment"] == Input("investment", "总投资", "span", required=True, unit="万元")
    assert [(one.name, one.type) for one in project["premises"].fields] == [("area", "span"), ("type", "text"), ("in_base", "flag")]
    assert project["lifecycle"].many and by_name(project["lifecycle"].fields)["stage"].ref == "stage"
    assert "title" in {one.name for one in form(BaseType) if not one.required}, "a word is its own title"


def test_forms_to_choose_from_and_fields_inside_themselves() -> None:
    policy = by_name(form(Policy))
    amounts = dict(policy["amounts"].forms)
    assert policy["amounts"].type == "forms" and policy["amounts"].may_be_unpublished
    assert list(amounts) == ["定额", "分档", "比例", "上限", "非现金"]
    assert by_name(amounts["定额"])["form"].choices == ("定额",)
    assert by_name(amounts["比例"])["percent"].unit == "%" and by_name(amounts["比例"])["cite"].type == "cite"
    condition = by_name(policy["conditions"].fields)
    inside = by_name(condition["any"].fields)
    assert condition["any"].part == inside["any"].part == "Node" and not inside["any"].fields
    assert by_name(condition["test"].fields)["is"].type == "flag"


def test_columns_hold_what_was_typed() -> None:
    """Every cell of every record of the town, typed again into its field, makes the same record."""
    library, _ = load(TOWN)
    seen = set()
    for kind in KINDS:
        columns_ = columns(kind)
        assert columns_[0].name == "id" and len({column.name for column in columns_}) == len(columns_)
        for record in library.all(kind):
            again = library.origin(record).source.data
            for step in library.origin(record).loc:
                again = again[step]
            again = copy.deepcopy(again)
            for column in columns_[1:]:
                *way, name = column.name.split(".")
                part = again
                for step in way:
                    part = part.get(step, {})
                cell = column.cell(record)
                if isinstance(part.get(name), list):
                    assert cell == "、".join(part[name])
                elif cell:
                    part[name] = cell
                    seen.add(kind.kind)
            again = kind.model_validate({**again, "id": record.id})
            assert again == record
    assert seen >= {"policy", "project", "event", "window"}


def test_cells() -> None:
    library, _ = load(TOWN)
    project = {column.name: column for column in columns(Project)}
    noodles = library.all(Project)[0]
    assert project["investment"].cell(noodles) == "8-15" and project["investment"].unit == "万元"
    assert project["sample"].cell(noodles) == "是" and project["checked_on"].cell(noodles) == noodles.checked_on.isoformat()
    assert project["premises.area"].title == "场地：面积" and "costs" not in project
    fair = library.find(Event, "fair")
    event = {column.name: column.cell(fair) for column in columns(Event)}
    assert event["source_url"] == "未公布" and event["enter_from"] == "" and event["banner"] == "east" and event["id"] == "fair"
    assert as_typed(Span(3, 3)) == "3" and as_typed(Span(2.5, 10**9)) == "2.5-1000000000" and as_typed(date(2026, 1, 31)) == "2026-01-31"
    assert as_typed(("甲", "乙")) == "甲、乙" and as_typed(12345678901.5) == "12345678901.5"


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--root", str(TOWN)]) == 0
    everything = json.loads(capsys.readouterr().out)
    assert list(everything) == [kind.kind for kind in KINDS]
    assert main(["schema", "--kind", "event", "--root", str(TOWN)]) == 0
    (event,) = json.loads(capsys.readouterr().out).items()
    assert event == ("event", everything["event"])
    assert event[1]["schema"] == schema(Event) and event[1]["path"] == "content/events"
    assert {
        "name": "place",
        "title": "地点",
        "type": "text",
        "required": True,
        "may_be_unpublished": True,
        "hint": "线上的写在哪里看",
    } in event[1]["form"]
    assert event[1]["columns"][0] == {"name": "id", "title": "编号"}
    assert [len(one["form"]) for one in everything.values()] == [len(form(kind)) for kind in KINDS]


def test_a_kind_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--kind", "evnt", "--root", str(TOWN)]) == 2
    assert "没有“evnt”这一类，可用的有：settings、city" in capsys.readouterr().err
