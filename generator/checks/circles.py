"""Documents stand above and after one another in one direction."""

from collections.abc import Iterator

from ..kinds import Document
from ..library import Library
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Documents that are above themselves, or replaced by themselves, by whatever way round."""
    for document in library.all(Document):
        for name in ("parent", "superseded_by"):
            seen, at = {document.id}, getattr(document, name)
            while at and at not in seen:
                seen.add(at)
                other = library.find(Document, at)
                at = other and getattr(other, name)
            if at == document.id:
                yield library.origin(document).problem((name,), "circle", "绕一圈又回到这份文件自己", "，请核对谁在上、谁在后")
