"""A new city's empty site: what its clerks fill in, and what serves any city as it is."""

import re
import shutil
from datetime import date
from pathlib import Path

from ..fields import TO_FILL
from ..kinds import Industry, Note, Settings
from ..kinds.settings import Extra
from ..text.source import read
from ..written import typed, unused

CHECKOUT = Path(__file__).parents[2]
"""Where this program lies, with the site that it came with."""
OWN = Path(__file__).parent / "city"
"""What every city has for itself; what it does not have yet is `TO_FILL`."""
NOTES = ("privacy", "accessibility", "contribute")
"""The hand-written pages of the checkout that are true of any city."""
UNDATED = "2000-01-01"
"""What stands in `OWN` for the day of the start."""

_PHONE = re.compile(r"\[[\d-]+\]\(tel:[\d-]+\)")


def start(out: Path, on: date) -> None:
    """Write an empty site at `out`, begun on the day `on`. Raises Failed where something lies there."""
    unused(out)
    shutil.copytree(OWN, out, dirs_exist_ok=True)
    for file in out.rglob("*.yml"):
        _write(file, file.read_text("utf-8").replace(UNDATED, on.isoformat()))
    shutil.copy(CHECKOUT / ".gitignore", out)
    _write(out / Settings.path, _settings())
    for name in NOTES:
        note = f"{Note.path}/{name}{Note.suffix}"
        _write(out / note, _PHONE.sub("[部门与咨询里的电话](../departments/)", (CHECKOUT / note).read_text("utf-8")))
    _write(out / Industry.path, _industries())


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def _settings() -> str:
    """The checkout's settings without what says whose site it is."""
    text = (CHECKOUT / Settings.path).read_text("utf-8")
    empty = [name for model in (Settings, Extra) for name, info in model.model_fields.items() if info.default is None]
    for name, value in {"site_name": TO_FILL, "site_description": TO_FILL, **dict.fromkeys(empty, '""')}.items():
        text = re.sub(rf'(?m)^( *{name}:) (?:"[^"\n]*"|[^#\n]*?)( *#.*)?$', rf"\1 {value}\2", text)
    return text


def _industries() -> str:
    """The checkout's industries without what people ask there; one that `OWN` has as well is as it stands there."""
    records = {key: {name: value for name, value in data.items() if name != "asks"} for key, data in _records(CHECKOUT).items()}
    return typed(records | _records(OWN), 110, brief=True)


def _records(root: Path) -> dict[str, dict[str, object]]:
    return read(root / Industry.path, Industry.path).data or {}
