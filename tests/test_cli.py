"""The command line: exit codes, what is printed where, and what a person is told."""

import json
import os
import pty
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator.cli import main
from generator.problems import why

DATED = ["--date", ON.isoformat()]
"""What is stale depends on the day."""


def spoil(root: Path) -> None:
    """Mistype one value of one record."""
    file = root / "projects" / "noodles.yml"
    file.write_text(file.read_text("utf-8").replace("sample: 是", "sample: 也许"), "utf-8")


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert all(f"\n    {command} " in shown for command in ("check", "build", "serve", "schema", "sample", "start", "evaluate", "impact"))


def test_check_of_good_records_says_nothing(town, capsys):
    assert main(["check", *DATED, "--root", str(town)]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_names_the_place_of_a_fault(town, capsys):
    spoil(town)
    assert main(["check", *DATED, "--root", str(town)]) == 1
    line = (town / "projects" / "noodles.yml").read_text("utf-8").split("\n").index("sample: 也许") + 1
    assert capsys.readouterr().out == f"projects/noodles.yml:{line}:9: flag “也许”不是“是”或“否”，请写“是”或“否”\n"


def test_check_prints_json(town, capsys):
    assert main(["check", "--format", "json", *DATED, "--root", str(town)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    spoil(town)
    assert main(["check", "--format", "json", *DATED, "--root", str(town)]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert list(fault) == ["file", "line", "column", "code", "message", "hint", "severity"]
    assert (fault["file"], fault["column"], fault["code"], fault["severity"]) == ("projects/noodles.yml", 9, "flag", "error")


def test_notices_stop_nothing_and_stand_behind_faults(town, capsys):
    """All of one sort in a file are one line, so that they do not drown faults."""
    file = town / "content" / "policies" / "internship.yml"
    long = "见习的人，" * 9 + "都可以"
    file.write_text(
        file.read_text("utf-8").replace("who: 见习的人", f"who: {long}").replace("gist: 参加见习", f"gist: {long}。{long}了"), "utf-8"
    )
    assert main(["check", *DATED, "--root", str(town)]) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"content/policies/internship\.yml:4:6: long-sentence 提示：.*，另见第 8 行\n", said)
    spoil(town)
    assert main(["check", *DATED, "--root", str(town)]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["flag", "long-sentence"]
    assert main(["check", "--format", "json", *DATED, "--root", str(town)]) == 1
    assert [found["severity"] for found in json.loads(capsys.readouterr().out)] == ["notice"] * 3 + ["error"]


@pytest.mark.parametrize(
    ("folder", "called"),
    [("projects", "project"), ("projects", "Projects"), ("content/studios", "studio"), ("content/policies", "policies2")],
)
def test_a_renamed_folder_is_told(town, capsys, folder, called):
    renamed = (town / folder).rename((town / folder).with_name(called)).relative_to(town).as_posix()
    assert main(["check", *DATED, "--root", str(town)]) == 1
    assert f"{renamed}:1:1: file-name 网站不认识这个名字，里面的内容不会公布，请改名为 {Path(folder).name}，" in capsys.readouterr().out


def test_a_root_no_file_can_have_is_told(capsys):
    assert main(["check", "--root", "x" * 300]) == 1
    assert capsys.readouterr().err.startswith("文件读不出或写不进：")


def test_a_site_folder_whose_links_run_in_a_circle_is_told(town, tmp_path, capsys):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert main(["build", *DATED, "--root", str(town), "--site-dir", str(tmp_path / "a")]) == 1
    assert "文件读不出或写不进：" in capsys.readouterr().err


def test_answers_asked_of_an_input_that_is_closed(town, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert main(["evaluate", "-", *DATED, "--root", str(town)]) == 2
    assert "不是 JSON" in capsys.readouterr().err


def test_targets_of_nought_are_shown(town):
    file = town / "content" / "targets" / "founders.yml"
    file.write_text(re.sub(r"^(\s*value:) .*$", r"\1 0", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert main(["build", *DATED, "--root", str(town), "--site-dir", str(town / "site")]) == 0


@pytest.mark.parametrize(
    "command",
    [["check"], ["build"], ["serve"], ["schema"], ["sample", "--projects", "1", "--out", "out"], ["evaluate", "-"], ["impact", "a", "b"]],
)
def test_a_root_without_settings_is_wrong_use(tmp_path, capsys, command):
    for root in (tmp_path, tmp_path / "nowhere"):
        assert main([*command, "--root", str(root)]) == 2
        assert "没有 mkdocs.yml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["publish"],
        ["check", "--format", "xml"],
        ["build", "--date", "2026-02-30"],
        ["build", "--date", "today"],
        ["build", "--date", "20261123"],
        ["sample", "--projects", "-3", "--out", "out"],
        ["sample", "--projects", "few", "--out", "out"],
        ["sample"],
        ["evaluate"],
        ["impact", "HEAD"],
    ],
)
def test_a_wrong_command_line(capsys, line):
    with pytest.raises(SystemExit) as stopped:
        main(line)
    assert stopped.value.code == 2
    assert "usage: " in capsys.readouterr().err


def test_wrong_settings_are_told_without_a_traceback(town, capsys):
    (town / "mkdocs.yml").write_text("site_name: 小镇\nnav: 3\nsampels: hide\n", "utf-8")
    assert main(["build", "--root", str(town)]) == 1
    told = capsys.readouterr().err
    assert "mkdocs.yml:1:1: missing-field 缺少字段 extra" in told and "mkdocs.yml:3:1: unknown-field" in told
    assert not (town / "site").exists()


def test_progress_is_for_terminals(town):
    command = [sys.executable, "-m", "generator", "build", *DATED, "--root", str(town)]
    piped = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    assert (piped.stdout, piped.stderr) == (b"", b"")
    spoil(town)  # what it begins with is shown before that is found
    ours, theirs = pty.openpty()
    shown = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    assert (shown.returncode, shown.stdout) == (1, b"")
    assert os.read(ours, 4096).decode().startswith("… ")


def test_no_record_is_passed_over_in_silence(town, capsys):
    (town / "projects" / "noodles.yml").rename(town / "projects" / "noodles.yaml")
    (town / "content" / "vocabulary" / "topics.yml").unlink()
    assert main(["check", *DATED, "--root", str(town)]) == 1
    shown = capsys.readouterr().out
    assert "projects/noodles.yaml:1:1: file-name " in shown
    assert "content/vocabulary/topics.yml:1:1: unreadable " in shown


def test_a_link_is_no_record_and_hides_no_other(town, capsys):
    """One that leads nowhere, to itself, to a device that never ends, or out of the tree."""
    for name, leads in (("gone", town / "gone.yml"), ("self", "self.yml"), ("zero", "/dev/zero"), ("out", "/etc/hostname")):
        (town / "projects" / f"{name}.yml").symlink_to(leads)
    file = town / "projects" / "noodles.yml"
    file.write_text(file.read_text("utf-8").replace("title: ", "titel: "), "utf-8")
    assert main(["check", *DATED, "--root", str(town)]) == 1
    shown = capsys.readouterr().out
    assert "projects/noodles.yml:1:" in shown and shown.count("file-name 这是一个链接") == 4


def test_a_full_disk_or_a_forbidden_folder_is_told(town, capsys, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "build/docs")

    monkeypatch.setattr("generator.publish.build.write", refuse)
    assert main(["build", "--root", str(town), "--date", "2026-11-23"]) == 1
    assert capsys.readouterr().err == "文件读不出或写不进：build/docs Permission denied\n"


def test_one_broken_item_brings_no_faults_elsewhere(town, capsys):
    """Its clauses and questions are not called unexplained and unused only because it could not be read."""
    file = town / "content" / "policies" / "shop.yml"
    file.write_text(file.read_text("utf-8").replace("once: 是", "once: 也许"), "utf-8")
    assert main(["check", "--root", str(town), "--date", "2026-01-02"]) == 1
    assert {line.split(":")[0] for line in capsys.readouterr().out.splitlines()} == {"content/policies/shop.yml"}


@pytest.mark.parametrize("line", [["check", "--date", "0001-01-01"], ["check", "--date", "9999-12-31"], ["serve", "--port", "99999"]])
def test_numbers_out_of_reach(capsys, line):
    with pytest.raises(SystemExit) as stopped:
        main(line)
    assert stopped.value.code == 2 and "，请写" in capsys.readouterr().err


def run(*command: str, **options) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *command], cwd=REPOSITORY, check=False, **({"capture_output": True} | options)
    )


def test_no_terminal_is_too_poor(town):
    """One that knows no Chinese, one that is closed, one that stops reading."""
    spoil(town)
    poor = run("check", "--root", str(town), env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (poor.returncode, poor.stderr) == (1, b"") and b"flag \\u201c" in poor.stdout
    closed = run("check", "--root", str(town), capture_output=False, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
    assert (closed.returncode, closed.stderr) == (1, b"")
    ours, theirs = os.pipe()
    os.close(ours)
    assert run("check", "--root", str(town), capture_output=False, stdout=theirs, stderr=subprocess.PIPE).stderr == b""
    os.close(theirs)


def test_a_disk_that_takes_no_more_is_told_in_one_line(town):
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    full = run("build", *DATED, "--root", str(town), preexec_fn=limit)
    assert full.returncode == 1 and not (town / "site").exists()
    assert full.stderr.decode().startswith("文件读不出或写不进：") and full.stderr.count(b"\n") == 1 and len(full.stderr) < 400


def test_a_full_disk_is_called_so():
    failed = shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'"), ("c", "d", "[Errno 28] No space left on device: 'd'")])
    assert why(failed) == "文件读不出或写不进：a 磁盘满了（共 2 个文件）"
    with pytest.raises(OSError, match="No space left") as full:
        Path("/dev/full").write_text("甲")
    assert why(full.value) == "文件读不出或写不进： 磁盘满了"
