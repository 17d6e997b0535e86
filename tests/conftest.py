"""What several test modules share."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.problems import as_text, has_errors

REPOSITORY = Path(__file__).parent.parent
ON = date(2026, 11, 23)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built once from a copy of it."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    for folder in ("content", "projects", "overrides"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    problems = build(root, root / "site", ON)
    assert not has_errors(problems), as_text(problems)
    return root / "site"
