"""Work done by several processes at once."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from .machine import copies_itself, end_with_parent
from .problems import Failed

T = TypeVar("T")
R = TypeVar("R")


WORTH = 500
"""How many records or pages make another process worth its start."""


def together(tasks: Sequence[Callable[[], R]]) -> list[R]:
    """The results of all tasks, in their order. The first runs here, the others in copies of this process where there can be any.

    Raises what a task raises, or Failed, once every task has ended.
    """
    if not copies_itself():
        return [task() for task in tasks]
    first, *others = tasks
    running = [_start(task) for task in others]
    outcomes: list[R | Exception] = [_outcome(first)]
    for process, connection in running:
        try:
            outcomes.append(connection.recv())
        except EOFError:
            outcomes.append(Failed("一个处理进程被系统中途结束，多半是内存不够。请关掉别的程序再试。"))
        process.join()
    results: list[R] = []
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
        results.append(outcome)
    return results


def processes(things: int) -> int:
    """How many processes to work on so many things: as many as there are cores, or fewer where that does not pay."""
    return max(1, min(os.cpu_count() or 1, things // WORTH)) if copies_itself() else 1


def shares(things: Sequence[T]) -> list[Sequence[T]]:
    """`things` cut into a part for each process."""
    parts = processes(len(things))
    size = -(-len(things) // parts) or 1
    return [things[start : start + size] for start in range(0, len(things), size)] or [things]


def once(things: Sequence[T]) -> Iterator[T]:
    """`things` for several processes that copy this: each is given to whoever asks first, and to nobody else."""
    if not copies_itself():
        return iter(things)
    count = get_context("fork").Value("L")

    def given() -> Iterator[T]:
        while True:
            with count.get_lock():
                number = count.value
                count.value += 1
            if number >= len(things):
                return
            yield things[number]

    return given()


def _start(task: Callable[[], R]) -> tuple[BaseProcess, Connection]:
    here, there = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_run, args=(task, there, os.getpid()), daemon=True)
    process.start()
    there.close()  # so that the end of the process is an end of file here, not a wait for ever
    return process, here


def _run(task: Callable[[], R], connection: Connection, parent: int) -> None:
    end_with_parent(parent)
    connection.send(_outcome(task))


def _outcome(task: Callable[[], R]) -> R | Exception:
    try:
        return task()
    except Exception as error:  # noqa: BLE001 - raised again where the outcomes come together
        return error


@contextmanager
def without_collecting() -> Iterator[None]:
    """No garbage collection meanwhile: records are many and hold no cycles, and looking them over costs a quarter of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
