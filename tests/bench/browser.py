"""A real browser on a built site, and a web server that compresses, with every byte that it sends counted."""

import functools
import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import FLAGS

EMPTY = "empty.html"
"""A page with nothing on it, to search from."""
_EMPTY = b'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>empty</title>'


class Sent(NamedTuple):
    """What a server sent: compressed bytes, and how many files."""

    size: int
    files: int


class Server(ThreadingHTTPServer):
    """Serves `folder` on a free port of 127.0.0.1 and remembers what was sent."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.bodies: list[int] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def sent(self) -> Sent:
        """What was sent since the last call."""
        bodies, self.bodies = self.bodies, []
        return Sent(sum(bodies), len(bodies))


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".wasm": "application/wasm"}

    def do_GET(self) -> None:
        if self.path == f"/{EMPTY}":
            self._send(_EMPTY, "text/html")
            return
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, encoding = _compressed(file)
        self.server.bodies.append(len(body))
        self._send(body, self.guess_type(file), encoding)

    def _send(self, body: bytes, kind: str, encoding: dict[str, str] | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(encoding or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@functools.cache
def _compressed(file: Path) -> tuple[bytes, dict[str, str]]:
    """A file as it is sent, and the header that says how; what is compressed in itself stays as it is."""
    content = file.read_bytes()
    packed = gzip.compress(content, 6)
    if content[:2] == b"\x1f\x8b" or len(content) <= len(packed):
        return content, {}
    return packed, {"Content-Encoding": "gzip"}


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


def slow(page: Page) -> None:
    """From now on the page has a cheap telephone's processor and network. A worker's network is slowed with it, its
    processor is not."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    devtools.send("Network.enable")
    speed = 1_600_000 // 8
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": speed, "uploadThroughput": speed},
    )
