"""`check` in a large library: what is as it was is not read again, and nothing is missed for it."""

import shutil
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator import library, verdicts
from generator.build import check
from generator.sample import sample
from generator.workers import WORTH


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "root"
    sample(REPOSITORY, WORTH + 10, out)
    return out


@pytest.fixture
def root(large: Path, tmp_path: Path) -> Path:
    """A library that was checked once and found good."""
    root = Path(shutil.copytree(large, tmp_path / "root"))
    assert verdicts.problems(root, ON) == []
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The project files that are read, by this process."""
    names: list[str] = []
    really = library._read
    monkeypatch.setattr(library, "_read", lambda root, kind, name, *more: names.append(name) or really(root, kind, name, *more))
    return names


def projects(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("projects/")]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_changed_nothing_read(root, read):
    assert verdicts.problems(root, ON) == [] and projects(read) == []


def test_a_changed_project_is_judged_and_stays_so_until_mended(root, read):
    file = root / "projects" / "sample-00007.yml"
    replace(file, "stage: 征集", "stage: 征")
    for _ in range(2):
        found = verdicts.problems(root, ON)
        assert [problem.file for problem in found] == ["projects/sample-00007.yml"] and found == check(root, ON)[1]
    read.clear()
    replace(file, "stage: 征", "stage: 征集")
    assert verdicts.problems(root, ON) == [] and projects(read) == ["projects/sample-00007.yml"]


def test_a_number_used_by_an_unchanged_project_is_found(root):
    replace(root / "projects" / "sample-00400.yml", "number: 示例-0400", "number: 示例-0002")
    (found,) = verdicts.problems(root, ON)
    assert (found.code, found.file) == ("duplicate-number", "projects/sample-00400.yml") and "sample-00002.yml" in found.message


def test_a_change_of_another_record_judges_every_project_again(root):
    replace(root / "content" / "vocabulary" / "banners.yml", "dalad:", "dalat:")
    found = verdicts.problems(root, ON)
    assert len({problem.file for problem in found if problem.file.startswith("projects/")}) > 30 and found == check(root, ON)[1]


def test_a_deleted_project_frees_its_number(root):
    (root / "projects" / "sample-00002.yml").unlink()
    replace(root / "projects" / "sample-00400.yml", "number: 示例-0400", "number: 示例-0002")
    assert verdicts.problems(root, ON) == []


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff"])
def test_spoilt_verdicts_are_no_verdicts(root, broken):
    replace(root / "projects" / "sample-00007.yml", "stage: 征集", "stage: 征")
    (root / verdicts.FILE).write_bytes(broken)
    assert len(verdicts.problems(root, ON)) == 1
