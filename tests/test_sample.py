"""Generated samples: valid, marked, the same every time, and never written over anything."""

from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator.checks import check
from generator.cli import main
from generator.kinds import Project
from generator.problems import Failed
from generator.sample import sample


def written(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / "projects").iterdir()}


def test_samples_are_valid_marked_and_all_different(tmp_path):
    sample(REPOSITORY, 30, tmp_path / "out")
    library, _, problems, _ = check(tmp_path / "out", ON)
    projects = library.all(Project)
    assert {problem.code for problem in problems} <= {"saying-to-nothing"}  # some of the site's words are those of few projects
    assert [project.number for project in projects] == [f"示例-{number:04}" for number in range(1, 31)]
    assert all(project.sample for project in projects)
    for field in ("title", "summary", "about"):
        assert len({getattr(project, field) for project in projects}) == 30
    assert len({project.banner for project in projects}) > 5
    assert len({project.mode for project in projects}) == 3


def test_the_same_sample_whatever_the_number(tmp_path):
    sample(REPOSITORY, 30, tmp_path / "one")
    sample(REPOSITORY, 12, tmp_path / "two")
    assert written(tmp_path / "two") == dict(sorted(written(tmp_path / "one").items())[:12])


def test_everything_else_is_copied(tmp_path):
    sample(REPOSITORY, 1, tmp_path / "out")
    for folder in ("content", "overrides"):
        names = [sorted(file.relative_to(root) for file in (root / folder).rglob("*")) for root in (REPOSITORY, tmp_path / "out")]
        assert names[0] == names[1]
    assert (tmp_path / "out" / "mkdocs.yml").read_bytes() == (REPOSITORY / "mkdocs.yml").read_bytes()


@pytest.mark.parametrize("there", ["folder", "file"])
def test_what_is_there_is_not_touched(tmp_path, capsys, there):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    assert main(["sample", "--root", str(REPOSITORY), "--projects", "3", "--out", str(tmp_path if there == "folder" else mine)]) == 1
    assert "新的或空的文件夹" in capsys.readouterr().err
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


def test_nothing_to_imitate(tmp_path):
    with pytest.raises(Failed, match="没有可以照着写的示例项目"):
        sample(tmp_path, 3, tmp_path / "out")
