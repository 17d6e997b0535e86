"""All records of a site: read, typed, with every reference resolved."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .fields import Cite, Ref
from .kinds import KINDS
from .kinds.record import Record
from .messages import explain
from .problems import Problem
from .source import Loc, Source, read

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was typed: its file, and where in that file it stands."""

    source: Source
    loc: Loc

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", severity: str = "error") -> Problem:
        """A fault at `loc` within the record."""
        return self.source.problem((*self.loc, *loc), code, message, hint, severity=severity)


@dataclass(frozen=True)
class Library:
    """Every record, by kind and id. The only thing that pages are made from."""

    records: Mapping[str, Mapping[str, Record]]
    origins: Mapping[tuple[str, str], Origin] = field(repr=False)
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the records left out for their faults: what they would have said is not known."""

    def all(self, kind: type[R]) -> list[R]:
        """The records of one kind, in their own order where they have one, else by id."""
        return sorted(self.records[kind.kind].values(), key=lambda r: (getattr(r, "order", 0), r.id))

    def get(self, ref: Ref) -> Record:
        """The record that `ref` names."""
        return self.records[ref.kind][ref]

    def origin(self, record: Record) -> Origin:
        """Where `record` was typed."""
        return self.origins[record.kind, record.id]

    def published(self, *, samples: bool) -> "Library":
        """The same library with only what the public may see, and samples only where they are wanted."""
        return Library({kind: {key: record for key, record in records.items()
                               if getattr(record, "public", True) and (samples or not getattr(record, "sample", False))}
                        for kind, records in self.records.items()}, self.origins, self.broken)

    def whole(self, kind: type[Record]) -> bool:
        """Whether every record of a kind could be read, so that what none of them says is truly not said."""
        return all(name != kind.kind for name, _ in self.broken)

    def __iter__(self) -> Iterator[Record]:
        for records in self.records.values():
            yield from records.values()


def load(root: Path) -> tuple[Library, list[Problem]]:
    """Read every record below `root`. Records with faults are left out of the library and named in the problems."""
    problems: list[Problem] = []
    records: dict[str, dict[str, Record]] = {kind.kind: {} for kind in KINDS}
    origins: dict[tuple[str, str], Origin] = {}
    broken: set[tuple[str, str]] = set()
    unread: set[str] = set()
    for kind in KINDS:
        for source in _sources(root, kind):
            problems += source.problems
            if source.data is None and kind.path.endswith(".yml"):
                unread.add(kind.kind)
            for record_id, prefix, record, faults in typed(kind, source):
                problems += faults
                if record is None:
                    broken.add((kind.kind, record_id))
                else:
                    records[kind.kind][record_id] = record
                    origins[kind.kind, record_id] = Origin(source, prefix)
    library = Library(records, origins, frozenset(broken))
    problems += _dangling(library, unread)
    return library, problems


def typed(kind: type[R], source: Source) -> Iterator[tuple[str, Loc, R | None, list[Problem]]]:
    """The records in one file of a kind: id, place in the file, and the record, or None where it has faults."""
    if kind.path.endswith(".yml"):
        for key, data in (source.data or {}).items():
            yield key, (key,), *_record(kind, source, (key,), key, data)
    else:
        stem = PurePosixPath(source.file).stem
        yield stem, (), *(_record(kind, source, (), stem, source.data) if source.data is not None else (None, []))


def _record(kind: type[R], source: Source, prefix: Loc, record_id: str, data: Any) -> tuple[R | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [source.problem(prefix, "fields-expected", "这里应该是下一级字段", "，请换行并缩进，写成“字段: 内容”")]
    faults = []
    if "id" in data:
        faults.append(source.problem((*prefix, "id"), "unknown-field", "不需要写 id", "，文件名（或上一级的名字）就是编号，请删掉这一行", key=True))
    try:
        return kind.model_validate({**data, "id": record_id}), faults
    except ValidationError as error:
        return None, faults + explain(error, kind, source, prefix)


def _sources(root: Path, kind: type[Record]) -> Iterator[Source]:
    """The files of a kind, read. What lies in its folder and is no record file is a fault, not silence."""
    path = root / kind.path
    for file in [path] if path.suffix == ".yml" else sorted(path.glob("[!.]*")):
        name = file.relative_to(root).as_posix()
        if file.suffix == ".yml":
            yield read(file, name)
        else:
            yield Source(name, problems=[Problem(name, 1, 1, "file-name", "这里只放 .yml 文件", f"，请改名为 {file.stem}.yml，或移走它")])


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every leaf of a record with its place: texts, references, numbers, dates."""
    if isinstance(value, BaseModel):
        for name, child in value:
            yield from walk(child, (*loc, name.rstrip("_")))  # `is_` and `not_` are typed without
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from walk(child, (*loc, index))
    elif value is not None:
        yield loc, value


def cites(record: Record) -> Iterator[tuple[Loc, Cite]]:
    """Every citation in a record with its place."""
    yield from _find(record, (), Cite)


def _find(value: Any, loc: Loc, wanted: type) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, wanted):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name, child in value:
            yield from _find(child, (*loc, name), wanted)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _find(child, (*loc, index), wanted)


def _dangling(library: Library, unread: set[str]) -> Iterator[Problem]:
    """References to records that do not exist, and citations of clauses that no outline has.

    A reference to a record that has faults of its own is no second fault,
    nor is one to a vocabulary that could not be read at all.
    """
    labels = {kind.kind: kind.label for kind in KINDS}
    for record in library:
        origin = library.origin(record)
        for loc, value in walk(record):
            if not isinstance(value, Ref) or value.kind in unread or (value.kind, value) in library.broken:
                continue
            if value not in library.records[value.kind]:
                known = library.records[value.kind]
                yield origin.problem(loc, "unknown-reference", f"没有编号为“{value}”的{labels[value.kind]}", _nearest(value, known))
        for loc, cite in cites(record):
            document = library.records["document"].get(cite.document)
            if document and cite.clause and not document.clause(cite.clause):
                yield origin.problem(loc, "unknown-clause", f"“{document.short}”的条款概要里没有“{cite.clause}”",
                                     "，请核对条款号，或先在文件的 outline 里补上这一条")


def _nearest(value: str, known: Mapping[str, Record]) -> str:
    titles = {record.title: key for key, record in known.items()}
    close = difflib.get_close_matches(value, known, 1, 0.5) or [
        titles[t] for t in difflib.get_close_matches(value, titles, 1, 0.3)]
    if close:
        return f"，是否想写 {close[0]}（{known[close[0]].title}）？"
    return "，可用的编号：" + "、".join(sorted(known)[:20]) if known else ""
