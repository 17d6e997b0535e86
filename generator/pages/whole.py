"""References, numbers of documents and sums of money do not part at the end of a line, on any page."""

import re

_HTML = re.compile(
    r"<(?:svg|option)\b.*?</(?:svg|option)>|<[^>]*>|`[^`]*`"  # tags; what may hold none; and code, where a page is typed
    r"|((?:(?![是为的号按据和])[\u4e00-\u9fff]){0,6}〔\d{4}〕\d+号|公告\d{4}年第\d+号"
    r"|[一二三四五六七八九十]+（[一二三四五六七八九十]+）(?:\d+|导语)?|第[一二三四五六七八九十百]+条|\d+号文"
    r"|\d[\d,.]*(?:[、–—]\d[\d,.]*)*[ \N{NO-BREAK SPACE}]?(?:[万亿]元?|元)(?:／[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff ]))?)",
    re.DOTALL,
)


def whole(html: str) -> str:
    """A page on which they are held together. Characters that join would be copied and searched along with them; an element is not."""
    return _HTML.sub(lambda found: f'<span class="nowrap">{found[1]}</span>' if found[1] else found[0], html)
