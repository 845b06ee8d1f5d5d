"""The facets as one list of rows: heads, values with their counts, "more" lines; how each is painted."""

from dataclasses import dataclass
from enum import Enum
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.found import FacetCounts
from palmyra_desktop.domain.shown import term
from palmyra_desktop.gui.fonts import MEDIUM
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

_FEW = 4
"""Values shown of a facet until more are asked for."""
_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole


class Shape(Enum):
    """What a row of the list is."""

    HEAD = "head"
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list.

    Attributes:
        label: translated.
        count: records; of a head, how many values are chosen; of "more", how many are hidden.
        share: of the facet's largest count, 0 to 1.
        state: of a value: "", "taken" or "excluded"; of a head "open" or "closed".
    """

    shape: Shape
    facet: str
    label: str
    key: FacetKey = ""
    count: int = 0
    share: float = 0.0
    state: str = ""

    def is_same_as(self, other: "Row") -> bool:
        """Whether it stands for the same, whatever is counted and chosen in it."""
        return (self.shape, self.facet, self.key) == (other.shape, other.facet, other.key)


class FacetList(QAbstractListModel):
    """The rows of all facets; which are folded and which are whole is kept while the panel lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._counts: tuple[FacetCounts, ...] = ()
        self._criteria = Criteria()
        self._rows: tuple[Row, ...] = ()
        self._folded: set[str] = set()
        self._whole: set[str] = set()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._rows

    @property
    def largest(self) -> int:
        """The largest count shown; the first value of a facet has its largest."""
        return max((found.values[0].count for found in self._counts if found.values), default=0)

    def show_counts(self, counts: tuple[FacetCounts, ...], criteria: Criteria) -> None:
        """Show other counts; rows that stay in place only change their data."""
        self._counts, self._criteria = counts, criteria
        self._refresh()

    def toggle_fold(self, facet: str) -> None:
        """Open or close a facet."""
        self._folded ^= {facet}
        self._refresh()

    def toggle_whole(self, facet: str) -> None:
        """Show all values of a facet, or the first few."""
        self._whole ^= {facet}
        self._refresh()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.ToolTipRole:
                return plain(row.label)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _accessible(row)
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def _refresh(self) -> None:
        rows = tuple(row for counts in self._counts for row in self._of(counts))
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1), [RowRole])

    def _of(self, counts: FacetCounts) -> list[Row]:
        if not counts.values:
            return []
        choice = self._criteria.choice(counts.facet)
        chosen = {*choice.taken, *choice.excluded}
        is_folded = counts.facet in self._folded
        state = "closed" if is_folded else "open"
        rows = [Row(Shape.HEAD, counts.facet, _(counts.label), count=len(chosen), state=state)]
        if is_folded:
            return rows
        largest = max(1, counts.values[0].count)
        shown = [
            v
            for n, v in enumerate(counts.values)
            if n < _FEW or v.key in chosen or counts.facet in self._whole
        ]
        for value in shown:
            state = "excluded" if value.key in choice.excluded else "taken" if value.key in chosen else ""
            label = term(counts.vocabulary, value.label)
            rows.append(
                Row(Shape.VALUE, counts.facet, label, value.key, value.count, value.count / largest, state)
            )
        hidden = len(counts.values) - len(shown)
        if hidden:
            words = ngettext("{count} more", "{count} more", hidden).format(count=format_number(hidden))
            rows.append(Row(Shape.MORE, counts.facet, words, count=hidden))
        elif counts.facet in self._whole and len(counts.values) > _FEW:
            rows.append(Row(Shape.MORE, counts.facet, _("fewer")))
        return rows


class FacetDelegate(QStyledItemDelegate):
    """Paints the rows as LOOK's facets: a check box, the label on a soft bar, the count outside it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint in a theme."""
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(RowRole)
        high = 32 if row.shape is Shape.HEAD else 26
        return QSize(self._theme.px(100), self._theme.px(high))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        row: Row = index.data(RowRole)
        rect: QRectF = QRectF(option.rect)
        canvas = Canvas(painter, rect, self._theme)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_MouseOver and row.shape is not Shape.HEAD:
            canvas.fill(
                self._theme.px(8), rect.y(), rect.width() - self._theme.px(16), rect.height(), "hover", 5
            )
        if row.shape is Shape.VALUE:
            self._value(canvas, rect, row, cast(FacetList, index.model()).largest)
        else:
            {Shape.HEAD: self._head, Shape.MORE: self._more}[row.shape](canvas, rect, row)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_focus_ring(painter, rect.adjusted(4, 0, -4, 0), self._theme)
        painter.restore()

    def _head(self, canvas: Canvas, rect: QRectF, row: Row) -> None:
        px, y, high = self._theme.px, rect.y() + self._theme.px(6), rect.height() - self._theme.px(6)
        arrow = "down" if row.state == "open" else "right"
        canvas.icon(px(15), y + (high - px(12)) / 2, px(12), arrow, "muted")
        width = rect.width() - px(31) - px(40)
        canvas.text(px(31), y, width, high, row.label, self._theme.font("secondary"), "text2")
        if row.count:
            number = self._theme.font("secondary", MEDIUM, tabular=True)
            canvas.text(
                rect.width() - px(56), y, px(40), high, format_number(row.count), number, "accent", "end"
            )

    def _value(self, canvas: Canvas, rect: QRectF, row: Row, largest: int) -> None:
        px, y, high = self._theme.px, rect.y(), rect.height()
        box = px(14)
        top = y + (high - box) / 2
        if row.state:
            canvas.fill(px(16), top, box, box, "accent_fill", px(4))
            icon = "check" if row.state == "taken" else "x"
            canvas.icon(px(17), top + px(1), px(12), icon, "on_accent")
        else:
            canvas.fill(px(16), top, box, box, "raised", px(4))
            canvas.frame(px(16), top, box, box, "line_strong", px(4))
        number = self._theme.font("secondary", tabular=True)
        count_width = max(px(32), text_width(number, format_number(largest)) + 1)
        start, room = px(38), rect.width() - px(38) - px(16) - count_width
        canvas.soft_bar(
            start, y + px(3), room, high - px(6), row.share, "facet_on" if row.state else "facet_fill"
        )
        font = self._theme.font("secondary", MEDIUM if row.state else None)
        color = "muted" if row.count == 0 else "text"
        words = _("not {value}").format(value=row.label) if row.state == "excluded" else row.label
        canvas.text(start + px(6), y, room - px(10), high, words, font, color)
        left = rect.width() - px(16) - count_width
        canvas.text(left, y, count_width, high, format_number(row.count), number, "muted", "end")

    def _more(self, canvas: Canvas, rect: QRectF, row: Row) -> None:
        px = self._theme.px
        font = self._theme.font("secondary")
        canvas.text(px(44), rect.y(), text_width(font, row.label) + 2, rect.height(), row.label, font, "link")


def _accessible(row: Row) -> str:
    if row.shape is Shape.HEAD:
        words = _("{facet}, open") if row.state == "open" else _("{facet}, closed")
        return words.format(facet=row.label)
    if row.shape is Shape.MORE:
        return row.label
    states = {"taken": _("chosen"), "excluded": _("excluded"), "": ""}
    parts = (row.label, format_number(row.count), states[row.state])
    return ", ".join(part for part in parts if part)
