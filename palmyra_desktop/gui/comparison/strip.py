"""The claims in the order they were reported, on a line of time."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims, in_order_said
from palmyra_desktop.domain.shown import claimants, date_in_words, term
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _, format_number, ngettext

_HEIGHT, _START, _GLYPH, _MOST, _SHARE = 104, 208, 16, 200, 0.3


class ReportedStrip(QWidget):
    """A glyph for each claim at the day it was said; those of no day are counted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self._theme = theme
        self._claims: tuple[Claim, ...] = ()
        self._undated = 0
        self.setObjectName("reported_strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_claims(self, claims: FieldClaims) -> None:
        """Show the claims of a field."""
        dated = [one for one in claims.claims if one.said is not None and one.said.earliest_day is not None]
        self._claims = in_order_said(dated)[:_MOST]
        self._undated = len(claims.claims) - len(dated)
        said = (
            f"{date_in_words(one.said)}: {claimants(one)} {term('stance', one.stance)}"
            for one in self._claims
        )
        self.setAccessibleName(_("As reported"))
        self.setAccessibleDescription("; ".join(said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._theme.px, self._theme
        canvas = Canvas(QPainter(self), QRectF(self.rect()), theme)
        canvas.text(
            px(12), px(8), px(180), px(20), _("As reported"), theme.font("secondary", SEMIBOLD), "text2"
        )
        if self._undated:
            words = ngettext("{count} without a date", "{count} without a date", self._undated)
            words = words.format(count=format_number(self._undated))
            canvas.text(px(12), px(28), px(180), px(18), words, theme.font("secondary"), "muted")
        if not self._claims:
            return
        start, line = min(px(_START), self.width() * _SHARE) + px(20), px(56)
        width = self.width() - start - px(40)
        canvas.hline(start - px(10), line, width + px(20), "line_strong")
        places = self._places(start, width)
        self._paint_glyphs(canvas, places, line)
        self._paint_dates(canvas, places, line)

    def _places(self, start: float, width: float) -> list[float]:
        """Return the x of each claim: by its day, never nearer to the one before than a glyph is wide."""
        days = [one.said.earliest_day or 0 if one.said else 0 for one in self._claims]
        extent = max(1, days[-1] - days[0])
        step = min(self._theme.px(_GLYPH + 3), width / max(1, len(days) - 1))
        places: list[float] = []
        for day in days:
            wanted = start + width * (day - days[0]) / extent if days[-1] > days[0] else start
            places.append(max(wanted, places[-1] + step) if places else wanted)
        overflow = places[-1] - (start + width)
        if overflow > 0:  # push back from the end, still apart
            last = start + width + step
            for number in range(len(places) - 1, -1, -1):
                places[number] = last = max(start, min(places[number], last - step))
        return places

    def _paint_glyphs(self, canvas: Canvas, places: list[float], line: float) -> None:
        px, size, free = self._theme.px, self._theme.px(_GLYPH), 0.0
        font = self._theme.font("legend")
        for number, (claim, x) in enumerate(zip(self._claims, places, strict=True)):
            rect = canvas.rect(x - size / 2, line - size / 2, size, size)
            paint_stance(canvas.painter, rect, claim.stance, self._theme)
            name = claimants(claim)
            if number and claimants(self._claims[number - 1]) == name:
                continue
            taken = min(text_width(font, name), px(150))
            left = max(0.0, x - taken / 2)
            if left >= free:
                canvas.text(left, line - px(32), taken + 1, px(18), name, font, "text2")
                free = left + taken + px(8)

    def _paint_dates(self, canvas: Canvas, places: list[float], line: float) -> None:
        px, free, before = self._theme.px, 0.0, ""
        font = self._theme.font("legend", tabular=True)
        for claim, x in zip(self._claims, places, strict=True):
            words = date_in_words(claim.said)
            taken = text_width(font, words)
            left = min(max(0.0, x - taken / 2), self.width() - taken - px(4))
            if words != before and left >= free:
                canvas.text(left, line + px(12), taken + 1, px(18), words, font, "muted")
                free = left + taken + px(10)
            before = words
