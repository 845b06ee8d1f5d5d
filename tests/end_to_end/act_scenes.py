"""Scenes of what was done and can be undone: history, conflicts of undo, the trash, the name of who acts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reconciling import differences
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Name, RecordRef
from palmyra_desktop.gui.bulk.dialog import BulkDialog
from palmyra_desktop.gui.dialogs.reconcile import ReconcileDialog
from palmyra_desktop.gui.forms.editor import LineEditor
from palmyra_desktop.gui.history import History
from palmyra_desktop.gui.merging import Merging
from palmyra_desktop.services import editing
from palmyra_desktop.services import trash as bin_
from palmyra_desktop.services.history import acts
from palmyra_desktop.services.merging import suggestions
from tests.acts import change, claim_on, create, to
from tests.acts import trash as trash_record

_ACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Amal", "Edit the date", {"date": DateSpan("2015-08-30?"), "note": "Seen from space."}),
    ("خالد", "تعديل «معبد بل»", {"damage": "total", "note": "رُئي من الفضاء."}),
    ("Amal", "Edit “Temple of Bel blown up”", {"note": "Seen from space on 31 August."}),
)


def scenes(window: Any) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order; `window` is the main window with the sample."""

    def trigger(name: str) -> Callable[[], None]:
        return lambda: QTimer.singleShot(0, window.all_actions[name].trigger)

    def changed() -> RecordRef:  # also a scene: the detail says who changed it
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

    def removed() -> None:
        """Tell what is known of a record that was removed for good."""
        names = (Name("لواء تدمر", "ar"), Name("Brigade of Tadmur"))
        ref = create(window.archive, Kind.ACTOR, name="Palmyra brigade", role="Holds the road")
        change(window.archive, ref, names=names, role="حرس الطريق")
        trash_record(window.archive, ref)
        bin_.empty(window.archive, (ref,), author="خالد")
        window.workspace.archive_changed.emit()
        trigger("history")()

    def reconcile() -> None:
        ref = changed()
        record = window.archive.record(ref)
        yours = {"place": "Tadmur", "description": "Seen by nobody.", "date": DateSpan("2015-08-31")}
        found = differences(
            record_type(ref.kind).entered,
            dict.fromkeys(yours),
            yours,
            {field.key: getattr(record, field.key) for field in record_type(ref.kind).entered},
        )
        lead = "“Temple of Bel blown up” was changed by Amal, 11/25/26 9:50 PM, while you were writing."
        ReconcileDialog(window.context.theme, ref.kind, lead, found, window).open()

    def bulk() -> None:
        window.workspace.set_kind(Kind.EVENT)
        ids = window.archive.search(window.workspace.criteria).ids
        window.workspace.set_selection(tuple(ids))
        window.all_actions["edit_selected"].trigger()
        QTimer.singleShot(300, bulk_filled)

    def bulk_filled() -> None:
        dialog = window.findChildren(BulkDialog)[-1]
        row = dialog.rows[0]
        row.field.setCurrentIndex(row.field.findData("place"))
        row.findChildren(LineEditor)[-1].line.setText("Tadmur")
        dialog.another.click()
        row = dialog.rows[1]
        row.field.setCurrentIndex(row.field.findData("title"))
        row.how.setCurrentIndex(row.how.findData("replace"))
        row.these.setText("IS captures Palmyra")
        dialog.ask()

    def twice() -> None:
        window.workspace.set_kind(Kind.MONUMENT)
        create(
            window.archive,
            Kind.MONUMENT,
            name="Bel Temple",
            names=(Name("معبد بل"),),
            condition="ruin",
            latitude=34.5474,
            longitude=38.274,
            description="The sanctuary of Bel, dedicated in 32 AD, of which the gateway stands.",
        )
        create(window.archive, Kind.MONUMENT, name="Monumental arch", note="The arch of triumph.")

    def duplicates() -> None:
        twice()
        trigger("duplicates")()

    def merge() -> None:
        part = window.all_actions.findChild(Merging)
        found = suggestions(window.archive, Kind.MONUMENT)[0]
        part._on_comparison_wanted(found)

    def sources() -> None:
        """Two sources whose texts differ, with claims in the one that would go."""
        archive = window.archive
        temple = archive.find(Kind.MONUMENT, "Temple of Bel")
        text = "قال شاهد إن المعبد قائم. The arch stands, he says."
        going = create(archive, Kind.SOURCE, title="Report of a witness", text=text, publisher="سانا")
        staying = create(
            archive,
            Kind.SOURCE,
            title="شهادة من تدمر",
            text="قال شاهد إن المعبد قائم.",
            authors=("خالد", "A. Reporter"),
            published=DateSpan("2015-08-31"),
        )
        for words in ("المعبد قائم", "The arch stands"):
            at = text.index(words)
            values = {"source": to(going), "words": words, "start": at, "end": at + len(words)}
            claim_on(archive, temple, "condition", value="good", **values)
        window.all_actions.findChild(Merging)._compare(staying, going)

    return [
        ("duplicates", duplicates),
        ("duplicates-merge", merge),
        ("duplicates-sources", sources),
        ("bulk", bulk),
        ("changed", changed),
        ("reconcile", reconcile),
        ("history", history),
        ("history-built-on", built_on),
        ("history-trash", trash),
        ("history-sign", trigger("sign")),
        ("history-removed", removed),
    ]
