"""The sites that are measured: the real pages, and generated libraries, made and built through the command line."""

import functools
import re
import shutil
import sys
from pathlib import Path

import yaml

from .measure import REPOSITORY, WORK, Cost, run

GENERATOR = (sys.executable, "-m", "generator")


@functools.cache
def root(projects: int) -> Path:
    """A root with that many generated projects; with 0, a copy of the repository's own records. Made anew in every run."""
    folder = WORK / (f"library-{projects}" if projects else "site")
    shutil.rmtree(folder, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    if projects:
        run(*GENERATOR, "sample", "--projects", projects, "--out", folder)
    else:
        for name in ("content", "projects", "overrides"):
            shutil.copytree(REPOSITORY / name, folder / name)
        shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


def build(projects: int) -> Cost:
    """Build from nothing: no page, no site and no cache of an earlier build."""
    folder = root(projects)
    for made in ("build", "site"):
        shutil.rmtree(folder / made, ignore_errors=True)
    return run(*GENERATOR, "build", "--root", folder)


@functools.cache
def site(projects: int) -> Path:
    """The built site."""
    folder = root(projects)
    if not (folder / "site").exists():
        build(projects)
    return folder / "site"


@functools.cache
def titles(projects: int) -> dict[str, str]:
    """Path → title of every project, as its file says."""
    first = re.compile(r"^title: (.*)$", re.MULTILINE)
    return {
        f"projects/{file.stem}/": yaml.safe_load(first.search(file.read_text("utf-8"))[1])
        for file in sorted((root(projects) / "projects").glob("*.yml"))
    }
