"""An image as a card: its picture or a plate that says there is none, its credit, its caption."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.search_terms import Term, hits, terms
from palmyra_desktop.domain.shown import term
from palmyra_desktop.domain.text import to_utf16
from palmyra_desktop.gui.fonts import MEDIUM, SEMIBOLD
from palmyra_desktop.gui.marks import paint_status, status_role
from palmyra_desktop.gui.models.records_model import RecordRole, RecordsModel, mark_of
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.paragraph import Highlight, Paragraph
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.tag_marks import paint_tags, tags_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _, language

Index = QModelIndex | QPersistentModelIndex
CARD_HEIGHT, CARD_GAP = 284, 16
_PLATE, _INSET, _FOOT = 112, 14, 34
_OUTLINES = {
    "archaeological_site": "broken_colonnade", "settlement": "broken_colonnade", "colonnade": "colonnade",
    "column": "colonnade", "agora": "colonnade", "baths": "colonnade", "temple": "temple", "shrine": "temple",
    "theatre": "theatre", "arch": "arch", "gate": "arch", "tetrapylon": "tetrapylon", "castle": "castle",
    "wall": "castle", "camp": "castle", "palace": "castle", "tower_tomb": "tower_tomb", "tomb": "tower_tomb",
    "necropolis": "tower_tomb", "museum": "museum", "collection": "museum", "statue": "statue",
    "relief": "statue", "inscription": "statue", "object": "statue",
}  # fmt: skip
"""The drawing for each kind of monument; a broken colonnade stands for the others."""


class CardDelegate(QStyledItemDelegate):
    """Paint image records as cards; a click on a veil lifts it."""

    def __init__(self, theme: Theme, model: RecordsModel, pictures: Pictures, view: QListView) -> None:
        """Paint for one view of one model."""
        super().__init__(view)
        self._theme, self._model, self._pictures, self._view = theme, model, pictures, view
        self._query: tuple[Term, ...] = ()

    def light(self, text: str) -> None:
        """Light the words a search looks for from now on."""
        self._query = terms(text)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        image = index.data(RecordRole)
        if not isinstance(image, Image):
            return
        painter.save()
        canvas = Canvas(painter, self._card(option), self._theme)
        y, width, height = canvas.area.y(), canvas.area.width(), canvas.area.height()
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        radius = self._theme.px(8)
        canvas.fill(0, y, width, height, "raised", radius)
        self._paint_plate(canvas, image, index.row())
        self._paint_words(canvas, image)
        line = ("accent" if self._view.hasFocus() else "line_strong") if is_on else "line"
        canvas.frame(0, y, width, height, line, radius, 2 if is_on else 1)
        strip = QRectF(canvas.area.x(), y + self._theme.px(8), width, self._theme.px(16))
        end = width - self._theme.px(6)
        paint_tags(Canvas(painter, strip, self._theme), end - tags_width(image.tags, self._theme), image.tags)
        painter.restore()

    def _card(self, option: QStyleOptionViewItem) -> QRectF:
        half = self._theme.px(CARD_GAP) / 2
        return QRectF(option.rect).adjusted(half, half, -half, -half)

    def _plate_rect(self, canvas: Canvas) -> QRectF:
        return canvas.rect(1, canvas.area.y() + 1, canvas.area.width() - 2, self._theme.px(_PLATE) - 2)

    def _paint_plate(self, canvas: Canvas, image: Image, row: int) -> None:
        painter, px, rect = canvas.painter, self._theme.px, self._plate_rect(canvas)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0, 0, 0, px(16)), px(7), px(7))
        painter.save()
        painter.setClipRect(rect)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(rect, self._theme.color("plate"))
        if not self._paint_picture(painter, rect, image):
            self._paint_outline(canvas, rect, image, row)
        painter.restore()
        canvas.hline(1, canvas.area.y() + px(_PLATE), canvas.area.width() - 2)

    def _paint_picture(self, painter: QPainter, rect: QRectF, image: Image) -> bool:
        """Draw the attached picture, filling the plate; False where there is none to be seen."""
        if self._pictures.is_veiled(image):
            return False
        ratio = painter.device().devicePixelRatio()
        pixmap = self._pictures.picture(image, (rect.size() * ratio).toSize()).pixmap
        if pixmap is None:
            return False
        size = QSize(pixmap.size()).scaled(
            rect.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        return True

    def _paint_outline(self, canvas: Canvas, rect: QRectF, image: Image, row: int) -> None:
        px = self._theme.px
        outline = "video" if image.image_kind == "video" else self._outline(image, row)
        place = rect.adjusted(0, px(12), 0, -px(30))
        self._theme.icons.paint_outline(canvas.painter, place, outline)
        y = rect.bottom() - px(26)
        font = self._theme.font("legend")
        canvas.text(
            px(8), y, rect.width() - px(16), px(18), self._plate_words(image, rect), font, "muted", "center"
        )

    def _plate_words(self, image: Image, rect: QRectF) -> str:
        if self._pictures.is_veiled(image):
            kind = term("sensitivity", image.sensitivity or "")
            return _("{sensitivity}: click to see the picture").format(sensitivity=kind)
        if image.file_sha256 is not None:
            return self._pictures.picture(image, rect.size().toSize()).words or _("reading the picture…")
        return _("video, no file") if image.image_kind == "video" else _("no picture file")

    def _outline(self, image: Image, row: int) -> str:
        first = image.monuments[0].id if image.monuments else 0
        return _OUTLINES.get(self._model.monument_kind(row, first) or "", "broken_colonnade")

    def _paint_words(self, canvas: Canvas, image: Image) -> None:
        px, theme = self._theme.px, self._theme
        left, width = px(_INSET), canvas.area.width() - 2 * px(_INSET)
        y = canvas.area.y() + px(_PLATE + 11)
        mark = mark_of(image)
        is_marked = status_role(mark) is not None
        if is_marked:
            rect = canvas.rect(left + width - px(16), y + px(1), px(16), px(16))
            paint_status(canvas.painter, rect, mark, theme)
        y += self._paint_credit(canvas, image, y, width - (px(24) if is_marked else 0))
        bottom = canvas.area.bottom() - px(_FOOT)
        font = theme.font("serif")
        lines = max(1, int((bottom - y - px(8)) / (theme.px(13) * 1.42)))
        caption = Paragraph(image.caption, font, width, theme, 1.42, min(lines, 3))
        lit = tuple(
            Highlight(
                to_utf16(image.caption, start),
                to_utf16(image.caption, end),
                "h_found",
                "h_claim_line",
                "thin",
            )
            for start, end in hits(image.caption, self._query)
        )
        caption.paint(canvas.painter, canvas.rect(left, y + px(7), width, 0).topLeft(), "text", lit)
        self._paint_foot(canvas, image, bottom, left, width)

    def _paint_credit(self, canvas: Canvas, image: Image, y: float, width: float) -> float:
        """Write the credit line and what it is; return the height taken."""
        px, theme = self._theme.px, self._theme
        left = px(_INSET)
        if image.credit:
            credit, note = image.credit, _("credit line as printed")
            font, color = theme.font(weight=SEMIBOLD), "text"
            if image.agency and image.agency.casefold() != credit.casefold():
                note = _("{note} · {agency}").format(note=note, agency=image.agency)
        else:
            credit, note = _("no credit line printed"), _("credit unknown, not guessed")
            font, color = theme.font(italic=True), "muted"
        lines = Paragraph(credit, font, width, theme, 1.36, 2)
        lines.paint(canvas.painter, QPointF(canvas.rect(left, y, width, 0).topLeft()), color)
        canvas.text(left, y + lines.height + px(1), width, px(18), note, theme.font("legend"), "muted")
        return lines.height + px(19)

    def _paint_foot(self, canvas: Canvas, image: Image, y: float, left: float, width: float) -> None:
        px, theme = self._theme.px, self._theme
        canvas.hline(left, y, width)
        font = theme.font("secondary", tabular=True)
        span = image.date or image.published
        date = span.words(language()) if span else _("undated")
        # The monument keeps two fifths of the row.
        room = 0.6 * width if image.monuments else width
        taken = canvas.text(left + width - room, y + px(4), room, px(22), date, font, "muted", "end")
        if image.monuments:
            canvas.icon(left, y + px(8), px(14), "monument", "muted")
            room = max(0.0, width - taken - px(21) - px(10))
            name = image.monuments[0].title
            canvas.text(left + px(21), y + px(4), room, px(22), name, theme.font("secondary", MEDIUM), "link")

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Lift the veil of a picture that is clicked."""
        image = index.data(RecordRole)
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            card = self._card(option)
            card.setHeight(self._theme.px(_PLATE))
            is_veiled = isinstance(image, Image) and self._pictures.is_veiled(image)
            if is_veiled and card.contains(event.position()):
                self._pictures.unveil(image)
                return True
        return super().editorEvent(event, model, option, index)
