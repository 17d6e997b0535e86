"""Templates and the addresses they link to. Everything a template prints is escaped."""

import posixpath
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import jinja2

from ..fields import Cite, Ref
from ..kinds import Policy
from ..kinds.document import Document, Validity
from ..kinds.record import Record
from ..library import Library, walk
from . import words
from .page import Page

ADDRESSES = {
    "policy": "policies/{}/",
    "group": "groups/{}/",
    "document": "documents/{}/",
    "project": "projects/{}/",
    "studio": "studios/{}/",
    "base": "bases/{}/",
    "banner": "projects/by_banner/{}/",
    "industry": "projects/by_industry/{}/",
    "topic": "policies/#{}",
    "department": "departments/#{}",
    "window": "departments/#{}",
    "parameter": "parameters/#{}",
    "target": "targets/#{}",
}
"""Where each kind of record is read, below the site's root. A list's address has an underscore, which no id has."""


def address(record: Record) -> str:
    """A record's address below the site's root."""
    return ADDRESSES[record.kind].format(record.id)


@dataclass(frozen=True)
class Site:
    """What pages are made from: the records and the day they are shown for."""

    library: Library
    on: date

    def render(self, template: str, *, path: str, **context) -> str:
        """One page body as a single HTML block, with every link relative to `path`."""

        def link(target: str) -> str:
            place, mark, fragment = target.partition("#")
            return posixpath.relpath(f"/{place}", f"/{path}") + "/" + mark + fragment

        html = self._templates.get_template(template).render(
            link=link, to=lambda record: link(address(record)), path=path, **context)
        return "\n".join(line for line in map(str.strip, html.splitlines()) if line)

    def page(self, template: str, *, path: str, context: dict | None = None, **page) -> Page:
        """A page whose body comes from `template`."""
        return Page(path=path, body=self.render(template, path=path, **(context or {})), **page)

    def rests_on(self, record: Policy | Document) -> Document:
        """The document that decides whether `record` holds: an item stands with the one it cites first."""
        return record if isinstance(record, Document) else self.library.get(record.clauses[0].document)

    def validity(self, record: Policy | Document) -> Validity:
        """A document's or an item's validity on the site's day."""
        return self.rests_on(record).validity(self.on)

    @cached_property
    def ended(self) -> list[Document]:
        """The documents that items rest on and whose period is over."""
        documents = {policy.clauses[0].document: self.rests_on(policy) for policy in self.library.all(Policy)}
        return [document for document in documents.values() if document.validity(self.on) == Validity.PERIOD_ENDED]

    def mentions(self, record: Record, kind: type) -> list:
        """Records of `kind` that name `record`, in their own order."""
        return self._mentions.get((record.kind, record.id, kind.kind), [])

    @cached_property
    def _mentions(self) -> dict[tuple[str, str, str], list[Record]]:
        found: dict[tuple[str, str, str], dict[str, Record]] = {}
        for record in sorted(self.library, key=lambda r: (getattr(r, "order", 0), r.id)):
            for _, value in walk(record):
                if isinstance(value, Ref):
                    found.setdefault((value.kind, str(value), record.kind), {})[record.id] = record
        return {key: list(records.values()) for key, records in found.items()}

    @cached_property
    def _templates(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
            autoescape=True, finalize=words.together, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        environment.globals |= {"site": self, "library": self.library, "on": self.on, "Validity": Validity}
        environment.filters |= {
            "day": words.day, "number": words.number, "money": words.money, "span": words.span,
            "clause": words.clause, "anchor": words.anchor,
            "get": self.library.get,
            "headline": lambda amount: words.headline(amount, self.library, self.on),
            "brief": lambda amounts: words.brief(amounts, self.library, self.on),
            "paragraphs": lambda text: [part.strip() for part in text.split("\n\n") if part.strip()],
        }
        return environment

    def address_of(self, cite: Cite) -> str:
        """Where a citation is read: its clause on its document's page."""
        document = self.library.get(cite.document)
        return address(document) + (f"#{words.anchor(cite.clause)}" if cite.clause else "")
