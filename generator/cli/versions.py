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


def rules(root: Path, on: date | None) -> tuple[dict[str, Any] | None, date, list[Problem]]:
    """The compiled rules of a folder and the day that they hold for: `on`, or today in the city.

    With faults in the records there are none, and the faults are told.
    """
    library, on, problems, _ = check(root, on)
    return (None if has_errors(problems) else compiled(View(library, on))), on, problems


@contextmanager
def version(name: str, root: Path) -> Iterator[Path]:
    """The folder of a version: `name` itself, or a revision of the repository that holds `root`, written out for a while."""
    if name and (Path(name) / "content").is_dir():
        yield Path(name)
        return
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").decode().strip()
    with TemporaryDirectory() as folder:
        # Run in a folder, `git archive` holds what lies below it. Only records are taken, and only plain files.
        with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", commit))) as archive:
            for member in archive:
                file = Path(folder, member.name)
                if member.isfile() and member.name.startswith(TAKEN) and ".." not in file.parts:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.extractfile(member).read())
        yield Path(folder)


def _git(root: Path, *command: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", root, *command], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise NoSuchVersion("没有安装 git，只能比较两个文件夹。") from None
    except subprocess.CalledProcessError as error:
        version = command[-1].removesuffix("^{commit}")
        detail = error.stderr.decode(errors="replace").strip()
        raise NoSuchVersion(
            f"“{version}”既不是放着 content/ 的文件夹，也不是 {root.resolve()} 的 git 版本。" + (f"\n{detail}" if detail else "")
        ) from None
