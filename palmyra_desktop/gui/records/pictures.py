"""The pictures of image records: decoded in a worker, at the size they are shown, and kept a while."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap

from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.gui.tasks import Job, Tasks
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive

_MEBIBYTES = 512
_SHOWN = frozenset({"bmp", "gif", "icns", "ico", "jpeg", "pbm", "pgm", "png", "ppm", "tiff", "webp"})
"""Formats of pictures alone. A drawing (SVG) may call for other files, and repeat itself without end."""
"""The most a picture may take once decoded; Qt's own limit refuses 90 megapixels."""
_KEPT = 64
_VEILED = frozenset({"graphic_violence", "personal_information_visible"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as far as it is there: `pixmap`, or `words` that say why there is none."""

    pixmap: QPixmap | None = None
    words: str = ""


class Pictures(QObject):
    """Give the pictures that are asked for, and tell when one has come."""

    loaded = Signal()
    """A picture that was asked for is there, or is known to be damaged."""

    def __init__(self, archive: "Archive", tasks: Tasks, parent: QObject | None = None) -> None:
        """Read the files attached to an archive."""
        super().__init__(parent)
        self._archive, self._tasks = archive, tasks
        self._kept: OrderedDict[tuple[str, int, int], Picture] = OrderedDict()
        self._asked: set[tuple[str, int, int]] = set()
        self._unveiled: set[int] = set()

    def is_veiled(self, image: Image) -> bool:
        """Whether a picture is hidden until the reader asks to see it."""
        is_delicate = image.sensitivity in _VEILED and image.file_sha256 is not None
        return is_delicate and image.id not in self._unveiled

    def unveil(self, image: Image) -> None:
        """Show a veiled picture, until the archive is closed."""
        self._unveiled.add(image.id)
        self.loaded.emit()

    def picture(self, image: Image, size: QSize) -> Picture:
        """Return a picture that fills a size in device pixels; an empty one while it is read."""
        if image.file_sha256 is None:
            return Picture()
        if not is_sha256(image.file_sha256):  # whoever made the archive may have named any file
            return Picture(words=_("The picture file is missing or damaged"))
        key = (image.file_sha256, size.width(), size.height())
        if key not in self._kept:
            self._ask(key, image.file_sha256, size)
            return self._kept.get(key, Picture())
        self._kept.move_to_end(key)
        return self._kept[key]

    def _ask(self, key: tuple[str, int, int], sha256: str, size: QSize) -> None:
        if key in self._asked:
            return
        self._asked.add(key)

        def work(job: Job) -> tuple[tuple[str, int, int], QImage | None]:
            from palmyra_desktop.services.attachments import content  # brings SQLAlchemy: in the worker

            job.check()
            try:
                return key, decoded(content(self._archive, sha256), size)
            except OSError:
                return key, None

        self._tasks.read(work, self._on_read)

    def _on_read(self, answer: tuple[tuple[str, int, int], QImage | None]) -> None:
        key, image = answer
        self._asked.discard(key)
        self._kept[key] = (
            Picture(words=_("The picture file is missing, damaged or of a kind that is not shown"))
            if image is None
            else Picture(QPixmap.fromImage(image))
        )
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit()


def decoded(content: bytes, size: QSize) -> QImage | None:
    """Return a picture turned as its EXIF says and scaled to fill a size; None where it is none.

    Scaling while reading lets other threads run, `QImage.scaled` would not.
    """
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    QImageReader.setAllocationLimit(_MEBIBYTES)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if reader.format().toStdString() not in _SHOWN:
        return None
    whole = reader.size()
    if whole.isValid():
        turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
        wanted = size.transposed() if turned else size
        if whole.width() > wanted.width() and whole.height() > wanted.height():
            reader.setScaledSize(whole.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else image
