"""The search index: Pagefind's, fed with what each page is about.

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
from io import BufferedReader, BufferedWriter
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import Any

import cbor2
from markdown import markdown
from markupsafe import escape
from pagefind.service import get_executable

from ..pages.page import Page
from ..problems import Failed

MAGIC = b"pagefind_dcd"
FILTERS = 3
"""Where the metadata file lists its filters, each as name and hash."""
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
    """
    ordered = sorted((page for page in pages if page.kind), key=lambda page: (bool(page.words), page.title))
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": {}}]
    requests += [{"type": "AddFile", "index_id": 0, "url": page.path, "file_contents": document(page)} for page in ordered]
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
    """What Pagefind reads of a page: its title, its text, and what results show and filters sort by.
    The few pages outside the project library are in a filter of their own, with what they are, so that a search knows
    them without reading them, nor the long list of projects."""
    filters = {"kind": page.kind, **page.filters}
    if not page.words:
        filters["page"] = f"{page.kind} {page.path}"
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
        text = _ASIDE.sub("", page.body).replace("</dt>", "：</dt>") or markdown(
            page.written, extensions=["attr_list", "fenced_code", "tables"]
        )
    return f'<!doctype html><html lang="zh-CN"><head>{"".join(heads)}</head><body data-pagefind-body>{text}</body></html>'


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
    """Sort every filter, and name the changed files after what they hold now."""
    languages = json.loads(files["pagefind-entry.json"])
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
