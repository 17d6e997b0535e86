"""The preview: after every change the site is what a fresh build would make, and a fault leaves it as it was."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import ON, REPOSITORY, copied
from test_build import contents

from generator.problems import has_errors
from generator.publish.build import build
from generator.publish.serve import Preview, _Server, serve


@pytest.fixture
def root(town: Path) -> Path:
    return town


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    preview = Preview(root, root / "site", ON)
    assert preview.update() == []
    yield preview
    preview.stop()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


DELETED = ["content/studios/cook.yml", "content/policies/shop.yml", "content/vocabulary/groups.yml", "content/site.yml", "mkdocs.yml"]


def becomes_a_fresh_build(root: Path, tmp_path: Path) -> bool:
    """Whether the preview comes to hold what a build from nothing makes."""
    fresh = copied(root, tmp_path / "fresh")
    build(fresh, fresh / "site", ON)
    return becomes(root, contents(fresh / "site"))


def becomes(root: Path, wanted: dict[str, bytes]) -> bool:
    """Whether the preview comes to hold this: what is not read at once follows a little later."""
    end = time.monotonic() + 30
    while contents(root / "site") != wanted and time.monotonic() < end:
        time.sleep(0.2)
    found = contents(root / "site")
    assert [name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)] == []
    return True


def test_a_changed_project_is_shown_at_once_and_everywhere_soon(preview, root, tmp_path):
    edit(root / "projects" / "noodles.yml", "title: 面馆", "title: 换了名字的店")
    assert preview.update() == []
    for page in ("projects/noodles", "projects", "projects/by_banner/east"):
        assert "换了名字的店" in (root / "site" / page / "index.html").read_text("utf-8"), page
    assert becomes_a_fresh_build(root, tmp_path)


def test_another_record_changes_every_page_that_shows_it(preview, root, tmp_path):
    edit(root / "content" / "vocabulary" / "banners.yml", "title: 东街", "title: 大东街")
    assert preview.update() == []
    assert "大东街" in (root / "site" / "projects" / "noodles" / "index.html").read_text("utf-8")
    assert becomes_a_fresh_build(root, tmp_path)


def test_one_change_right_after_another(preview, root, tmp_path):
    for turn in range(4):
        (root / "content" / "pages" / "note.md").write_text(
            f"---\ntitle: 说明\ndescription: 说明\norder: 2\n---\n\n第 {turn} 遍\n", "utf-8"
        )
        assert preview.update() == []
        assert f"第 {turn} 遍" in (root / "site" / "note" / "index.html").read_text("utf-8")
    assert becomes_a_fresh_build(root, tmp_path)


def test_what_is_deleted_goes(preview, root, tmp_path):
    (root / "projects" / "noodles.yml").unlink()
    preview.update()
    assert not (root / "site" / "projects" / "noodles").exists()
    assert becomes_a_fresh_build(root, tmp_path)


def test_a_site_that_was_deleted_is_made_again(preview, root, built_town):
    preview.stop()
    shutil.rmtree(root / "site")
    assert preview.update() == []
    assert becomes(root, contents(built_town / "site"))


def test_a_fault_leaves_the_site_and_its_end_is_seen(preview, root, built_town, tmp_path):
    assert becomes(root, contents(built_town / "site"))
    before = contents(root / "site")
    edit(root / "projects" / "noodles.yml", "title: 面馆", "title：面馆")
    assert [problem.line for problem in preview.update()] == [1]
    assert contents(root / "site") == before
    edit(root / "projects" / "noodles.yml", "title：面馆", "title: 又好了的店")
    assert preview.update() == []
    assert becomes_a_fresh_build(root, tmp_path)


def test_a_record_deleted_under_it_is_told(preview, root, built_town):
    """What named it is told, nothing falls, and with the record back all is as it was."""
    for name in DELETED:
        file = root / name
        text = file.read_text("utf-8")
        file.unlink()
        problems = preview.update()
        assert name.startswith("content/studios") or has_errors(problems), name
        file.write_text(text, "utf-8")
        assert preview.update() == [], name
        assert becomes(root, contents(built_town / "site")), name


def test_it_answers_to_this_machine_only(root):
    """A page from elsewhere that gives its own name the address of this machine reads nothing."""
    server = _Server(lambda: None, "127.0.0.1", 0, str(root))
    server.server_bind()
    own, answers = f":{server.server_port}", []
    for host in (
        f"127.0.0.1{own}",
        f"localhost{own}",
        f"evil.example{own}",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        f"127.0.0.1{own}.evil.example",
    ):
        environ = {"PATH_INFO": "/mkdocs.yml", "REQUEST_METHOD": "GET"} | ({"HTTP_HOST": host} if host else {})
        server.serve_request(environ, lambda status, headers: answers.append(status[:3]))
    environ = {"PATH_INFO": "/a\0b", "REQUEST_METHOD": "GET", "HTTP_HOST": f"127.0.0.1{own}"}
    server.serve_request(environ, lambda status, headers: answers.append(status[:3]))
    server.server_close()
    assert answers == ["200", "200", "403", "403", "403", "403", "403", "400"]


def test_a_fault_of_the_program_stops_no_request(root, monkeypatch, capsys):
    """The server waits for the end of every update, so one that falls would hold back all answers."""
    monkeypatch.setattr("generator.publish.serve._Server", lambda update, *rest: (rest and updates.append(update)) or _Stopped())
    updates = []
    assert serve(root, root / "site", ON, 8000, lambda step: None, lambda problems: 0) == 0
    monkeypatch.setattr("generator.publish.serve.check", lambda *rest: 1 // 0)
    assert updates[0]() == 1 and "ZeroDivisionError" in capsys.readouterr().err


class _Stopped:
    """A server that ends at once."""

    def watch(self, path: str) -> None: ...
    def serve(self) -> None: ...


def test_new_settings_make_all_of_it_again(preview, root, tmp_path):
    edit(root / "mkdocs.yml", "site_name: ", "site_name: 新")
    assert preview.update() == []
    assert becomes_a_fresh_build(root, tmp_path)


def test_a_change_is_noticed_and_then_all_is_quiet(root, tmp_path):
    """The index follows once nothing has changed for a while, so it never would if the work itself counted as a change."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--date", str(ON), "--port", str(port)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert any("已在" in line for line in process.stdout)
            urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()  # answered once the files are watched
            edit(root / "projects" / "noodles.yml", "title: 面馆", "title: 换了名字的店")
            assert becomes_a_fresh_build(root, tmp_path)
        finally:
            process.send_signal(signal.SIGINT)
