"""Whether every kind is declared in full. What was forgotten is told as soon as the program starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..fields import referred
from .record import Record, Term

TEMPLATES = Path(__file__).parents[1] / "templates"


def faults(kinds: Sequence[type[Record]], folder: Path = Path(__file__).parent) -> Iterator[str]:
    """What is missing or wrong, in plain words for whoever adds a kind: of `kinds`, and of the modules in `folder`."""
    for module in iter_modules([str(folder)]):
        for found in vars(import_module(f"{__package__}.{module.name}")).values():
            if isinstance(found, type) and issubclass(found, Record) and found not in (*kinds, Record, Term):
                yield f"{found.__name__} in generator/kinds/{module.name}.py is not registered: add it to KINDS in generator/kinds/__init__.py."
    known = {kind.kind for kind in kinds}
    ranks: dict[int, str] = {}
    for kind in kinds:
        yield from (f"{kind.__name__} has no `{name}`." for name in ("label", "path") if not hasattr(kind, name))
        yield from _fields(kind, known)
        if len(kind.phases) > 1 and kind.phase is Record.phase:
            yield f"{kind.__name__} has `phases`, so it needs a method `phase` that says which one a record is in on a day."
        yield from _shown(kind)
        if kind.shown and kind.shown.rank and ranks.setdefault(kind.shown.rank, kind.shown.called) != kind.shown.called:
            yield f"{kind.__name__} has the rank {kind.shown.rank} of another kind in search: take the next one."


def _fields(kind: type[Record], known: AbstractSet[str]) -> Iterator[str]:
    """Names of fields and of kinds that are none."""
    for name in ("facets", "card", "unique"):
        for field in getattr(kind, name):
            if field not in kind.model_fields:
                yield f"{kind.__name__}.{name} names “{field}”, which is no field of {kind.__name__}."
    for name, field in kind.model_fields.items():
        kinds = referred(field)
        if name in kind.facets and not kinds:
            yield f"{kind.__name__}.facets names “{name}”, which names no record: search narrows by records only."
        for other in kinds - known:
            yield f"{kind.__name__}.{name} names a kind “{other}”, which is not in KINDS."


def _shown(kind: type[Record]) -> Iterator[str]:
    """What a kind that is shown lacks."""
    if not (shown := kind.shown):
        return
    if shown.path and not shown.path.endswith("/"):
        yield f"{kind.__name__} is shown at “{shown.path}”: an address ends with “/”."
    if shown.rank and not shown.called:
        yield f"{kind.__name__} is offered by search, so its `shown` needs `called`, the word for it in results."
    if shown.section and kind.suffix == ".yml" and not (TEMPLATES / f"{kind.kind}.html").is_file():
        yield f"{kind.__name__} is shown, so it needs the template generator/templates/{kind.kind}.html."
