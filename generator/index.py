"""The search index: Pagefind's, with its filters put in order.

Pagefind 1.5 writes the values of each filter, and the filters, in the order of a hash
table that is seeded anew in every run. Nothing reads meaning into that order, so it is
sorted here; otherwise no two builds would be the same bytes.
"""

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import cbor2

MAGIC = b"pagefind_dcd"
FILTERS = 3
"""Where the metadata file lists its filters, each as name and hash."""


def index(site: Path) -> None:
    """Index the pages of `site` for searching, into `site/pagefind`. Raises what Pagefind fails with."""
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site), "--silent"],
                   capture_output=True, text=True, check=True)
    _settle(site / "pagefind")


def _settle(folder: Path) -> None:
    """Sort every filter, and name the changed files after what they hold now."""
    entry = folder / "pagefind-entry.json"
    languages = json.loads(entry.read_text("utf-8"))
    for language in languages["languages"].values():
        file = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(file)
        for found in meta[FILTERS]:
            old = folder / "filter" / f"{found[1]}.pf_filter"
            name, values = _read(old)
            old.unlink()
            found[1] = _write(folder / "filter", "{}.pf_filter", found[1], [name, sorted(values)])
        meta[FILTERS].sort()
        file.unlink()
        language["hash"] = _write(folder, "pagefind.{}.pf_meta", language["hash"], meta)
    entry.write_text(json.dumps(languages, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _read(file: Path) -> list:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(MAGIC))


def _write(folder: Path, name: str, old: str, data: list) -> str:
    """Write `data` under a hash like `old`, which says the language first; the hash is returned."""
    content = MAGIC + cbor2.dumps(data)
    language, _, digest = old.rpartition("_")
    new = f"{language}_{hashlib.sha1(content).hexdigest()[:len(digest)]}"
    (folder / name.format(new)).write_bytes(gzip.compress(content, mtime=0))
    return new
