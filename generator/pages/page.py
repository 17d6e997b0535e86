"""A page of the site before MkDocs sees it: where it goes, what its head says, and its body."""

from dataclasses import dataclass, field
from datetime import date

import yaml

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Column:
    """The section a page belongs to, as the tags of government sites ask for it."""

    name: str
    description: str
    keywords: str
    type: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` is its address below the site's root, such as `policies/startup-subsidy/`.

    `kind` is what a search result calls it; a page without one is not searched.
    `filters` and `search` are what search filters by and shows.
    """

    path: str
    title: str
    description: str
    body: str
    column: Column | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    published: date | None = None
    keywords: str = ""
    kind: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    search: dict[str, str] = field(default_factory=dict)
    sample: bool = False
    wide: bool = False
    script: str = ""

    @property
    def file(self) -> str:
        """The Markdown file that MkDocs turns into this address."""
        return f"{self.path}index.md"

    def markdown(self) -> str:
        """Front matter and body. Values are dumped by PyYAML, so no text can break out of them."""
        meta = {
            "title": self.title,
            "description": self.description,
            "column": self.column and {name: getattr(self.column, name) for name in Column.__slots__},
            "crumbs": [{"title": title, "path": path} for title, path in self.crumbs],
            "published": self.published and f"{self.published.isoformat()} 00:00",
            "keywords": self.keywords,
            "filters": {"类型": self.kind, **self.filters} if self.kind else {},
            "search": {"kind": self.kind, **self.search} if self.kind else {},
            "sample": self.sample,
            "wide": self.wide,
            "script": self.script,
        }
        head = yaml.dump({key: value for key, value in meta.items() if value}, Dumper=_Dumper,
                         allow_unicode=True, sort_keys=False, width=10**6)
        return f"---\n{head}---\n\n{self.body}\n"


