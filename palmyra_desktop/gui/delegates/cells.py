"""What stands in a cell of the table, by the type of its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.search_terms import Term
from palmyra_desktop.domain.shown import claimants, shown
from palmyra_desktop.domain.vocabulary import event_icon
from palmyra_desktop.gui.delegates.cell_text import paint_line
from palmyra_desktop.gui.fonts import MEDIUM, SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance, paint_status, paint_tally, status_role, tally_width
from palmyra_desktop.gui.models.records_model import has_tally, mark_of
from palmyra_desktop.gui.painting import Canvas, first_letter_direction, text_width
from palmyra_desktop.gui.tag_marks import paint_tags, tags_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _, format_number, language

EDGE, GAP = 16, 8
"""Pixels of the design: before the first column and behind the last, and between columns."""
_YEAR, _ICON, _ICON_STEP, _STATUS = 42, 16, 25, 17
_SIGNS = ("?", "؟")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to paint.

    Attributes:
        start, end: where its words may stand, in pixels from the edge of the cell where reading starts.
        query: what is searched for, to light. shows_mark: whether the record's status is drawn at its end.
    """

    record: Record
    field: Field
    canvas: Canvas
    start: float
    end: float
    is_selected: bool
    query: Sequence[Term]
    shows_mark: bool

    @property
    def y(self) -> float:
        """Its top."""
        return self.canvas.area.y()

    @property
    def height(self) -> float:
        """Its height."""
        return self.canvas.area.height()

    def line(self, start: float, text: str, font: QFont, color: str) -> float:
        """Write from a place to the end of the cell; return the width taken."""
        width = max(0.0, self.end - start)
        return paint_line(self.canvas, start, self.y, width, self.height, text, font, color, self.query)


def paint_cell(cell: Cell) -> None:
    """Draw what a cell holds."""
    if cell.shows_mark:
        cell = _with_mark(cell)
    if cell.field.key == record_type(cell.record.kind).title_key:
        _paint_title(cell)
    elif cell.field.key == "claim_count":
        _paint_claims(cell)
    else:
        _PAINTERS.get(cell.field.type, _paint_text)(cell)


def title_inset(kind: Kind) -> int:
    """Return how far the words of a title stand behind its icon, in pixels of the design; 0 without one."""
    return _ICON_STEP if kind in (Kind.EVENT, Kind.CLAIM) else 0


def full_width(theme: Theme, record: Record, field: Field) -> float:
    """Return the room a cell's words need, in pixels; where there is less they are elided."""
    value = getattr(record, field.key)
    if field.type is FieldType.DATE:
        return theme.px(_YEAR) + text_width(
            theme.font(tabular=True), value.short(language())[1] if value else ""
        )
    is_title = field.key == record_type(record.kind).title_key
    inset = theme.px(title_inset(record.kind)) if is_title else 0
    return inset + text_width(_font(theme, record, field), shown(field, value))


def _font(theme: Theme, record: Record, field: Field, is_selected: bool = False) -> QFont:
    if field.type is FieldType.QUOTE:
        return theme.font("serif")
    if field.key == record_type(record.kind).title_key:
        return theme.font(weight=SEMIBOLD if is_selected else MEDIUM)
    return theme.font()


def _with_mark(cell: Cell) -> Cell:
    """Draw the status at the end and return the cell without that room."""
    px = cell.canvas.theme.px
    size = px(_STATUS)
    if status_role(mark_of(cell.record)) is not None:
        rect = cell.canvas.rect(cell.end - size, cell.y + (cell.height - size) / 2, size, size)
        paint_status(cell.canvas.painter, rect, mark_of(cell.record), cell.canvas.theme)
    return replace(cell, end=cell.end - size - px(GAP), shows_mark=False)


def _paint_title(cell: Cell) -> None:
    record, canvas, px = cell.record, cell.canvas, cell.canvas.theme.px
    size = px(_ICON)
    top = cell.y + (cell.height - size) / 2
    if isinstance(record, Event):
        canvas.icon(cell.start, top, size, event_icon(record.event_kind))
    elif isinstance(record, Claim):
        rect = canvas.rect(cell.start, top, size, size)
        paint_stance(canvas.painter, rect, record.stance, canvas.theme)
    room = tags_width(record.tags, canvas.theme)
    if room:
        paint_tags(canvas, cell.end - room, record.tags)
        cell = replace(cell, end=cell.end - room - px(GAP))
    if cell.field.type is FieldType.QUOTE:
        _paint_quote(cell)
        return
    font = _font(canvas.theme, record, cell.field, cell.is_selected)
    words = " ".join(str(getattr(record, cell.field.key)).split())
    cell.line(cell.start + px(title_inset(record.kind)), words, font, "text")


def _paint_quote(cell: Cell) -> None:
    """Write a source's own words, in their own direction: Arabic from the right."""
    words = " ".join(str(getattr(cell.record, cell.field.key) or "").split())
    theme = cell.canvas.theme
    font = _font(theme, cell.record, cell.field)
    if words and first_letter_direction(words, theme.direction) != theme.direction and not cell.query:
        width = cell.end - cell.start
        cell.canvas.text(cell.start, cell.y, width, cell.height, words, font, "text", "end")
    else:
        cell.line(cell.start, words, font, "text")


