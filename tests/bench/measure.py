"""Time, processor and memory of a command with everything it starts, and tables to print them in."""

import os
import subprocess
import threading
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

REPOSITORY = Path(__file__).parent.parent.parent
WORK = REPOSITORY / "build" / "bench"
EVERY = 0.2
"""Seconds between two looks at the memory: often enough to see a peak, rare enough not to slow what is measured."""


class NotMeasured(Exception):
    """Something was given up; the message says why, to be printed where its numbers would stand."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock, seconds of processor, and peak memory in MB, summed over the
    processes that ran at the same time; what several of them share is counted once where the system can tell."""

    wall: float
    cpu: float
    memory: float

    def __add__(self, other: "Cost") -> "Cost":
        """One command after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def middle(costs: list[Cost]) -> Cost:
    """The median of each measure."""
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))


def plain() -> dict[str, str]:
    """The environment without what only the measuring needs."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: object, cwd: Path = REPOSITORY) -> Cost:
    """Run a command to its end. Raises with what it said when it fails."""
    started = time.monotonic()
    with (WORK / "output.txt").open("w+b") as output:
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=plain(), stdout=output, stderr=output)
        peak, done = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started
        done.set()
        watcher.join()
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}\n{output.read().decode(errors='replace')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak[0], usage.ru_maxrss / 1024))


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(EVERY):
        try:
            root = psutil.Process(pid)
            total = 0
            for process in [root, *root.children(recursive=True)]:
                try:
                    memory = process.memory_full_info()
                    total += getattr(memory, "pss", memory.rss)
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
        except psutil.NoSuchProcess:
            return
        peak[0] = max(peak[0], total / 2**20)


def table(title: str, head: list[str], rows: list[list[object]]) -> None:
    """Print rows below a title: the first column to the left, the others to the right."""
    lines = [head, *[[f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]]
    wide = [max(_width(line[i]) for line in lines) for i in range(len(head))]
    print(f"\n{title}")
    for line in lines:
        cells = [" " * (wide[i] - _width(cell)) + cell if i else cell + " " * (wide[i] - _width(cell)) for i, cell in enumerate(line)]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
