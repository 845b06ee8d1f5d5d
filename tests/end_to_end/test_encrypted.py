"""An encrypted archive from its making to its use, on the command line and in the window."""

import errno
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop import cli, cli_encryption
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.gui.dialogs.backups import BackupsDialog
from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog
from palmyra_desktop.gui.dialogs.restore import RestoreDialog
from palmyra_desktop.gui.dialogs.unlock import UnlockDialog
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.services import backups, encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.services.exporting import export
from palmyra_desktop.storage import conversion
from tests.acts import EVENT, IMAGE, create
from tests.end_to_end.conftest import OpenWindow, wait_until_idle
from tests.end_to_end.test_cancelled import interrupted

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

PASSPHRASE = "four words of تدمر"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase=PASSPHRASE) as archive:
        create(archive, EVENT, title="Secret event")
    return path


def test_the_command_line_takes_the_passphrase_from_the_environment(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("list", "events", "--archive", str(path))
    assert cli.main(words) == 1
    assert "PALMYRA_PASSPHRASE" in capsys.readouterr().err
    monkeypatch.setenv("PALMYRA_PASSPHRASE", "wrong")
    assert cli.main(words) == 1
    assert "passphrase is wrong" in capsys.readouterr().err
    monkeypatch.setenv("PALMYRA_PASSPHRASE", PASSPHRASE)
    assert cli.main(words) == 0
    assert "Secret event" in capsys.readouterr().out


def test_on_a_terminal_the_command_line_asks_for_the_passphrase(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(cli_encryption, "getpass", lambda words: asked.append(words) or PASSPHRASE)
    assert cli.main(("list", "events", "--archive", str(path))) == 0
    assert "a.palmyra" in asked[0] and "Secret event" in capsys.readouterr().out


def test_the_command_line_encrypts_and_decrypts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="Secret event")
    monkeypatch.setenv("PALMYRA_NEW_PASSPHRASE", PASSPHRASE)
    assert cli.main(("encrypt", "--archive", str(path))) == 0
    assert "a-before.palmyra" in capsys.readouterr().err
    assert b"Secret event" not in path.read_bytes()
    assert cli.main(("decrypt", "--archive", str(path))) == 1
    monkeypatch.setenv("PALMYRA_PASSPHRASE", PASSPHRASE)
    assert cli.main(("decrypt", "--archive", str(path))) == 0
    monkeypatch.delenv("PALMYRA_PASSPHRASE")
    capsys.readouterr()
    assert cli.main(("list", "events", "--archive", str(path))) == 0
    assert "Secret event" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["csv", "json", "html", "xlsx"])
def test_an_export_leaves_nothing_but_itself_to_be_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    output = tmp_path / "exports" / f"out.{format}"
    output.parent.mkdir()
    with Archive.open(path, passphrase=PASSPHRASE) as archive:
        export(archive, Criteria(), format=format, output=output)
    assert list(output.parent.iterdir()) == [output]
    others = [one for one in tmp_path.rglob("*") if one.is_file() and one != output]
    assert not [one for one in others if b"Secret event" in one.read_bytes()]


def typed(window: MainWindow, name: str, words: str) -> QLineEdit:
    line = window.pages.currentWidget().findChild(QLineEdit, name)
    assert line is not None
    line.setText(words)
    return line


def test_the_window_asks_for_the_passphrase_until_it_is_right(
    open_window: OpenWindow, qtbot: QtBot, path: Path
) -> None:
    window = open_window()
    window.opening.open(str(path))
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "passphrase") is not None)
    assert typed(window, "passphrase", "wrong").echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(window.opening.refused):
        window.pages.currentWidget().findChild(QPushButton, "unlock_button").click()
    words = window.pages.currentWidget().findChild(QLabel, "refusal_words")
    assert words is not None and words.text() == "The passphrase is wrong."
    line = typed(window, "passphrase", PASSPHRASE)
    with qtbot.waitSignal(window.opening.opened):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.archive is not None and window.archive.is_encrypted
    assert window.archive.totals()[EVENT] == 1
    wait_until_idle(window, qtbot)


def encrypt_in(window: MainWindow, qtbot: QtBot) -> None:
    """Give the open archive a passphrase by the dialog, and wait until an archive is open again."""
    window.all_actions["encryption"].trigger()
    dialog = window.findChild(PassphraseDialog)
    for line in (dialog.new, dialog.again):
        line.setText(PASSPHRASE)
    with qtbot.waitSignal(window.opening.opened, timeout=20_000):
        dialog.primary.click()
    wait_until_idle(window, qtbot)


