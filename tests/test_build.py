"""Publishing: the same bytes every time, nothing half done, and never a moment without a site."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, copied

from generator.cli import main
from generator.problems import Failed
from generator.publish.build import build, publish


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def rename_project(root: Path) -> None:
    file = root / "projects" / "noodles.yml"
    file.write_text("title: 换了名字的店\n" + file.read_text("utf-8").split("\n", 1)[1], "utf-8")


@pytest.fixture
def town(built_town: Path, tmp_path: Path) -> Path:
    """A copy of the little town with its published site."""
    return Path(shutil.copytree(built_town, tmp_path / "town"))


def test_a_root_without_a_theme_gets_this_one(town):
    assert not (town / "overrides").exists()
    assert (town / "site" / "assets" / "stylesheets" / "site.css").is_file()
    assert 'class="top"' in (town / "site" / "index.html").read_text("utf-8")


def test_two_builds_are_the_same_bytes(site, tmp_path):
    """Elsewhere, from nothing, and with other hash seeds, the same site comes out, search index and all."""
    root = copied(site.parent, tmp_path / "elsewhere")
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", root, "--date", ON.isoformat()],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        check=True,
    )
    one, other = contents(site), contents(root / "site")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert any(name.startswith("pagefind/fragment/") for name in one)


def test_batches_and_processes_make_no_difference(town, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.publish.build.BATCH", 3)
    monkeypatch.setattr("generator.publish.build.processes", lambda things: 4)
    assert build(town, tmp_path / "again", ON) == []
    assert contents(tmp_path / "again") == contents(town / "site")


def test_mkdocs_alone_makes_the_same_pages(site, tmp_path):
    """The tree is one that MkDocs builds without us: no page depends on what we hand it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", site.parent / "mkdocs.yml", "--site-dir", tmp_path]
    subprocess.run(command, env=os.environ | {"SOURCE_DATE_EPOCH": "0"}, check=True)
    ours, theirs = ({name: content for name, content in contents(folder).items() if name.endswith(".html")} for folder in (site, tmp_path))
    assert ours.keys() == theirs.keys() and len(ours) > 200
    assert [name for name in ours if ours[name] != theirs[name]] == []


NASTY = r"""/* What a careless minifier cuts. */
export const texts = ["a // b", 'c /* d */', "https://example.org//x", /\/\*/.source, /["`]  \/\//.test("` //"), "\
    continued // here"];
export const many = `first // line
    second /* line */ ${`  // ${"deeper  // "}`}
`;
"""


def test_scripts_are_published_as_they_are_written(town, tmp_path):
    ours = Path(shutil.copytree(REPOSITORY / "overrides", town / "overrides")) / "assets" / "javascripts"
    (ours / "common" / "nasty.js").write_text(NASTY, "utf-8")
    settings = town / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("../../overrides", "overrides"), "utf-8")
    assert build(town, tmp_path / "again", ON) == []
    published = contents(tmp_path / "again" / "assets" / "javascripts")
    assert len(contents(ours)) > 20
    assert [name for name, content in contents(ours).items() if name.endswith(".js") and published.get(name) != content] == []


def test_a_fault_leaves_the_published_site_alone(town, capsys):
    before = contents(town / "site")
    rename_project(town)
    (town / "content" / "studios" / "cook.yml").write_text("title: 没写完\n", "utf-8")
    assert main(["build", "--root", str(town)]) == 1
    assert "content/studios/cook.yml:1:" in capsys.readouterr().err
    assert contents(town / "site") == before


@pytest.mark.parametrize("step", ["write", "index", "merge", "publish", "exchange"])
def test_killed_at_any_step_the_old_site_stays_whole(town, step, monkeypatch):
    """`index` runs in a process of its own; the one that started it is killed too."""
    before = contents(town / "site")
    rename_project(town)
    if not (process := os.fork()):
        try:
            me = os.getpid()
            monkeypatch.setattr(f"generator.publish.build.{step}", lambda *_: os.kill(me, signal.SIGKILL))
            build(town, town / "site", ON)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
    assert contents(town / "site") == before
    assert build(town, town / "site", ON) == []
    assert "换了名字的店" in (town / "site" / "projects" / "noodles" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in town.iterdir()) == ["build", "content", "mkdocs.yml", "projects", "site"]


