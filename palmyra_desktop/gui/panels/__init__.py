"""The panels of the window: which there are, where they stand, and what each must be.

To add one: write its file here and add its line to PANELS. Panels do not know each other; they
speak to the workspace they are given.
"""

import importlib
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QMenu, QWidget

from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import N_

LEAST_LIST = 44
"""Pixels that a list above others asks for, a line of large text; it scrolls, the window fits a screen."""


class Panel(QWidget):
    """A panel: built for one open archive, thrown away with it.

    A subclass gives the widget that takes the keyboard with `setFocusProxy`.

    Attributes:
        context: everything it may speak to.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Keep the context; a subclass builds and connects itself."""
        super().__init__(parent)
        self.context = context

    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        """Put what the panel wants into the title of its dock; called once, after it is built.

        Args:
            title: for a note or controls beside the title; the panel may keep it to change the note.
            menu: opened by the "..." of the title; "Hide" and the like are added below the panel's own.
        """


class Area(StrEnum):
    """Where a panel stands at first; the user may move all but the centre."""

    CENTRE = "centre"
    LEFT = "left"
    RIGHT = "right"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class PanelType:
    """One panel of the window.

    Attributes:
        key: object name of its dock, and what its place is remembered by.
        title: English, marked for translation. icon: file name in resources/icons.
        factory: "module:class" below this package; imported when the first archive is open.
        height: at first, in pixels of the design at 13 px text; 0 takes what is left.
        has_title: whether its dock has a title to be dragged by; without one it keeps its place and height.
        is_extra: hidden at first, until the reader asks for it.
    """

    key: str
    title: str
    icon: str
    area: Area
    factory: str
    height: int = 0
    has_title: bool = True
    is_extra: bool = False

    @property
    def comes_first(self) -> bool:
        """Whether it is shown with the first rows of a large archive: the list, and what leads to others."""
        return self.area == Area.CENTRE or not self.has_title

    def load(self) -> type[Panel]:
        """Import the panel's class."""
        module, _, name = self.factory.partition(":")
        panel: type[Panel] = getattr(importlib.import_module(f"{__name__}.{module}"), name)
        return panel


PANELS: tuple[PanelType, ...] = (
    PanelType("records", N_("Records"), "list", Area.CENTRE, "records:RecordsPanel"),
    PanelType(
        "navigation", N_("Kinds of record"), "list", Area.LEFT, "navigation:NavigationPanel", has_title=False
    ),
    PanelType("filters", N_("Filters"), "filter", Area.LEFT, "filters:FiltersPanel"),
    PanelType("saved", N_("Saved searches"), "bookmark", Area.LEFT, "saved:SavedSearchesPanel", 100),
    PanelType("coverage", N_("Coverage"), "check", Area.LEFT, "coverage:CoveragePanel", 230, is_extra=True),
    PanelType("detail", N_("Detail"), "grid", Area.RIGHT, "detail:DetailPanel", 300),
    PanelType("attribution", N_("Attribution"), "quote", Area.RIGHT, "attribution:AttributionPanel"),
    PanelType("reader", N_("Reader"), "reader", Area.RIGHT, "reader:ReaderPanel", 180),
    PanelType("timeline", N_("Timeline"), "timeline", Area.BOTTOM, "timeline:TimelinePanel", 300),
)
"""Every panel; those of one area one below the other, in this order."""
