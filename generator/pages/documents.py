"""Official documents clause by clause, tied to the items that explain them; and the dated values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .. import wording
from ..kinds import Document, Parameter, Policy, Target
from ..text.encoding import decode
from ..text.original import cut
from ..view import PAGES
from .page import Page
from .render import Site

_UNIT = re.compile(r"(\d{1,2}|首)$")
"""What the name of a clause has beyond that of its section."""


def pages(site: Site) -> Iterator[Page]:
    """`documents/`, a page for every document, and `parameters/`."""
    library = site.library
    documents = sorted(library.all(Document), key=lambda d: (not d.outline, d.level != site.city.level, d.id))
    yield site.list_page(Document, "documents.html", context={"tree": _tree(site, documents), "parameters": library.all(Parameter)})
    for document in documents:
        yield _page(site, document)
    yield site.page(
        "parameters.html",
        path=Parameter.shown.path,
        title=PAGES["parameters/"],
        description="会随时间变化的标准和上限，按日期列出。",
        section=site.section(Document),
        crumbs=site.crumbs(Document),
        kind=site.found_as(Document),
        published=max((p.checked_on for p in library.all(Parameter)), default=None),
        context={"parameters": library.all(Parameter)},
    )


@dataclass(frozen=True, slots=True)
class Node:
    """A document, how many items rest on it, and what stands below it, each part with what it is to the document."""

    document: Document
    items: int
    branches: list[tuple[str, list[Node]]]

    @property
    def weight(self) -> int:
        """How many items rest on it or on what stands below it."""
        return self.items + sum(node.weight for _, nodes in self.branches for node in nodes)


def _tree(site: Site, documents: list[Document]) -> list[Node]:
    """What rests on what: below a document stand those made to carry it out, and those that its clauses go by. Each stands once."""
    named = {document.id: [other for clause in document.outline for other in clause.documents] for document in documents}
    below = {name for names in named.values() for name in names} | {one.id for one in documents if one.parent}
    placed: set[str] = set()

    def node(document: Document) -> Node:
        placed.add(document.id)
        lower = [one for one in documents if one.parent == document.id]
        cited = [one for one in documents if one.id in named[document.id]]
        branches = [("上位文件是它的：", nodes(lower)), ("它引用的：", nodes(cited))]
        items = sum(document in site.rests_on(policy) for policy in site.library.all(Policy))
        return Node(document, items, [branch for branch in branches if branch[1]])

    def nodes(found: list[Document]) -> list[Node]:
        return [node(one) for one in found if one.id not in placed]

    roots = nodes([one for one in documents if one.id not in below])
    return sorted(roots, key=lambda root: -root.weight) + nodes(documents)  # two that name each other are below nothing


def _page(site: Site, document: Document) -> Page:
    policies = site.mentions(document, Policy)
    targets = site.mentions(document, Target)
    clauses = [
        (
            clause,
            [p for p in policies if any(c.document == document.id and c.clause == clause.clause for c in p.clauses)],
            [t for t in targets if t.cite.clause == clause.clause],
        )
        for clause in document.outline
    ]
    shown = {policy.id for _, explained, _ in clauses for policy in explained}
    return site.record_page(
        document,
        "document.html",
        keywords=",".join(filter(None, [document.number, document.short])),
        search={"validity": site.validity(document).short},
        context={
            "document": document,
            "facts": _facts(site, document),
            "clauses": clauses,
            "parts": [list(part) for _, part in groupby(document.outline, lambda clause: _UNIT.sub("", clause.clause))],
            "original": _original(site, document),
            "cited_by": [p for p in policies if p.id not in shown],
            "parameters": site.mentions(document, Parameter),
            "citing": [
                (other, clause)
                for other in site.mentions(document, Document)
                for clause in other.outline
                if document.id in clause.documents
            ],
        },
    )


def _original(site: Site, document: Document) -> dict[str, list[str]]:
    """The paragraphs of each clause in the official text, where its publisher put that beside the record."""
    path = site.library.root / Document.path / f"{document.id}{Document.beside}"
    text = decode(path.read_bytes(), path.name) if path.exists() else ""
    return cut(text, {clause.clause for clause in document.outline}) if isinstance(text, str) else {}


def _facts(site: Site, document: Document) -> list[tuple[str, str]]:
    """A document's metadata as `conventions` of such libraries list it, unknown values said."""

    def known(value: object) -> str:
        return "待核对" if value is None else wording.day(value) if isinstance(value, date) else str(value)

    starts, ends = document.starts_on, document.ends_on
    rows = [
        ("发文字号", known(document.number)),
        ("索引号", known(document.index_number)),
        ("信息分类", known(document.category)),
        ("发文机关", known(document.issuer)),
        ("级别", document.level),
        ("成文日期", known(document.written_on)),
        ("公开日期", known(document.published_on)),
        ("施行或规划期", wording.period(starts, ends) if starts and ends else f"{known(starts)}至{known(ends)}"),
        ("有效性", site.validity(document).value),
    ]
    repealed = document.repealed_on and wording.day(document.repealed_on)
    more = (("主送", document.addressed_to), ("来源", document.source), ("谁确认的", document.confirmed_by), ("废止日期", repealed))
    return rows + [(label, value) for label, value in more if value]
