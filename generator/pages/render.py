"""Templates and the addresses they link to. Everything a template prints is escaped."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from .. import labels
from ..fields import Cite, Ref
from ..kinds import KINDS, Policy, Project
from ..kinds.document import Document, Validity
from ..kinds.record import Record
from ..library import Library, leaves
from . import words
from .fit import Fit
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

_UP = "\0"
"""Stands for the way up in what pages of any depth share; no text holds it."""


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once for all the sites of one run."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def address(record: Record) -> str:
    """A record's address below the site's root."""
    return ADDRESSES[record.kind].format(record.id)


@dataclass(frozen=True)
class Site:
    """What pages are made from: the records and the day they are shown for."""

    library: Library
    on: date
    _parts: dict[tuple, str] = field(default_factory=dict, init=False, repr=False)

    def render(self, template: str, *, path: str, **context) -> str:
        """One page body as a single HTML block, with every link relative to `path`."""
        html = self._render(template, "../" * path.count("/"), path=path, **context)
        return "\n".join(line for line in map(str.strip, html.splitlines()) if line)

    def _render(self, template: str, up: str, **context: Any) -> str:
        """A template filled, with `up` as the way to the site's root."""
        return self._templates.get_template(template).render(
            link=lambda target: up + target or "./", to=lambda record: up + address(record), part=partial(self._part, up), **context
        )

    def _part(self, up: str, name: str, *values: Any) -> Markup:
        """The component `name` filled with `values`. What many pages show alike is rendered once, and given each page's way up."""
        key = (name, *(id(value) if isinstance(value, Record) else value for value in values))
        if key not in self._parts:
            self._parts[key] = self._render("part.html", _UP, name=name, values=values).strip()
        return Markup(self._parts[key].replace(_UP, up))

    def page(self, template: str, *, path: str, context: dict | None = None, **page) -> Page:
        """A page whose body comes from `template`, filled when it is asked for."""
        return Page(path=path, template=template, context=context or {}, render=self.render, **page)

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

    @cached_property
    def listed(self) -> list[Project]:
        """The projects that the library offers now."""
        return [project for project in self.library.all(Project) if project.listed]

    @cached_property
    def fit(self) -> Fit:
        """What fits a project."""
        return Fit(self.library)

    def mentions(self, record: Record, kind: type) -> list:
        """Records of `kind`, which is not projects, that name `record`, in their own order."""
        return self._mentions.get((record.kind, record.id, kind.kind), [])

    @cached_property
    def _mentions(self) -> dict[tuple[str, str, str], list[Record]]:
        found: dict[tuple[str, str, str], dict[str, Record]] = {}
        for kind in KINDS:
            for record in self.library.all(kind) if kind is not Project else ():
                for value in leaves(record):
                    if type(value) is Ref:
                        found.setdefault((value.kind, str(value), kind.kind), {})[record.id] = record
        return {key: list(records.values()) for key, records in found.items()}

    @cached_property
    def _templates(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
            bytecode_cache=_COMPILED,
            autoescape=True,
            finalize=words.together,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {"site": self, "library": self.library, "on": self.on, "Validity": Validity, "labels": labels}
        environment.filters |= {
            "day": words.day,
            "number": words.number,
            "money": words.money,
            "span": words.span,
            "clause": words.clause,
            "anchor": words.anchor,
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
