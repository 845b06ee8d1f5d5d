"""The marks of the archive: stances, the tally in a row, statuses, origins.

Shape first, colour second: every mark reads in grey. Accepted is silent: nothing is drawn.
The keys of stances and statuses are those of the claim (domain/claim.py).
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.painting import text_width
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

Stances = Collection[tuple[str, int]]
"""How many claims have each stance."""

_TALLY_ORDER = ("confirms", "asserts", "concedes", "predicts", "demands", "doubts", "denies")
_TALLY_MOST = 6
_CAPSULE_MOST = 8
_OWN_COLOR = frozenset({"asserts", "confirms", "denies", "doubts"})
_STATUS_ICONS: Mapping[str, str] = {"conflict": "conflict", "work_needed": "work", "issue": "issue"}


def stance_color(stance: str) -> str:
    """Return the colour role of a stance; its soft ground is the same name with "_bg"."""
    return stance if stance in _OWN_COLOR else "other"


def status_role(status: str | None) -> str | None:
    """Return the colour role (and icon) of a status, None for accepted and for no status."""
    return _STATUS_ICONS.get(status) if status else None


def paint_status(painter: QPainter, rect: QRectF, status: str | None, theme: "Theme") -> None:
    """Draw the mark of a status into a square; accepted and no status draw nothing."""
    role = status_role(status)
    if role is not None:
        theme.icons.paint(painter, rect, role, role)


def paint_stance(
    painter: QPainter, rect: QRectF, stance: str, theme: "Theme", ground: str = "raised"
) -> None:
    """Draw the glyph of a stance into a square.

    confirms: disc and tick; denies: disc and cross; asserts: ring and dot; the others a ring
    with ?, an arrow back (concedes), an arrow on (predicts) or an exclamation mark (demands).

    Args:
        ground: colour role seen through the ring and in the tick.
    """
    color = theme.color(stance_color(stance))
    radius = min(rect.width(), rect.height()) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    if stance in ("confirms", "denies"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        painter.setPen(_pen(theme.color(ground), max(1.5, radius * 0.24)))
    else:
        width = max(1.3, radius * 0.2)
        painter.setPen(_pen(color, width))
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(QPointF(0, 0), radius - width / 2, radius - width / 2)
        painter.setPen(_pen(color, max(1.3, radius * 0.18)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _INNER[stance](painter, radius, color, theme)
    painter.restore()


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _line(painter: QPainter, radius: float, *points: tuple[float, float]) -> None:
    """Draw a polyline; the points are given in radii from the centre."""
    painter.drawPolyline([QPointF(x * radius, y * radius) for x, y in points])


def _dot(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(0, 0), radius * 0.36, radius * 0.36)


def _tick(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    _line(painter, radius, (-0.45, 0.02), (-0.1, 0.36), (0.46, -0.34))


def _cross(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    _line(painter, radius, (-0.36, -0.36), (0.36, 0.36))
    _line(painter, radius, (0.36, -0.36), (-0.36, 0.36))


def _sign(painter: QPainter, radius: float, sign: str, theme: "Theme") -> None:
    font = QFont(theme.font("body", SEMIBOLD))
    font.setPixelSize(max(6, round(radius * 1.3)))
    painter.setFont(font)
    square = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sign)


def _question(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    _sign(painter, radius, "؟" if theme.is_rtl else "?", theme)


def _exclamation(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    _line(painter, radius, (0, -0.48), (0, 0.12))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(0, radius * 0.44), radius * 0.12, radius * 0.12)


def _arrow_on(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    way = -1 if theme.is_rtl else 1
    _line(painter, radius, (-0.48 * way, 0), (0.46 * way, 0))
    _line(painter, radius, (0.14 * way, -0.32), (0.48 * way, 0), (0.14 * way, 0.32))


def _arrow_back(painter: QPainter, radius: float, color: QColor, theme: "Theme") -> None:
    way = -1 if theme.is_rtl else 1
    _line(painter, radius, (0.42 * way, -0.42), (0.42 * way, 0.14), (-0.42 * way, 0.14))
    _line(painter, radius, (-0.16 * way, -0.14), (-0.46 * way, 0.14), (-0.16 * way, 0.42))


_INNER: Mapping[str, Callable[[QPainter, float, QColor, "Theme"], None]] = {
    "asserts": _dot,
    "confirms": _tick,
    "denies": _cross,
    "doubts": _question,
    "concedes": _arrow_back,
    "predicts": _arrow_on,
    "demands": _exclamation,
}


def tally(stances: Stances) -> tuple[tuple[str, ...], int]:
    """Return the stances to mark in a row, in marking order, and how many more there are.

    Up to six are all shown. From seven on there are five and "+n"; the most frequent stance
    gives way first, so that a single denial never disappears behind the number.
    """
    total = sum(count for _stance, count in stances)
    # What is beyond the most gives way in any case.
    counts = Counter({stance: min(count, _TALLY_MOST) for stance, count in stances})
    if total > _TALLY_MOST:
        while counts.total() > _TALLY_MOST - 1:
            counts[max(counts, key=lambda stance: (counts[stance], stance))] -= 1
    shown = tuple(stance for stance in _TALLY_ORDER for _number in range(counts[stance]))
    return shown, total - len(shown)


def tally_width(stances: Stances, theme: "Theme") -> float:
    """Return the width the row marks take, "+n" included."""
    shown, more = tally(stances)
    marks = len(shown) * theme.px(11) - theme.px(3) if shown else 0
    return marks + (theme.px(5) + text_width(_tally_font(theme), _more(more)) if more else 0)


def paint_tally(painter: QPainter, rect: QRectF, stances: Stances, theme: "Theme") -> None:
    """Draw the small marks of a row from the rectangle's starting edge, centred in height.

    confirms: filled dot; asserts: ring; doubts: diamond; denies: cross; the others: a square.
    """
    shown, more = tally(stances)
    size, step = theme.px(8), theme.px(11)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, stance in enumerate(shown):
        left = rect.right() - number * step - size if theme.is_rtl else rect.left() + number * step
        _paint_small(painter, QPointF(left + size / 2, rect.center().y()), size / 2, stance, theme)
    if more:
        start = len(shown) * step + theme.px(2)
        place = rect.adjusted(0, 0, -start, 0) if theme.is_rtl else rect.adjusted(start, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if theme.is_rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(_tally_font(theme))
        painter.setPen(theme.color("muted"))
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, flags, _more(more))
    painter.restore()


def _tally_font(theme: "Theme") -> QFont:
    return theme.font("legend", tabular=True)


def _more(count: int) -> str:
    return _("+{count}").format(count=format_number(count))


def _paint_small(painter: QPainter, center: QPointF, radius: float, stance: str, theme: "Theme") -> None:
    color = theme.color(stance_color(stance))
    painter.setPen(_pen(color, 1.9 if stance == "denies" else 1.5))
    painter.setBrush(QBrush(color) if stance == "confirms" else Qt.BrushStyle.NoBrush)
    inner = radius - 0.75
    x, y = center.x(), center.y()
    if stance in ("confirms", "asserts"):
        painter.drawEllipse(center, inner, inner)
    elif stance == "doubts":
        corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
        painter.drawPolygon([QPointF(x + dx, y + dy) for dx, dy in corners])
    elif stance == "denies":
        reach = radius * 0.72
        painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
        painter.drawLine(QPointF(x + reach, y - reach), QPointF(x - reach, y + reach))
    else:
        side = radius * 0.8
        painter.drawRect(QRectF(x - side, y - side, 2 * side, 2 * side))


def origins_width(groups: Sequence[int], unknown: int, theme: "Theme") -> float:
    """Return the width of the capsules, see `paint_origins`."""
    widths = [_capsule_width(count, theme) for count in (*groups, *([unknown] if unknown else []))]
    return sum(widths) + max(0, len(widths) - 1) * theme.px(4)


def paint_origins(
    painter: QPainter, rect: QRectF, groups: Sequence[int], unknown: int, theme: "Theme"
) -> None:
    """Draw one capsule per independent origin with one dot per report, centred in height.

    Args:
        groups: number of reports of each origin (>= 1); from nine on the number is written.
        unknown: number of reports whose origin is not known; their capsule is dashed.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = 0.0
    height = theme.px(14)
    for count, is_known in (*((count, True) for count in groups), *([(unknown, False)] if unknown else [])):
        width = _capsule_width(count, theme)
        left = rect.right() - x - width if theme.is_rtl else rect.left() + x
        capsule = QRectF(left, round(rect.center().y() - height / 2), width, height)
        _paint_capsule(painter, capsule, count, is_known, theme)
        x += width + theme.px(4)
    painter.restore()


