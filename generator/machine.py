"""What differs between systems, in one place.

Everywhere the same records give the same site. What can be had on Linux only:

- several processes at once: elsewhere one does all the work, as copies of a process are not to be had (Windows)
  or not safe (macOS);
- a process that ends with the one that started it, even when that is killed;
- two folders exchanged in one step: elsewhere a moment without a site passes between two renamings.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path


def copies_itself() -> bool:
    """Whether a process can be copied, with all that it has in memory, to work in parallel."""
    return sys.platform == "linux" and hasattr(os, "fork")


def end_with_parent(parent: int) -> None:
    """End this process with the one that started it, where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C reaches every process; only the first one is to speak of it
    if prctl := _call("prctl"):
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can; else do nothing, and say so."""
    renameat2 = _call("renameat2")
    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return renameat2 is not None and renameat2(here, os.fsencode(one), here, os.fsencode(other), both) == 0


def _call(name: str) -> Callable[..., int] | None:
    """A function of the system's C library, or None where there is none of that name."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), name, None)