def _paint_date(cell: Cell) -> None:
    """Write the year in a column of its own, muted, and the rest behind it; the doubt in its colour."""
    theme = cell.canvas.theme
    font = theme.font(tabular=True)
    span: DateSpan | None = getattr(cell.record, cell.field.key)
    year, rest = span.short(language()) if span else ("", "")
    taken = _paint_doubted(cell, cell.start, year, font, "muted") if year else 0.0
    start = cell.start + (max(theme.px(_YEAR), taken + theme.px(GAP)) if year else 0)
    if rest:
        _paint_doubted(cell, start, rest, font, "text")


def _paint_doubted(cell: Cell, start: float, words: str, font: QFont, color: str) -> float:
    sign = words[-1] if words.endswith(_SIGNS) else ""
    taken = cell.line(start, words.removesuffix(sign).rstrip(), font, color)
    if sign:
        strong = cell.canvas.theme.font(weight=SEMIBOLD)
        gap = cell.canvas.theme.px(4)
        taken += gap + cell.line(start + taken + gap, sign, strong, "doubts")
    return taken


def _paint_claims(cell: Cell) -> None:
    """Write how many claims there are, and the marks of their stances where these belong to them."""
    theme, record = cell.canvas.theme, cell.record
    number = theme.px(22)
    count = int(getattr(record, cell.field.key))
    font = theme.font("secondary", tabular=True)
    words = format_number(count)
    cell.canvas.text(
        cell.start, cell.y, max(number, text_width(font, words)), cell.height, words, font, "text2", "end"
    )
    start = cell.start + number + theme.px(7)
    if has_tally(record) and cell.end - start >= tally_width(record.marks.stances, theme):
        rect = cell.canvas.rect(start, cell.y, cell.end - start, cell.height)
        paint_tally(cell.canvas.painter, rect, record.marks.stances, theme)


def _paint_number(cell: Cell) -> None:
    words = shown(cell.field, getattr(cell.record, cell.field.key))
    font = cell.canvas.theme.font(tabular=True)
    cell.canvas.text(cell.start, cell.y, cell.end - cell.start, cell.height, words, font, "text2", "end")


def _paint_several(cell: Cell) -> None:
    """Write as many as there is room for, whole, and how many more there are."""
    several = getattr(cell.record, cell.field.key)
    font, theme = cell.canvas.theme.font(), cell.canvas.theme
    if not several and isinstance(cell.record, Claim) and cell.field.key == "claimants":
        cell.line(cell.start, claimants(cell.record), font, "muted")
        return
    titles = [one.title if isinstance(one, Link) else one.text for one in several]
    words, more = fitting(titles, cell.end - cell.start, lambda text: text_width(font, text))
    if not more:
        cell.line(cell.start, words, font, "text2")
        return
    count = _("+{count}").format(count=format_number(more))
    room = text_width(font, count) + theme.px(6)
    taken = replace(cell, end=cell.end - room).line(cell.start, words, font, "text2")
    cell.canvas.text(cell.start + taken + theme.px(6), cell.y, room, cell.height, count, font, "muted")


def fitting(titles: Sequence[str], room: float, measure: Callable[[str], float]) -> tuple[str, int]:
    """Return the titles that fit, joined, and how many are left out; the first is always there.

    Two that do not fit are elided together; from three on the rest is counted.
    """
    joined = ", ".join(titles)
    if len(titles) < 2 or measure(joined) <= room:
        return joined, 0
    if len(titles) == 2 and measure(titles[0]) < 0.7 * room:
        return joined, 0
    for kept in range(len(titles) - 1, 0, -1):
        words = ", ".join(titles[:kept])
        if measure(words) + measure("  +00") <= room:
            return words, len(titles) - kept
    return titles[0], len(titles) - 1


def _paint_status(cell: Cell) -> None:
    """Write a claim's status behind its mark; all other terms stand alone."""
    value = getattr(cell.record, cell.field.key)
    start = cell.start
    if cell.field.vocabulary == "claim_status" and status_role(value) is not None:
        size = cell.canvas.theme.px(15)
        rect = cell.canvas.rect(start, cell.y + (cell.height - size) / 2, size, size)
        paint_status(cell.canvas.painter, rect, value, cell.canvas.theme)
        start += size + cell.canvas.theme.px(6)
    cell.line(start, shown(cell.field, value), cell.canvas.theme.font(), "text2")


def _paint_text(cell: Cell) -> None:
    words = " ".join(shown(cell.field, getattr(cell.record, cell.field.key)).split())
    cell.line(cell.start, words, cell.canvas.theme.font(), "text2")


_PAINTERS: Mapping[FieldType, Callable[[Cell], None]] = {
    FieldType.DATE: _paint_date,
    FieldType.QUOTE: _paint_quote,
    FieldType.COUNT: _paint_number,
    FieldType.NUMBER: _paint_number,
    FieldType.LINKS: _paint_several,
    FieldType.NAMES: _paint_several,
    FieldType.TERM: _paint_status,
}
