"""The build bench: what checking, building and changing one record cost, beside Hugo with the same Pagefind."""

import contextlib
import gzip
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from . import corpora, hugo
from .browser import chromium, serve
from .corpora import GENERATOR
from .measure import REPOSITORY, WORK, Cost, middle, plain, run, table

SIZES = (1000, 2000, 10000)
CHANGED = "sample-00001"
VISITED = ("", "policies/startup-subsidy/", "projects/", f"projects/{CHANGED}/", "check/", "search/")
"""Pages whose first visit is weighed."""
SLOW = 20
"""Seconds after which a change is not tried a second time."""


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the costs at each size, and what the pages weigh."""
    for projects in sizes:
        root, rendered, lean = corpora.root(projects), WORK / "hugo", WORK / "hugo-lean"
        costs: dict[str, list[Cost]] = {name: [] for name in ("check", "build", "hugo", "index", "lean")}
        for turn in range(3 if projects <= 2000 else 2):
            costs["check"].append(run(*GENERATOR, "check", "--root", root))
            costs["build"].append(corpora.build(projects))
            if not turn:
                pages = hugo.of(root / "site", rendered)
                hugo.lean(root / "site", lean)
                hugo.render(lean)
            costs["hugo"].append(hugo.render(rendered))
            costs["index"].append(hugo.index(rendered))
            costs["lean"].append(hugo.index(lean))
        mid = {name: middle(each) for name, each in costs.items()}
        whole, least = mid["hugo"] + mid["index"], mid["hugo"] + mid["lean"]
        rows = [
            [name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}", f"{1000 * cost.wall / projects:.2f}", beside]
            for name, cost, beside in (
                ("check", mid["check"], ""),
                ("build", mid["build"], ""),
                ("Hugo + Pagefind", whole, f"{mid['build'].wall / whole.wall:.2f}"),
                ("Hugo + Pagefind of our words only", least, f"{mid['build'].wall / least.wall:.2f}"),
            )
        ]
        rows.append(["one record changed, until served", f"{median(_changes(root)):.2f}", "", "", "", ""])
        table(
            f"Building {projects} projects, {pages} pages, on {os.cpu_count()} cores (medians of {len(costs['build'])} turns)",
            ["what", "seconds", "cpu s", "peak MB", "ms a record", "build beside it"],
            rows,
        )
        print(f"  {_weights(root / 'site')}", flush=True)


def _changes(root: Path) -> list[float]:
    """Seconds from writing a record to its page showing it, while `serve` runs."""
    file = root / "projects" / f"{CHANGED}.yml"
    before = file.read_text("utf-8")
    taken = []
    try:
        with _served(root) as address:
            for turn in ("甲", "乙", "丙"):
                mark = f"改动{turn}，这一份设在"
                changed = before.replace("这一份设在", mark, 1)
                started = time.monotonic()
                file.write_text(changed, "utf-8")
                while mark not in _get(f"{address}projects/{CHANGED}/"):
                    if time.monotonic() - started > 600:
                        raise RuntimeError("serve did not show a changed record within 600 s")
                    time.sleep(0.02)
                taken.append(time.monotonic() - started)
                if taken[-1] > SLOW:
                    break
                time.sleep(1)  # a clerk's next change comes when the last is done with
    finally:
        file.write_text(before, "utf-8")
    return taken


@contextlib.contextmanager
def _served(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (WORK / "serve.txt").open("wb") as output:
        process = subprocess.Popen(
            [*GENERATOR, "serve", "--root", str(root), "--port", str(port)], cwd=REPOSITORY, env=plain(), stdout=output, stderr=output
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            while not _get(address):
                if process.poll() is not None:
                    raise RuntimeError((WORK / "serve.txt").read_text("utf-8"))
                time.sleep(0.1)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def _weights(site: Path) -> str:
    """The largest record page, and the heaviest first visit."""
    largest = max(site.glob("projects/sample-*/index.html"), key=lambda file: file.stat().st_size).read_bytes()
    visits = {}
    with chromium() as browser, serve(site) as server:
        for path in VISITED:
            page = browser.new_context(locale="zh-CN").new_page()
            page.goto(server.address + path, wait_until="networkidle")
            visits[path] = server.sent().size
            page.context.close()
    heaviest = max(visits, key=visits.get)
    return (
        f"Largest record page: {len(largest) / 1000:.1f} KB of HTML, {len(gzip.compress(largest, 6)) / 1000:.1f} gzipped. "
        f"Heaviest first visit: {visits[heaviest] / 1000:.1f} KB gzipped, {heaviest or 'the home page'}."
    )
