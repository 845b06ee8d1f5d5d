"""What is dragged over the window: an archive, files, text, as far as we take it."""

from pathlib import Path
from typing import TYPE_CHECKING

from palmyra_desktop.paths import SUFFIX

if TYPE_CHECKING:  # needed as soon as the window is shown, and by nobody until something is dragged
    from PySide6.QtGui import QDropEvent


def dropped_archive(event: "QDropEvent") -> str:
    """Return the path of the one archive file that is dragged; "" if it is anything else."""
    urls = event.mimeData().urls()
    is_archive = len(urls) == 1 and urls[0].isLocalFile() and urls[0].toLocalFile().endswith(SUFFIX)
    return urls[0].toLocalFile() if is_archive else ""


def dropped_file(event: "QDropEvent") -> Path | None:
    """Return the path of the one file that is dragged and is no archive; None if it is anything else."""
    files = dropped_files(event)
    return Path(files[0]) if len(files) == 1 and not dropped_archive(event) else None


def dropped_files(event: "QDropEvent") -> tuple[str, ...]:
    """Return the paths of the files that are dragged; nothing where one of them is not a local file."""
    urls = event.mimeData().urls()
    return tuple(url.toLocalFile() for url in urls) if all(url.isLocalFile() for url in urls) else ()


def dropped_text(event: "QDropEvent") -> str:
    """Return the text that is dragged, or the address of a page; "" where files are."""
    dragged = event.mimeData()
    if any(url.isLocalFile() for url in dragged.urls()):
        return ""
    return dragged.text() or "".join(url.toString() for url in dragged.urls()[:1])
