"""Dated values and steps stand in order, and periods do not end before they start."""

from collections.abc import Iterator

from ..kinds import Document, Parameter, Project
from ..kinds.project import Stage
from ..library import Library
from ..problems import Problem

NEXT: dict[Stage | None, tuple[Stage, ...]] = {
    None: ("征集", "初审", "评审", "公示", "入库"),
    "征集": ("初审", "评审", "公示", "入库", "退回", "撤回"),
    "初审": ("评审", "公示", "入库", "退回", "撤回"),
    "评审": ("公示", "入库", "退回", "撤回"),
    "公示": ("入库", "退回", "撤回"),
    "入库": ("展示", "推广", "出库"),
    "展示": ("展示", "推广", "出库"),
    "推广": ("展示", "推广", "出库"),
    "退回": ("征集", "初审", "评审", "撤回"),
    "撤回": ("征集",),
    "出库": ("征集",),
}
"""What may follow each step of a project's life, and what may be the first (None). Steps may be left out where none is
recorded, but nothing is shown, promoted or taken out that never entered. The order is that of notice 2022-151, clause 二(三)1:
征集、评审、入库、展示、推广, with the library's own first look, publicity and exit."""


def check(library: Library) -> Iterator[Problem]:
    """Values and steps out of order."""
    for parameter in library.all(Parameter):
        for index, (before, after) in enumerate(zip(parameter.values, parameter.values[1:]), 1):
            if after.starts_on <= before.starts_on:
                yield library.origin(parameter).problem(
                    ("values", index, "starts_on"), "date-order", f"{after.starts_on} 不晚于上一个数值的 {before.starts_on}",
                    "，请从早到晚排列，每个日期只写一次")
    for document in library.all(Document):
        if document.starts_on and document.ends_on and document.ends_on < document.starts_on:
            yield library.origin(document).problem(("ends_on",), "date-order", f"截止日 {document.ends_on} 早于起始日 {document.starts_on}", "，请核对")
    for project in library.all(Project):
        yield from _life(library, project)


def _life(library: Library, project: Project) -> Iterator[Problem]:
    """Steps of a project that run backwards in time, or that cannot follow one another."""
    before = None
    for index, step in enumerate(project.lifecycle):
        if before and step.on < before.on:
            yield library.origin(project).problem(("lifecycle", index, "on"), "date-order", f"{step.on} 早于上一个环节的 {before.on}", "，请按先后排列")
        may = NEXT[before and before.stage]
        if step.stage not in may:
            yield library.origin(project).problem(
                ("lifecycle", index, "stage"), "stage-order",
                f"“{step.stage}”不能排在“{before.stage}”后面" if before else f"入库过程不能从“{step.stage}”开始",
                f"，{f'“{before.stage}”之后' if before else '第一个环节'}可以是：{'、'.join(may)}；请按先后排列，或补上缺的环节")
        before = step