def _capsule_width(count: int, theme: "Theme") -> float:
    if count > _CAPSULE_MOST:
        return text_width(_tally_font(theme), format_number(count)) + theme.px(10)
    return count * theme.px(10) + theme.px(3)


def _paint_capsule(painter: QPainter, capsule: QRectF, count: int, is_known: bool, theme: "Theme") -> None:
    pen = QPen(theme.color("line_strong"), 1)
    if not is_known:
        pen.setDashPattern([2.5, 2.0])
    painter.setPen(pen)
    painter.setBrush(theme.color("raised"))
    inside = capsule.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    if count > _CAPSULE_MOST:
        painter.setPen(theme.color("text2"))
        painter.setFont(_tally_font(theme))
        painter.drawText(capsule, Qt.AlignmentFlag.AlignCenter, format_number(count))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text2") if is_known else Qt.BrushStyle.NoBrush)
    if not is_known:
        painter.setPen(QPen(theme.color("text2"), 1.2))
    radius, step = theme.px(6) / 2, theme.px(10)
    first = capsule.center().x() - (count - 1) * step / 2
    for number in range(count):
        painter.drawEllipse(QPointF(first + number * step, capsule.center().y()), radius, radius)


_FLAGS = {"LRM": 1, "LRI": 1, "RLM": -1, "ALM": -1, "RLI": -1}
"""The way a mark turns what follows, +1 to the right; the others take it as it comes."""


def paint_hidden_mark(painter: QPainter, top: QPointF, name: str, theme: "Theme") -> None:
    """Draw a mark nobody sees as a small staff, with a flag the way it turns the letters.

    Args:
        top: of the letters, where the mark stands. name: "RLM" and the like, see domain/hidden_marks.py.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("issue"), 1.2))
    painter.setBrush(theme.color("issue"))
    way, staff, flag = _FLAGS.get(name, 0), theme.px(8), theme.px(4)
    painter.drawLine(top, top + QPointF(0, staff))
    tip = top + QPointF(way * flag, flag / 2)
    painter.drawPolygon(QPolygonF([top, tip, top + QPointF(0, flag)]))
    painter.restore()
