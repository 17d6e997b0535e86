"""Every rule has a case that fails when the rule is switched off. What rules there are is read from the source.

A fault that one file shows by itself has its case in `examples/<kind>/bad` or, where YAML is mistyped, in `examples/source`.
A fault beside other records has one in `examples/library/<code>.txt`: edits of the town, a line `=====`, and all that is
then said, each line whole or cut short:

    content/vocabulary/windows.yml
    - 开店的事都能问
    + 开店的事问 13812345678
    =====
    content/vocabulary/windows.yml:1:52: mobile-number 看起来是个人手机号

What stands behind `-` must be in the file once; what stands behind `+` comes in its place. `-` alone takes a line out,
`+` alone puts one at the end of the file, which may be a new one. Several edits may stand together. What no edit of
a text can do is in `BY_HAND`.
"""

import ast
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple
from unittest.mock import patch

import pytest
from conftest import ON, REPOSITORY
from pydantic import Field, ValidationError
from test_examples import CASES, faults
from test_source import EXAMPLES as MISTYPED

from generator import checks
from generator.fields import Model
from generator.kinds import KINDS
from generator.library import Library, dangling, leaves, load
from generator.messages import explain
from generator.problems import Problem, as_text
from generator.text.source import parse, read

TOWN = Path(__file__).parent / "town"
LIBRARY = sorted((Path(__file__).parent / "examples/library").glob("*.txt"))

TOPICS = "content/vocabulary/topics.yml"
ABOUT = "content/pages/about.md"


def again(root: Path, file: str, text: str, times: int) -> None:
    """Put a text behind a file, more often than anybody would type it."""
    (root / file).write_text((root / file).read_text("utf-8") + text * times, "utf-8")


BY_HAND: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (lambda root: (root / "projects/b.yml").symlink_to("noodles.yml"), "projects/b.yml:1:1: file-name 这是一个链接，不是文件"),
    "no file": (lambda root: (root / TOPICS).unlink(), f"{TOPICS}:1:1: unreadable 文件打不开"),
    "too large": (lambda root: (root / TOPICS).write_text("#\n" * 300_000), f"{TOPICS}:1:1: too-large 文件太大"),
    "a long text": (
        lambda root: again(root, TOPICS, f"loan: {{title: 贷款, summary: {'长' * 2001}, order: 2}}\n", 1),
        f"{TOPICS}:2:28: too-long 这段文字有 2001 字",
    ),
    "a long page": (lambda root: again(root, ABOUT, "长", 30_001), f"{ABOUT}:6:1: too-long 正文有 30"),
    "many links": (lambda root: again(root, ABOUT, "[", 501), f"{ABOUT}:7:1: too-many 这一页的括号和标题太多"),
    "two heads": (lambda root: again(root, ABOUT, "\n---\ntitle: 甲\n---\n", 1), f"{ABOUT}:11:1: second-document 文件里有第二个开头"),
    "a fence that is none": (
        lambda root: again(root, ABOUT, "\n```\n甲\n<img src=x>\n```甲\n", 1),
        f"{ABOUT}:13:1: raw-html “<img src=x>”是网页代码",
    ),
    "many brackets": (lambda root: (root / TOPICS).write_text("{" * 300), f"{TOPICS}:1:201: too-deep 这里的层级太深"),
    "many faults": (
        lambda root: again(root, TOPICS, "subsidy: {}\n", 102),
        "".join(f"{TOPICS}:{line}:1: duplicate-key\n" for line in range(2, 102)) + f"{TOPICS}:102:1: too-many 前面已经有 100 处问题",
    ),
    "GBK": (lambda root: (root / TOPICS).write_bytes("subsidy: 补贴".encode("gbk")), f"{TOPICS}:1:1: encoding 文件是 GBK 编码"),
    "half a character": (lambda root: (root / TOPICS).write_bytes("# 补贴".encode()[:-1]), f"{TOPICS}:1:4: encoding 这里的文字已经损坏"),
    "a picture": (lambda root: (root / TOPICS).write_bytes(b"\x89PNG\r\n\x1a\n"), f"{TOPICS}:1:1: encoding 文件不是 UTF-8 编码的文字"),
}
"""What is done to the town, and all that is then said."""


class Rule(NamedTuple):
    """One thing that the source can say: a code and a pattern of its message."""

    where: str
    code: str
    message: str

    def says(self, problem: Problem) -> bool:
        """Whether `problem` comes from here, as far as its words tell."""
        return problem.code == self.code and re.fullmatch(self.message, problem.message, re.DOTALL) is not None


