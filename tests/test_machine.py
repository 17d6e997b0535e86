"""Any machine: what the system lacks, how it ends lines, what its files are called and which language it speaks make no difference."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.request import urlopen

import pytest
from conftest import ON, REPOSITORY, TOWN
from test_build import contents

from generator.checks import check
from generator.publish.build import build

DATED = ("--date", ON.isoformat())

POOR = """
import ctypes, os, sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "fcntl":
            raise ModuleNotFoundError("No module named 'fcntl'", name="fcntl")

sys.meta_path.insert(0, Missing())
sys.modules.pop("fcntl", None)
del os.fork

class CDLL(ctypes.CDLL):
    def __getattr__(self, name):
        if name in ("renameat2", "prctl"):
            raise AttributeError(name)
        return super().__getattr__(name)

ctypes.CDLL = CDLL
"""
"""A Python that has no fork, no locks of Unix and no functions of the C library, as on other systems."""

ODD = "创业 网站 (第 2 版) 'a' & b"
"""What a folder may be called."""

PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A system that knows no Chinese."""


@pytest.fixture(scope="module")
def usual(built_town: Path) -> dict[str, bytes]:
    """The town's site as this machine makes it."""
    return contents(built_town / "site")


@pytest.fixture
def poor(tmp_path: Path) -> dict[str, str]:
    """An environment whose Python lacks what only some systems have."""
    (tmp_path / "lacking").mkdir()
    (tmp_path / "lacking" / "sitecustomize.py").write_text(POOR, "utf-8")
    return {"PYTHONPATH": str(tmp_path / "lacking")}


def copy(folder: Path, name: str = "town") -> Path:
    return Path(shutil.copytree(TOWN, folder / name, ignore=shutil.ignore_patterns("build", "site")))


def run(*command: str | Path, env: Mapping[str, str] = MappingProxyType({}), code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command], cwd=REPOSITORY, env=os.environ | dict(env), capture_output=True, check=False
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def same(site: Path, usual: dict[str, bytes]) -> bool:
    found = contents(site)
    assert [name for name in usual.keys() | found.keys() if usual.get(name) != found.get(name)] == []
    return True


@pytest.mark.parametrize("env", ["poor", "plain"])
def test_every_command_works(tmp_path, usual, poor, env):
    """In a folder of any name."""
    lacking = poor if env == "poor" else PLAIN
    root, other = copy(tmp_path, ODD), copy(tmp_path, "other")
    assert run("check", *DATED, "--root", root, env=lacking) == ""
    for _ in range(2):  # from nothing, and over a site that is there
        run("build", *DATED, "--root", root, "--site-dir", root / "发布 好的", env=lacking)
    assert same(root / "发布 好的", usual)
    (tmp_path / "answers.json").write_text(json.dumps({"keeper": True}), "utf-8")
    assert "开店补贴" in run("evaluate", tmp_path / "answers.json", *DATED, "--root", root, env=lacking | {"PYTHONIOENCODING": "utf-8"})
    assert "没有任何情况的结果改变" in run("impact", root, other, *DATED, "--root", root, env=lacking | {"PYTHONIOENCODING": "utf-8"})


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("env", ["poor", "plain"])
def test_it_serves(tmp_path, poor, env):
    """Started where Ctrl+C is ignored too, as in the background of a shell: it is ended like any other program."""
    root = copy(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", *DATED, "--root", root, "--port", str(port)]
    environ = os.environ | (poor if env == "poor" else PLAIN) | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=environ,
        stdout=subprocess.PIPE,
        preexec_fn=_deaf,  # noqa: PLW1509 - no thread runs yet
    ) as process:
        try:
            assert "已在" in process.stdout.readline().decode()
            assert "面馆" in urlopen(f"http://127.0.0.1:{port}/projects/noodles/", timeout=30).read().decode()
        finally:
            process.terminate()
            assert process.wait(20) is not None


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path, usual, end):
    root = copy(tmp_path)
    for file in root.rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(b"\n", end.encode()))
    if end == "\r":  # MkDocs' own reading of the settings needs no help
        shutil.copy(TOWN / "mkdocs.yml", root)
    assert check(root, ON).problems == []
    build(root, root / "site", ON)
    assert same(root / "site", usual)


def test_folders_may_be_called_anything(tmp_path, usual):
    """Here too; where no Chinese is known, every command is tried in one."""
    root = copy(tmp_path, ODD)
    assert check(root, ON).problems == build(root, root / "发布 好的", ON) == []
    assert same(root / "发布 好的", usual)


def test_names_that_some_systems_take_for_one(tmp_path):
    root = copy(tmp_path)
    shutil.copy(root / "projects" / "noodles.yml", root / "projects" / "Noodles.yml")
    told = [(problem.file, problem.code) for problem in check(root, ON).problems if "大小写" in problem.message]
    assert told == [("projects/noodles.yml", "file-name")]
