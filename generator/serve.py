"""The site on this machine while someone edits: every change is built and shown again."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from .build import BuildError, build
from .problems import Problem

WATCHED = ("content", "projects", "overrides", "mkdocs.yml")


class _Server(LiveReloadServer):
    """Says where the site is once the port is its own."""

    def server_activate(self) -> None:
        super().server_activate()
        print(f"网站已在 {self.url} 打开；改动会自动更新，按 Ctrl+C 停止。", flush=True)


def serve(root: Path, site_dir: Path, on: date | None, port: int,
          progress: Callable[[str], None], report: Callable[[list[Problem]], int]) -> int:
    """Build, then serve until interrupted. Faults are reported, and the last good site stays up."""

    def rebuild() -> int:
        try:
            return report(build(root, site_dir, on or date.today(), progress))
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1

    failed = rebuild()
    if failed and not site_dir.exists():
        return failed
    server = _Server(rebuild, "127.0.0.1", port, str(site_dir))
    server.error_handler = lambda code: (site_dir / "404.html").read_bytes()
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    try:
        server.serve()
    except OSError as error:
        print(f"端口 {port} 用不了（{error.strerror}），请换一个：--port 8001", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        server.shutdown()
    return 0
