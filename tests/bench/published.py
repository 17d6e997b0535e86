"""What a built site holds: its pages as text, and what its index knows of them."""

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path


def searched(site: Path) -> dict[str, str]:
    """Path → text of every page that the site's own index holds, without the marks between the words of Chinese."""
    found = {}
    for file in (site / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[fragment["url"].strip("/") + "/"] = fragment["content"].replace("\u200b", "")
    return found


def pages(site: Path) -> Iterator[tuple[str, str, str]]:
    """Path, title and Markdown of every page: the words of the published page, without its links and classes."""
    for file in sorted(site.rglob("index.html")):
        html = file.read_text("utf-8")
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1].strip()
        article = re.search(r"<article.*?>(.*)</article>", html, re.DOTALL)[1]
        path = file.parent.relative_to(site).as_posix()
        yield "" if path == "." else f"{path}/", title, _markdown(article)


def texts(site: Path) -> dict[str, str]:
    """Path → words of every page."""
    return {path: unescape(text) for path, _, text in pages(site)}


def _markdown(html: str) -> str:
    html = re.sub(r"\s*\n\s*", " ", html)
    html = re.sub(r"<h([1-6])[^>]*>", lambda match: f"\n\n{'#' * int(match[1])} ", html)
    html = re.sub(r"<li[^>]*>", "\n- ", html)
    html = re.sub(
        r"</?(?:address|aside|blockquote|dd|details|div|dl|dt|figure|form|h\d|nav|ol|p|section|summary|table|tbody|thead|tr|ul)\b[^>]*>",
        "\n\n",
        html,
    )
    text = re.sub(r"<[^>]+>", " ", html)
    return re.sub(r"\n\s*\n+", "\n\n", re.sub(r"[ \t]+", " ", text)).strip() + "\n"
