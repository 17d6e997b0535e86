"""How the house is built: which rooms may ask which, and what a check needs to start."""

import ast
import subprocess
import sys
from pathlib import Path

from conftest import ON, REPOSITORY

from generator import checks
from generator.checks import originals, stale

PACKAGE = REPOSITORY / "generator"

ROOMS = [
    {"problems", "machine"},
    {"workers", "text", "written"},
    {"fields"},
    {"kinds"},
    {"schema"},
    {"messages", "labels"},
    {"library"},
    {"wording"},
    {"view"},
    {"eligibility"},
    {"checks"},
    {"pages"},
    {"search"},
    {"publish", "sample", "start"},
    {"cli"},
    {"__main__"},
]
"""From the ground up. A room asks only those below it, and rooms beside each other do not know one another."""


def asked(file: Path) -> set[str]:
    """The rooms that a module asks; what only a type checker reads is no asking."""
    here = file.relative_to(REPOSITORY).with_suffix("").parts
    tree = ast.parse(file.read_text("utf-8"))
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    unread = {part for node in typing for part in ast.walk(node)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node not in unread:
            base = [*here[: len(here) - node.level], *(node.module.split(".") if node.module else ())]
            found |= {base[1]} if len(base) > 1 else {name.name for name in node.names}
    return found


def room(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def test_rooms_ask_only_those_below() -> None:
    level = {name: height for height, names in enumerate(ROOMS) for name in names}
    files = [file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py"]
    assert {room(file) for file in files} == level.keys()
    upward = {(room(file), other) for file in files for other in asked(file) if other != room(file) and level[other] >= level[room(file)]}
    assert upward == set()


def test_a_check_starts_without_what_only_publishing_needs() -> None:
    code = f"""
import sys
from generator.cli import main
main(["check", "--root", {str(REPOSITORY)!r}, "--date", "{ON}"])
heavy = {{"mkdocs", "jinja2", "pypinyin", "pagefind", "cbor2", "watchdog", "filelock"}}
sys.exit(", ".join(sorted(heavy & sys.modules.keys())) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_rule_is_applied() -> None:
    """A module of rules that nobody asks would say nothing for ever."""
    asked_for = {rule.__module__ for rule in (*checks.EACH, *checks.TOGETHER)} | {stale.__name__, originals.__name__}
    there = {
        f"generator.checks.{file.stem}"
        for file in (PACKAGE / "checks").glob("*.py")
        if file.stem != "__init__" and "\ndef check(" in file.read_text("utf-8")
    }
    assert there == asked_for, "name these in EACH or TOGETHER of generator/checks/__init__.py"
