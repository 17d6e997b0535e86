"""All records of a site: read, typed, with every reference resolved."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from .fields import Questions, Ref, Span, Word
from .kinds import KINDS, Document, Project, Record, Stage, Wordlist
from .kinds.cite import Cite
from .messages import explain
from .problems import Problem, Severity
from .text.source import Loc, Source, read
from .workers import shares, together, without_collecting

R = TypeVar("R", bound=Record)
Stamp = tuple[int, int, int]
"""When a file was last written and last changed in any way, in nanoseconds, and its size: an edited file has another one."""
Key = tuple[str, str]
"""Kind and id of a record."""
Rule = Callable[[Record, Sequence[str], "Library"], Iterable[Problem]]
"""What is wrong with one record, given with all its texts and references, beside all others but those of numerous kinds."""

FEW = tuple(kind for kind in KINDS if not kind.numerous)
MANY = tuple(kind for kind in KINDS if kind.numerous)

_KINDS = {kind.kind: kind for kind in KINDS}


@dataclass(frozen=True)
class Origin:
    """Where a record was typed: its file below `root`, and where in that file it stands."""

    root: Path
    file: str
    loc: Loc

    @cached_property
    def source(self) -> Source:
        """The file, read again: places are only wanted where something is wrong, and would fill the memory elsewhere."""
        return read(self.root / self.file, self.file)

    def problem(
        self, loc: Loc, code: str, message: str, hint: str = "", *, key: bool = False, severity: Severity = "error", index: int = 0
    ) -> Problem:
        """A fault at `loc` within the record or, in a text whose lines are kept, at a character of it."""
        found = self.source.problem((*self.loc, *loc), code, message, hint, key=key, severity=severity)
        if loc == ("body",) and index > 0:
            before = self.source.body[:index]
            start = before.rfind("\n") + 1
            found = replace(found, line=found.line + before.count("\n"), column=index - start + 1)
        return found


@dataclass(slots=True)
class File:
    """What one file came to: its records by id, None where they have faults; and what is wrong with it.

    `found` is what its records lack beside others, kept apart because that may change while the file does not.
    `claims` are the values that no other record may have as well, each with its place.
    """

    kind: str
    stamp: Stamp
    records: dict[str, Record | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    found: list[Problem] = field(default_factory=list)
    claims: list[tuple[Claim, Loc]] = field(default_factory=list)
    unread: bool = False


Claim = tuple[str, str, str]
"""Kind, field and value of something that only one record of the kind may have; without a kind, only one of all records."""


@dataclass(frozen=True, eq=False)
class Library:
    """Every record, by kind and id. The only thing that pages are made from."""

    root: Path
    records: Mapping[str, Mapping[str, Record]]
    broken: frozenset[Key] = frozenset()
    """The records left out for their faults: what they would have said is not known."""
    unread: frozenset[str] = frozenset()
    """Kinds whose one file could not be read at all."""
    files: Mapping[str, File] = field(default_factory=dict, repr=False)
    _others: Library | None = field(default=None, repr=False)
    _sorted: dict[str, list[Record]] = field(default_factory=dict, init=False, repr=False)
    _origins: dict[Key, Origin] = field(default_factory=dict, init=False, repr=False)

    @property
    def others(self) -> Library:
        """All records but those of numerous kinds; the same object as long as all of them are as they were."""
        return self._others or self

    def all(self, kind: type[R]) -> list[R]:
        """The records of one kind, in their own order where they have one, else by id."""
        if kind.kind not in self._sorted:
            key = attrgetter("order", "id") if "order" in kind.model_fields else attrgetter("id")
            self._sorted[kind.kind] = sorted(self.records[kind.kind].values(), key=key)
        return cast(list[R], self._sorted[kind.kind])

    def get(self, ref: Ref[R]) -> R:
        """The record that `ref` names."""
        return cast(R, self.records[ref.kind][ref])

    def only(self, kind: type[R]) -> R:
        """The one record of a kind that has just one. Raises KeyError where it is missing or has faults."""
        return cast(R, self.records[kind.kind][PurePosixPath(kind.path).stem])

    def find(self, kind: type[R], name: str) -> R | None:
        """The record of a kind with that id, if there is one."""
        return cast(R | None, self.records[kind.kind].get(name))

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list that the city keeps."""
        found = self.find(Wordlist, name)
        return found.words if found else ()

    def origin(self, record: Record) -> Origin:
        """Where `record` was typed."""
        key = record.kind, record.id
        if key not in self._origins:
            self._origins.clear()  # what is wrong is told record by record, and files are large
            if record.in_one_file():
                self._origins[key] = Origin(self.root, record.path, () if record.only else (record.id,))
            else:
                self._origins[key] = Origin(self.root, f"{record.path}/{record.id}{record.suffix}", ())
        return self._origins[key]

    def published(self, *, samples: bool) -> Library:
        """The same library with only what the public may see, and samples only where they are wanted."""
        shown = {
            kind: {
                key: record for key, record in found.items() if self._public(record) and (samples or not getattr(record, "sample", False))
            }
            for kind, found in self.records.items()
        }
        return Library(self.root, shown, self.broken, self.unread)

    def _public(self, record: Record) -> bool:
        """Not a project that is still being judged, nor one that was turned down."""
        return not isinstance(record, Project) or self.stage(record).public

    def stage(self, project: Project) -> Stage:
        """The step in which a project stands now."""
        return self.get(project.now.stage)

    def entered_on(self, project: Project) -> date:
        """The day a project entered the library, or of its last step where it has not."""
        return next((step.on for step in reversed(project.lifecycle) if self.get(step.stage).enters), project.now.on)

    def without(self, keys: Iterable[Key]) -> Library:
        """The library without some records and without all that name them, or each other, in vain."""
        gone = set(keys)
        left = {kind: {name: record for name, record in found.items() if (kind, name) not in gone} for kind, found in self.records.items()}
        names = {(record.kind, record.id): list(_named(record)) for found in left.values() for record in found.values()}
        while vain := [key for key, refs in names.items() if any(not _holds(left, ref) for ref in refs)]:
            for kind, name in vain:
                del left[kind][name], names[kind, name]
            gone.update(vain)
        return Library(self.root, left, self.broken | gone, self.unread)

    def whole(self, kind: type[Record]) -> bool:
        """Whether every record of a kind could be read, so that what none of them says is truly not said."""
        return kind.kind not in self.unread and all(name != kind.kind for name, _ in self.broken)

    def __iter__(self) -> Iterator[Record]:
        for records in self.records.values():
            yield from records.values()


