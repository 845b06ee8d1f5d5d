"""How a picture of the timeline is to be written: its format, and its colours."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class PictureChoice(ActionDialog):
    """Ask for format and colours; the file is asked for afterwards."""

    wanted = Signal(str, bool)
    """The ending of the file, and whether the colours are those for paper."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Offer PNG, SVG and PDF."""
        lead = _("The stretch of time on screen with all lanes, title, filter, legend and count.")
        super().__init__(
            theme, "picture_dialog", _("Save timeline as picture"), _("Choose the file…"), parent, lead
        )
        self.format = Segmented(
            theme, _("Format"), [Segment(f".{key}", key.upper()) for key in ("png", "svg", "pdf")]
        )
        self.format.setObjectName("picture_format")
        self.colors = Segmented(
            theme, _("Colours"), [Segment("screen", _("As on screen")), Segment("paper", _("For paper"))]
        )
        self.colors.setObjectName("picture_colors")
        self._note = Label(theme, "", "secondary", "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(2, 1)
        for row, (name, control) in enumerate(((_("Format"), self.format), (_("Colours"), self.colors))):
            grid.addWidget(Label(theme, name, "body", "text2"), row, 0)
            grid.addWidget(control, row, 1)
        grid.addWidget(self._note, 2, 1, 1, 2)
        self.body.addLayout(grid)
        self.format.chosen_changed.connect(self._on_format_chosen)
        self._on_format_chosen(self.format.chosen)

    def _on_format_chosen(self, suffix: str) -> None:
        self._note.setText(
            {
                ".png": _("Pixels, twice as sharp as the screen; for messages and slides."),
                ".svg": _("Lines and letters, sharp at any size; for the web and for drawing programs."),
                ".pdf": _("A page of the picture's own size; for documents."),
            }[suffix]
        )

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.wanted.emit(self.format.chosen, self.colors.chosen == "paper")
