"""Claim cards: a list of the claims on one field, and how a card is painted."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.domain.shown import claimants, claimed, date_in_words, term
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance, paint_status, stance_color
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring, text_width
from palmyra_desktop.gui.paragraph import Paragraph
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_Index = QModelIndex | QPersistentModelIndex
CardRole = Qt.ItemDataRole.UserRole
_EDGE, _TEXT = 16, 44  # pixels of the design: glyph, words


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its place among the others.

    Attributes:
        joins_next: the next card is of the same origin, so a rail joins them.
        disagrees: it is one of those that contradict each other.
    """

    claim: Claim
    joins_next: bool = False
    disagrees: bool = False
    is_chosen: bool = False


def cards(field: FieldClaims, chosen: int | None) -> tuple[Card, ...]:
    """Return the cards of a field's claims, those of one origin together, in the order first said."""
    by_id = {claim.id: claim for claim in field.claims}
    groups = [origin.claim_ids for origin in field.origins]
    known = {number for group in groups for number in group}
    groups += [(claim.id,) for claim in field.claims if claim.id not in known]
    places = {claim.id: place for place, claim in enumerate(field.claims)}
    groups.sort(key=lambda group: min(places[number] for number in group))
    found = []
    for group in groups:
        ordered = sorted(group, key=places.__getitem__)
        for place, number in enumerate(ordered):
            joins = place + 1 < len(ordered)
            found.append(Card(by_id[number], joins, number in field.disagreeing, number == chosen))
    return tuple(found)


def sentence(card: Card) -> str:
    """Return a card in one sentence, for a screen reader."""
    claim = card.claim
    verb = claim.verb or term("stance", claim.stance)
    words = _("{who} {verb}: {what}").format(who=claimants(claim), verb=verb, what=claimed(claim))
    parts = (
        words,
        claim.words,
        where(claim),
        term("stance", claim.stance),
        term("claim_status", claim.status),
    )
    return ". ".join(part for part in parts if part)


def where(claim: Claim) -> str:
    """Return where a claim stands: source's publisher, date, via."""
    title = claim.publisher or (claim.source.title if claim.source else _("no source"))
    printed = ", ".join(part for part in (title, date_in_words(claim.said)) if part)
    return " · ".join(part for part in (printed, claim.via) if part)


def _verb(claim: Claim) -> str:
    return _("{verb}:").format(verb=claim.verb or term("stance", claim.stance))


class CardList(QAbstractListModel):
    """The cards of one field."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards shown."""
        return self._cards

    def show_cards(self, found: tuple[Card, ...]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = found
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._cards)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sentence(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.claim.note or card.claim.proposition
        return card if role == CardRole else None


class CardDelegate(QStyledItemDelegate):
    """Paints a card: glyph, claimant, verb, value; exact words in the serif face; source, date, via."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        """Paint for a view, whose width the words are broken to."""
        super().__init__(view)
        self._theme, self._view = theme, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._width()
        value, words, foot = self._paragraphs(index.data(CardRole), width)
        px = self._theme.px
        parts = sum(part.height for part in (value, words) if part)
        high = self._line() + parts + foot.height + (px(3) if words else 0) + px(24)
        return QSize(px(100), round(high))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        card: Card = index.data(CardRole)
        rect, state, px = QRectF(option.rect), option.state, self._theme.px
        canvas = Canvas(painter, rect, self._theme)
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_Active and self._view.hasFocus())
            canvas.fill(
                0, rect.y(), rect.width(), rect.height(), "selection" if focused else "selection_idle"
            )
            canvas.fill(0, rect.y(), px(3), rect.height(), "accent")
        glyph = canvas.rect(px(_EDGE), rect.y() + px(11), px(18), px(18))
        if card.joins_next:
            canvas.fill(px(_EDGE + 8), rect.y() + px(32), 2, rect.height() - px(30), "line_strong")
        paint_stance(painter, glyph, card.claim.stance, self._theme)
        value, words, foot = self._paragraphs(card, self._width())
        left = canvas.rect(px(_TEXT), 0, self._width(), 0).x()
        y = rect.y() + px(10)
        self._head(canvas, card, y, value is None)
        y += self._line()
        if value:
            value.paint(painter, QPointF(left, y))
            y += value.height
        if words:
            y += px(3)
            words.paint(painter, QPointF(left, y), "text2")
            y += words.height
        foot.paint(painter, QPointF(left, y + px(2)), "muted")
        if card.claim.status != "accepted":
            mark = canvas.rect(rect.width() - px(30), rect.y() + px(11), px(15), px(15))
            paint_status(painter, mark, card.claim.status, self._theme)
        elif card.is_chosen:
            canvas.icon(rect.width() - px(30), rect.y() + px(11), px(15), "check", "accent")
        if not card.joins_next:
            canvas.hline(px(_TEXT), rect.bottom(), rect.width() - px(_TEXT + _EDGE))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_focus_ring(painter, rect.adjusted(2, 2, -2, -2), self._theme)
        painter.restore()

    def _head(self, canvas: Canvas, card: Card, y: float, with_value: bool) -> None:
        """Write who and how in one line, and what they say where there is room."""
        px, claim, high = self._theme.px, card.claim, self._line()
        room = self._width() - px(22)
        bold, body = self._theme.font("body", SEMIBOLD), self._theme.font("body")
        verb = _verb(claim)
        for_who = max(px(80), room - text_width(body, verb) - px(6))
        taken = canvas.text(px(_TEXT), y, for_who, high, claimants(claim), bold) + px(6)
        x = px(_TEXT) + taken
        taken += canvas.text(x, y, room - taken, high, verb, body, stance_color(claim.stance)) + px(6)
        if with_value:
            canvas.text(px(_TEXT) + taken, y, max(0.0, room - taken), high, claimed(claim), body)

    def _line(self) -> float:
        return float(self._theme.px(20))

    def _paragraphs(self, card: Card, width: float) -> tuple[Paragraph | None, Paragraph | None, Paragraph]:
        """Return what is said, where it does not fit beside who says it; the exact words; the source."""
        claim, theme = card.claim, self._theme
        bold, body = theme.font("body", SEMIBOLD), theme.font("body")
        parts = ((bold, claimants(claim)), (body, _verb(claim)), (body, claimed(claim)))
        taken = sum(text_width(font, words) for font, words in parts) + theme.px(34)
        value = Paragraph(claimed(claim), body, width, theme, 1.5, 4) if taken > width else None
        quoted = _("“{words}”").format(words=claim.words) if claim.words else ""
        words = Paragraph(quoted, theme.font("serif"), width, theme, 1.45, 5) if quoted else None
        return value, words, Paragraph(where(claim), theme.font("secondary"), width, theme, 1.5, 2)

    def _width(self) -> float:
        return max(self._theme.px(120), self._view.width() - self._theme.px(_TEXT + 30))
