"""Scenes of what was done and can be undone: history, conflicts of undo, the trash, the name of who acts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.history import History
from palmyra_desktop.services import editing
from palmyra_desktop.services.history import acts

_ACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Amal", "Edit the date", {"date": DateSpan("2015-08-30?"), "note": "Seen from space."}),
    ("خالد", "تعديل «معبد بل»", {"damage": "total", "note": "رُئي من الفضاء."}),
    ("Amal", "Edit “Temple of Bel blown up”", {"note": "Seen from space on 31 August."}),
)


def scenes(window: Any) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order; `window` is the main window with the sample."""

    def trigger(name: str) -> Callable[[], None]:
        return lambda: QTimer.singleShot(0, window.all_actions[name].trigger)

    def changed() -> RecordRef:
        """Do a few things, so that the history has something to tell."""
        ref = window.archive.find(Kind.EVENT, "Temple of Bel blown up")
        for author, label, values in _ACTS:
            edit = Edit(Action.UPDATE, ref.kind, ref.id, window.archive.record(ref).version, values)
            window.workspace.tell_changes(editing.apply(window.archive, [edit], label=label, author=author))
        window.workspace.go_to(ref)
        return ref

    def history() -> None:
        changed()
        trigger("history")()

    def built_on() -> None:
        changed()
        part = window.all_actions.findChild(History)
        part._taking_back.take_back(acts(window.archive)[1].id)

    def trash() -> None:
        window.workspace.set_kind(Kind.ACTOR)
        ids = window.archive.search(window.workspace.criteria).ids
        window.workspace.set_selection(tuple(ids[:9]))
        window.all_actions["trash"].trigger()
        QTimer.singleShot(500, window.all_actions["empty_trash"].trigger)

    return [
        ("history", history),
        ("history-built-on", built_on),
        ("history-trash", trash),
        ("history-sign", trigger("sign")),
    ]
