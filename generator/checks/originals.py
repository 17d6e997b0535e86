"""Official texts that lie beside the records of documents, `content/documents/<id>.original.txt`."""

from collections.abc import Iterator

from ..kinds import Document
from ..library import Library
from ..problems import Problem
from ..text.encoding import decode
from ..text.original import cut


def check(library: Library) -> Iterator[Problem]:
    """Texts of no document, texts that cannot be read, and clauses of an outline that their text does not have."""
    for path in sorted((library.root / Document.path).glob(f"*{Document.beside}")):
        file = f"{Document.path}/{path.name}"
        document = library.find(Document, path.name.removesuffix(str(Document.beside)))
        if document is None:
            yield Problem(
                file,
                1,
                1,
                "original-of-nothing",
                "没有同名的文件记录",
                "，请改成文件记录的名字，比如 notice.yml 的原文是 notice.original.txt",
            )
            continue
        text = decode(path.read_bytes(), file)
        if isinstance(text, Problem):
            yield text
            continue
        found = cut(text, {clause.clause for clause in document.outline})
        for number, clause in enumerate(document.outline):
            if clause.clause not in found:
                place = ("outline", number, "clause")
                hint = f"，请核对条款号，或在 {path.name} 里让这一条从行首的编号开始，另起一行"
                yield library.origin(document).problem(place, "original-without-clause", f"原文里没有找到“{clause.clause}”这一条", hint)
