"""The preview: after every change the site is what a fresh build would make, and a fault leaves it as it was."""

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

from generator.publish.build import build
from generator.publish.serve import Preview


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


def becomes_a_fresh_build(root: Path, tmp_path: Path) -> bool:
    """Whether the preview comes to hold what a build from nothing makes: what is not read at once follows a little later."""
    fresh = copied(root, tmp_path / "fresh")
    build(fresh, fresh / "site", ON)
    wanted, end = contents(fresh / "site"), time.monotonic() + 30
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


def test_a_fault_leaves_the_site_and_its_end_is_seen(preview, root, tmp_path):
    assert becomes_a_fresh_build(root, tmp_path / "before")
    before = contents(root / "site")
    edit(root / "projects" / "noodles.yml", "title: 面馆", "title：面馆")
    assert [problem.line for problem in preview.update()] == [1]
    assert contents(root / "site") == before
    edit(root / "projects" / "noodles.yml", "title：面馆", "title: 又好了的店")
    assert preview.update() == []
    assert becomes_a_fresh_build(root, tmp_path)


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
