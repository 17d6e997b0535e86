"""What is said of a project where projects stand side by side, and on its own page in the same words."""

from ..kinds import Project
from ..library import Library
from ..wording import day, span


def facts(project: Project, library: Library) -> dict[str, str | tuple[str, ...]]:
    """What each of `labels.PROJECT` is for a project: a text, or several."""
    in_base = "；可以进孵化基地" if project.premises.in_base else ""
    reckoned = f"按一年剩 {span(project.surplus, '万元')}算，" if project.surplus else ""
    return {
        "summary": project.summary,
        "investment": f"{span(project.investment, '万元')}，其中启动资金 {span(project.startup, '万元')}",
        "payback": f"{span(project.payback, '个月')}（{reckoned}持有人自报，不构成收益承诺）",
        "risks": project.risks,
        "staff": span(project.staff, "人"),
        "premises": f"{span(project.premises.area, '平方米')}，{project.premises.type}{in_base}",
        "banner": library.get(project.banner).title,
        "industry": library.get(project.industry).title,
        "mode": f"{project.mode}；技术来源：{project.technology}",
        "suits": "、".join(library.get(group).short for group in project.suits),
        "permits": project.permits,
        "source": project.source,
        "review": day(project.review_by),
    }