if TYPE_CHECKING:
    Named = Ref[Record] | Word | Cite


def _named(record: Record) -> Iterator[Named]:
    """What a record names: other records, words of lists, clauses."""
    yield from (part for part in leaves(record) if isinstance(part, (Ref, Word)))
    yield from (cite for _, cite in cites(record) if cite.clause)


def _holds(records: Mapping[str, Mapping[str, Record]], named: Named) -> bool:
    match named:
        case Ref():
            return named in records[named.kind]
        case Word():
            words = records[Wordlist.kind].get(named.list)
            return isinstance(words, Wordlist) and named in words.words
    document = records[Document.kind].get(named.document)
    return isinstance(document, Document) and document.clause(named.clause) is not None


def load(root: Path, rules: Sequence[Rule] = (), before: Library | None = None, *, keep: bool = True) -> tuple[Library, list[Problem]]:
    """Read every record below `root`. Records with faults are left out of the library and named in the problems.

    `rules` judge each record beside all others but those of numerous kinds. These are read first: a project
    names many of them, nothing names a project, and so projects can be read and judged by several processes.
    What `before` holds of files that have not changed since is not read again. Without `keep` the records of
    numerous kinds are judged and not kept.
    """
    rules = (dangling, *rules)
    kept = before.files if before else {}
    with without_collecting():
        files: dict[str, File] = {}
        strays = list(_elsewhere(root))
        for kind in FEW:
            for name, stamp in _listing(root, kind, strays):
                file = kept.get(name)
                files[name] = file if file and file.stamp == stamp else _read(root, kind, name, stamp)
        old = {name: file for name, file in kept.items() if not _KINDS[file.kind].numerous}
        same = before is not None and old.keys() == files.keys() and all(old[name] is file for name, file in files.items())
        others = before.others if before and same else _library(root, files)
        for file in files.values():
            file.found = _found(file.records.values(), rules, others)
        for kind in MANY:
            listed = _listing(root, kind, strays)
            wanted = [(name, stamp) for name, stamp in listed if name not in kept or kept[name].stamp != stamp]
            parts = together([partial(_judged, root, kind, share, rules, others, keep) for share in shares(wanted)])
            fresh = {name: file for part in parts for name, file in part.items()}
            for name, _ in listed:
                files[name] = fresh.get(name) or kept[name]
                if not same and name not in fresh:
                    files[name].found = _found(files[name].records.values(), rules, others)
    problems = [problem for file in files.values() for problem in (*file.problems, *file.found)]
    return _library(root, files, others), [*strays, *problems, *_claimed_twice(root, files)]


