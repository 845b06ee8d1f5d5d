"""What a panel is given: everything it may speak to, for one open archive."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace

if TYPE_CHECKING:  # the services bring SQLAlchemy, which is imported in a worker once the window shows
    from palmyra_desktop.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one open archive's window, handed to every panel's constructor.

    Attributes:
        archive: never changes; another archive gets another context and other panels.
    """

    archive: "Archive"
    tasks: Tasks
    workspace: Workspace
    settings: CurrentSettings
    theme: Theme
    actions: Actions
