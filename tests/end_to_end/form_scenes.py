"""Scenes of editing: forms, what a value rests on, a cell edited in place, tags, a locked archive."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.gui.forms.grounds import GroundsDialog
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.services import tagging
from tests.acts import create


def scenes(window: MainWindow) -> list[tuple[str, Callable[[], None]]]:
    """Return what is looked at, in order."""

    def act(name: str) -> None:
        QTimer.singleShot(0, window.all_actions[name].trigger)

    def to_bel(kind: Kind, name: str) -> None:
        assert window.archive is not None
        window.workspace.clear_filters()
        window.workspace.go_to(window.archive.find(kind, name))

    def close_forms() -> None:
        for form in window.findChildren(RecordForm):
            form._is_edited = False
            form.accept()

    def when_open(step: Callable[[RecordForm], None]) -> None:
        """Take a step once the form is there that was asked for."""
        forms = [form for form in window.findChildren(RecordForm) if form.isVisible()]
        if forms:
            step(forms[-1])
        else:
            QTimer.singleShot(20, lambda: when_open(step))

    def form() -> None:
        to_bel(Kind.EVENT, "Temple of Bel blown up")
        act("edit")
        QTimer.singleShot(20, lambda: when_open(write))

    def write(form: RecordForm) -> None:
        form.editors["date"].line.setText("early August 2015")  # type: ignore[attr-defined]
        form.editors["event_kind"].box.setCurrentText("undermining")  # type: ignore[attr-defined]

    def roles() -> None:
        """Give an actor another role, and look at what the history says of it."""
        close_forms()
        to_bel(Kind.EVENT, "Temple of Bel blown up")
        act("edit")
        QTimer.singleShot(20, lambda: when_open(choose_role))

    def choose_role(form: RecordForm) -> None:
        actors = form.editors["actors"]
        box = actors.findChildren(Choice, "actors_role")[0]
        box.setFocus()
        form._scroll.ensureWidgetVisible(actors)
        QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.keyClick(box, Qt.Key.Key_Down)

    def grounds() -> None:
        close_forms()
        to_bel(Kind.MONUMENT, "Temple of Bel")
        act("edit")
        QTimer.singleShot(20, lambda: when_open(change))

    def change(form: RecordForm) -> None:
        form.editors["condition"].show_value("very_bad")
        form.primary.click()

    def tag() -> None:
        assert window.archive is not None
        for dialog in window.findChildren(GroundsDialog):
            dialog.reject()
        close_forms()
        looks = (Tag("to review", "amber", 1), Tag("done", "green", 2), Tag("للعرض", "purple", 3))
        tagging.set_looks(window.archive, looks)
        for name, ids in (("to review", (1, 2, 3, 5)), ("done", (2, 4)), ("للعرض", (2, 3))):
            window.workspace.tell_changes(tagging.toggle(window.archive, Kind.EVENT, ids, name))
        window.workspace.archive_changed.emit()
        window.workspace.set_kind(Kind.EVENT)

    def cell() -> None:
        panel = window.panels["records"]
        assert isinstance(panel, RecordsPanel)
        panel.table.setCurrentIndex(panel.model.index(2, panel.model.column("date")))
        panel.table.setFocus()
        QTest.keyClick(panel.table, Qt.Key.Key_F2)

    def marked() -> None:
        """Show how a name reads that has an override in it, in its form, the list and the history."""
        close_forms()
        window.workspace.set_kind(Kind.ACTOR)
        act("new")
        QTimer.singleShot(20, lambda: when_open(enter))

    def enter(form: RecordForm) -> None:
        form.editors["name"].line.setText("Army of the \u202ehtroN")  # type: ignore[attr-defined]
        form.editors["role"].line.setText("Guards the road")  # type: ignore[attr-defined]

    def read() -> None:
        """Show a text with marks of every sort in the reader."""
        assert window.archive is not None
        close_forms()
        text = (
            "قال شهود (\u200fSANA\u200f) إن قوس النصر\u200e، أي Monumental Arch، ما زال قائما.\n"
            "The \u202earmy\u202c of the \u2067North\u2069 left Tadmur\u200f, they say."
        )
        ref = create(window.archive, Kind.SOURCE, title="A copied report", text=text)
        window.workspace.archive_changed.emit()
        window.workspace.go_to(ref)
        window.workspace.open_words(ref.id, None)

    def created() -> None:
        for form in window.findChildren(RecordForm):
            form.primary.click()
        QTimer.singleShot(600, lambda: act("record_history"))

    return [
        ("edit-roles", roles),
        ("edit-roles-history", created),
        ("edit-form", form),
        ("edit-grounds", grounds),
        ("edit-tags", tag),
        ("edit-cell", cell),
        ("edit-tags-dialog", lambda: act("tags")),
        ("edit-marks-form", marked),
        ("edit-marks-history", created),
        ("edit-marks-reader", read),
    ]
