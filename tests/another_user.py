"""Another user than root, whom permission bits do not stop."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Run the block without root's rights; whoever has none anyway stays who they are."""
    if not hasattr(os, "setresuid"):
        pytest.skip("this system has no users to change to")
    if os.getuid() != 0:
        yield
        return
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
