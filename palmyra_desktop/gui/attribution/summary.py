"""The head of a section: which field, the value shown, and from how many origins it comes."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.gui.attribution.sections import Section
from palmyra_desktop.gui.attribution.words import counted, loop_words
from palmyra_desktop.gui.marks import origins_width, paint_origins
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

_WORD, _MOST = 24, 110
"""Letters from which on a value may wrap, and after which it is cut: the whole stands in the detail."""
_LONG = 60
"""From this many letters on a value is text to read, not a heading."""


class Summary(QWidget):
    """Says what the cards below add up to; the program never chooses among them."""

    chosen = Signal(int)
    """Another section was chosen: its number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a section."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("attribution_summary")
        self._chooser = Chooser(theme, self)
        self._chooser.chosen.connect(self.chosen)
        self._value = HeadingLabel(theme)
        self._value.setObjectName("shown_value")
        self._pill = PillLabel(theme, _("conflict"), "conflict")
        self._origins = OriginsLine(theme)
        self._loop = Label(theme, "", "secondary", "work")
        self._loop.setWordWrap(True)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        value = self._value_line = QHBoxLayout()
        value.addWidget(self._value)
        value.addWidget(self._pill)
        value.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._chooser)
        self._layout.addLayout(value)
        self._layout.addWidget(self._origins)
        self._layout.addWidget(self._loop)

    def show_section(self, sections: tuple[Section, ...], number: int) -> None:
        """Show one of the sections, the others being offered."""
        section = sections[number]
        self._chooser.show_sections(sections, number)
        self._value.setText(_shortened(section.value, _MOST))
        self._value.setToolTip(plain(section.value))
        self._value.setFont(self._theme.font("body" if len(section.value) > _LONG else "head"))
        is_wide = len(section.value) > _WORD
        self._value.setWordWrap(is_wide)
        self._value_line.setStretch(0, 1 if is_wide else 0)
        self._value.setVisible(bool(section.value))
        self._pill.setVisible(bool(section.claims and section.claims.conflict))
        self._origins.setVisible(section.claims is not None)
        if section.claims is not None:
            self._origins.show_claims(section.claims, section.is_chosen)
        loop = loop_words(section.claims) if section.claims else ""
        self._loop.setText(loop)
        self._loop.setVisible(bool(loop))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), 0, px(14), px(9))
        self._layout.setSpacing(px(3))
        self._value_line.setSpacing(px(8))
        self._value.setFont(self._theme.font("body" if len(self._value.text()) > _LONG else "head"))


class Chooser(QToolButton):
    """The name of the section shown, and a menu of all."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with nothing to choose."""
        super().__init__(parent)
        self._theme, self._title = theme, ""
        self.setObjectName("attribution_chooser")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Drawn by itself: a tool button puts its arrow before the words.
        self._menu = QMenu(self)
        self._menu.setObjectName("attribution_chooser_menu")
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_sections(self, sections: tuple[Section, ...], number: int) -> None:
        """Name one section and offer all, each with its number of claims and its mark."""
        self._title = sections[number].title
        self.setAccessibleName(_("Claims on: {what}").format(what=self._title))
        self._menu.clear()
        for place, section in enumerate(sections):
            action = self._menu.addAction(_entry(section))
            action.setData(place)
            action.setCheckable(True)
            action.setChecked(place == number)
            if section.claims is not None and section.claims.conflict:
                action.setText(_("{entry}  ≠").format(entry=action.text()))
        self.setToolTip(plain(self._title))
        self.update()

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font("secondary"))
        self.setProperty("focus_radius", self._theme.px(3))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, font = self._theme.px, self.font()
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        color = "text" if self.underMouse() else "text2"
        width = canvas.text(0, 0, self.width() - px(20), self.height(), self._title, font, color)
        canvas.icon(width + px(4), (self.height() - px(14)) / 2, px(14), "down", "muted")


class OriginsLine(QWidget):
    """One capsule per origin, the count in words, and whose choice the shown value is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with no claims."""
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[int, ...] = ()
        self._unknown = 0
        self._words, self._choice = "", ""
        self.setObjectName("origins_line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)

    def show_claims(self, claims: FieldClaims, is_chosen: bool) -> None:
        """Show the count of a field's claims."""
        sources = {claim.id: claim.source.id if claim.source else -claim.id for claim in claims.claims}
        self._groups = tuple(len({sources[id] for id in origin.claim_ids}) for origin in claims.origins)
        self._unknown = claims.unknown
        self._words = counted(claims)
        self._choice = _("as chosen by you") if is_chosen else ""
        named = "; ".join(origin.label for origin in claims.origins)
        self.setToolTip(plain(_("Origins: {names}").format(names=named)) if named else "")
        self.setAccessibleName(" · ".join(filter(None, (self._words, self._choice))))
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def _start(self) -> float:
        """Where the words start, after the capsules."""
        taken = origins_width(self._groups, self._unknown, self._theme)
        return taken + self._theme.px(10) if taken else 0.0

    def _line_count(self) -> int:
        """Return 2 where whose choice it is does not fit on the line any more."""
        font = self._theme.font("secondary")
        needed = self._start + text_width(self._theme.font(), self._words) + self._theme.px(16)
        fits = needed + text_width(font, self._choice) <= self.width()
        return 1 if fits or not self._choice else 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(22) * self._line_count())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        canvas = Canvas(painter, QRectF(self.rect()), theme)
        height, width = theme.px(22), self.width()
        capsules = canvas.rect(0, 0, width, height)
        paint_origins(painter, capsules, self._groups, self._unknown, theme)
        canvas.text(self._start, 0, width - self._start, height, self._words, theme.font(), "text2")
        is_below = self._line_count() == 2
        y, align = (height, "start") if is_below else (0, "end")
        canvas.text(0, y, width, height, self._choice, theme.font("secondary"), "muted", align)  # type: ignore[arg-type]


def _entry(section: Section) -> str:
    words = ngettext("{title}  ({count} claim)", "{title}  ({count} claims)", section.count)
    title = _shortened(section.title, _LONG)
    return words.format(title=title.replace("&", "&&"), count=format_number(section.count))


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
