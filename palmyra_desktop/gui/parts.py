"""What does actions without being a panel: imports, exports, undo and the like.

To add one: write a QObject that is built as `Part(context, window)` and says with
`context.actions.handle` what it does; add its line here. It is thrown away with its archive.
"""

import importlib
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.gui.context import Context

PARTS: tuple[str, ...] = (
    "palmyra_desktop.gui.workspace_actions:WorkspaceActions",
    "palmyra_desktop.gui.undo:Undo",
    "palmyra_desktop.gui.watch:Watch",
    "palmyra_desktop.gui.indexing:Indexing",
    "palmyra_desktop.gui.giving_back:GivingBack",
    "palmyra_desktop.gui.exporting:Exporting",
    "palmyra_desktop.gui.importing:Importing",
    "palmyra_desktop.gui.trash:Trash",
    "palmyra_desktop.gui.tagging:Tagging",
    "palmyra_desktop.gui.record_work:RecordWork",
    "palmyra_desktop.gui.bulk_editing:BulkEditing",
    "palmyra_desktop.gui.merging:Merging",
    "palmyra_desktop.gui.comparing:Comparing",
    "palmyra_desktop.gui.history:History",
    "palmyra_desktop.gui.signing:Signing",
    "palmyra_desktop.gui.checking:Checking",
    "palmyra_desktop.gui.backing_up:BackingUp",
    "palmyra_desktop.gui.saving_copy:SavingCopy",
    "palmyra_desktop.gui.printing:Printing",
    "palmyra_desktop.gui.encrypting:Encrypting",
)
"""The parts as "module:class", in the order they are built; imported when the first archive is open."""


def load(part: str) -> Callable[[Context, QWidget], QObject]:
    """Import a part's class."""
    module, _, name = part.partition(":")
    loaded: Callable[[Context, QWidget], QObject] = getattr(importlib.import_module(module), name)
    return loaded
