"""A claim as a card: who says what, in which words, and where."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.gui.attribution.sections import Card, Heading, Row
from palmyra_desktop.gui.attribution.words import CardWords, card_words
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance, paint_status, stance_color, status_role
from palmyra_desktop.gui.models.headed_list import RowRole
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.paragraph import Paragraph
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _, isolated

Index = QModelIndex | QPersistentModelIndex
_GLYPH_X, _GLYPH, _TEXT_X, _END, _TOP, _GAP, _MARK = 16, 18, 44, 14, 9, 2, 16
_HEADING = 32


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph at its height on the card, and its colour."""

    paragraph: Paragraph
    y: float
    color: str


@dataclass(frozen=True, slots=True)
class _Laid:
    """A card laid out for one width."""

    head: QTextLayout
    lines: tuple[_Line, ...]
    height: int


class CardDelegate(QStyledItemDelegate):
    """Paint the cards and headings of one view, as high as their words need."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint for a view of an `AttributionModel`."""
        super().__init__(view)
        self._theme, self._view = theme, view
        self._laid: dict[tuple[Card, int], _Laid] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay out anew what is shown next."""
        self._laid.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(RowRole), self._view.viewport().width()
        if isinstance(row, Heading):
            return QSize(width, self._theme.px(_HEADING))
        return QSize(width, self._lay_out(row, width).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(RowRole)
        painter.save()
        canvas = Canvas(painter, QRectF(option.rect), self._theme)
        if isinstance(row, Heading):
            self._paint_heading(canvas, row)
        else:
            self._paint_card(canvas, row, option)
        painter.restore()

    def _paint_heading(self, canvas: Canvas, row: Heading) -> None:
        px, area = self._theme.px, canvas.area
        canvas.fill(0, area.y(), area.width(), area.height(), "panel")
        font = self._theme.font("secondary", SEMIBOLD)
        width = area.width() - px(_GLYPH_X + _END)
        canvas.text(px(_GLYPH_X), area.y(), width, area.height(), row.text, font, "text2")

    def _paint_card(self, canvas: Canvas, card: Card, option: QStyleOptionViewItem) -> None:
        px, area = self._theme.px, canvas.area
        laid = self._lay_out(card, round(area.width()))
        ground = self._paint_ground(canvas, option)
        self._paint_rail(canvas, card)
        glyph = canvas.rect(px(_GLYPH_X), area.y() + px(_TOP), px(_GLYPH), px(_GLYPH))
        paint_stance(canvas.painter, glyph, card.claim.stance, self._theme, ground)
        self._paint_marks(canvas, card)
        left = canvas.rect(px(_TEXT_X), 0, self._text_width(area.width()), 0).x()
        head = canvas.rect(px(_TEXT_X), 0, self._head_width(card, area.width()), 0).x()
        canvas.painter.setPen(self._theme.color("text"))
        laid.head.draw(canvas.painter, QPointF(head, area.y() + px(_TOP)))
        for line in laid.lines:
            line.paragraph.paint(canvas.painter, QPointF(left, area.y() + line.y), line.color)

    def _paint_ground(self, canvas: Canvas, option: QStyleOptionViewItem) -> str:
        px, area = self._theme.px, canvas.area
        ground = "raised"
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "selection" if self._view.hasFocus() else "selection_idle"
            canvas.fill(0, area.y(), area.width(), area.height(), ground)
            canvas.fill(0, area.y(), px(3), area.height(), "accent")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
            canvas.fill(0, area.y(), area.width(), area.height(), ground)
        canvas.hline(px(_TEXT_X), area.y() + area.height() - 1, area.width() - px(_TEXT_X))
        return ground

    def _paint_rail(self, canvas: Canvas, card: Card) -> None:
        """Join the glyphs of cards that come from one origin."""
        px, area = self._theme.px, canvas.area
        x, gap = px(_GLYPH_X + _GLYPH / 2) - 1, px(3)
        if card.joined_above:
            canvas.fill(x, area.y(), 2, px(_TOP) - gap, "line_strong")
        if card.joined_below:
            top = px(_TOP + _GLYPH) + gap
            canvas.fill(x, area.y() + top, 2, area.height() - top, "line_strong")

    def _paint_marks(self, canvas: Canvas, card: Card) -> None:
        px, area = self._theme.px, canvas.area
        for number, mark in enumerate(_marks(card)):
            x = area.width() - px(_END) - (number + 1) * px(_MARK)
            place = canvas.rect(x, area.y() + px(_TOP + 1), px(_MARK - 1), px(_MARK - 1))
            paint_status(canvas.painter, place, mark, self._theme)

    def _text_width(self, width: float) -> float:
        return max(self._theme.px(80), width - self._theme.px(_TEXT_X + _END))

    def _head_width(self, card: Card, width: float) -> float:
        return self._text_width(width) - len(_marks(card)) * self._theme.px(_MARK + 2)

    def _lay_out(self, card: Card, width: int) -> _Laid:
        if (card, width) not in self._laid:
            self._laid[card, width] = self._made(card, width)
        return self._laid[card, width]

    def _made(self, card: Card, width: int) -> _Laid:
        theme, words = self._theme, card_words(card.claim)
        head = self._head(card, words, self._head_width(card, width))
        y = theme.px(_TOP) + head.boundingRect().height() + theme.px(_GAP)
        room = self._text_width(width)
        lines = []
        chosen = _("The shown value rests on this claim") if card.is_chosen else ""
        for text, role, color, most in (
            (words.words, "serif", "text", 8),
            (self._spoken(words.place), "secondary", "muted", 3),
            (self._spoken(words.note), "secondary", "text2", 4),
            (self._spoken(chosen), "secondary", "accent", 1),
        ):
            if text:
                paragraph = Paragraph(text, theme.font(role), room, theme, 1.42, most)  # type: ignore[arg-type]
                lines.append(_Line(paragraph, y, color))
                y += paragraph.height + theme.px(_GAP)
        return _Laid(head, tuple(lines), round(y + theme.px(_TOP)))

    def _spoken(self, text: str) -> str:
        """Return words of the archive in the direction of the window; a source has its own."""
        mark = "\u200f" if self._theme.is_rtl else "\u200e"
        return mark + isolated(text) if text else ""

    def _head(self, card: Card, words: CardWords, width: float) -> QTextLayout:
        """Lay out claimant, verb and value as one paragraph that wraps."""
        theme = self._theme
        text = f"{isolated(words.claimant)}  {isolated(words.verb)}  {isolated(words.value)}"
        layout = QTextLayout(with_arrows(text).replace("\n", " "), theme.font())
        option = QTextOption()
        option.setTextDirection(theme.direction)
        edge = Qt.AlignmentFlag.AlignRight if theme.is_rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        verb = _units(isolated(words.claimant)) + 2
        layout.setFormats(
            [
                self._format(0, verb - 2, "text", is_bold=True),
                self._format(verb, _units(isolated(words.verb)), stance_color(card.claim.stance)),
            ]
        )
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _format(self, start: int, length: int, color: str, is_bold: bool = False) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = start, length
        format = QTextCharFormat()
        format.setForeground(self._theme.color(color))
        if is_bold:
            format.setFontWeight(SEMIBOLD)
        found.format = format
        return found


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


def _marks(card: Card) -> tuple[str, ...]:
    """Return the marks at the end of a card's first line: its status, and that it is contradicted."""
    marks = []
    if status_role(card.claim.status):
        marks.append(card.claim.status)
    if card.disagrees and card.claim.status != "conflict":
        marks.append("conflict")
    return tuple(marks)