class Case(NamedTuple):
    """What is said of one example, and what should be: place, code and words of each fault."""

    found: list[Problem]
    expected: list[tuple[str, str, str]]

    def agrees(self) -> bool:
        """Whether exactly what should be said is."""
        return len(self.found) == len(self.expected) and all(
            f":{problem.file}:{problem.line}:{problem.column}".endswith(f":{place}")
            and problem.code == code
            and words in as_text([problem])
            for problem, (place, code, words) in zip(self.found, self.expected, strict=True)
        )


@cache
def cases() -> tuple[Case, ...]:
    """All examples."""
    found = []
    for kind, path in CASES:
        expected = re.findall(r"^# expect: (\S+) (\S+) ?(.*)$", path.read_text("utf-8"), re.MULTILINE)
        found.append(Case(faults(kind, read(path, path.name)), expected))
    for path in MISTYPED:
        text, expected = re.split("(?m)^=====\n", path.read_text("utf-8"))
        found.append(Case(parse(characters(text), "").problems, re.findall(r"^(\S+): (\S+) ?(.*)$", expected, re.MULTILINE)))
    for edit, lines in (*map(edited, LIBRARY), *BY_HAND.values()):
        found.append(Case(told(edit), re.findall(r"^(\S+): (\S+) ?(.*)$", lines, re.MULTILINE)))
    found.append(Case(unforeseen(), [("1:9", "invalid", "“3”不符合要求")]))
    return tuple(found)


def characters(text: str) -> str:
    return re.sub(r"⟨U\+(\w{4})⟩", lambda match: chr(int(match[1], 16)), text)


@cache
def told(edit: Callable[[Path], object]) -> list[Problem]:
    """All that is said of the town after an edit. Only the clock is set."""
    with TemporaryDirectory() as folder, patch.object(checks, "today", return_value=ON):
        root = Path(shutil.copytree(TOWN, Path(folder) / "town", ignore=shutil.ignore_patterns("build", "site")))
        edit(root)
        return checks.check(root).problems


@cache
def edited(path: Path) -> tuple[Callable[[Path], object], str]:
    """What a file of `examples/library` does to the town, and what it expects."""
    edits, expected = path.read_text("utf-8").split("=====\n")

    def edit(root: Path) -> None:
        for file, changes in re.findall(r"^([^-+\s].*)\n((?:[-+].*\n)+)", edits, re.MULTILINE):
            for old, new in re.findall(r"((?:-.*\n)*)((?:\+.*\n)*)", changes)[:-1]:
                change(root / file, *("\n".join(line[2:] for line in part.splitlines()) for part in (old, new)))

    return edit, expected


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8") if file.exists() else ""
    file.parent.mkdir(exist_ok=True)
    assert not old or text.count(old) == 1, f"{file.name} does not hold once: {old}"
    file.write_text(text.replace(old if new else f"{old}\n", new) if old else f"{text}{new}\n", "utf-8")


def unforeseen() -> list[Problem]:
    """What is said of a fault for which there are no words: no kind of ours can have it."""

    class Odd(Model):
        number: Annotated[float, Field(multiple_of=2)]

    source = parse("number: 3\n", "")
    try:
        Odd.model_validate(source.data)
    except ValidationError as error:
        return explain(error, Odd, source, ())
    return []


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_what_is_said_of_an_edited_town(path: Path) -> None:
    edit, expected = edited(path)
    agree(told(edit), expected)


@pytest.mark.parametrize("name", BY_HAND)
def test_what_is_said_of_odd_files(name: str) -> None:
    agree(told(BY_HAND[name][0]), BY_HAND[name][1])


def agree(problems: Iterable[Problem], expected: str) -> None:
    found, begins = as_text(problems).splitlines(), expected.splitlines()
    cut = [line[: len(begin)] for line, begin in zip(found, begins, strict=False)]
    assert cut + found[len(begins) :] == begins


def test_a_town_without_edits_is_without_fault() -> None:
    assert told(lambda root: None) == []


def test_every_code_has_a_case() -> None:
    assert {rule.code for rule in rules()} == {problem.code for case in cases() for problem in case.found}


def test_no_rule_can_be_switched_off_unseen() -> None:
    assert [case for case in cases() if not case.agrees()] == []
    unseen = []
    for rule in rules():
        silent = (case._replace(found=[problem for problem in case.found if not rule.says(problem)]) for case in cases())
        if all(case.agrees() for case in silent):
            unseen.append(rule)
    assert not unseen, "give each of these a case: " + "\n".join(map(str, unseen))


WHOLE = load(TOWN)[0]
GAPS = [(kind, (name,)) for kind, found in WHOLE.records.items() for name in found]
GAPS += [(kind.kind, ()) for kind in KINDS if kind.in_one_file()]


