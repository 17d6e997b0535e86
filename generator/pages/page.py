"""A page of the site before MkDocs sees it: where it goes, what its head says, and its body."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..kinds.record import Section

_BREAKS = {ord(char): f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029\ufeff"}
"""What JSON may hold as it is and YAML may not."""


@dataclass(frozen=True)
class Page:
    """One page. `path` is its address below the site's root, such as `policies/startup-subsidy/`.

    The body comes from `template` filled with `context`, by `render`, once someone
    wants it: to know which pages there are, and which changed, costs next to nothing.
    A page written by hand has its Markdown in `written` instead.

    `kind` is what a search result calls the page; one without is not searched. `mark` says what the page is not, wherever
    it is only named.
    `filters` and `search` are what Pagefind filters by and shows. Where reading the whole body would cost too much, as with
    thousands of projects, `words` give what tells of the page, tags first, and `texts` all that it says; of a page that mostly
    names others, `texts` are what it says itself. `city` is what every
    page says of the city.
    """

    path: str
    title: str
    description: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    render: Callable[..., str] | None = field(default=None, compare=False, repr=False)
    written: str = ""
    section: Section | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    published: date | None = None
    keywords: str = ""
    kind: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    search: dict[str, str] = field(default_factory=dict)
    words: Callable[[], tuple[str, ...]] | None = field(default=None, compare=False, repr=False)
    texts: Callable[[], tuple[str, ...]] | None = field(default=None, compare=False, repr=False)
    noindex: bool = False
    mark: str = ""
    wide: bool = False
    script: str = ""
    city: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def file(self) -> str:
        """The Markdown file that MkDocs turns into this address."""
        return f"{self.path}index.md"

    @cached_property
    def body(self) -> str:
        """The page's HTML, a line or more without indentation; empty for a page written by hand."""
        return self.render(self.template, path=self.path, **self.context) if self.render and self.template else ""

    def forget(self) -> None:
        """Let the body go: thousands of them fill the memory."""
        self.__dict__.pop("body", None)

    def markdown(self) -> str:
        """Front matter and what was written by hand.

        Values stand as JSON, which is YAML that no text can break out of. The body
        stands among them: as Markdown it would be parsed at three times the cost of
        all the rest, only to come out as it went in.
        """
        meta = self.meta
        body = meta.pop("body", "")
        head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False).translate(_BREAKS)}\n" for key, value in meta.items())
        text = "body: |-\n  " + body.replace("\n", "\n  ") + "\n" if body else ""
        return f"---\n{head}{text}---\n{self.written}"

    @property
    def meta(self) -> dict[str, Any]:
        """What the frame needs to know of the page, and its body."""
        meta = {
            "title": self.title,
            "description": self.description,
            "section": self.section and asdict(self.section),
            "crumbs": [{"title": title, "path": path} for title, path in self.crumbs],
            "published": self.published and f"{self.published.isoformat()} 00:00",
            "keywords": self.keywords,
            "noindex": self.noindex,
            "mark": self.mark,
            "wide": self.wide,
            "script": self.script,
            "city": self.city,
            "body": self.body,
        }
        return {key: value for key, value in meta.items() if value}
