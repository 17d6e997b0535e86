"""The search index: Pagefind's, fed with what each page is about, twice.

Once as it is, cut into words: what Pagefind's own script reads, such as that of a portal that merges the indexes of cities.
Once as the pairs of characters that stand in it, which our search looks up: Chinese has no blanks, two dictionaries cut it in
two ways, and a pair is found whatever word it is part of. Of this second index only the lists of pages by pair are published,
with one file that says which list is where: Pagefind's own needs a hash of every page.

Pagefind is given documents rather than left to crawl the site: it reads a fraction
of the text, can work while MkDocs does, and numbers the pages in our order instead of
that of the file system. Its filters it writes in the order of a hash table that is
seeded anew in every run; they are sorted here. So the same pages give the same bytes.
"""

import gzip
import hashlib
import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from io import BufferedReader, BufferedWriter
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import Any
from unicodedata import normalize

import cbor2
from markdown import markdown
from markupsafe import escape
from pagefind.service import get_executable

from ..pages.page import Page
from ..problems import Failed
from .entries import searched

MAGIC = b"pagefind_dcd"
CHUNKS, FILTERS = 2, 3
"""Where the metadata file lists the files of words, each as its first and last word and hash, and its filters, each as name and hash."""
PAIRS = "und"
"""The language of the second index: none, so that nothing is cut or stemmed."""
PLACES = "pairs.json"
"""Which pairs are in which file: the first pair of each, and its name."""
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?万?")
"""What is looked up: runs of Chinese, of letters, of figures. The search of the browser takes questions apart in the same way."""
_GAP = re.compile(r"(?<=\d)\s+(?=万)|</?(?:a|abbr|b|em|span|strong)\b[^>]*>")
_TAG = re.compile("<[^>]+>")
TEXT = 1.05
"""How much the text of a project weighs. At 1, Pagefind notes the weight with every single word, a fifth of what it holds;
in its steps of 1/24 this is the weight that it leaves out."""
TAG = 4
"""How much a short tag weighs."""
_ASIDE = re.compile('<a class="cite".*?</a>|<thead>.*?</thead>', re.DOTALL)
"""Clauses named beside what they say, and the heads of tables: read on the page, noise in an excerpt."""
CHUNK = "2000"
"""How many places of words a file of the index holds: Pagefind's 20,000 make every search load five times as much.
It asks not to rely on this setting, and without it all is found as well, only not as lightly."""
UNUSED = re.compile("pagefind-(.*ui|highlight)\\b")
"""Pagefind's own interface, which this site does not load."""


def index(pages: Iterable[Page], folder: Path) -> None:
    """Write the index of `pages` into `folder`. Raises Failed with what Pagefind says when it fails.

    Pages of like titles stand beside each other: their words are much the same, and pack into two thirds of the space.
    The pairs are of the pages outside the library in the order of their entries, then of projects in that of the catalogue.
    """
    pages = [page for page in pages if page.kind]
    projects = sorted((page for page in pages if page.words), key=lambda page: (page.title, page.path))
    ordered = sorted((page for page in pages if not page.words), key=lambda page: page.title) + projects
    documents = [(page.path, document(page)) for page in ordered]
    documents += [(f"{PAIRS}/{page.path}", _paired(page)) for page in (*searched(pages), *projects)]
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": {}}]
    requests += [{"type": "AddFile", "index_id": 0, "url": path, "file_contents": html} for path, html in documents]
    # Asked to write the files itself, Pagefind 1.5 says that it has before it has, and may end without.
    requests.append({"type": "GetFiles", "index_id": 0})
    files: dict[str, bytes] = {}
    for answer in _ask(requests):
        if answer["type"] == "Error":
            raise Failed(answer["message"])
        files |= {file["path"]: b64decode(file["content"]) for file in answer.get("files", ())}
    _settle(files)
    for name, content in files.items():
        if not UNUSED.match(name):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def document(page: Page) -> str:
    """What Pagefind reads of a page: its title, its text, and what results show and filters sort by."""
    filters = {"kind": page.kind, **page.filters}
    heads = [
        f'<meta data-pagefind-{what}="{escape(name)}[content]" content="{escape(value)}">'
        for what, values in (("meta", {"kind": page.kind, **page.search}), ("filter", filters))
        for name, value in values.items()
    ]
    if page.words:
        tags, *parts = page.words()
        text = f"<h1>{escape(page.title)}</h1><p>{'、'.join(map(_tag, tags.split('、')))}</p>" + "".join(
            f'<p data-pagefind-weight="{TEXT}">{escape(part)}</p>' for part in parts if part
        )
    else:
        text = _text(page)
    return f'<!doctype html><html lang="zh-CN"><head>{"".join(heads)}</head><body data-pagefind-body>{text}</body></html>'


