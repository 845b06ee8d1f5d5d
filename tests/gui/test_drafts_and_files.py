"""Forms left half-written, and files attached to records."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QMessageBox, QPushButton, QRadioButton

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.source import Source
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.reconcile import ReconcileDialog
from palmyra_desktop.gui.forms.draft_question import DraftQuestion
from palmyra_desktop.gui.forms.editor import LineEditor
from palmyra_desktop.gui.forms.files import FileEditor
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.panels.detail import DetailPanel
from palmyra_desktop.gui.record_work import RecordWork
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.forms import drafts


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), RecordWork(context, window)


def opened(context: Context, window: QMainWindow, ref: RecordRef | None) -> RecordForm:
    """Open the form of a record, of a new event where none is named."""
    if ref is not None:
        context.workspace.go_to(ref)
    context.actions["edit" if ref is not None else "new"].trigger()
    return window.findChildren(RecordForm)[-1]


def begun(context: Context, window: QMainWindow, ref: RecordRef | None, title: str) -> RecordForm:
    """Write a title into a form and leave it so, as a killed program does."""
    form = opened(context, window, ref)
    line(form, "title").setText(title)
    form._keeper.flush()
    form.hide()
    return form


def line(form: RecordForm, key: str) -> QLineEdit:
    editor = form.editors[key]
    assert isinstance(editor, LineEditor)
    return editor.line


def asked(window: QMainWindow) -> DraftQuestion:
    return window.findChildren(DraftQuestion)[-1]


def press(box: QMessageBox, name: str) -> None:
    button = box.findChild(QPushButton, name)
    assert button is not None
    button.click()


def dropped(path: Path) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *keys, QEvent.Type.Drop)
    return event, data


def test_what_was_left_half_written_is_gone_on_with(context: Context, window: QMainWindow) -> None:
    begun(context, window, None, "نصف عنوان")
    context.actions["new"].trigger()
    assert "New: Event" in asked(window).text()
    press(asked(window), "continue_button")
    form = window.findChildren(RecordForm)[-1]
    assert line(form, "title").text() == "نصف عنوان"
    form.primary.click()
    assert context.archive.find(Kind.EVENT, "نصف عنوان") and drafts(context.archive) == ()


def test_a_draft_that_is_discarded_is_gone(context: Context, window: QMainWindow) -> None:
    begun(context, window, RecordRef(Kind.EVENT, 1), "Half")
    context.actions["edit"].trigger()
    press(asked(window), "discard_button")
    form = window.findChildren(RecordForm)[-1]
    assert form.values == {} and drafts(context.archive) == ()


def test_a_draft_is_told_of_at_the_next_start_and_may_wait(context: Context, window: QMainWindow) -> None:
    begun(context, window, RecordRef(Kind.EVENT, 1), "Half")
    RecordWork(context, window)
    question = asked(window)
    assert "Edit: " in question.text() and "kept at" in question.informativeText()
    question.reject()
    assert len(drafts(context.archive)) == 1


def test_saving_and_discarding_end_the_draft(context: Context, window: QMainWindow) -> None:
    form = opened(context, window, None)
    line(form, "title").setText("Something")
    form._keeper.flush()
    assert len(drafts(context.archive)) == 1
    form.reject()
    box = form.findChild(QMessageBox, "discard_question")
    assert box is not None
    press(box, "discard_button")
    assert drafts(context.archive) == ()


def test_looking_at_a_form_makes_no_draft_and_no_change(context: Context, window: QMainWindow) -> None:
    before = editing.groups(context.archive)
    form = opened(context, window, RecordRef(Kind.EVENT, 1))
    form._keeper.flush()
    form.reject()
    begun(context, window, RecordRef(Kind.EVENT, 1), "Half")
    assert editing.groups(context.archive) == before


def test_a_newer_version_is_told_of_before_a_draft_is_written_over_it(
    context: Context, window: QMainWindow
) -> None:
    ref = RecordRef(Kind.EVENT, 1)
    begun(context, window, ref, "Mine")
    edit = Edit(Action.UPDATE, ref.kind, ref.id, context.archive.record(ref).version, {"title": "Theirs"})
    editing.apply(context.archive, [edit], label="Elsewhere")
    context.actions["edit"].trigger()
    press(asked(window), "continue_button")
    form = window.findChildren(RecordForm)[-1]
    form.primary.click()
    dialog = form.findChild(ReconcileDialog)
    assert form.isVisible() and dialog is not None
    theirs = dialog.findChild(QRadioButton, "title_theirs")
    assert theirs is not None and "Theirs" in theirs.text() and not dialog.primary.isEnabled()


def test_an_archive_only_for_reading_keeps_no_draft(context: Context) -> None:
    with Archive.open(context.archive.location, read_only=True) as reading:
        assert drafts(reading) == ()


def test_a_file_dropped_on_the_form_of_a_source_is_copied_in_when_saved(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    report = tmp_path / "تقرير.pdf"
    report.write_bytes(b"%PDF-1.4 none")
    ref = RecordRef(Kind.SOURCE, 1)
    form = opened(context, window, ref)
    event, _data = dropped(report)
    form.dropEvent(event)
    form.primary.click()
    source = context.archive.record(ref)
    assert isinstance(source, Source) and source.file_sha256 is not None
    assert (source.file_name, source.media_type) == ("تقرير.pdf", "application/pdf")
    stored = context.archive.files_folder / source.file_sha256
    assert stored.read_bytes() == report.read_bytes()
    stored.write_bytes(b"other")
    assert [found.code for found in check(context.archive)] == ["attachment"]
    context.actions["undo"].trigger()
    undone = context.archive.record(ref)
    assert isinstance(undone, Source) and undone.file_name is None


def test_a_file_is_taken_off_a_record(context: Context, window: QMainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG")
    ref = context.archive.suggest(Kind.IMAGE, "", limit=1)[0].ref
    editing.attach_file(context.archive, ref, picture)
    form = opened(context, window, ref)
    editor = form.editors["file_name"]
    assert isinstance(editor, FileEditor) and editor.value() == "a.png"
    editor._remove.click()
    form.primary.click()
    image = context.archive.record(ref)
    assert isinstance(image, Image) and (image.file_name, image.file_sha256) == (None, None)


def test_a_file_that_is_gone_is_said_in_the_form_and_nothing_is_written(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    form = opened(context, window, RecordRef(Kind.SOURCE, 1))
    editor = form.editors["file_name"]
    assert isinstance(editor, FileEditor)
    editor.take(tmp_path / "gone.pdf")
    form.primary.click()
    problem = form.findChild(QLabel, "form_problem")
    assert form.isVisible() and problem is not None and "cannot be read" in problem.text()
    with pytest.raises(KnownError):
        editing.copy_in(context.archive, tmp_path / "gone.pdf")


def test_a_file_dropped_on_the_detail_of_an_image_is_attached(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG")
    panel = DetailPanel(context)
    ref = context.archive.suggest(Kind.IMAGE, "", limit=1)[0].ref
    context.workspace.go_to(ref)
    event, _data = dropped(picture)
    panel.dropEvent(event)
    image = context.archive.record(ref)
    assert isinstance(image, Image) and image.file_name == "a.png"
    panel.deleteLater()


def test_a_draft_that_cannot_be_kept_is_told_of_once_and_the_form_goes_on(
    context: Context, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr("palmyra_desktop.services.forms.keep_draft", full)
    said: list[str] = []
    context.workspace.said.connect(lambda words, action: said.append(words))
    form = opened(context, window, None)
    for title in ("H", "Ha"):
        line(form, "title").setText(title)
        form._keeper.flush()
    assert said == ["What you write here is not kept until you save: The disk is full."]
    assert form.isVisible() and line(form, "title").text() == "Ha"
