"""Templates and the addresses they link to. Everything a template prints is escaped."""

from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from markupsafe import Markup

from .. import labels, wording
from ..fields import Ref
from ..kinds import Record, Window
from ..kinds.document import Validity
from ..view import PAGES, View
from . import figures
from .fit import Fit
from .page import Page
from .whole import whole
from .words import PLACE, Words

_UP = "\0"
"""Stands for the way up in what pages of any depth share; no text holds it."""


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once for all the sites of one run."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@dataclass(frozen=True)
class Site(View):
    """What pages are made from: the records on a day, and the templates they are filled into."""

    _parts: dict[tuple[Any, ...], str] = field(default_factory=dict, init=False, repr=False)

    def render(self, template: str, *, path: str, **context: Any) -> str:
        """One page body as a single HTML block, with every link relative to `path`."""
        up = "../" * path.count("/")
        html = self._render(template, up, path=path, **context)
        if PLACE in html:
            html = self._words.explained(html, lambda words: self._render("part.html", up, name="words", values=(list(words),)))
        return whole("\n".join(line for line in map(str.strip, html.splitlines()) if line))

    def _render(self, template: str, up: str, **context: Any) -> str:
        """A template filled, with `up` as the way to the site's root."""
        return self._templates.get_template(template).render(
            link=lambda target: up + target or "./", to=lambda record: up + record.url, part=partial(self._part, up), **context
        )

    def _part(self, up: str, name: str, *values: Any) -> Markup:
        """The component `name` filled with `values`. What many pages show alike is rendered once, and given each page's way up."""
        key = (name, *(id(value) if isinstance(value, Record) else value for value in values))
        if key not in self._parts:
            self._parts[key] = self._render("part.html", _UP, name=name, values=values).strip()
        return Markup(self._parts[key].replace(_UP, up))  # noqa: S704 - a template made it, which escapes what it is given

    def page(self, template: str = "", *, path: str, context: dict[str, Any] | None = None, **page: Any) -> Page:
        """A page whose body comes from `template`, filled when it is asked for; one that is written by hand has none."""
        return Page(path=path, template=template, context=context or {}, render=self.render, city=self._of_city, **page)

    def crumbs(self, kind: type[Record] | None = None) -> tuple[tuple[str, str], ...]:
        """The way to a page: home, and the list of a kind."""
        home = (PAGES[""], "")
        return (home, (self.section(kind).title, kind.showing().path)) if kind else (home,)

    def list_page(self, kind: type[Record], template: str, **page: Any) -> Page:
        """The page that lists a kind."""
        section, samples = self.section(kind), self.invented(kind)
        description = section.description + (labels.ALL_SAMPLES if samples else "")
        context = {"samples": samples} | page.pop("context", {})
        given: dict[str, Any] = {
            "title": section.title,
            "description": description,
            "crumbs": self.crumbs(),
            "wide": True,
            "kind": self.found_as(kind),
        } | page
        return self.page(template, path=kind.showing().path, section=section, context=context, **given)

    def record_page(self, record: Record, template: str, **page: Any) -> Page:
        """The page of one record. Samples say so in search, and stay out of search engines."""
        kind, sample = type(record), getattr(record, "sample", False)
        section = self.section(kind)
        named = {name: self.library.get(ref) for name in kind.facets if (ref := getattr(record, name))}
        filters = {name: one.facet for name, one in named.items()} | page.pop("filters", {})
        search = (
            page.pop("search", {})
            | ({"banner": named["banner"].short} if "banner" in named else {})
            | ({"sample": labels.SAMPLE} if sample else {})
        )
        given: dict[str, Any] = {
            "title": record.title,
            "description": getattr(record, "summary", ""),
            "crumbs": self.crumbs(kind),
            "published": getattr(record, "checked_on", None),
            "noindex": sample,
            "mark": labels.SAMPLE if sample else "",
        } | page
        return self.page(template, path=record.url, section=section, kind=self.found_as(kind), filters=filters, search=search, **given)

    @cached_property
    def _of_city(self) -> dict[str, Any]:
        """What the frame and the scripts of every page know of the city: plain data, which is all that MkDocs hands on."""
        return {
            "title": self.city.title,
            "division": self.city.division,
            "utc_offset": wording.number(self.city.utc_offset),
            "ask": self._asked(self.city.ask),
            "ask_other": self._asked(self.city.ask_other),
        }

    def _asked(self, ref: Ref["Window"]) -> dict[str, str]:
        window = self.library.get(ref)
        return {"title": window.title, "phone": window.phone or "", "path": window.url}

    @cached_property
    def fit(self) -> Fit:
        """What fits a project."""
        return Fit(self.library)

    @cached_property
    def _words(self) -> Words:
        """The words that pages explain."""
        return Words(self.library)

    @cached_property
    def _templates(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
            bytecode_cache=_COMPILED,
            autoescape=True,
            finalize=wording.unbroken,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {
            "site": self,
            "labels": self.labels,
            "SAMPLE": labels.SAMPLE,
            "ALL_SAMPLES": labels.ALL_SAMPLES,
            "UNSAID": labels.UNSAID,
            "WORDS": PLACE,
            "library": self.library,
            "city": self.city,
            "on": self.on,
            "Validity": Validity,
        }
        environment.filters |= {
            "day": wording.day,
            "period": wording.period,
            "number": wording.number,
            "money": wording.money,
            "span": wording.span,
            "left": lambda last: wording.left(last, self.on),
            "term": lambda document: wording.term(document.starts_on, document.ends_on, self.on),
            "turns": wording.turns,
            "said_on": lambda days: [said for day, said in days if day <= self.on][-1],
            "clause": wording.clause,
            "anchor": wording.anchor,
            "get": self.library.get,
            "said": lambda record, name: wording.said(record, name, self.library),
            "on_card": lambda record: wording.on_card(record, self.library),
            "title_of": wording.title_of,
            "level": wording.level,
            "since": lambda value: wording.since(value, self.library),
            "measured": wording.measured,
            "share": figures.share,
            "steps": lambda parameter: figures.steps(
                [(value.starts_on, value.value, wording.measured(value.value, parameter.unit)) for value in parameter.values],
                parameter.checked_on,
            ),
            "headline": lambda amount: wording.headline(amount, self.library, self.on),
            "counted": wording.counted,
            "brief": lambda amounts: wording.brief(amounts, self.library, self.on),
            "paragraphs": lambda text: [part.strip() for part in text.split("\n\n") if part.strip()],
        }
        return environment