def _judged(
    root: Path, kind: type[Record], wanted: Sequence[tuple[str, Stamp]], rules: Sequence[Rule], library: Library, keep: bool
) -> dict[str, File]:
    """The files of some records of a numerous kind, read and judged."""
    files = {}
    for name, stamp in wanted:
        files[name] = file = _read(root, kind, name, stamp)
        file.found = _found(file.records.values(), rules, library)
        if not keep:
            file.records = {}
    return files


def _found(records: Iterable[Record | None], rules: Sequence[Rule], library: Library) -> list[Problem]:
    found: list[Problem] = []
    for record in records:
        if record:
            parts = leaves(record)
            for rule in rules:
                found += rule(record, parts, library)
    return found


def _library(root: Path, files: dict[str, File], others: Library | None = None) -> Library:
    """The library that `files` come to; `others` is the one without numerous kinds."""
    records: dict[str, dict[str, Record]] = {kind.kind: {} for kind in KINDS}
    broken: set[Key] = set()
    for file in files.values():
        for key, record in file.records.items():
            if record is None:
                broken.add((file.kind, key))
            else:
                records[file.kind][key] = record
    unread = frozenset(file.kind for file in files.values() if file.unread)
    return Library(root, records, frozenset(broken), unread, dict(files), others)


def _claims(record: Record) -> Iterator[tuple[Claim, Loc]]:
    """What no other record may have as well: a number of its kind, and a question, however it is spaced."""
    for name in record.unique:
        if (value := getattr(record, name)) is not None:
            yield (record.kind, name, str(value)), (name,)
    for index, question in enumerate(asked(record)):
        yield ("", "asks", "".join(question.lower().split())), ("asks", index)


def _claimed_twice(root: Path, files: Mapping[str, File]) -> Iterator[Problem]:
    """Values that only one record may have, and that an earlier one has already."""
    first: dict[Claim, tuple[str, Loc]] = {}
    for name, file in files.items():
        for claim, loc in file.claims:
            other, place = first.setdefault(claim, (name, loc))
            if (other, place) == (name, loc):
                continue
            holder = str(place[0]) if other == name and _KINDS[file.kind].in_one_file() else other
            source = read(root / name, name)
            if claim[1] == "asks":
                message = f"“{source.at(loc)}”在 {holder} 里也写着"
                yield source.problem(loc, "asked-twice", message, "，请只留在最合适的一处", severity="warning")
            else:
                yield source.problem(loc, "duplicate-number", f"“{claim[2]}”已被 {holder} 使用", "，请换一个没用过的")


