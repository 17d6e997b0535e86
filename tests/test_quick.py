"""The quick reader of plain text says what the full one says, or nothing."""

import random
from typing import Any

import yaml
from conftest import REPOSITORY
from test_source import SHARDS

from generator.problems import Problem
from generator.text import quick
from generator.text.reader import Reader

FILES = sorted([*(REPOSITORY / "content").rglob("*.yml"), *(REPOSITORY / "projects").glob("*.yml")])


def fully(text: str) -> tuple[Any, list[Problem] | None]:
    """Data and problems as the full reader has them; no problems but None where it cannot read on."""
    reader = Reader(text, "")
    try:
        return reader.record(), reader.problems
    except yaml.MarkedYAMLError:
        return None, None


def agree(text: str) -> bool:
    """Whether the quick reader read the text."""
    data = quick.read(text)
    if data is not None:
        assert fully(text) == (data, []), text
    return data is not None


def test_projects_are_plain_and_read_the_same() -> None:
    read = {file: agree(file.read_text("utf-8")) for file in FILES}
    assert all(read[file] for file in FILES if file.parent.name == "projects")


def test_spoilt_text_is_read_the_same_or_not_at_all() -> None:
    chance = random.Random(151)
    texts = [file.read_text("utf-8") for file in FILES if file.stat().st_size < 9000]
    shards = [shard.decode("utf-8", "ignore") for shard in SHARDS] + [
        "  ",
        ": ",
        ":\n",
        "\n  ",
        "- ",
        " - ",
        "|\n",
        "null",
        "~",
        ", ",
        "{",
        "}",
    ]
    read = 0
    for _ in range(4000):
        text = chance.choice(texts)
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(text) + 1)
            if chance.random() < 0.4:
                start = text.rfind("\n", 0, start) + 1 + chance.choice((0, 0, 2, 4))
            text = text[:start] + chance.choice(shards) + text[start + chance.choice((0, 0, 1, 2, 5)) :]
        read += agree(text)
    assert read > 150


def test_deep_or_long_text_ends_soon() -> None:
    for text in (
        "a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 3000)),
        "a: [" + "x, " * 50_000 + "x]",
        "- " * 50_000,
        "a: " + "字" * 300_000,
    ):
        agree(text) if len(text) < 10_000 else quick.read(text)
