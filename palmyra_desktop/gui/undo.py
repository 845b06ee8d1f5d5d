"""Undo and redo of the window: what the change log offers, named in the actions.

The log of the archive is the only record of what can be undone, so undo survives a restart;
nothing is kept here but the group each action would take. Keys are quicker than the log: what is asked
for while a change is still being written, or before the log was asked again, is for the newest by then.
"""

import functools

from PySide6.QtCore import QObject

from palmyra_desktop.domain.changes import ChangeGroup, ChangeSet
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.taking_back import INITIATOR as INITIATOR
from palmyra_desktop.gui.taking_back import TakingBack, changing
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _


class Undo(QObject):
    """Take back the newest change and do it again; tell how the actions are called now."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Ask what there is to undo."""
        super().__init__(parent)
        self._context = context
        self._taking_back = TakingBack(context, parent, self)
        self.undoable: ChangeGroup | None = None
        self.redoable: ChangeGroup | None = None
        self._is_told = False
        context.actions.handle("undo", self._on_undo)
        context.actions.handle("redo", self._on_redo)
        context.workspace.records_changed.connect(self._on_records_changed)
        context.workspace.archive_changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self._is_told = False
        self._context.tasks.read(self._groups, self._on_groups, key="undo")

    def _groups(self, job: Job) -> tuple[ChangeGroup | None, ChangeGroup | None]:
        from palmyra_desktop.services import editing

        return editing.undoable(self._context.archive), editing.redoable(self._context.archive)

    def _on_groups(self, groups: tuple[ChangeGroup | None, ChangeGroup | None]) -> None:
        self.undoable, self.redoable = groups = (changing(groups[0]), changing(groups[1]))
        self._is_told = True
        actions = self._context.actions
        undo, redo = (_escaped(group.label) if group else "" for group in groups)
        actions.retitle("undo", _("&Undo: {change}").format(change=undo) if undo else _("&Undo"))
        actions.retitle("redo", _("&Redo: {change}").format(change=redo) if redo else _("&Redo"))
        actions.amend_situation(can_undo=groups[0] is not None, can_redo=groups[1] is not None)

    def _named(self, group: ChangeGroup | None) -> int | None:
        """Return the act an action is called after, None where the newest by then is meant."""
        is_told = self._is_told and not self._context.tasks.is_writing
        self._is_told = False
        return group.id if group is not None and is_told else None

    def _on_undo(self) -> None:
        self._taking_back.take_back(self._named(self.undoable))

    def _on_redo(self) -> None:
        work = functools.partial(self._redo, self._named(self.redoable))
        self._context.tasks.write(work, self._on_redone, label=_("Doing again"))

    def _redo(self, group_id: int | None, job: Job) -> ChangeSet | None:
        from palmyra_desktop.services import editing

        archive, author = self._context.archive, self._context.settings.value.author
        if group_id is None and editing.redoable(archive) is None:
            return None
        return editing.redo(archive, group_id, author=author, initiator=INITIATOR, tick=job.tick)

    def _on_redone(self, changes: ChangeSet | None) -> None:
        if changes is not None:
            self._context.workspace.tell_changes(changes)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._ask()
        if changes.label and changes.initiator == INITIATOR:
            self._context.workspace.say(changes.label, "undo")


def _escaped(label: str) -> str:
    """Return words as a menu shows them: its "&" marks a letter."""
    return label.replace("&", "&&")
