"""Worker processes: the same on Windows and Linux, silent, and gone when their parent is."""

import gc
import multiprocessing
import os
import threading

from pebble import ProcessPool


def pool(count: int) -> ProcessPool:
    """A pool of so many workers; what they are given and where it is defined must import no pandas."""
    # spawn, not fork: the same on Windows and Linux, and a worker starts without the parent's pandas
    return ProcessPool(max_workers=count, initializer=_begin, context=multiprocessing.get_context("spawn"))


def _begin() -> None:
    """Before its first task (runs in a worker)."""
    # A reader that aborts prints pages of its own stack: nothing a clerk should see.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # As in the parent: a worker keeps nearly all it makes until its task is done.
    gc.set_threshold(100_000, 20, 20)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed run stops nobody: its worker would read on without a time limit, or write where the next run writes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
