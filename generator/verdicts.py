"""What the last check found nothing wrong with: a project whose file is as it was then need not be read again.

Only for `check`, as nothing else can do without the records, and only in a large library.
"""

import hashlib
import json
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pydantic

from .build import check
from .checks import projects
from .kinds import KINDS, Project
from .library import File, Library, listing
from .problems import Problem
from .workers import WORTH

FILE = "build/verdicts.json"


def problems(root: Path, on: date) -> list[Problem]:
    """Every problem in the records of `root`, in order of place, as `build.check` finds them."""
    stamps = dict(listing(root, Project))
    if len(stamps) < WORTH:
        return check(root, on)[1]
    basis = {"program": _program(), "others": {name: list(stamp) for kind in KINDS[:-1] for name, stamp in listing(root, kind)}}
    good = {name: number for name, (stamp, number) in _known(root, basis).items() if stamps.get(name) == tuple(stamp)}
    library, found = check(root, on, Library(root, {}, files={name: File(stamps[name]) for name in good}))
    found = sorted({*found, *projects.check(library, {number: name for name, number in good.items()})})
    faulty = {problem.file for problem in found}
    good |= {name: project.number for project in library.all(Project) if (name := library.origin(project).file) not in faulty}
    _keep(root, {"basis": basis, "projects": {name: (stamps[name], number) for name, number in good.items()}})
    return found


def _known(root: Path, basis: dict[str, Any]) -> dict[str, Any]:
    """Stamp and number of the projects found good by this very program beside these very records."""
    try:
        known = json.loads((root / FILE).read_bytes())
        return known["projects"] if known["basis"] == basis else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _keep(root: Path, verdicts: dict[str, Any]) -> None:
    with suppress(OSError):  # what cannot be kept is judged again
        (root / FILE).parent.mkdir(exist_ok=True)
        (root / FILE).write_text(json.dumps(verdicts, ensure_ascii=False), "utf-8")


def _program() -> str:
    """Changes whenever the rules may."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha1(b"".join(file.read_bytes() for file in sources) + f"{sys.version} {pydantic.VERSION}".encode()).hexdigest()
