"""A real browser on a built site, with every byte counted as a web server that compresses would send it."""

import functools
import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import FLAGS

EMPTY = "empty.html"
"""A page with nothing on it, to search from."""
_EMPTY = b'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>empty</title>'


class Server(ThreadingHTTPServer):
    """Serves `folder` on a free port of 127.0.0.1 and remembers what was asked for."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def sent(self) -> int:
        """Bytes of the bodies sent since the last call, compressed."""
        asked, self.asked = self.asked, []
        return sum(_compressed(self.folder / path) for path in asked)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".wasm": "application/wasm"}

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        if path == EMPTY:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(_EMPTY)))
            self.end_headers()
            self.wfile.write(_EMPTY)
            return
        self.server.asked.append(path)
        super().do_GET()

    def log_message(self, *args: object) -> None:
        pass


@functools.cache
def _compressed(file: Path) -> int:
    if file.is_dir():
        file /= "index.html"
    if not file.is_file():
        return 0
    content = file.read_bytes()
    return len(content) if content[:2] == b"\x1f\x8b" else min(len(content), len(gzip.compress(content, 6)))


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
