"""Nothing is left to fill in where a new city's records began with a mark."""

from collections.abc import Iterator, Sequence

from ..fields import TO_FILL
from ..kinds import Record
from ..library import Library, asked, typed_texts
from ..problems import Problem


def check(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """Texts that still say “待填写”."""
    if not any(TO_FILL in part for part in (*parts, *asked(record))):
        return
    for loc, text in typed_texts(record):
        if TO_FILL in text and loc != ("id",):
            yield library.origin(record).problem(
                loc, "to-fill", f"还有“{TO_FILL}”", "，请换成本市的内容", severity="warning", index=text.find(TO_FILL)
            )
