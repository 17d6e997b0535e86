"""Pages that staff write by hand, in Markdown with a title and a description on top."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.utils.meta import get_data

from . import columns
from .page import Page


def pages(folder: Path) -> Iterator[Page]:
    """A page for every Markdown file of `folder`, at the address of its name."""
    for file in sorted(folder.glob("*.md")):
        body, meta = get_data(file.read_text("utf-8"))
        yield Page(
            path=f"{file.stem}/",
            title=meta.get("title", file.stem),
            description=meta.get("description", ""),
            written=f"\n{body.strip()}\n",
            column=columns.ABOUT,
            crumbs=(("首页", ""),),
            kind="about",
        )
