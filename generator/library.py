"""All records of a site: read, typed, with every reference resolved."""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .fields import Cite, Ref
from .kinds import KINDS, Project
from .kinds.record import Record
from .messages import explain
from .problems import Problem
from .source import Loc, Source, read
from .workers import shares, together, without_collecting

R = TypeVar("R", bound=Record)
Stamp = tuple[int, int, int]
"""When a file was last written and last changed in any way, in nanoseconds, and its size: an edited file has another one."""
Rule = Callable[[Record, Sequence[str], "Library"], Iterable[Problem]]
"""What is wrong with one record, given with all its texts and references, beside all other records but the projects. A rule
of the record alone asks the library for nothing but where the record was typed."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was typed: its file below `root`, and where in that file it stands."""

    root: Path
    file: str
    loc: Loc

    @property
    def source(self) -> Source:
        """The file, read again: places are only wanted where something is wrong, and would fill the memory elsewhere."""
        return read(self.root / self.file, self.file)

    def problem(self, loc: Loc, code: str, message: str, hint: str = "", severity: str = "error") -> Problem:
        """A fault at `loc` within the record."""
        return self.source.problem((*self.loc, *loc), code, message, hint, severity=severity)


@dataclass(slots=True)
class File:
    """What one file came to: its records by id, None where they have faults; and what is wrong with it.

    `found` is what its records lack beside others, kept apart because that may change while the file does not.
    """

    stamp: Stamp
    records: dict[str, Record | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    found: list[Problem] = field(default_factory=list)
    unread: bool = False


@dataclass(frozen=True, eq=False)
class Library:
    """Every record, by kind and id. The only thing that pages are made from."""

    root: Path
    records: Mapping[str, Mapping[str, Record]]
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the records left out for their faults: what they would have said is not known."""
    unread: frozenset[str] = frozenset()
    """Kinds whose one file could not be read at all."""
    files: Mapping[str, File] = field(default_factory=dict, repr=False)
    _others: "Library | None" = field(default=None, repr=False)
    _sorted: dict[str, list[Record]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def others(self) -> "Library":
        """All records but the projects; the same object as long as all of them are as they were."""
        return self._others or self

    def all(self, kind: type[R]) -> list[R]:
        """The records of one kind, in their own order where they have one, else by id."""
        if kind.kind not in self._sorted:
            key = attrgetter("order", "id") if "order" in kind.model_fields else attrgetter("id")
            self._sorted[kind.kind] = sorted(self.records[kind.kind].values(), key=key)
        return self._sorted[kind.kind]

    def get(self, ref: Ref) -> Record:
        """The record that `ref` names."""
        return self.records[ref.kind][ref]

    def origin(self, record: Record) -> Origin:
        """Where `record` was typed."""
        if record.path.endswith(".yml"):
            return Origin(self.root, record.path, (record.id,))
        return Origin(self.root, f"{record.path}/{record.id}.yml", ())

    def published(self, *, samples: bool) -> "Library":
        """The same library with only what the public may see, and samples only where they are wanted."""
        return Library(
            self.root,
            {
                kind: {
                    key: record
                    for key, record in records.items()
                    if getattr(record, "public", True) and (samples or not getattr(record, "sample", False))
                }
                for kind, records in self.records.items()
            },
            self.broken,
            self.unread,
        )

    def whole(self, kind: type[Record]) -> bool:
        """Whether every record of a kind could be read, so that what none of them says is truly not said."""
        return all(name != kind.kind for name, _ in self.broken)

    def __iter__(self) -> Iterator[Record]:
        for records in self.records.values():
            yield from records.values()


def load(
    root: Path, alone: Sequence[Rule] = (), beside: Sequence[Rule] = (), before: Library | None = None
) -> tuple[Library, list[Problem]]:
    """Read every record below `root`. Records with faults are left out of the library and named in the problems.

    `alone` are rules of a record by itself, `beside` those that look at other records too.

    The other records are read first: projects name many of them, nothing names a
    project, and so projects can be read and judged by several processes. What
    `before` holds of files that have not changed since is not read again.
    """
    beside = (_dangling, *beside)
    kept = before.files if before else {}
    with without_collecting():
        files: dict[str, File] = {}
        for kind in KINDS[:-1]:
            for name, stamp in listing(root, kind):
                file = kept.get(name)
                files[name] = file if file and file.stamp == stamp else _read(root, kind, name, stamp, alone)
        same = before is not None and all(kept.get(name) is file for name, file in files.items())
        others = before.others if same else _library(root, files)
        for file in files.values():
            file.found = _found(file.records.values(), beside, others)

        projects = listing(root, Project)
        wanted = [(name, stamp) for name, stamp in projects if name not in kept or kept[name].stamp != stamp]
        parts = together([partial(_judged, root, share, alone, beside, others) for share in shares(wanted)])
        fresh = {name: file for part in parts for name, file in part.items()}
        for name, _ in projects:
            files[name] = fresh.get(name) or kept[name]
            if not same and name not in fresh:
                files[name].found = _found(files[name].records.values(), beside, others)
    return _library(root, files, others), [problem for file in files.values() for problem in (*file.problems, *file.found)]


def _judged(
    root: Path, wanted: Sequence[tuple[str, Stamp]], alone: Sequence[Rule], beside: Sequence[Rule], library: Library
) -> dict[str, File]:
    """The files of some projects, read and judged."""
    files = {}
    for name, stamp in wanted:
        files[name] = file = _read(root, Project, name, stamp, alone)
        file.found = _found(file.records.values(), beside, library)
    return files


def _found(records: Iterable[Record | None], rules: Sequence[Rule], library: Library) -> list[Problem]:
    found = []
    for record in records:
        if record:
            parts = leaves(record)
            for rule in rules:
                found += rule(record, parts, library)
    return found


def _library(root: Path, files: dict[str, File], others: Library | None = None) -> Library:
    """The library that `files` come to; `others` is the one without projects."""
    kinds = {kind.path: kind.kind for kind in KINDS}
    records: dict[str, dict[str, Record]] = {kind.kind: {} for kind in KINDS}
    broken: set[tuple[str, str]] = set()
    unread: set[str] = set()
    for name, file in files.items():
        kind = kinds.get(name) or kinds[name.rpartition("/")[0]]
        if file.unread:
            unread.add(kind)
        for key, record in file.records.items():
            if record is None:
                broken.add((kind, key))
            else:
                records[kind][key] = record
    return Library(root, records, frozenset(broken), frozenset(unread), dict(files), others)


def listing(root: Path, kind: type[Record]) -> list[tuple[str, Stamp]]:
    """The files of a kind with their stamps, in order of name."""
    if kind.path.endswith(".yml"):
        if not (root / kind.path).exists():
            return [(kind.path, (0, 0, 0))] if kind.required else []
        return [(kind.path, _stamp((root / kind.path).stat()))]
    found = []
    with os.scandir(root / kind.path) if (root / kind.path).is_dir() else nullcontext(()) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # an editor's passing file, gone again
                if not entry.name.startswith("."):
                    found.append((f"{kind.path}/{entry.name}", _stamp(entry.stat())))
    return sorted(found)


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def _read(root: Path, kind: type[Record], name: str, stamp: Stamp, rules: Sequence[Rule]) -> File:
    """Read one file, and judge each of its records by itself. What lies in a folder of records and is none is a fault, not silence."""
    path = PurePosixPath(name)
    if path.suffix != ".yml":
        return File(stamp, problems=[Problem(name, 1, 1, "file-name", "这里只放 .yml 文件", f"，请改名为 {path.stem}.yml，或移走它")])
    source = read(root / name, name)
    file = File(stamp, problems=source.problems, unread=source.data is None and name == kind.path)
    for record_id, _, record, faults in typed(kind, source):
        file.records[record_id] = record
        file.problems += faults
    file.problems += _found(file.records.values(), rules, Library(root, {}))
    return file


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
        faults.append(
            source.problem((*prefix, "id"), "unknown-field", "不需要写 id", "，文件名（或上一级的名字）就是编号，请删掉这一行", key=True)
        )
    try:
        return kind.model_validate({**data, "id": record_id}), faults
    except ValidationError as error:
        return None, faults + explain(error, kind, source, prefix)


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every leaf of a record with its place: texts, references, numbers, dates."""
    if isinstance(value, BaseModel):
        for name, child in value.__dict__.items():
            yield from walk(child, (*loc, name.rstrip("_")))  # `is_` and `not_` are typed without
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from walk(child, (*loc, index))
    elif value is not None:
        yield loc, value


def leaves(record: BaseModel) -> list[str]:
    """The texts and references of a record, without their places, at a tenth of the cost."""
    found: list[str] = []
    todo: list[Any] = [record]
    for value in todo:
        for child in value.__dict__.values() if isinstance(value, BaseModel) else value:
            if isinstance(child, str):
                found.append(child)
            elif isinstance(child, (BaseModel, tuple)):
                todo.append(child)
    return found


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


def _dangling(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """References to records that do not exist, and citations of clauses that no outline has.

    A reference to a record that has faults of its own is no second fault,
    nor is one to a vocabulary that could not be read at all.
    """
    refs = [part for part in parts if type(part) is Ref]
    if any(ref not in library.records[ref.kind] for ref in refs):
        origin = library.origin(record)
        labels = {kind.kind: kind.label for kind in KINDS}
        for loc, value in walk(record):
            if not isinstance(value, Ref) or value.kind in library.unread or (value.kind, value) in library.broken:
                continue
            known = library.records[value.kind]
            if value not in known:
                yield origin.problem(loc, "unknown-reference", f"没有编号为“{value}”的{labels[value.kind]}", _nearest(value, known))
    for loc, cite in cites(record) if any(ref.kind == "document" for ref in refs) else ():
        document = library.records["document"].get(cite.document)
        if document and cite.clause and not document.clause(cite.clause):
            yield library.origin(record).problem(
                loc,
                "unknown-clause",
                f"“{document.short}”的条款概要里没有“{cite.clause}”",
                "，请核对条款号，或先在文件的 outline 里补上这一条",
            )


def _nearest(value: str, known: Mapping[str, Record]) -> str:
    titles = {record.title: key for key, record in known.items()}
    close = difflib.get_close_matches(value, known, 1, 0.5) or [titles[t] for t in difflib.get_close_matches(value, titles, 1, 0.3)]
    if close:
        return f"，是否想写 {close[0]}（{known[close[0]].title}）？"
    return "，可用的编号：" + "、".join(sorted(known)[:20]) if known else ""