def test_a_lost_process_is_told(town, monkeypatch, capsys):
    """The system ends processes when memory runs out."""
    before, me = contents(town / "site"), os.getpid()
    monkeypatch.setattr("generator.publish.build.index", lambda *_: os.getpid() == me or os.kill(os.getpid(), 9))
    assert main(["build", "--root", str(town)]) == 1
    assert "内存不够" in capsys.readouterr().err
    assert contents(town / "site") == before


def test_a_pagefind_that_fails_is_told_with_what_it_said(town, tmp_path):
    pagefind = tmp_path / "pagefind"
    pagefind.write_text("#!/bin/sh\necho no room left >&2\n")
    pagefind.chmod(0o755)
    before = contents(town / "site")
    built = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", town],
        cwd=REPOSITORY,
        text=True,
        env=os.environ | {"PAGEFIND_BINARY_PATH": str(pagefind)},
        capture_output=True,
        check=False,
    )
    assert built.returncode == 1 and "Pagefind 中途停止。no room left" in built.stderr
    assert "Traceback" not in built.stderr
    assert contents(town / "site") == before


def test_ctrl_c_ends_every_process_without_a_word(town):
    """A terminal sends it to all of them."""
    before = contents(town / "site")
    code = f"""
import sys, time
from generator import cli; from generator.publish import build
build.index = lambda *_: print("indexing", flush=True) or time.sleep(60)
sys.exit(cli.main(["build", "--root", {str(town)!r}]))
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as build:
        assert build.stdout.readline() == "indexing\n"
        os.killpg(build.pid, signal.SIGINT)
        said = build.stderr.read()
    assert (build.returncode, said) == (130, "")
    assert contents(town / "site") == before


def test_nothing_but_a_site_is_replaced(town, tmp_path):
    other = tmp_path / "other"
    for empty in (other, other / "empty"):
        empty.mkdir()
    (other / "mine.txt").write_text("mine")
    for folder in (other, other / "mine.txt", town):
        with pytest.raises(Failed, match="以免误删"):
            build(town, folder, ON)
    assert (other / "mine.txt").read_text() == "mine"
    assert build(town, other / "empty", ON) == []
    assert (other / "empty" / "index.html").is_file()


def test_a_link_to_the_site_stays_a_link(town, tmp_path):
    link = tmp_path / "www"
    link.symlink_to(town / "site")
    rename_project(town)
    assert build(town, link, ON) == []
    assert link.is_symlink() and "换了名字的店" in (town / "site" / "projects" / "noodles" / "index.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can swap two folders in one step")
def test_no_moment_without_a_site(tmp_path):
    site, seen, done = tmp_path / "site", [], threading.Event()

    def renew(turn: int) -> None:
        fresh = tmp_path / "fresh"
        fresh.mkdir()
        (fresh / "index.html").write_text(str(turn))
        publish(fresh, site)

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(int((site / "index.html").read_text()))
            except OSError as error:
                seen.append(error)

    renew(0)
    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(1, 500):
        renew(turn)
    done.set()
    reader.join()
    assert [miss for miss in seen if not isinstance(miss, int)] == []
    assert seen == sorted(seen) and len(set(seen)) > 20


def test_one_build_at_a_time(town):
    code = f"from filelock import FileLock; lock = FileLock({str(town / 'build' / 'lock')!r}); lock.acquire(); print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        with pytest.raises(Failed, match="另一个构建正在进行"):
            build(town, town / "site", ON)
        other.communicate(b"\n")
    assert build(town, town / "site", ON) == []
