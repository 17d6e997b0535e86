"""What pages, the search and scripts all speak of: each word once, by the id that data and scripts use."""

DIVISION = "旗区"
"""What the parts of the city are called."""
PHONE = "12333"
"""Whom to ring about policies."""
UTC_OFFSET = 8
"""The city's time, in hours ahead of UTC."""

KINDS = {
    "policy": "政策",
    "project": "项目",
    "base": "基地",
    "studio": "导师",
    "group": "人群",
    "document": "文件",
    "department": "部门",
    "tool": "工具",
    "about": "关于",
}
"""The kinds of page, and what a search result calls them."""
FILTERS = {"kind": "类型", "banner": DIVISION, "industry": "行业"}
"""What the search filters by."""
SAMPLE = "示例"
"""The mark of what is invented."""
STAGES = {"公示": "公示中", "出库": "已出库"}
"""What is said of a project in a stage in which the library does not offer it."""
PROJECT = {
    "summary": "一句话",
    "investment": "总投资",
    "payback": "回收期",
    "risks": "风险提示",
    "staff": "人手",
    "premises": "场地",
    "banner": FILTERS["banner"],
    "industry": FILTERS["industry"],
    "mode": "方式",
    "suits": "适合谁",
    "permits": "证照和许可",
    "source": "来源",
    "review": "下次复核",
}
"""What projects are compared by, in this order."""
