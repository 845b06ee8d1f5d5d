"""What stands in the title of the timeline's dock: the choice of lanes, the legend, and the undated."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from palmyra_desktop.domain.found import Spans
from palmyra_desktop.domain.timeline.lanes import OF_NONE, LaneView
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.lane_menu import fill_lanes_menu
from palmyra_desktop.gui.timeline.legend import Legend
from palmyra_desktop.gui.timeline.legend_card import LegendCard
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import N_, _, format_number, ngettext

LANES = {
    "none": (N_("Lanes: none"), N_("No lanes")),
    "monument": (N_("Lanes: monument"), N_("A lane for each monument")),
    "actor": (N_("Lanes: actor"), N_("A lane for each actor")),
    "claimant": (N_("Lanes: claimant"), N_("A lane for each claimant")),
    "event_kind": (N_("Lanes: kind of event"), N_("A lane for each kind of event")),
    "place": (N_("Lanes: place"), N_("A lane for each place")),
    "publisher": (N_("Lanes: publisher"), N_("A lane for each publisher")),
}
"""What lanes may stand for, as `archive.spans` names it: the words of the link, and of the menu."""

HAPPENED, SAID, SAID_OF = "happened", "said", "said_of"
TIMES = {
    HAPPENED: (N_("When it happened"), N_("When it happened")),
    SAID: (N_("When it was said"), N_("When it was said, of all that is listed")),
    SAID_OF: (N_("When it was said: this record"), N_("When it was said, of the record shown beside")),
}
"""Which time bars stand at: the words of the link, and of the menu."""

_LONGEST = 70
"""Letters of a title in the menu of undated records."""


class TimelineHead(QObject):
    """Make the controls, and follow what the timeline shows."""

    lanes_chosen = Signal(str)
    """A key of LANES."""
    time_chosen = Signal(str)
    """A key of TIMES."""
    view_changed = Signal(object)
    """LaneView: lanes are to be looked at otherwise."""
    undated_chosen = Signal(object)
    """RecordRef of a record without a date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make the controls; `furnish` puts them into a title."""
        super().__init__(parent)
        self._theme, self._parent = theme, parent
        self._title: DockTitle | None = None
        self._chosen, self._time = "none", HAPPENED
        self._spans: Spans | None = None
        self._view = LaneView()
        self.lanes = LinkButton(theme, "", "secondary", parent)
        self.lanes.setObjectName("timeline_lanes")
        self.lanes.clicked.connect(self._on_lanes_clicked)
        self.time = LinkButton(theme, "", "secondary", parent)
        self.time.setObjectName("timeline_time")
        self.time.clicked.connect(self._on_time_clicked)
        # The chevron stands behind the words, where a button has none of its own.
        ltr, rtl = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        for link in (self.lanes, self.time):
            link.setLayoutDirection(ltr if theme.is_rtl else rtl)
        self.undated = LinkButton(theme, "", "secondary", parent)
        self.undated.setObjectName("timeline_undated")
        self.undated.clicked.connect(self.show_undated)
        self.legend = Legend(theme, parent)
        self.legend.clicked.connect(self.show_legend)
        for widget in (self.lanes, self.time, self.undated, self.legend):
            widget.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def furnish(self, title: DockTitle) -> None:
        """Put the controls into the title of a dock."""
        self._title = title
        title.add_widget(self.lanes)
        title.add_widget(self.time)
        title.add_widget(self.legend, at_end=True)
        title.add_widget(self.undated, at_end=True)
        self.lanes.show()
        self.time.show()
        self.legend.show()
        self._show()

    def show_time(self, time: str) -> None:
        """Say which time bars stand at."""
        self._time = time
        self.time.setText(_(TIMES[time][0]))
        self.time.setAccessibleName(self.time.text())

    def time_menu(self) -> QMenu:
        """Return the menu of the times bars may stand at."""
        return self._choices(
            {key: text for key, (_link, text) in TIMES.items()}, self._time, self.time_chosen
        )

    def _on_time_clicked(self) -> None:
        self._popup(self.time_menu(), self.time)

    def _choices(self, choices: Mapping[str, str], chosen: str, tell: SignalInstance) -> QMenu:
        menu = QMenu(self._parent)
        group = QActionGroup(menu)
        for key, text in choices.items():
            action = menu.addAction(_(text), partial(tell.emit, key))
            action.setCheckable(True)
            action.setChecked(key == chosen)
            group.addAction(action)
        return menu

    def show_lanes(self, lanes: str, view: LaneView) -> None:
        """Say what the lanes stand for, and how many are hidden."""
        self._chosen, self._view = lanes, view
        self._show()

    def show_spans(self, spans: Spans) -> None:
        """Say how many have no date."""
        self._spans = spans
        self._show()

    def _lanes_words(self) -> str:
        words = _(LANES[self._chosen][0])
        hidden = len(self._view.hidden_of(self._spans.lanes)) if self._spans else 0
        if not hidden:
            return words
        return _("{lanes} ({count} hidden)").format(lanes=words, count=format_number(hidden))

    def _show(self) -> None:
        self.lanes.setText(self._lanes_words())
        self.lanes.setAccessibleName(self.lanes.text())
        if self._title is None or self._spans is None:
            return
        spans = self._spans
        self.undated.setText(_("Undated: {count}").format(count=format_number(spans.undated)))
        self.undated.setVisible(spans.undated > 0)

    def _on_lanes_clicked(self) -> None:
        self._popup(self.lanes_menu(), self.lanes)

    def lanes_menu(self) -> QMenu:
        """Return the menu of what lanes stand for, and of how they are looked at."""
        texts = {key: text for key, (_link, text) in LANES.items()}
        menu = self._choices(texts, self._chosen, self.lanes_chosen)
        if self._chosen in OF_NONE:
            menu.addSeparator()
            lanes = self._spans.lanes if self._spans else ()
            fill_lanes_menu(menu, lanes, _(OF_NONE[self._chosen]), self._view, self.view_changed.emit)
        return menu

    def show_legend(self) -> None:
        """Explain all marks, above the title."""
        end = 0 if self._theme.is_rtl else self._parent.width()
        LegendCard(self._theme, self._parent).show_at(self._parent.mapToGlobal(QPoint(end, 0)))

    def show_undated(self) -> None:
        """Name all records without a date in a menu."""
        self._popup(self.undated_menu(), self.undated)

    def undated_menu(self) -> QMenu:
        """Return a menu of the records without a date, the first of them at least; choosing shows one."""
        menu = QMenu(self._parent)
        links = self._spans.undated_links if self._spans else ()
        for link in links:
            title = link.title if len(link.title) <= _LONGEST else f"{link.title[:_LONGEST]}…"
            menu.addAction(title.replace("&", "&&"), partial(self.undated_chosen.emit, link.ref))
        more = (self._spans.undated if self._spans else 0) - len(links)
        if more > 0:
            text = ngettext("and {count} more", "and {count} more", more)
            menu.addAction(text.format(count=format_number(more))).setEnabled(False)
        return menu

    def _popup(self, menu: QMenu, below: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = QPoint(below.width() - menu.sizeHint().width() if self._theme.is_rtl else 0, below.height())
        menu.popup(below.mapToGlobal(corner))

    def _on_theme_changed(self) -> None:
        side = self._theme.px(12)
        for link in (self.lanes, self.time):
            link.setIcon(self._theme.icons.icon("down", "link", 12))
            link.setIconSize(link.iconSize().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