def _elsewhere(root: Path) -> Iterator[Problem]:
    """What lies where records are kept and is read by nobody, such as a renamed folder with all its records."""
    places: dict[PurePosixPath, set[str]] = {}
    for kind in KINDS:
        path = PurePosixPath(kind.path)
        for place in path.parents:
            places.setdefault(place, set()).add(path.relative_to(place).parts[0])
    for place, names in places.items():
        found = {entry.name for entry in (root / place).iterdir()} if (root / place).is_dir() else set()
        for name in sorted(found - names):
            like = difflib.get_close_matches(name.casefold(), sorted(names - found), 1, 0.6)
            ours = place.parts or like or name.casefold() in names  # beside `content` lies much else
            if ours and not name.startswith("."):
                hint = f"，请改名为 {like[0]}，或移走它" if like else f"，请移走它；这里只放 {'、'.join(sorted(names))}"
                yield Problem((place / name).as_posix(), 1, 1, "file-name", "网站不认识这个名字，里面的内容不会公布", hint)


def _listing(root: Path, kind: type[Record], strays: list[Problem]) -> list[tuple[str, Stamp]]:
    """The files of a kind with their stamps, in order of name. What lies among them and is none is a fault, not silence."""
    if kind.in_one_file():
        if not (root / kind.path).exists():
            return [(kind.path, (0, 0, 0))] if kind.required else []
        return [(kind.path, _stamp((root / kind.path).stat()))]
    found: list[tuple[str, Stamp]] = []
    folded: dict[str, str] = {}
    with os.scandir(root / kind.path) if (root / kind.path).is_dir() else nullcontext(()) as entries:
        for entry in sorted(entries, key=attrgetter("name")):
            name = f"{kind.path}/{entry.name}"
            if entry.name.startswith("."):
                continue
            other = folded.setdefault(entry.name.casefold(), entry.name)
            if kind.beside and entry.name.endswith(kind.beside):
                continue
            if not entry.name.endswith(kind.suffix):
                hint = f"，请改名为 {PurePosixPath(entry.name).stem}{kind.suffix}，或移走它"
                strays.append(Problem(name, 1, 1, "file-name", f"这里只放 {kind.suffix} 文件", hint))
            elif other != entry.name:
                message = f"文件名和“{other}”只有大小写不同，有的电脑上会互相覆盖"
                strays.append(Problem(name, 1, 1, "file-name", message, "，请把其中一个改名"))
            elif entry.is_symlink():
                strays.append(Problem(name, 1, 1, "file-name", "这是一个链接，不是文件", "，请换成普通文件"))
            else:
                with suppress(FileNotFoundError):  # an editor's passing file, gone again
                    found.append((name, _stamp(entry.stat())))
    return found


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def _read(root: Path, kind: type[Record], name: str, stamp: Stamp) -> File:
    """Read one file."""
    source = read(root / name, name)
    file = File(kind.kind, stamp, problems=source.problems, unread=source.data is None and kind.in_one_file())
    for record_id, place, record, faults in typed(kind, source):
        file.records[record_id] = record
        file.problems += faults
        if record:
            file.claims += [(claim, (*place, *loc)) for claim, loc in _claims(record)]
    return file


def typed(kind: type[R], source: Source) -> Iterator[tuple[str, Loc, R | None, list[Problem]]]:
    """The records in one file of a kind: id, place in the file, and the record, or None where it has faults."""
    if kind.in_one_file() and not kind.only:
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
        hint = "，文件名（或上一级的名字）就是编号，请删掉这一行"
        faults.append(source.problem((*prefix, "id"), "unknown-field", "不需要写 id", hint, key=True))
    try:
        return kind.model_validate({**data, "id": record_id}), faults
    except ValidationError as error:
        return None, faults + explain(error, kind, source, prefix)


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every leaf of what a record says, with its place: texts, references, numbers, dates. Questions that people ask are none."""
    if isinstance(value, BaseModel):
        for name, child in value.__dict__.items():
            yield from walk(child, (*loc, name.rstrip("_")))  # `is_` and `not_` are typed without
    elif isinstance(value, tuple):
        for index, child in enumerate(() if isinstance(value, Questions) else value):
            yield from walk(child, (*loc, index))
    elif value is not None:
        yield loc, value


def asked(record: Record) -> Sequence[str]:
    """The questions that are kept with a record."""
    found: Sequence[str] = getattr(record, "asks", ())
    return found


def typed_texts(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every text that was typed for a record with its place, questions too."""
    yield from ((loc, value) for loc, value in walk(record) if isinstance(value, str))
    yield from ((("asks", index), question) for index, question in enumerate(asked(record)))


