"""The site on this machine while someone edits: what a change changes is made again and shown."""

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from ..checks import Checked, check
from ..pages import pages as pages_of
from ..pages.page import Page
from ..pages.render import Site
from ..problems import Failed, Problem, has_errors, why
from ..search.index import index
from ..workers import without_collecting
from .build import data, make, merge, publish, published, render_pages, replaceable, workplace
from .frame import Frame

WATCHED = ("content", "projects", "overrides", "mkdocs.yml")
AT_ONCE = 300
"""How many pages are made before they are shown."""
QUIET = 2
"""Seconds without another change before the data and the index, which take long in a large library, are made again."""


@dataclass(frozen=True)
class _Shown:
    """What the shown site was made from."""

    checked: Checked
    look: Any
    frame: Frame
    pages: dict[str, Page]


class Preview:
    """A site in `site_dir` that follows the records of `root`. The first `update` makes all of it."""

    def __init__(self, root: Path, site_dir: Path, on: date | None) -> None:
        self.root, self.site_dir, self.on = root, Path(os.path.realpath(site_dir)), on
        self._work = root / "build" / "preview"
        self._shown: _Shown | None = None
        self._stop, self._paged, self._indexing = Event(), Event(), Lock()
        self._paged.set()

    def update(self, progress: Callable[[str], None] = lambda _: None) -> list[Problem]:
        """Bring the site up to date. With a fault in the records it stays as it is.

        Returns the problems. Pages beyond the first few hundred, and what scripts read,
        follow in the background; the next update breaks that off and takes it up again.
        Raises Failed.
        """
        self.stop()
        look, shown = self._look(), self._shown
        progress("检查记录")
        checked = check(self.root, self.on, shown.checked if shown else None)
        if has_errors(checked.problems):
            return checked.problems
        if shown and (shown.checked.on, shown.look) == (checked.on, look) and (self.site_dir / "index.html").exists():
            with without_collecting():
                self._change(shown, checked)
        else:
            progress("写出页面，生成网站和搜索索引")
            self._begin(look, checked)
        return checked.problems

    def stop(self) -> None:
        """Break off the work in the background. An index that is being made is let be, as it harms nobody."""
        self._stop.set()
        self._paged.wait()

    def _begin(self, look: Any, checked: Checked) -> None:
        if not replaceable(self.site_dir):
            raise Failed(f"{self.site_dir} 里的东西不是本程序发布的网站，请用 --site-dir 换一个新的或空的文件夹，以免误删。")
        frame = Frame(self.root, checked.on)
        with self._indexing, workplace(self.root) as work:
            pages = make(work, published(checked), frame)
            publish(work / "site", self.site_dir)
        self._shown = _Shown(checked, look, frame, {page.path: page for page in pages})

    def _change(self, shown: _Shown, checked: Checked) -> None:
        """Make the pages that differ: those that hold a changed project or, as anything
        may show another record's title, all of them once another record changed."""
        site = published(checked)
        pages = {page.path: page for page in pages_of(site)}
        everything = shown.checked.library.others is not checked.library.others
        stale = [page for path, page in pages.items() if everything or page != shown.pages.get(path)]
        stale.sort(key=lambda page: page.path.startswith("projects/"))
        self._shown = replace(shown, checked=checked, pages=pages)
        self._put(shown.frame, stale[:AT_ONCE])
        for path in shown.pages.keys() - pages.keys():
            shutil.rmtree(self.site_dir / path, ignore_errors=True)
        self._stop, self._paged = Event(), Event()
        Thread(target=self._follow, args=(shown.frame, site, stale[AT_ONCE:], pages, self._stop, self._paged), daemon=True).start()

    def _follow(self, frame: Frame, site: Site, stale: list[Page], pages: dict[str, Page], stop: Event, paged: Event) -> None:
        """The pages that could wait, then what scripts read, then the index."""
        try:
            while stale and not stop.is_set():
                self._put(frame, stale[:AT_ONCE])
                stale = stale[AT_ONCE:]
            for page in stale:
                del pages[page.path]  # still to be made: the next update is not to think it was
            paged.set()
            with self._indexing:
                if not stop.wait(QUIET):
                    self._data(frame, site, list(pages.values()))
                    self._index(list(pages.values()))
        except (Failed, OSError) as error:
            print(why(error) if isinstance(error, OSError) else error, file=sys.stderr)
        finally:
            paged.set()

    def _data(self, frame: Frame, site: Site, pages: list[Page]) -> None:
        docs = self.root / "build" / "docs"
        names = data(site, pages, frame, docs, self.site_dir)
        for gone in docs.rglob("*.*"):
            name = gone.relative_to(docs).as_posix()
            if gone.suffix != ".md" and name not in names:
                gone.unlink()
                (self.site_dir / name).unlink(missing_ok=True)

    def _index(self, pages: list[Page]) -> None:
        fresh, old = self._work / "index", self._work / "old"
        for folder in (fresh, old):
            shutil.rmtree(folder, ignore_errors=True)
        index(pages, fresh)
        (self.site_dir / "pagefind").rename(old)
        fresh.rename(self.site_dir / "pagefind")

    def _put(self, frame: Frame, pages: list[Page]) -> None:
        """Make pages, and what the theme brings, into the site."""
        render_pages(self.root / "build" / "docs", pages, frame, self._work / "pages")
        merge(self._work / "pages", self.site_dir)

    def _look(self) -> list[tuple[str, int]]:
        """What tells whether the theme or the settings changed."""
        files = [self.root / "mkdocs.yml", *(self.root / "overrides").rglob("*")]
        return sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file())


