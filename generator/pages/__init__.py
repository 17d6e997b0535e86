"""Pages of the site: one module for each part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..kinds import KINDS, Banner, Base, Document, Group, Industry, Note, Policy, Project, Record, Studio
from . import documents, explainer, groups, matrix, notes, now, overview, places, policies, projects, records
from .page import Page
from .render import Site

OWN: dict[type[Record], Callable[[Site], Iterator[Page]]] = {
    Policy: policies.pages,
    Group: groups.pages,
    Document: documents.pages,
    Project: projects.pages,
    Studio: places.studios,
    Base: places.bases,
    Note: notes.pages,
}
"""The kinds whose pages show more than their own fields; all others have a list and a page each."""

LISTS = (Banner, Industry)
"""The kinds whose pages are lists of projects, which come with these."""


def pages(site: Site) -> Iterator[Page]:
    """All pages of a site."""
    yield from overview.pages(site)
    yield from now.pages(site)
    yield from matrix.pages(site)
    yield from explainer.pages(site)
    for kind in KINDS:
        if kind in OWN:
            yield from OWN[kind](site)
        elif kind.shown and not kind.shown.list_only and kind not in LISTS:
            yield from records.pages(site, kind)
