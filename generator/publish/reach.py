"""Every public record has its page, every page an address of its own, and other pages lead to it."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ..library import Library
from ..pages.page import Page
from ..problems import Failed
from ..view import PAGES

_LINK = re.compile(r'href="(?:\.\./)*([^"#?:]*)[#?"]')
"""A link of a page to another. Links first go up to the site's root, so what is left is an address below it."""
_MOST = 20
"""How many of a sort are named."""


def placed(library: Library, pages: Sequence[Page]) -> None:
    """Raises Failed where two pages have one address, or a public record has no page, or no place on the page of its kind.

    Pages of a kind without a section are lists of something else, and are only there when there is something to list.
    """
    at = {page.path: page for page in pages}
    twice = [path for path, count in Counter(page.path for page in pages).items() if count > 1]
    _none("PAGES 里的网址没有网页", [f"“{path}”（{title}）" for path, title in PAGES.items() if path not in at])
    _none("两个网页用了同一个网址", [f"“{path}”（{'、'.join(page.title for page in pages if page.path == path)}）" for path in twice])
    lost = []
    for record in library:
        if record.shown and (record.shown.section or record.shown.list_only):
            path, _, place = record.url.partition("#")
            if path not in at or (place and f'id="{place}"' not in at[path].body):
                lost.append(f"{library.origin(record).file} 的“{record.title}”，应该在 {record.url}")
    _none("有的记录没有网页显示", lost)


def leads_to(page: Page) -> set[str]:
    """The addresses of other pages that a page's body leads to."""
    return {*_LINK.findall(page.body)} - {page.path}


def reached(pages: Sequence[Page], known: AbstractSet[str]) -> None:
    """Raises Failed where there are pages whose addresses are not `known` by any other, and that are not the home page."""
    _none("有的网页没有别的网页通向它", [f"“{page.path}”（{page.title}）" for page in pages if page.path and page.path not in known])


def _none(fault: str, found: Sequence[str]) -> None:
    if found:
        more = f"\n…… 一共 {len(found)} 个" if len(found) > _MOST else ""
        raise Failed(f"{fault}：\n" + "\n".join(found[:_MOST]) + more)