def leaves(record: BaseModel) -> list[str]:
    """The texts and references of what a record says, without their places, at a tenth of the cost."""
    found: list[str] = []
    todo: list[Any] = [record]
    for value in todo:
        for child in value if type(value) is tuple else value.__dict__.values():
            kind = type(child)
            if kind in _TEXTS:
                found.append(child)
            elif kind not in _BARE:
                todo.append(child)
    return found


_TEXTS = frozenset({str, Ref, Word})
_BARE = frozenset({type(None), bool, int, float, date, Span, Questions})
"""What leaves of a record are, and what it does not say; all else in it are tuples and parts."""


def cites(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Cite]]:
    """Every citation in a record with its place."""
    if isinstance(value, Cite):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name, child in value:
            yield from cites(child, (*loc, name.rstrip("_")))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from cites(child, (*loc, index))


def dangling(record: Record, parts: Sequence[str], library: Library) -> Iterator[Problem]:
    """References to records that do not exist, words that no list has, and citations of clauses that no outline has.

    A reference to a record that has faults of its own is no second fault,
    nor is one to a vocabulary that could not be read at all.
    """
    named = [part for part in parts if isinstance(part, (Ref, Word))]
    cited = any(isinstance(part, Ref) and part.kind == Document.kind for part in named)
    if cited or not all(_holds(library.records, part) for part in named):
        origin = library.origin(record)
        for loc, value in walk(record):
            if isinstance(value, Ref) and value not in library.records[value.kind]:
                if value.kind not in library.unread and (value.kind, str(value)) not in library.broken:
                    label = _KINDS[value.kind].label
                    yield origin.problem(
                        loc, "unknown-reference", f"没有编号为“{value}”的{label}", _nearest(value, library.records[value.kind])
                    )
            elif isinstance(value, Word) and value not in library.words(value.list):
                yield from _unlisted(origin, loc, value, library)
        for loc, cite in cites(record):
            document = library.find(Document, cite.document)
            if document and cite.clause and not document.clause(cite.clause):
                message = f"“{document.short}”的条款概要里没有“{cite.clause}”"
                yield origin.problem(loc, "unknown-clause", message, "，请核对条款号，或先在文件的 outline 里补上这一条")


def _unlisted(origin: Origin, loc: Loc, word: Word, library: Library) -> Iterator[Problem]:
    """A word that its list does not have; nothing where the list itself could not be read."""
    if Wordlist.kind in library.unread or (Wordlist.kind, word.list) in library.broken:
        return
    words = library.words(word.list)
    hint = f"，请从这些里选一个：{'、'.join(words)}" if words else f"，请先在 {Wordlist.path} 里写上 {word.list}"
    yield origin.problem(loc, "choice", f"“{word}”不在可选范围内", hint)


def _nearest(value: str, known: Mapping[str, Record]) -> str:
    titles = {record.title: key for key, record in known.items()}
    close = difflib.get_close_matches(value, known, 1, 0.5) or [titles[t] for t in difflib.get_close_matches(value, titles, 1, 0.3)]
    if close:
        title = known[close[0]].title
        return f"，是否想写 {close[0]}{f'（{title}）' if title != close[0] else ''}？"
    return "，可用的编号：" + "、".join(sorted(known)[:20]) if known else ""
