"""The steps of a project's life follow one another as they can."""

from collections.abc import Iterator, Sequence

from ..kinds import Project
from ..kinds.project import Stage
from ..kinds.record import Record
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


def check(project: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Steps that run backwards in time, or that cannot follow one another."""
    if not isinstance(project, Project):
        return
    before = None
    for index, step in enumerate(project.lifecycle):
        if before and step.on < before.on:
            yield library.origin(project).problem(
                ("lifecycle", index, "on"), "date-order", f"{step.on} 早于上一个环节的 {before.on}", "，请按先后排列"
            )
        may = NEXT[before and before.stage]
        if step.stage not in may:
            yield library.origin(project).problem(
                ("lifecycle", index, "stage"),
                "stage-order",
                f"“{step.stage}”不能排在“{before.stage}”后面" if before else f"入库过程不能从“{step.stage}”开始",
                f"，{f'“{before.stage}”之后' if before else '第一个环节'}可以是：{'、'.join(may)}；请按先后排列，或补上缺的环节",
            )
        before = step
