"""The steps of a project's life follow one another as the city's stages say they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..kinds import Project, Record, Stage
from ..library import Library
from ..problems import Problem


def check(record: Record, _: Sequence[str], library: Library) -> Iterator[Problem]:
    """Steps that run backwards in time, or that cannot follow one another."""
    if not isinstance(record, Project):
        return
    stages = library.records[Stage.kind]
    if any(step.stage not in stages for step in record.lifecycle):
        return  # told where references are
    before = None
    for index, step in enumerate(record.lifecycle):
        if before and step.on < before.on:
            message = f"{step.on} 早于上一个环节的 {before.on}"
            yield library.origin(record).problem(("lifecycle", index, "on"), "date-order", message, "，请按先后排列")
        may = library.get(before.stage).next if before else tuple(stage.id for stage in library.all(Stage) if stage.first)
        if step.stage not in may:
            message = f"“{step.stage}”不能排在“{before.stage}”后面" if before else f"“{step.stage}”不能是第一个环节"
            hint = f"，{f'“{before.stage}”之后' if before else '第一个环节'}可以是：{'、'.join(may)}；请按先后排列，或补上缺的环节"
            yield library.origin(record).problem(("lifecycle", index, "stage"), "stage-order", message, hint)
        before = step
