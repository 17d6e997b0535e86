"""A made-up kind, added step by step as the README says, is checked, listed, shown, found and described."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Container
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ON, REPOSITORY, TOWN, copied

README = (REPOSITORY / "README.md").read_text("utf-8")
PAGE = README[README.index("## For developers") : README.index("## Licence")]
STEPS = [
    (file, language, dedent(text))
    for file, language, text in re.findall(r"^\d\. [^`]*`([^`]+)`[^\n]*:\n\n   ```(\w+)\n(.*?)^   ```", PAGE, re.MULTILINE | re.DOTALL)
]
"""What the page says, in its order: in which file, in which language, what."""

MODEL, REGISTRATION, TEMPLATE, GOOD, BAD = (file for file, _, _ in STEPS)


def checkout(to: Path, leaving_out: Container[str] = ()) -> Path:
    """What a developer has before them after all steps of the page but some."""
    shutil.copytree(REPOSITORY / "generator", to / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (to / "overrides").symlink_to(REPOSITORY / "overrides")
    (to / "tests").mkdir()
    for name in ("conftest.py", "test_examples.py"):
        shutil.copy(REPOSITORY / "tests" / name, to / "tests")
    for file, language, text in STEPS:
        if file not in leaving_out:
            target = to / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(applied(target.read_text("utf-8"), text) if language == "diff" else text, "utf-8")
    return to


def applied(text: str, diff: str) -> str:
    """A text with the lines behind `+` put before the line that follows them."""
    added = ""
    for line in diff.splitlines(keepends=True):
        if line.startswith("+"):
            added += line[1:]
        else:
            assert text.count(f"\n{line[1:]}") == 1, f"does not stand there once: {line}"
            text, added = text.replace(f"\n{line[1:]}", f"\n{added}{line[1:]}"), ""
    assert not added
    return text


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python module run on the changed checkout."""
    env = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{folder / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def generator(folder: Path, command: str, root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "generator", command, "--root", str(root), *more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """The town with a story, built."""
    root = copied(TOWN, tmp_path_factory.mktemp("with-a-story") / "town")
    (root / "content" / "stories").mkdir()
    shutil.copy(folder / GOOD, root / "content" / "stories" / "noodles.yml")
    made = generator(folder, "build", root, "--date", ON.isoformat())
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    return root


def test_the_page_has_the_steps_and_names_files_that_are_there() -> None:
    assert [language for _, language, _ in STEPS] == ["python", "diff", "jinja", "yaml", "yaml"]
    named = {
        name
        for name in re.findall(r"`((?:generator|tests|content|overrides)/[\w./]*)`", PAGE)
        if "story" not in name and "stories" not in name
    }
    rooms = {f"generator/{name}" for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`([\w./]+)`", row)}
    assert len(named) > 10 and len(rooms) > 15
    assert [name for name in sorted(named | rooms) if not (REPOSITORY / name).exists()] == []
    there = {path.name + ("/" if path.is_dir() else "") for path in (REPOSITORY / "generator").iterdir() if not path.name.startswith("__")}
    assert {name.removeprefix("generator/") for name in rooms} == there


def test_it_is_checked(folder: Path, root: Path, tmp_path: Path) -> None:
    assert generator(folder, "check", root, "--date", ON.isoformat()).stdout == ""
    spoilt = copied(root, tmp_path / "spoilt")
    shutil.copy(folder / BAD, spoilt / "content" / "stories" / "noodles.yml")
    told = generator(folder, "check", spoilt, "--date", ON.isoformat())
    assert told.returncode == 1
    assert told.stdout == (
        "content/stories/noodles.yml:3:1: missing-field 缺少字段 summary（一句话），请加一行“summary: …”\n"
        "content/stories/noodles.yml:6:8: number “三个人”不是数字，请只写阿拉伯数字，例如 5000\n"
    )


def test_its_examples_are_tests(folder: Path) -> None:
    done = run(folder, "pytest", "-q", "-p", "no:cacheprovider", "tests/test_examples.py", "-k", "story and example")
    assert done.returncode == 0, done.stdout


def test_it_is_listed_and_shown(root: Path) -> None:
    def page(path: str) -> str:
        return (root / "site" / path / "index.html").read_text("utf-8")

    assert (
        'href="../stories/noodles/"' in page("stories")
        and "从面摊到面馆" in page("stories")
        and "3 人" in page("stories").replace("\xa0", " ")
    )
    assert 'href="../stories/"' in page("sitemap") and 'href="../stories/noodles/"' in page("sitemap")
    shown = page("stories/noodles")
    assert "头一年只卖一样面。" in shown and "这是示例故事" in shown and '<meta name="robots" content="noindex">' in shown


def test_search_finds_it(root: Path) -> None:
    lexicon = json.loads((root / "site" / "search" / "lexicon.json").read_text("gb18030"))
    (entry,) = [entry for entry in lexicon["entries"] if entry["path"] == "stories/noodles/"]
    assert entry == {
        "path": "stories/noodles/",
        "kind": "story",
        "title": "从面摊到面馆",
        "line": "先摆摊，再开店。",
        "sample": "示例",
        "banner": "东街",
    }
    assert lexicon["kinds"]["story"] == "故事"
    assert "故事" in (root / "site" / "search" / "index.html").read_text("utf-8")
    fragments = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in (root / "site" / "pagefind" / "fragment").iterdir()
    ]
    (found,) = [fragment for fragment in fragments if fragment["url"] == "stories/noodles/"]
    assert found["meta"]["title"] == "从面摊到面馆" and found["meta"]["kind"] == "story" and found["meta"]["sample"] == "示例"
    assert found["filters"]["banner"] == ["东街"] and "头一年只卖一样面" in found["content"].replace("\u200b", "")


def test_it_is_described(folder: Path, root: Path) -> None:
    (described,) = json.loads(generator(folder, "schema", root, "--kind", "story").stdout).values()
    assert described["schema"]["required"] == ["title", "sample", "summary", "banner", "staff", "about", "checked_on"]
    staff = {"name": "staff", "title": "现在有几个人", "type": "number", "required": True, "may_be_unpublished": True, "unit": "人"}
    assert staff in described["form"]
    assert {"name": "staff", "title": "现在有几个人", "unit": "人", "may_be_unpublished": True} in described["columns"]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (REGISTRATION, "Story in generator/kinds/story.py is not registered: add it to KINDS in generator/kinds/__init__.py.\n"),
        (TEMPLATE, "Story is shown, so it needs the template generator/templates/story.html.\n"),
    ],
)
def test_a_forgotten_step_is_told_by_the_next_command(tmp_path: Path, step: str, told: str) -> None:
    done = generator(checkout(tmp_path, {step}), "check", TOWN)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


@pytest.mark.parametrize("step", [GOOD, BAD])
def test_a_forgotten_example_is_told_by_the_tests(tmp_path: Path, step: str) -> None:
    done = run(checkout(tmp_path, {step}), "pytest", "-q", "-p", "no:cacheprovider", "tests/test_examples.py", "-k", "story")
    assert done.returncode == 1
    assert "story needs examples: files in tests/examples/story/good and tests/examples/story/bad" in done.stdout