@pytest.mark.parametrize(("kind", "names"), GAPS, ids=lambda part: "-".join(part) if isinstance(part, tuple) else part)
def test_a_record_that_could_not_be_read_is_no_fault_of_others(kind: str, names: tuple[str, ...]) -> None:
    """No rule raises, or says anything, where one record is missing for its faults, or a file with all of a kind."""
    left = {name: record for name, record in WHOLE.records[kind].items() if names and name not in names}
    library = Library(TOWN, {**WHOLE.records, kind: left}, frozenset((kind, name) for name in names), frozenset([] if names else [kind]))
    sound = library.without(library.broken)
    found = [problem for rule in checks.TOGETHER for problem in rule(sound)]
    found += [*checks.stale.check(sound, ON), *checks.dates.to_come(sound, ON)]
    for record in library:
        found += [problem for rule in (dangling, *checks.EACH) for problem in rule(record, leaves(record), library)]
    assert found == []


# What follows reads the source.

PASSED_ON = {"found.code", "slip.code", "complaint.code", "personal.code", "kind.replace('_', '-')"}
"""Codes that were written elsewhere; so is a parameter `code`. All others must be literals."""


@cache
def rules() -> tuple[Rule, ...]:
    """All that the source can say, from every call that takes a code and a message."""
    trees = {
        path.relative_to(REPOSITORY).as_posix(): ast.parse(path.read_text("utf-8")) for path in (REPOSITORY / "generator").rglob("*.py")
    }
    takers: dict[str, int] = {}
    for node in (node for tree in trees.values() for node in ast.walk(tree)):
        names = parameters(node)
        if {"code", "message"} <= set(names):
            assert takers.setdefault(node.name, names.index("code")) == names.index("code") == names.index("message") - 1
    found = {}
    for file, tree in trees.items():
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for function, call in calls(tree):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            where = f"{file}:{call.lineno}"
            if name in takers:
                values = [
                    *arguments(call.args, constants),
                    *(keyword.value for keyword in call.keywords if keyword.arg in ("code", "message")),
                ]
                for code, message in said(*values[takers[name] : takers[name] + 2], function, where):
                    found.setdefault((code, message), Rule(where, code, message))
            else:
                assert all(keyword.arg != "code" for keyword in call.keywords), f"{where}: say the code where the problem is made"
    return tuple(found.values())


def parameters(node: ast.AST | None) -> list[str]:
    """What a function or a tuple of values takes."""
    if isinstance(node, ast.FunctionDef):
        return [each.arg for each in node.args.args if each.arg != "self"]
    if isinstance(node, ast.ClassDef):
        return [each.target.id for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
    return []


def calls(node: ast.AST, function: ast.FunctionDef | None = None) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Every call below a node, with the function in which it stands."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield function, child
        yield from calls(child, child if isinstance(child, ast.FunctionDef) else function)


def arguments(given: Iterable[ast.expr], constants: dict[str, ast.expr]) -> Iterator[ast.expr]:
    """The arguments of a call one by one. `*NAME` is what that constant of the module holds; what else is unpacked is a place."""
    for each in given:
        match each:
            case ast.Starred(ast.Name(name)) if isinstance(held := constants.get(name), ast.Tuple):
                yield from held.elts
            case ast.Starred():
                yield from (each, each)
            case _:
                yield each


def said(code: ast.expr, message: ast.expr, function: ast.FunctionDef | None, where: str) -> Iterator[tuple[str, str]]:
    """Code and pattern of message of one call, for each way it can go."""
    if ast.unparse(code) in PASSED_ON or (isinstance(code, ast.Name) and {code.id, "message"} <= set(parameters(function))):
        return
    while isinstance(message, ast.Name):
        assigned = {
            node.lineno: node.value
            for node in (ast.walk(function) if function else ())
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == message.id and node.lineno < message.lineno
        }
        assert assigned, f"{where}: the message must be written in this function"
        message = assigned[max(assigned)]
    match code, message:
        case ast.IfExp(), ast.IfExp() if ast.unparse(code.test) == ast.unparse(message.test):
            ways = [(code.body, message.body), (code.orelse, message.orelse)]
        case ast.IfExp(), _:
            ways = [(code.body, message), (code.orelse, message)]
        case _, ast.IfExp():
            ways = [(code, message.body), (code, message.orelse)]
        case _:
            ways = [(code, message)]
    for one, text in ways:
        assert isinstance(one, ast.Constant) and isinstance(one.value, str), f"{where}: the code must be a literal, not {ast.unparse(one)}"
        parts = text.values if isinstance(text, ast.JoinedStr) else [text]
        assert all(isinstance(part, (ast.Constant, ast.FormattedValue)) for part in parts), f"{where}: the message must be written out"
        yield one.value, "".join(constant(part.value) if isinstance(part, ast.Constant) else ".*" for part in parts)


def constant(text: str) -> str:
    """A pattern for the fixed words of a message; `{name}` is filled in later."""
    return ".*".join(map(re.escape, re.split(r"\{\w+\}", text)))
