"""Scenes of what is beside the records: saved searches, tags, own terms, and what history says of them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.dialogs.save_search import SaveSearchDialog
from palmyra_desktop.gui.history import History
from palmyra_desktop.gui.panels.saved import SavedSearchesPanel
from palmyra_desktop.services import forms, searches, tagging
from palmyra_desktop.services.timeline import keep_made_bands


def scenes(window: Any) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order; `window` is the main window with the sample."""

    changed: list[int] = []  # the act that later ones build on

    def trigger(name: str) -> None:
        QTimer.singleShot(0, window.all_actions[name].trigger)

    def filled() -> None:
        archive, bel = window.archive, window.archive.find(Kind.MONUMENT, "Temple of Bel").id
        siege = MadeBand("حصار تدمر", DateSpan("2015-05/2016-03"), "amber")
        keep_made_bands(archive, (siege,), author="Amal")
        searches.save(archive, "مدافن وأبراج", Criteria(text="tomb"), author="خالد")
        searches.save(archive, "Bel, what is said", Criteria(Kind.CLAIM).only("monument", bel), author="Amal")
        both = Tag("للمراجعة", "amber", 1), Tag("checked", "green", 2)
        changed.append(tagging.set_looks(archive, both, author="Amal").group_id)
        values = {"title": "Blocks of the gate fell", "event_kind": "rockfall"}
        terms = {"event_kind": (Term("rockfall", "Rockfall", "سقوط صخور"),)}
        new = Edit(Action.CREATE, Kind.EVENT, -1, None, values)
        label = "New event: Blocks of the gate fell"
        forms.save(archive, (new,), label=label, author="Amal", initiator="window", terms=terms)
        tagging.set_looks(archive, (Tag("checked", "blue", 1),), author="خالد")
        window.workspace.archive_changed.emit()

    def removed() -> None:
        window.workspace.clear_filters()
        window.findChild(SavedSearchesPanel).forget("Bel, what is said")

    def named() -> None:
        window.all_actions["undo"].trigger()
        window.workspace.set_criteria(Criteria(text="lion"))
        trigger("save_search")
        QTimer.singleShot(200, named_as_another)

    def named_as_another() -> None:
        window.findChildren(SaveSearchDialog)[-1].line.setText("مدافن وأبراج")

    def told(row: int) -> Callable[[], None]:
        def choose() -> None:
            dialog = window.findChildren(HistoryDialog)[-1]
            dialog.acts.setCurrentItem(dialog.acts.topLevelItem(row))

        def step() -> None:
            trigger("history")
            QTimer.singleShot(250, choose)

        return step

    def built_on() -> None:
        window.all_actions.findChild(History)._taking_back.take_back(changed[0])

    return [
        ("beside-saved", filled),
        ("beside-removed", removed),
        ("beside-named", named),
        ("beside-tags", lambda: trigger("tags")),
        ("beside-history-tags", told(2)),
        ("beside-history-term", told(3)),
        ("beside-history-search", told(0)),
        ("beside-history-bands", told(7)),
        ("beside-built-on", built_on),
    ]
