"""The head of the attribution: which field, which value is shown, how many reports and origins."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.gui.marks import origins_width, paint_origins
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.i18n import _, format_number, ngettext

_LONGEST = 60
"""Letters of the value shown; a description is read in full beside."""


def counted(field: FieldClaims) -> str:
    """Return "4 reports, 3 origins, 1 unknown"; an unknown origin is said aloud."""
    origins = len(field.origins)
    parts = [
        ngettext("{count} report", "{count} reports", field.reports).format(
            count=format_number(field.reports)
        ),
        ngettext("{count} origin", "{count} origins", origins).format(count=format_number(origins)),
    ]
    if field.unknown:
        parts.append(
            ngettext("{count} unknown", "{count} unknown", field.unknown).format(
                count=format_number(field.unknown)
            )
        )
    return _(", ").join(parts)


class Summary(QWidget):
    """Value, conflict, and the origins drawn as capsules."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setObjectName("attribution_summary")
        self._theme = theme
        self._value = HeadingLabel(theme, "", "value")
        self._pill = PillLabel(theme, _("conflict"), "conflict", self)
        self._origins = _Origins(theme, self)
        self._counted = Label(theme, "", "secondary", "text2", parent=self)
        self._chosen = Label(theme, _("as chosen by you"), "secondary", "muted", parent=self)
        self._loop = Label(theme, "", "secondary", "conflict", parent=self)
        self._loop.setWordWrap(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._value)
        first.addWidget(self._pill)
        first.addStretch(1)
        second.addWidget(self._origins)
        second.addWidget(self._counted)
        second.addStretch(1)
        second.addWidget(self._chosen)
        layout = QVBoxLayout(self)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._loop)
        px = theme.px
        layout.setContentsMargins(px(16), 0, px(16), px(8))
        layout.setSpacing(px(4))

    def show_field(self, field: FieldClaims, value: str, is_chosen: bool) -> None:
        """Show a field's claims, counted."""
        short = value if len(value) <= _LONGEST else value[: _LONGEST - 1].rstrip() + "…"
        self._value.setText(short)
        self._value.setToolTip(value)
        self._value.setVisible(bool(value))
        self._pill.setVisible(field.conflict)
        self._origins.show_groups(
            [_reports(field, origin.claim_ids) for origin in field.origins], field.unknown
        )
        self._counted.setText(counted(field))
        self._chosen.setVisible(is_chosen)
        words = _("These claims rest on each other: {claims}.")
        numbers = ", ".join(f"#{number}" for number in field.loop)
        self._loop.setText(words.format(claims=numbers) if field.loop else "")
        self._loop.setVisible(bool(field.loop))


def _reports(field: FieldClaims, ids: tuple[int, ...]) -> int:
    sources = {claim.source.id for claim in field.claims if claim.id in ids and claim.source}
    return max(1, len(sources))


class _Origins(QWidget):
    """One capsule per origin, one dot per report."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[int] = []
        self._unknown = 0

    def show_groups(self, groups: list[int], unknown: int) -> None:
        """Show other origins."""
        self._groups, self._unknown = groups, unknown
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = origins_width(self._groups, self._unknown, self._theme)
        return QSize(round(width) + 2, self._theme.px(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_origins(QPainter(self), QRectF(self.rect()), self._groups, self._unknown, self._theme)
