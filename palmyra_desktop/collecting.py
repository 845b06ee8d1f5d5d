"""Pause Python's search for cycles of objects while many are made.

Millions of rows hold no cycles, yet every few hundred new ones the interpreter looks through all of them:
up to a third of the time of a large export or import. What falls out of use is freed as ever.
"""

import gc
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
