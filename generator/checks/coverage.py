"""Every measure of a document is explained by some support item, and an item is for those whom its clauses name."""

from collections.abc import Iterator

from ..kinds import Document, Group, Policy
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Measures that no item cites among its `clauses`, clauses cited twice, and people whom none of them names."""
    for policy in library.all(Policy):
        origin = library.origin(policy)
        for index, cite in enumerate(policy.clauses):
            if cite in policy.clauses[:index]:
                yield origin.problem(("clauses", index), "duplicate-clause", "这一条写了两次", "，请删掉一个")
        for index, ref in enumerate(policy.groups):
            group = library.find(Group, ref)
            if group and not group.everyone and not set(group.clauses) & set(policy.clauses):
                hint = "，请从 groups 里删掉；条款点了名的，补进人群的 clauses"
                yield origin.problem(("groups", index), "unnamed-group", f"这一项依据的条款没有点“{group.short}”的名", hint)
    if not library.whole(Policy):
        return
    explained = {(cite.document, cite.clause) for policy in library.all(Policy) for cite in policy.clauses}
    for document in library.all(Document):
        for index, clause in enumerate(document.outline):
            if clause.role == "措施" and (document.id, clause.clause) not in explained:
                yield library.origin(document).problem(
                    ("outline", index, "clause"),
                    "unexplained-clause",
                    f"条款“{clause.clause} {clause.title}”没有任何支持事项说明",
                    f"，请在某个 content/policies/*.yml 的 clauses 里加上“- {document.id} {clause.clause}”",
                )
