"""Whether every kind is declared in full. What was forgotten is told as soon as the program starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from .record import Record, Term

TEMPLATES = Path(__file__).parents[1] / "templates"


def faults(kinds: Sequence[type[Record]], folder: Path = Path(__file__).parent) -> Iterator[str]:
    """What is missing or wrong, in plain words for whoever adds a kind: of `kinds`, and of the modules in `folder`."""
    for module in iter_modules([str(folder)]):
        for found in vars(import_module(f"{__package__}.{module.name}")).values():
            if isinstance(found, type) and issubclass(found, Record) and found not in (*kinds, Record, Term):
                yield f"{found.__name__} in generator/kinds/{module.name}.py is not registered: add it to KINDS in generator/kinds/__init__.py."
    for kind in kinds:
        yield from (f"{kind.__name__} has no `{name}`." for name in ("label", "path") if not hasattr(kind, name))
        for name in ("facets", "card", "unique"):
            for field in getattr(kind, name):
                if field not in kind.model_fields:
                    yield f"{kind.__name__}.{name} names “{field}”, which is no field of {kind.__name__}."
        if len(kind.phases) > 1 and kind.phase is Record.phase:
            yield f"{kind.__name__} has `phases`, so it needs a method `phase` that says which one a record is in on a day."
        if kind.shown and kind.shown.rank and not kind.shown.called:
            yield f"{kind.__name__} is offered by search, so its `shown` needs `called`, the word for it in results."
        if kind.shown and kind.shown.section and kind.suffix == ".yml" and not (TEMPLATES / f"{kind.kind}.html").is_file():
            yield f"{kind.__name__} is shown, so it needs the template generator/templates/{kind.kind}.html."
