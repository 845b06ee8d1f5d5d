from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.notice import Notice
from palmyra_desktop.gui.signing import SignDialog, Signing
from palmyra_desktop.gui.watch import Watch
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive


def noted(archive: Archive, words: str) -> ChangeSet:
    found = archive.record(archive.find(Kind.MONUMENT, "Temple of Bel"))
    edit = Edit(Action.UPDATE, found.kind, found.id, found.version, {"note": words})
    return editing.apply(archive, [edit], label="note")


@pytest.fixture
def news(context: Context, window: QMainWindow) -> list[str]:
    told: list[str] = []
    watch = Watch(context, window)
    context.workspace.archive_changed.connect(lambda: told.append("news"))
    watch.look()
    return told


def test_our_own_act_is_no_news(context: Context, news: list[str]) -> None:
    context.workspace.tell_changes(noted(context.archive, "ours"))
    assert news == []


def test_what_another_program_wrote_just_before_us_is_not_missed(context: Context, news: list[str]) -> None:
    with Archive.open(Path(context.archive.location)) as other:
        noted(other, "theirs")
    context.workspace.tell_changes(noted(context.archive, "ours"))
    assert news == ["news"]


@pytest.fixture
def notice(context: Context, window: QMainWindow) -> Notice:
    centre = QWidget(window)
    layout = QVBoxLayout(centre)
    notice = Notice(context.theme, centre)
    layout.addWidget(notice)
    Signing(context, window)
    return notice


def test_a_name_is_asked_for_once_after_the_first_change(
    context: Context, window: QMainWindow, notice: Notice
) -> None:
    context.workspace.tell_changes(ChangeSet(1, "an import", (), initiator="import"))
    assert notice.isHidden()
    changes = noted(context.archive, "ours")
    context.workspace.tell_changes(changes)
    assert not notice.isHidden()
    notice.findChild(QWidget, "notice_link").click()  # type: ignore[union-attr]
    dialog = window.findChildren(SignDialog)[-1]
    dialog.line.setText(" زنوبيا ")
    dialog.primary.click()
    assert context.settings.value.author == "زنوبيا"
    assert notice.isHidden()


def test_who_does_not_want_to_sign_is_not_asked_again(context: Context, notice: Notice) -> None:
    context.workspace.tell_changes(noted(context.archive, "one"))
    notice.hide()
    context.workspace.tell_changes(noted(context.archive, "two"))
    assert notice.isHidden()
    assert context.settings.value.author == ""
