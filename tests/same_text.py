"""Compare two builds of the site: `python tests/same_text.py site other` names the pages that read differently."""

import re
import sys
from html import unescape
from pathlib import Path


def text(file: Path) -> str:
    """What a reader sees of a page, without the themes' own link past the header, and without the space that marking up code adds."""
    seen = re.sub(r'(?s)<(script|style)\b.*?</\1>|<a [^>]*class="md-skip".*?</a>|<[^>]+>', " ", file.read_text("utf-8"))
    return "".join(unescape(seen).split())


one, other = map(Path, sys.argv[1:])
pages = sorted(file.relative_to(one) for file in one.rglob("*.html"))
differ = [page for page in pages if not (other / page).exists() or text(one / page) != text(other / page)]
print(f"{len(pages)} pages, {len(differ)} read differently", *differ[:10])
sys.exit(bool(differ) or not pages)
