"""The rows of the list of findings, painted: check box, who says what, and the links of what is open."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.marks import stance_color
from palmyra_desktop.gui.models.headed_list import RowRole
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.review.model import FindingRow, FindingsModel, Heading
from palmyra_desktop.gui.review.words import row_words
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_HEADING, _LINE, _TOP, _BOX_X, _BOX, _TEXT_X, _END, _GAP = 32, 19, 5, 16, 14, 44, 16, 8
_HEAD_SHARE = 0.6
"""Of the first line, the most that who speaks may take from what is said."""


class RowDelegate(QStyledItemDelegate):
    """Paint headings and findings; tell of clicks on a check box and on a row's links."""

    toggled = Signal(object)
    """FindingRef: its check box was clicked."""
    link_clicked = Signal(object, str)
    """FindingRef and the key of the link: "same", "keep" or "skip"."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint for one view of a `FindingsModel`."""
        super().__init__(view)
        self._theme, self._view = theme, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = isinstance(index.data(RowRole), Heading)
        height = self._theme.px(_HEADING) if is_heading else 2 * self._line + 2 * self._theme.px(_TOP)
        return QSize(self._view.viewport().width(), height)

    @property
    def _line(self) -> int:
        """The height of a line: that of the design, or of a font that needs more."""
        return max(self._theme.px(_LINE), self._view.fontMetrics().height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        painter.save()
        canvas = Canvas(painter, QRectF(option.rect), self._theme)
        if isinstance(row, Heading):
            self._paint_heading(canvas, row)
        elif isinstance(row, FindingRow):
            self._paint_finding(canvas, option, _review(index), row.ref)
        painter.restore()

    def _paint_heading(self, canvas: Canvas, row: Heading) -> None:
        px, area, theme = self._theme.px, canvas.area, self._theme
        canvas.fill(0, area.y(), area.width(), area.height(), "panel")
        canvas.hline(0, area.y() + area.height() - 1, area.width())
        left: float = px(_BOX_X)
        if row.sort is not None:
            side = px(12)
            top = area.y() + (area.height() - side) / 2
            canvas.fill(left, top, side, side, row.sort.color, px(3))
            canvas.frame(left, top, side, side, f"{row.sort.color}_line", px(3))
            left += side + px(_GAP)
        end = area.width() - px(_END)
        font = theme.font("secondary", tabular=True)
        color = "work" if row.is_open else "muted"
        taken = canvas.text(0, area.y(), end, area.height(), row.note, font, color, "end")
        room = end - taken - px(_GAP) - left
        canvas.text(left, area.y(), room, area.height(), row.text, theme.font("body", SEMIBOLD))

    def _paint_finding(
        self, canvas: Canvas, option: QStyleOptionViewItem, review: Review, ref: FindingRef
    ) -> None:
        px, area = self._theme.px, canvas.area
        self._paint_ground(canvas, option)
        verdict = review.verdict(ref)
        if ref.part is not Part.SOURCE:
            self._paint_box(canvas, self._box(area), verdict)
        self._paint_first(canvas, review, ref, verdict)
        end = area.width() - px(_END)
        links = tuple(self._links(area, review, ref))
        if links:
            end = links[0][2] - px(_GAP)
        y = area.y() + px(_TOP) + self._line
        words = row_words(review, ref)
        font = self._theme.font("secondary", tabular=True)
        canvas.text(px(_TEXT_X), y, end - px(_TEXT_X), self._line, words.detail, font, "muted")
        for number, (_key, text, x, width) in enumerate(links):
            canvas.text(x, y, width, self._line, text, self._theme.font("secondary"), "link")
            if number:
                canvas.text(
                    x - px(12), y, px(12), self._line, "·", self._theme.font("secondary"), "muted", "center"
                )

    def _paint_ground(self, canvas: Canvas, option: QStyleOptionViewItem) -> None:
        px, area = self._theme.px, canvas.area
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "selection" if self._view.hasFocus() else "selection_idle"
            canvas.fill(0, area.y(), area.width(), area.height(), ground)
            canvas.fill(0, area.y(), px(3), area.height(), "accent")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            canvas.fill(0, area.y(), area.width(), area.height(), "hover")
        canvas.hline(px(_TEXT_X), area.y() + area.height() - 1, area.width() - px(_TEXT_X))

    def _box(self, area: QRectF) -> tuple[float, float, float]:
        """Return left, top and side of the check box, in the direction of reading."""
        side = self._theme.px(_BOX)
        return self._theme.px(_BOX_X), area.y() + self._theme.px(_TOP) + (self._line - side) / 2, side

    def _paint_box(self, canvas: Canvas, box: tuple[float, float, float], verdict: Verdict) -> None:
        x, y, side = box
        radius = self._theme.px(4)
        if verdict is Verdict.TAKEN:
            canvas.fill(x, y, side, side, "accent_fill", radius)
            canvas.icon(x, y, side, "check", "on_accent")
        elif verdict is Verdict.OPEN:
            canvas.fill(x, y, side, side, "work_bg", radius)
            canvas.frame(x, y, side, side, "work", radius)
            sign = "؟" if self._theme.is_rtl else "?"
            canvas.text(x, y, side, side, sign, self._theme.font("legend", SEMIBOLD), "work", "center")
        else:
            canvas.fill(x, y, side, side, "raised", radius)
            canvas.frame(x, y, side, side, "line_strong", radius)

    def _paint_first(self, canvas: Canvas, review: Review, ref: FindingRef, verdict: Verdict) -> None:
        """Write who says what on one line, each elided where there is no room."""
        px, area, theme = self._theme.px, canvas.area, self._theme
        words = row_words(review, ref)
        is_out = verdict is Verdict.REFUSED
        left: float = px(_TEXT_X)
        end, y = area.width() - px(_END), area.y() + px(_TOP)
        share = _HEAD_SHARE if words.verb or words.value else 1.0
        bold = theme.font("body", SEMIBOLD)
        left += canvas.text(
            left, y, (end - left) * share, self._line, words.head, bold, "muted" if is_out else "text"
        )
        if words.verb:
            left += px(_GAP)
            color = "muted" if is_out else stance_color(words.stance)
            left += canvas.text(left, y, max(0.0, end - left), self._line, words.verb, theme.font(), color)
        left += px(_GAP)
        if left < end:
            color = "muted" if is_out else ("text" if words.verb else "text2")
            canvas.text(left, y, end - left, self._line, words.value, theme.font(), color)

    def _links(
        self, area: QRectF, review: Review, ref: FindingRef
    ) -> Iterator[tuple[str, str, float, float]]:
        """Yield key, words, left edge and width of a row's links, in the direction of reading."""
        if review.verdict(ref) is not Verdict.OPEN:
            return
        font = self._theme.font("secondary")
        named = link_words(review, ref)
        widths = [text_width(font, words) + 1 for _key, words in named]
        left = area.width() - self._theme.px(_END) - sum(widths) - self._theme.px(12) * (len(named) - 1)
        for (key, words), width in zip(named, widths, strict=True):
            yield key, words, left, width
            left += width + self._theme.px(12)

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take a click on the check box or a link; the row becomes current by itself."""
        row = index.data(RowRole)
        if (
            event.type() != QEvent.Type.MouseButtonRelease
            or not isinstance(event, QMouseEvent)
            or not isinstance(row, FindingRow)
        ):
            return False
        area, place, px = QRectF(option.rect), event.position(), self._theme.px
        x = area.right() - place.x() if self._theme.is_rtl else place.x() - area.x()
        if row.ref.part is not Part.SOURCE and x < px(_TEXT_X - 4):
            self.toggled.emit(row.ref)
            return True
        below = place.y() > area.y() + px(_TOP) + self._line
        for key, _words, left, width in self._links(area, _review(index), row.ref):
            if below and left - px(4) <= x <= left + width + px(4):
                self.link_clicked.emit(row.ref, key)
                return True
        return False


def link_words(review: Review, ref: FindingRef) -> tuple[tuple[str, str], ...]:
    """Return the links of a finding that is open: their keys and words."""
    skip = ("skip", _("Skip"))
    if review.likeness(ref) is not None:
        return ("same", _("Same")), ("keep", _("New")), skip
    return ("keep", _("Keep")), skip


def _review(index: Index) -> Review:
    model = index.model()
    assert isinstance(model, FindingsModel)
    return model.review
