"""Every measure of a document is explained by some support item."""

from collections.abc import Iterator

from ..kinds import Document, Policy
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Measures that no item cites among its `clauses`."""
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
