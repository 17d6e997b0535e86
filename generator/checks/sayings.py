"""What people say leads to pages that are there, and not past the page that is called so."""

from collections.abc import Iterator
from contextlib import suppress

from ..kinds import KINDS, Elsewhere, Group, Hub, Policy, Synonym, Topic
from ..library import MANY, Library, leaves
from ..problems import Problem
from ..view import PAGES, hubs

CALLED = ("title", "short", "number")
"""The fields that say what a page is called, beside its `aliases`."""


def check(library: Library) -> Iterator[Problem]:
    """Sayings for one page that are the name of another, and sayings for what is not here that stand for something else as well."""
    called = _called(library)
    owners: dict[str, list[str]] = {}
    for path, names in called.items():
        for name in names:
            owners.setdefault(name, []).append(path)
    yield from _of_another(library, called, owners)
    yield from _told_twice(library, {name: f"网页 {paths[0]} " for name, paths in owners.items()})


def _of_another(library: Library, called: dict[str, set[str]], owners: dict[str, list[str]]) -> Iterator[Problem]:
    further = {group.url: _plain(group.wording) for group in library.all(Group)}
    further |= {policy.url: _plain(library.get(policy.topic).title) for policy in library.all(Policy)}
    found = {path: "\n".join((*names, further.get(path, ""))) for path, names in called.items()}
    for synonym in library.all(Synonym):
        title = _plain(synonym.title)
        led = {path for path, names in found.items() if title in names}
        for index, saying in enumerate(synonym.says):
            there = owners.get(_plain(saying), [])
            if there and led.isdisjoint({*there, *(path.partition("#")[0] for path in there)}):
                message = f"“{saying}”是网页 {there[0]} 的名称，搜它找到的却是“{synonym.title}”"
                yield library.origin(synonym).problem(("says", index), "saying-of-another", message, "，请从这里删掉", severity="warning")


def _told_twice(library: Library, told: dict[str, str]) -> Iterator[Problem]:
    """Sayings for what is not here that are `told` elsewhere as well, by where."""
    for synonym in library.all(Synonym):
        for saying in synonym.says:
            told.setdefault(_plain(saying), f" {Synonym.path} 的 {synonym.id} ")
    for elsewhere in library.all(Elsewhere):
        for index, saying in enumerate(elsewhere.says):
            if where := told.get(_plain(saying)):
                hint = "，请留一处；本站有的，从这里删掉"
                yield library.origin(elsewhere).problem(
                    ("says", index), "told-twice", f"“{saying}”在{where}里也写着", hint, severity="warning"
                )
            told.setdefault(_plain(saying), f" {elsewhere.id} ")


def to_nothing(library: Library) -> Iterator[Problem]:
    """Sayings for a word that no page holds, be it a project's. To be asked where every record could be read: else nobody knows."""
    texts = "\n".join(text for record in library.others if record.shown for text in leaves(record)).lower()
    texts += "\n".join(name for names in _called(library).values() for name in names)
    lost = [synonym for synonym in library.all(Synonym) if synonym.title.lower() not in texts]
    numerous = {kind.kind for kind in MANY}
    for name, file in library.files.items():
        if lost and file.kind in numerous:  # the few words that are left stand in one of the first
            with suppress(FileNotFoundError):  # gone since it was read
                text = (library.root / name).read_text("utf-8").lower()
                lost = [synonym for synonym in lost if synonym.title.lower() not in text]
    for synonym in lost:
        hint = "，请换成网页上写着的词，或删掉这一条"
        yield library.origin(synonym).problem(("title",), "saying-to-nothing", f"没有网页写着“{synonym.title}”", hint, severity="warning")


def _called(library: Library) -> dict[str, set[str]]:
    """What each page, and each place on a list, is called, by its address."""
    called = {path: {_plain(title)} for path, title in PAGES.items()}
    for kind in KINDS:
        if kind.shown and kind.shown.path and kind.shown.section:
            called.setdefault(kind.shown.path, set()).add(_plain(kind.shown.section.title))
    for name, path in hubs(library).items():
        if hub := library.find(Hub, name):
            called.setdefault(path, set()).add(_plain(hub.title))
    for record in library:
        if record.shown and not isinstance(record, Topic):  # a heading among items
            names = [*(getattr(record, name, None) for name in CALLED), *getattr(record, "aliases", ())]
            called.setdefault(record.url, set()).update(_plain(name) for name in names if name)
    return called


def _plain(text: str) -> str:
    """A text as it is compared: without spaces, capitals small."""
    return "".join(text.lower().split())
