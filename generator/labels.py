"""What pages, the search and scripts all speak of: each word once, by the id that data and scripts use."""

FILTERS = {"kind": "类型", "industry": "行业"}
"""What the search filters by, beside the divisions of the city, which have their own name everywhere."""
SAMPLE = "示例"
"""The mark of what is invented."""
TOOL = "工具"
"""What search calls a page to work with."""
CLAUSE, TARGET, PARAMETER = "条款", "目标", "数值"
"""What search calls places on pages that it finds by themselves."""
ALL_SAMPLES = "现在列的都是示例。"
"""What is said of a list of nothing else."""
UNSAID = "没写金额"
"""What stands for an amount where the documents that were read name none."""
MEANT = "原定"
"""What stands before an amount whose document is over: it was once meant to be given."""
PROJECT = {
    "summary": "一句话",
    "investment": "总投资",
    "payback": "收回总投资要",
    "risks": "风险提示",
    "staff": "人手",
    "premises": "场地",
    "banner": "辖区",
    "industry": FILTERS["industry"],
    "mode": "方式",
    "suits": "适合谁",
    "permits": "证照和许可",
    "source": "来源",
    "review": "下次复核",
}
"""What projects are compared by, in this order. The city says what it calls its divisions."""
