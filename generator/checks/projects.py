"""Projects promise nothing, say what can go wrong, and samples look like samples."""

from collections.abc import Iterator, Sequence

from ..kinds import Group, Industry, Note, Policy, Project, Record
from ..library import Library, Origin, walk
from ..problems import Problem
from ..wording import number
from .promises import empty_risk, promises


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Wording that promises returns; and of projects risks without substance, sums that do not fit, support for other
    people, samples numbered like real projects, unusual industries."""
    origin = library.origin(record)
    if isinstance(record, (Project, Note)) and any(promises("\n".join(parts))):
        for loc, text in walk(record):
            found = set(promises(text)) if isinstance(text, str) else set()
            for promise in sorted(one for one in found if not any(one != other and one in other for other in found)):
                yield origin.problem(
                    loc, "promise", f"“{promise}”是承诺收益的说法", "，请改成如实说明，风险写进 risks", index=text.find(promise)
                )
    if not isinstance(record, Project):
        return
    for index, risk in enumerate(record.risks):
        if empty_risk(risk):
            hint = "，请写清可能出什么事、会亏在哪里，例如“羊肉涨价时一碗面不赚钱”"
            yield origin.problem(("risks", index), "empty-risk", f"“{risk}”没有说出风险", hint)
    if record.sample and not record.number.startswith("示例-"):
        yield origin.problem(("number",), "sample-number", "示例项目的编号要以“示例-”开头", f"，请写成“示例-{record.id}”")
    if record.investment.low < record.startup.low or record.investment.high < record.startup.high:
        yield origin.problem(("startup",), "startup-over-investment", "启动资金比总投资还多", "，请核对两个数")
    yield from _payback(origin, record)
    yield from _policies(origin, record, library)
    industry = library.find(Industry, record.industry)
    if industry and not industry.usual:
        message = f"“{industry.title}”一般不进创业项目库"
        yield origin.problem(("industry",), "unusual-industry", message, "，请确认行业选对了", severity="warning")


def _payback(origin: Origin, project: Project) -> Iterator[Problem]:
    """Months in which what is left of them does not come to what was put in, with one twentieth for rounding."""
    if project.surplus:
        yearly = project.surplus.high
        for money, months in zip(project.investment, project.payback, strict=True):
            if yearly * months / 12 * 1.05 < money:
                message = f"一年最多剩 {number(yearly)} 万元，{number(months)} 个月收不回总投资 {number(money)} 万元"
                yield origin.problem(("payback",), "short-payback", message, "，请把 payback 写长，或核对 surplus")


def _policies(origin: Origin, project: Project, library: Library) -> Iterator[Problem]:
    """Items that are not for everybody and name nobody whom the project suits. A group with faults of its own is anybody."""
    suited = [library.find(Group, group) for group in project.suits]
    for index, ref in enumerate(project.policies):
        if policy := library.find(Policy, ref):
            named = [library.find(Group, group) for group in policy.groups]
            everyone = any(group is None or group.everyone for group in named)
            if not everyone and not any(group is None or group.named_in(policy.groups) for group in suited):
                message = f"“{policy.title}”点名的人，这个项目的 suits 里一个也没有"
                yield origin.problem(("policies", index), "unfit-policy", message, "，请删掉它，或核对 suits")