class _Observer(Observer):  # type: ignore[misc, valid-type]  # watchdog calls it a function: it is the class for this system
    """Told of changes only: to be told of every reading as well, our own included, would never end."""

    def schedule(self, *args: Any, **more: Any) -> Any:
        return super().schedule(*args, event_filter=[FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent], **more)


class _Server(LiveReloadServer):
    """Says where the site is once the port is its own, and is told of changes by the system instead of looking for them.

    It answers to the names of this machine only: by another name a page from elsewhere could read what is not published yet.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.observer = _Observer()

    def server_activate(self) -> None:
        super().server_activate()
        print(f"网站已在 {self.url} 打开；改动会自动更新，按 Ctrl+C 停止。", flush=True)

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        name, _, port = environ.get("HTTP_HOST", "").partition(":")
        if name in ("127.0.0.1", "localhost") and (port or "80") == str(self.server_port):
            if "\0" not in environ["PATH_INFO"]:  # no file has such a name, and asking for it would be a fault
                return super().serve_request(environ, start_response)
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return ["这个网址不能用。\n".encode()]
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"请用 {self.url} 打开。\n".encode()]


def serve(
    root: Path, site_dir: Path, on: date | None, port: int, progress: Callable[[str], None], report: Callable[[list[Problem]], int]
) -> int:
    """Build, then serve until interrupted. Faults are reported, and the last good site stays up."""
    preview = Preview(root, site_dir, on)

    def update() -> int:
        try:
            return report(preview.update(progress))
        except Failed as error:
            print(error, file=sys.stderr)
        except OSError as error:
            print(why(error), file=sys.stderr)
        except Exception:  # noqa: BLE001 - a fault of this program: told in full, and the site that was made before stays up
            traceback.print_exc()
        return 1

    failed = update()
    if failed and not site_dir.exists():
        return failed
    server = _Server(update, "127.0.0.1", port, str(site_dir))
    lost = site_dir / "404.html"
    server.error_handler = lambda _: lost.read_bytes() if lost.exists() else "没有这个页面。\n".encode()
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs gives it no types
    except OSError as error:
        print(f"端口 {port} 用不了（{error.strerror}），请换一个：--port 8001", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        preview.stop()
    return 0