def test_the_window_encrypts_the_open_archive_and_offers_to_remove_the_old_file(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    path = Path(window.archive.location)
    before = window.archive.totals()
    encrypt_in(window, qtbot)
    assert window.archive.is_encrypted and window.archive.totals() == before
    assert not path.read_bytes().startswith(b"SQLite")
    qtbot.waitUntil(window.notice.isVisible)
    window.notice.findChild(QPushButton, "notice_link").click()
    box = window.findChild(QMessageBox, "remove_copies")
    remove = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    remove.click()
    wait_until_idle(window, qtbot)
    assert not path.with_stem("Sample-before").exists() and path.exists()


def attach_pictures(window: MainWindow, folder: Path, count: int) -> None:
    for number in range(count):
        (folder / "picture").write_bytes(b"picture %d " % number * 200_000)
        attach_file(window.archive, create(window.archive, IMAGE, caption=f"{number}"), folder / "picture")


def test_the_window_tells_how_far_encrypting_is_and_stopped_shows_the_archive_as_it_was(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    attach_pictures(window, tmp_path, 8)
    before = window.archive.totals()
    told: list[int] = []

    def stop_midway(label: str, done: int | None, total: int | None) -> None:
        if label == "Writing the archive anew" and done and total:
            told.append(100 * done // total)
            if told[-1] > 50:
                window.status.findChild(QPushButton, "cancel_link").click()

    window.tasks.progressed.connect(stop_midway)
    encrypt_in(window, qtbot)
    assert 50 < max(told) < 100
    assert window.status.findChild(QWidget, "message").accessibleName().startswith("You stopped it")
    assert not window.archive.is_encrypted and window.archive.totals() == before
    assert not [one for one in tmp_path.rglob("*") if "anew" in one.name or "before" in one.name]


def test_the_window_shows_the_archive_again_when_it_cannot_be_encrypted(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()

    def full(*of_what: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(conversion, "_keep", full)
    failures: list[KnownError] = []
    window.tasks.failed.connect(failures.append)
    with qtbot.waitSignal(window.opening.opened, timeout=20_000):
        window.convert("", PASSPHRASE)
    wait_until_idle(window, qtbot)
    assert "full" in failures[0].message
    assert not window.archive.is_encrypted
    create(window.archive, EVENT, title="still there")


def test_ctrl_c_while_a_command_encrypts_leaves_the_archive_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decrypted = tmp_path / "plain.palmyra"
    with Archive.create(decrypted) as archive:
        for number in range(40):
            (tmp_path / "n").write_bytes(b"picture %d " % number * 300_000)
            attach_file(archive, create(archive, IMAGE, caption=f"{number}"), tmp_path / "n")
    before = {one: one.stat().st_size for one in tmp_path.rglob("*") if one.is_file()}
    monkeypatch.setenv("PALMYRA_NEW_PASSPHRASE", PASSPHRASE)
    code, said = interrupted(tmp_path, "encrypt", "--archive", decrypted)
    assert (code, "nothing was written" in said, "Traceback" in said) == (130, True, False)
    assert {one: one.stat().st_size for one in tmp_path.rglob("*") if one.is_file()} == before
    with Archive.open(decrypted) as archive:
        assert check(archive) == ()


def test_the_window_restores_a_backup_from_before_another_passphrase(
    open_window: OpenWindow, qtbot: QtBot, path: Path
) -> None:
    with Archive.open(path, passphrase=PASSPHRASE) as archive:
        backups.back_up(archive)
    encryption.set_passphrase(path, PASSPHRASE, "another")
    with Archive.open(path, passphrase="another") as archive:
        create(archive, EVENT, title="made since")
    window = open_window()
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(path), passphrase="another")
    wait_until_idle(window, qtbot)
    window.all_actions["backups"].trigger()
    qtbot.waitUntil(lambda: window.findChild(BackupsDialog) is not None)
    dialog = window.findChild(BackupsDialog)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(dialog.list.topLevelItemCount() - 1))
    dialog.primary.click()
    asked = unlock(window, qtbot, "wrong")
    assert "another passphrase" in asked
    assert "wrong" in unlock(window, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: window.findChild(RestoreDialog) is not None)
    look = window.findChild(RestoreDialog)
    assert "1 act" in look.facts[0]
    look.primary.click()
    wait_until_idle(window, qtbot)
    assert window.archive.totals()[EVENT] == 1
    with Archive.open(path, passphrase="another", read_only=True) as archive:
        assert archive.totals()[EVENT] == 1


def test_the_window_saves_what_can_be_read_of_an_encrypted_archive(
    open_window: OpenWindow, qtbot: QtBot, path: Path
) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    window = open_window()
    with qtbot.waitSignal(window.opening.refused):
        window.opening.open(str(path), passphrase=PASSPHRASE)
    window.pages.currentWidget().findChild(QPushButton, "salvage_button").click()
    target = path.with_name("saved.palmyra")
    window.findChild(QFileDialog, "archive_dialog").fileSelected.emit(str(target))
    assert "encrypted" in unlock(window, qtbot, "wrong") and not target.exists()
    assert "wrong" in unlock(window, qtbot, PASSPHRASE)
    with qtbot.waitSignal(window.opening.salvaged, timeout=20_000):
        pass
    with Archive.open(target, passphrase=PASSPHRASE) as archive:
        assert archive.find(EVENT, "Secret event")
    wait_until_idle(window, qtbot)


def unlock(window: MainWindow, qtbot: QtBot, passphrase: str) -> str:
    """Enter a passphrase where one is asked for, and return the words it was asked for with."""
    qtbot.waitUntil(lambda: window.findChild(UnlockDialog) is not None, timeout=20_000)
    dialog = window.findChild(UnlockDialog)
    assert not dialog.primary.isEnabled()
    words = dialog.lead.text()
    dialog.line.setText(passphrase)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.primary.click()
    return words


def test_the_command_line_restores_a_backup_from_before_another_passphrase(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(path, passphrase=PASSPHRASE) as archive:
        copy = backups.back_up(archive)
    encryption.set_passphrase(path, PASSPHRASE, "another")
    monkeypatch.setenv("PALMYRA_PASSPHRASE", "another")
    words = ("backup", "--restore", copy.name, "--archive", str(path))
    assert cli.main((*words, "--dry-run")) == 1
    said = capsys.readouterr().err
    assert "another passphrase" in said and "PALMYRA_BACKUP_PASSPHRASE" in said
    monkeypatch.setenv("PALMYRA_BACKUP_PASSPHRASE", "wrong")
    assert cli.main(words) == 1
    assert "passphrase is wrong" in capsys.readouterr().err
    monkeypatch.setenv("PALMYRA_BACKUP_PASSPHRASE", PASSPHRASE)
    assert cli.main((*words, "--dry-run")) == 0
    assert cli.main(words) == 0
    assert cli.main(("list", "events", "--archive", str(path))) == 0
    assert "Secret event" in capsys.readouterr().out
