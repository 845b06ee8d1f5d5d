"""Writing a file whole or not at all: under a temporary name beside its place, renamed at the end."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.left_behind import name_in


def refuse(output: Path, force: bool) -> None:
    """Refuse a place that is a folder, or a file that is not to be replaced.

    Raises:
        KnownError: if it is one of these.
    """
    if output.is_dir():
        raise KnownError(_("{path} is a folder.").format(path=output), _("Name a file in it."))
    if output.exists() and not force:
        message = _("{path} is there already.").format(path=output)
        raise KnownError(message, _("Choose another name, or say that it may be replaced."))


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a file from its beginning, in hexadecimal."""
    stream.seek(0)
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Give a temporary name beside the file; rename it at the end, remove it on any failure.

    Raises:
        KnownError: if the file cannot be written.
    """
    temporary = name_in(output.parent)
    try:
        yield temporary
        temporary.replace(output)
    except OSError as error:
        message = _("{path} cannot be written: {reason}.").format(path=output, reason=error.strerror)
        raise KnownError(message, _("Choose another folder, or make room, and try again.")) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_file(output: Path, content: bytes) -> None:
    """Write a file that was made elsewhere, a picture of the window; whole or not at all.

    Raises:
        KnownError: if it cannot be written.
    """
    refuse(output, force=True)
    with replacing(output) as temporary, temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
