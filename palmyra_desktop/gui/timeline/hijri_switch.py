"""The action that shows the Islamic calendar below the axis; what was chosen is remembered."""

from PySide6.QtCore import QObject

from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.timeline.view import ChartView


class HijriSwitch(QObject):
    """Serve the action for one timeline."""

    def __init__(self, context: Context, view: ChartView) -> None:
        """Show what was chosen before."""
        super().__init__(view)
        self._context, self._view = context, view
        is_shown = context.settings.value.hijri
        view.set_hijri(is_shown)
        context.actions.handle("hijri_axis", self._on_toggled)
        context.actions.check("hijri_axis", is_shown)

    def _on_toggled(self, is_shown: bool) -> None:
        self._context.settings.change(hijri=is_shown)
        self._view.set_hijri(is_shown)
