"""An image in a window of its own: the picture large, its credit and its caption."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.shown import term
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

_WIDTH, _HEIGHT = 720, 640


class Preview(QDialog):
    """A look at one image; Escape closes it. A delicate picture stays veiled until it is asked for."""

    def __init__(self, theme: Theme, image: Image, pictures: Pictures, parent: QWidget | None = None) -> None:
        """Show an image."""
        super().__init__(parent)
        self._image, self._pictures = image, pictures
        self.setObjectName("preview")
        self.setWindowTitle(_("Picture"))
        self._picture = _LargePicture(theme, image, pictures, self)
        self._show = QPushButton(_("&Show the picture"), self)
        self._show.setObjectName("show_picture")
        self._show.setVisible(pictures.is_veiled(image))
        self._show.clicked.connect(self._on_show)
        close = QPushButton(_("&Close"), self)
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        credit = Label(theme, image.credit or _("no credit line printed"), "body", weight=SEMIBOLD)
        caption = Label(theme, image.caption, "serif")
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._picture, 1)
        for label in (credit, caption):
            label.setWordWrap(True)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._show)
        row.addWidget(close)
        layout.addLayout(row)
        available = QGuiApplication.primaryScreen().availableSize() * 0.9
        self.resize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)).boundedTo(available))

    def _on_show(self) -> None:
        self._pictures.unveil(self._image)
        self._show.hide()


class _LargePicture(QWidget):
    """The whole picture as large as there is room, or words that say why there is none."""

    def __init__(self, theme: Theme, image: Image, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._image, self._pictures = theme, image, pictures
        self.setObjectName("large_picture")
        self.setAccessibleName(image.alt_text or image.caption)
        pictures.loaded.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("plate"))
        words = self._words()
        if not words:
            picture = self._pictures.picture(self._image, self.size() * self.devicePixelRatio())
            if picture.pixmap is not None:
                size = picture.pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(0, 0, size.width(), size.height())
                place.moveCenter(QRectF(self.rect()).center())
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(place, picture.pixmap, QRectF(picture.pixmap.rect()))
                return
            words = picture.words or _("reading the picture…")
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        font = self._theme.font("secondary")
        canvas.text(0, 0, self.width(), self.height(), words, font, "muted", "center")

    def _words(self) -> str:
        """Return why the picture is not shown; "" if it is."""
        if self._image.file_sha256 is None:
            return _("video, no file") if self._image.image_kind == "video" else _("no picture file")
        return (
            term("sensitivity", self._image.sensitivity or "")
            if self._pictures.is_veiled(self._image)
            else ""
        )
