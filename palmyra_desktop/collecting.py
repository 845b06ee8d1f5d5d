"""When Python looks for cycles of objects, and when free memory goes back to the system.

Millions of rows hold no cycles, yet every few hundred new ones the interpreter looks through all of them: up
to a third of the time of a large export or import. The search pauses while many are made; what falls out of
use is freed as ever.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def collect_later() -> None:
    """Do without the search while the program starts, until `collect_now`."""
    gc.disable()


def collect_now() -> None:
    """Begin to search; not among what is there already, modules and classes that stay to the end."""
    gc.freeze()
    gc.enable()


@contextmanager
def no_collecting() -> Iterator[None]:
    """Do without the search within the block; blocks may be nested, or overlap in other threads."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def give_back() -> None:
    """Give what memory is free back to the system, where that can be asked for: on Linux.

    Its allocator keeps what large arrays leave behind, some 200 MB after a walk through a million records;
    to have it keep less would have every array wait for its pages.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", lambda _keep: 0)  # of glibc, not of musl
        trim(0)
