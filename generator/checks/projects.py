"""Projects promise nothing, and samples look like samples."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..kinds import Project
from ..kinds.record import Record
from ..library import Library, walk
from ..problems import Problem

PROMISES = re.compile("保底收益|稳赚|零风险|无风险|包赚|保证盈利|保本保息|保本收益|躺赚|一本万利|只赚不赔|高额回报|包回收")


def of_project(project: Record, parts: Sequence[Any], library: Library) -> Iterator[Problem]:
    """Wording that promises returns, unusual industries, samples numbered like real projects."""
    if not isinstance(project, Project):
        return
    origin = library.origin(project)
    if PROMISES.search("\n".join(part for part in parts if isinstance(part, str))):
        for loc, text in walk(project):
            for promise in PROMISES.findall(text) if isinstance(text, str) else ():
                yield origin.problem(loc, "promise", f"“{promise}”是承诺收益的说法", "，请改成如实说明，风险写进 risks")
    industry = library.records["industry"].get(project.industry)
    if industry and not industry.usual:
        yield origin.problem(("industry",), "unusual-industry", f"“{industry.title}”一般不进创业项目库", "，请确认行业选对了", severity="warning")
    if project.sample and not project.number.startswith("示例-"):
        yield origin.problem(("number",), "sample-number", "示例项目的编号要以“示例-”开头", f"，请写成“示例-{project.id}”")
    if project.investment.low < project.startup.low or project.investment.high < project.startup.high:
        yield origin.problem(("startup",), "startup-over-investment", "启动资金比总投资还多", "，请核对两个数")
    for index, (before, after) in enumerate(zip(project.lifecycle, project.lifecycle[1:]), 1):
        if after.on < before.on:
            yield origin.problem(("lifecycle", index, "on"), "date-order", f"{after.on} 早于上一个环节的 {before.on}", "，请按先后排列")


def check(library: Library) -> Iterator[Problem]:
    """Numbers used twice."""
    numbered: dict[str, Project] = {}
    for project in library.all(Project):
        first = numbered.setdefault(project.number, project)
        if first is not project:
            yield library.origin(project).problem(("number",), "duplicate-number", f"编号“{project.number}”已被 {library.origin(first).file} 使用", "，请换一个没用过的编号")
