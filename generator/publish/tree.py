"""Everything that MkDocs is given: every page, from the records and the hand-written Markdown, and data beside them."""

from collections.abc import Iterable, Iterator

from markupsafe import escape

from ..pages import catalogue, explainer
from ..pages.page import Page
from ..pages.render import Site
from ..search import lexicon


def sitemap(pages: Iterable[Page], address: str) -> bytes:
    """The addresses that search engines should know, below `address`, the site's own."""
    urls = (f"<url><loc>{escape(address.rstrip('/'))}/{page.path}</loc></url>" for page in pages if not page.noindex)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(urls)}</urlset>\n'.encode()


def data(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """What scripts and other sites read: name and content of each file."""
    yield explainer.RULES, explainer.rules(site)
    yield from catalogue.files(site)
    yield lexicon.FILE, lexicon.file(site, pages)
