"""Every kind of record by example, and every message that a record's model can give.

`examples/<kind>/good` holds files without a fault. A file in `bad` says its faults in its first lines,
a page in Markdown in its head: `# expect: line:column code words of its message`.
"""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from generator.kinds import KINDS
from generator.library import typed
from generator.problems import Problem, as_text
from generator.text.source import Source, read

EXAMPLES = Path(__file__).parent / "examples"
CASES = [(kind, path) for kind in KINDS for path in sorted((EXAMPLES / kind.kind).glob(f"*/*{kind.suffix}"))]

EMITS = {
    "str": {"string_type"},
    "str min_length": {"string_too_short"},
    "str max_length": {"string_too_long"},
    "str pattern": {"string_pattern_mismatch"},
    "tuple": {"tuple_type"},
    "tuple min_length": {"too_short"},
    "tuple max_length": {"too_long"},
    "literal": {"literal_error"},
    "model-fields": {"missing", "extra_forbidden"},
    "model": {"model_type"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found", "model_attributes_type"},
}
"""The errors of each part of a pydantic schema, and of each limit to it, that a typed text can cause."""

SILENT = {
    "model-field",
    "function-before",
    "function-after",
    "function-wrap",
    "function-plain",
    "no-info",
    "default",
    "nullable",
    "date",
    "bool",
    "definitions",
    "definition-ref",
}
"""Parts without an error of their own, or behind a validator of ours that lets no fault through."""

BUILT = {"type", "metadata", "items_schema", "variadic_item_index"}
"""What a text or a list is made of beside its limits."""


def faults(kind: type, source: Source) -> list[Problem]:
    return sorted([*source.problems, *(fault for *_, found in typed(kind, source) for fault in found)])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_kind_has_examples(kind: type) -> None:
    folders = [f"tests/examples/{kind.kind}/{name}" for name in ("good", "bad")]
    there = {path.parent.name for owner, path in CASES if owner is kind}
    assert there == {"good", "bad"}, f"{kind.kind} needs examples: files in {' and '.join(folders)}"


@pytest.mark.parametrize(("kind", "path"), CASES, ids=[f"{kind.kind}-{path.parent.name}-{path.stem}" for kind, path in CASES])
def test_example(kind: type, path: Path) -> None:
    expected = re.findall(r"^# expect: (\S+) (\S+) ?(.*)$", path.read_text("utf-8"), re.MULTILINE)
    found = [line.removeprefix(f"{path.name}:") for line in as_text(faults(kind, read(path, path.name))).splitlines()]
    assert bool(expected) == (path.parent.name == "bad")
    for fault, (place, code, words) in zip(found, expected, strict=False):  # that none is missing is asked below
        assert fault.startswith(f"{place}: {code} ") and words in fault
    assert len(found) == len(expected), found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_good_examples_show_every_field(kind: type) -> None:
    good = [read(path, path.name) for owner, path in CASES if owner is kind and path.parent.name == "good"]
    shown = [record.model_fields_set for source in good for _, _, record, _ in typed(kind, source) if record]
    assert kind.model_fields.keys() == set().union(*shown)


def test_every_error_that_a_model_can_emit_has_an_example() -> None:
    parts = set().union(*(parts_of(kind.__pydantic_core_schema__) for kind in KINDS))
    assert parts == EMITS.keys() | SILENT, "say in EMITS which errors these cause, and give each an example"
    possible = set().union(*EMITS.values())
    assert possible <= {error["type"] for kind, path in CASES for error in errors(kind, read(path, path.name))}


def test_no_message_is_pydantics_own() -> None:
    for kind, path in CASES:
        source = read(path, path.name)
        for data in list(mutants(source.data)) if path.parent.name == "good" else ():
            source.data = data if isinstance(data, dict) else {}
            for problem in faults(kind, source):
                assert problem.code != "invalid" and problem.message and problem.hint[0] in "，："
                assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}|[\[{]'|None", problem.message + problem.hint)


def parts_of(schema: Any) -> set[str]:
    """The types of a core schema's parts, and the limits to its texts and lists."""
    if isinstance(schema, (list, tuple)):
        return set().union(*map(parts_of, schema))
    if not isinstance(schema, dict):
        return set()
    kind = schema.get("type")
    found = {kind} if isinstance(kind, str) else set()
    if kind in ("str", "tuple"):
        found |= {f"{kind} {limit}" for limit in schema.keys() - BUILT}
    return found.union(*(parts_of(child) for key, child in schema.items() if key not in ("metadata", "ref", "config")))


def errors(kind: type, source: Source) -> Iterator[Any]:
    many = kind.in_one_file() and not kind.only
    for name, data in ((source.data or {}) if many else {"a": source.data}).items():
        try:
            kind.model_validate({**data, "id": name} if isinstance(data, dict) else data)
        except ValidationError as error:
            yield from error.errors()


def mutants(data: Any) -> Iterator[Any]:
    """Copies of `data`, each with one part of it replaced by something that does not belong there."""
    yield from (
        "",
        " ",
        "x",
        "9" * 400,
        "1.5",
        "½",
        "，",
        "..",
        "未公布",
        [],
        [""],
        ["x"],
        [[]],
        {},
        {"x": "y"},
        {"form": "x"},
        {"form": {}},
        {"document": []},
    )
    for key, child in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        for mutant in mutants(child):
            changed = copy.copy(data)
            changed[key] = mutant
            yield changed


def test_nothing_names_a_project() -> None:
    """Projects are read last, apart from one another, so that thousands of them cost no more than each."""
    assert KINDS[-1].kind == "project"
    assert all('"ref": "project"' not in json.dumps(kind.model_json_schema()) for kind in KINDS)
    assert '"ref": "banner"' in json.dumps(KINDS[-1].model_json_schema())
