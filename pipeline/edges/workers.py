"""Worker processes: the same on Windows and Linux, silent, and gone when their parent is."""

import gc
import multiprocessing
import os
import sys
import threading
from pathlib import Path

from pebble import ProcessPool


def pool(count: int, memory_limit: int = 0) -> ProcessPool:
    """A pool of so many workers; what they are given and where it is defined must import no pandas.

    memory_limit: bytes a worker may take beyond what it takes when it begins (on Linux); 0 for no limit.
    """
    # spawn, not fork: the same on Windows and Linux, and a worker starts without the parent's pandas
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=count, initializer=_begin, initargs=(memory_limit,), context=context)


def _begin(memory_limit: int) -> None:
    """Before its first task (runs in a worker)."""
    # A reader that aborts prints pages of its own stack: nothing a clerk should see.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # As in the parent: a worker keeps nearly all it makes until its task is done.
    gc.set_threshold(100_000, 20, 20)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if memory_limit:
        _limit_memory(memory_limit)


def _limit_memory(size: int) -> None:
    """Whatever asks for more is told that there is none: Python raises MemoryError, the Rust reader aborts."""
    if sys.platform != "linux":
        return
    import resource

    # Data, not address space: what is only reserved, as threads do, costs nothing.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    own = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:"))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = own + size
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _end_with_parent() -> None:
    """A killed run stops nobody: its worker would read on without a time limit, or write where the next run writes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
