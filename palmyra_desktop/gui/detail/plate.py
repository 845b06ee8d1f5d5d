"""The picture of an image record, or the plate that says why none is seen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.shown import term
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_HEIGHT, _FOOT = 170, 30


class Plate(QWidget):
    """A picture whole, never cut; a delicate one only once it is asked for."""

    def __init__(self, theme: Theme, pictures: Pictures, image: Image, parent: QWidget | None = None) -> None:
        """Show the picture of one image record."""
        super().__init__(parent)
        self._theme, self._pictures, self._image = theme, pictures, image
        self.setObjectName("picture_plate")
        self.setAccessibleName(image.alt_text or image.caption)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if pictures.is_veiled(image):
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setProperty("focus_ring", True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.loaded.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._unveil()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._unveil()
        else:
            super().keyPressEvent(event)

    def _unveil(self) -> None:
        if self._pictures.is_veiled(self._image):
            self._pictures.unveil(self._image)
            self.unsetCursor()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        canvas.fill(0, 0, self.width(), self.height(), "plate", self._theme.px(6))
        words = self._words()
        if words:
            self._paint_words(canvas, words)

    def _words(self) -> str:
        """Draw the picture if there is one; else return why there is none."""
        if self._pictures.is_veiled(self._image):
            reason = term("sensitivity", self._image.sensitivity or "")
            return _("Hidden: {reason}. Click to see it.").format(reason=reason)
        size = (QRectF(self.rect()).size() * self.devicePixelRatioF()).toSize()
        picture = self._pictures.picture(self._image, size)
        if picture.pixmap is None:
            no_file = _("no picture file") if self._image.file_sha256 is None else ""
            return picture.words or no_file
        shown = picture.pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, shown.width(), shown.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture.pixmap, QRectF(picture.pixmap.rect()))
        return ""

    def _paint_words(self, canvas: Canvas, words: str) -> None:
        px, height = self._theme.px, self.height()
        outline = "video" if self._image.image_kind == "video" else "broken_colonnade"
        place = QRectF(self.rect()).adjusted(0, px(16), 0, -px(_FOOT + 8))
        self._theme.icons.paint_outline(canvas.painter, place, outline)
        font = self._theme.font("secondary")
        top = height - px(_FOOT)
        canvas.text(px(12), top, self.width() - px(24), px(22), words, font, "muted", "center")
