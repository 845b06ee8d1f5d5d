"""Writing a file whole or not at all: under a temporary name beside its place, renamed at the end."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import reading
from palmyra_desktop.paths import SUFFIX
from palmyra_desktop.storage.keys import MAGIC
from palmyra_desktop.storage.left_behind import name_in


def refuse(output: Path, force: bool) -> None:
    """Refuse a place that is a folder, or a file that is not to be replaced: one of an archive never is.

    Raises:
        KnownError: if it is one of these.
    """
    if output.is_dir():
        raise KnownError(_("{path} is a folder.").format(path=output), _("Name a file in it."))
    if output.exists() and not force:
        message = _("{path} is there already.").format(path=output)
        raise KnownError(message, _("Choose another name, or say that it may be replaced."))
    if output.exists() and _is_of_archive(output):
        raise KnownError(_("{path} belongs to an archive.").format(path=output), _("Choose another name."))


def _is_of_archive(path: Path) -> bool:
    """Whether a file is an archive or another database, lies beside one as its log, or in its folder."""
    path = path.resolve()
    if SUFFIX in path.name or any(part.endswith(f"{SUFFIX}.d") for part in path.parts):
        return True
    with suppress(OSError), reading(path) as stream:  # an archive may have been given another name
        return stream.read(len(MAGIC)) == MAGIC
    return False


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
