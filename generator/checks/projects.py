"""Projects promise nothing, and samples look like samples."""

from collections.abc import Iterator

from ..kinds import Industry, Project
from ..library import Library, walk
from ..problems import Problem

PROMISES = ("保底收益", "稳赚", "零风险", "无风险", "包赚", "保证盈利", "保本保息", "保本收益", "躺赚", "一本万利", "只赚不赔", "高额回报", "包回收")


def check(library: Library) -> Iterator[Problem]:
    """Wording that promises returns, unusual industries, numbers used twice, samples numbered like real projects."""
    industries = {industry.id: industry for industry in library.all(Industry)}
    numbered: dict[str, Project] = {}
    for project in library.all(Project):
        origin = library.origin(project)
        for loc, text in walk(project):
            for promise in PROMISES:
                if isinstance(text, str) and promise in text:
                    yield origin.problem(loc, "promise", f"“{promise}”是承诺收益的说法", "，请改成如实说明，风险写进 risks")
        first = numbered.setdefault(project.number, project)
        if first is not project:
            yield origin.problem(("number",), "duplicate-number", f"编号“{project.number}”已被 {library.origin(first).source.file} 使用", "，请换一个没用过的编号")
        industry = industries.get(project.industry)
        if industry and not industry.usual:
            yield origin.problem(("industry",), "unusual-industry", f"“{industry.title}”一般不进创业项目库", "，请确认行业选对了", severity="warning")
        if project.sample and not project.number.startswith("示例-"):
            yield origin.problem(("number",), "sample-number", "示例项目的编号要以“示例-”开头", f"，请写成“示例-{project.id}”")
        if project.investment.low < project.startup.low or project.investment.high < project.startup.high:
            yield origin.problem(("startup",), "startup-over-investment", "启动资金比总投资还多", "，请核对两个数")
