"""Projects promise nothing, say what can go wrong, and samples look like samples."""

from collections.abc import Iterator, Mapping, Sequence

from ..kinds import Project
from ..kinds.record import Record
from ..library import Library, walk
from ..problems import Problem
from .promises import empty_risk, promises


def alone(project: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Wording that promises returns, risks without substance, sums that do not fit, samples numbered like real projects."""
    if not isinstance(project, Project):
        return
    origin = library.origin(project)
    if any(promises("\n".join(parts))):
        for loc, text in walk(project):
            for promise in promises(text) if isinstance(text, str) else ():
                yield origin.problem(loc, "promise", f"“{promise}”是承诺收益的说法", "，请改成如实说明，风险写进 risks")
    for index, risk in enumerate(project.risks):
        if empty_risk(risk):
            yield origin.problem(
                ("risks", index), "empty-risk", f"“{risk}”没有说出风险", "，请写清可能出什么事、会亏在哪里，例如“羊肉涨价时一碗面不赚钱”"
            )
    if project.sample and not project.number.startswith("示例-"):
        yield origin.problem(("number",), "sample-number", "示例项目的编号要以“示例-”开头", f"，请写成“示例-{project.id}”")
    if project.investment.low < project.startup.low or project.investment.high < project.startup.high:
        yield origin.problem(("startup",), "startup-over-investment", "启动资金比总投资还多", "，请核对两个数")


def beside(project: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Unusual industries."""
    industry = library.records["industry"].get(project.industry) if isinstance(project, Project) else None
    if industry and not industry.usual:
        yield library.origin(project).problem(
            ("industry",), "unusual-industry", f"“{industry.title}”一般不进创业项目库", "，请确认行业选对了", severity="warning"
        )


def check(library: Library, taken: Mapping[str, str] = {}) -> Iterator[Problem]:
    """Numbers used twice; `taken` are the files of projects not in the library, by their numbers."""
    numbered = dict(taken)
    for project in library.all(Project):
        file = library.origin(project).file
        first = numbered.setdefault(project.number, file)
        if first != file:
            yield library.origin(project).problem(
                ("number",), "duplicate-number", f"编号“{project.number}”已被 {first} 使用", "，请换一个没用过的编号"
            )
