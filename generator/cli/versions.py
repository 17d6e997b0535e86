"""The rules of a folder or of a git revision, read and compiled."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..checks import check
from ..eligibility.compile import compiled
from ..problems import Problem, has_errors
from ..view import View

TAKEN = ("mkdocs.yml", "content/", "projects/")
"""What makes a version: its settings and its records."""


class NoSuchVersion(Exception):
    """What was named is neither a site's folder nor a revision; the message is for the person at the keyboard."""


class Empty(NoSuchVersion):
    """A revision that holds no site yet."""


def rules(root: Path, on: date | None) -> tuple[dict[str, Any] | None, date, list[Problem]]:
    """The compiled rules of a folder and the day that they hold for: `on`, or today in the city.

    With faults in the records there are none, and the faults are told.
    """
    library, on, problems, _ = check(root, on)
    if has_errors(problems):
        return None, on, problems
    return compiled(View(library, on)), on, problems


@contextmanager
def version(name: str, root: Path) -> Iterator[Path]:
    """The folder of a version: `name` itself, or a revision of the repository that holds `root`, written out for a while."""
    if name and (Path(name) / "content").is_dir():
        yield Path(name)
        return
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").decode().strip()
    held = _git(root, "ls-tree", "--name-only", "-z", commit).decode("utf-8", "replace").split("\0")
    if not {"mkdocs.yml", "content"} <= set(held):
        raise Empty(f"“{name}”里没有 mkdocs.yml 和 content/。")
    with TemporaryDirectory() as folder:
        # Run in a folder, `git archive` holds what lies below it. Only records are taken, and only plain files.
        with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", commit))) as archive:
            for member in archive:
                file = Path(folder, member.name)
                wanted = member.isfile() and member.name.startswith(TAKEN) and ".." not in file.parts
                if wanted and (content := archive.extractfile(member)):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content.read())
        yield Path(folder)


def _git(root: Path, *command: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", root, *command], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise NoSuchVersion("没有安装 git，只能比较两个文件夹。") from None
    except subprocess.CalledProcessError as error:
        version = command[-1].removesuffix("^{commit}")
        detail = error.stderr.decode("utf-8", "replace").strip()
        if command[0] == "rev-parse" and _shallow(root):
            raise NoSuchVersion(f"这是浅克隆，没有“{version}”这个版本，请先运行 git fetch --unshallow。") from None
        raise NoSuchVersion(
            f"“{version}”既不是放着 content/ 的文件夹，也不是 {root.resolve()} 的 git 版本。" + (f"\n{detail}" if detail else "")
        ) from None


def _shallow(root: Path) -> bool:
    """Whether `root` lies in a repository that was fetched without its history."""
    told = subprocess.run(["git", "-C", root, "rev-parse", "--is-shallow-repository"], capture_output=True, check=False)
    return told.stdout.strip() == b"true"