def _text(page: Page) -> str:
    """What a page outside the library says, as HTML."""
    return _ASIDE.sub("", page.body).replace("</dt>", "：</dt>") or markdown(
        page.written, extensions=["attr_list", "fenced_code", "tables"]
    )


def _paired(page: Page) -> str:
    """What the second index reads of a page: each pair of characters once."""
    text = "\n".join(page.texts()) if page.texts else unescape(page.body or _text(page))
    found = " ".join(dict.fromkeys(pairs(text)))
    return (
        f'<!doctype html><html lang="{PAIRS}"><body data-pagefind-body><p data-pagefind-weight="{TEXT}">{escape(found)}</p></body></html>'
    )


def pairs(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters of a text, its words of letters and its figures."""
    for run in _RUN.findall(_TAG.sub(" ", _GAP.sub("", normalize("NFKC", text).lower()))):
        if len(run) < 2 or run[0] < "\u3400":
            yield run
        else:
            yield from map("".join, pairwise(run))


def _tag(tag: str) -> str:
    """A tag; one that is a single word says more about a page than that word within a longer one."""
    return f'<span data-pagefind-weight="{TAG}">{escape(tag)}</span>' if len(tag) < 4 else str(escape(tag))


def _ask(requests: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Pagefind's answers, in whatever order they come. It stops at the end of its input, so that is kept open."""
    with (
        TemporaryFile() as said,
        subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK},
        ) as process,
    ):
        asked, answered = process.stdin, process.stdout
        assert isinstance(asked, BufferedWriter) and isinstance(answered, BufferedReader)

        def send() -> None:
            with suppress(BrokenPipeError):  # Pagefind has ended, which the answers show
                for number, request in enumerate(requests):
                    message = json.dumps({"message_id": number, "payload": request}, ensure_ascii=False)
                    asked.write(b64encode(message.encode()) + b",")
                asked.flush()

        sending = Thread(target=send, daemon=True)
        sending.start()
        waiting = len(requests)
        parts: list[bytes] = []
        while waiting and (read := answered.read1()):
            *ends, rest = read.split(b",")
            for end in ends:
                yield json.loads(b64decode(b"".join([*parts, end])))["payload"]
                parts, waiting = [], waiting - 1
            parts.append(rest)
        sending.join()
        with suppress(BrokenPipeError):
            asked.close()
        if waiting:
            said.seek(0)
            raise Failed(f"Pagefind 中途停止。{said.read().decode(errors='replace').strip()}")


def _settle(files: dict[str, bytes]) -> None:
    """Sort every filter, name the changed files after what they hold now, and leave of the second index what our search reads."""
    languages = json.loads(files["pagefind-entry.json"])
    paired = languages["languages"].pop(PAIRS)["hash"]
    chunks = _unpack(files[f"pagefind.{paired}.pf_meta"])[CHUNKS]
    for name in [name for name in files if name.startswith((f"pagefind.{PAIRS}", f"fragment/{PAIRS}", f"filter/{PAIRS}"))]:
        del files[name]
    places = {"first": ",".join(first for first, _, _ in chunks), "files": ",".join(name for _, _, name in chunks)}
    files[PLACES] = json.dumps(places, ensure_ascii=False, separators=(",", ":")).encode()
    for language in languages["languages"].values():
        meta = _unpack(files.pop(f"pagefind.{language['hash']}.pf_meta"))
        for found in meta[FILTERS]:
            name, values = _unpack(files.pop(f"filter/{found[1]}.pf_filter"))
            found[1] = _pack(files, "filter/{}.pf_filter", found[1], [name, sorted(values)])
        meta[FILTERS].sort()
        language["hash"] = _pack(files, "pagefind.{}.pf_meta", language["hash"], meta)
    files["pagefind-entry.json"] = json.dumps(languages, ensure_ascii=False, separators=(",", ":")).encode()


def _unpack(content: bytes) -> list[Any]:
    data: list[Any] = cbor2.loads(gzip.decompress(content).removeprefix(MAGIC))
    return data


def _pack(files: dict[str, bytes], name: str, old: str, data: list[Any]) -> str:
    """Add `data` under a hash like `old`, which says the language first; the hash is returned."""
    content = MAGIC + cbor2.dumps(data)
    language, _, digest = old.rpartition("_")
    new = f"{language}_{hashlib.sha1(content).hexdigest()[: len(digest)]}"
    files[name.format(new)] = gzip.compress(content, mtime=0)
    return new
