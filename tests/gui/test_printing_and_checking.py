"""The report on paper and the look through the archive, on the real sample."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.custody import Step
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.checking import Checking
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.print_choice import PrintChoice
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.printing import Printing, printer
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.exporting import report
from palmyra_desktop.services.sample import build_sample


@pytest.fixture
def sample(
    tmp_path: Path,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
) -> Iterator[Context]:
    """The sample, on disk, in a context whose tasks answer at once."""
    with build_sample(tmp_path / "sample.palmyra") as archive:
        yield Context(archive, tasks, workspace, settings, theme, actions)


def test_the_report_is_printed_to_paper(sample: Context, tmp_path: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    printing, target = Printing(sample, window), printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "report.pdf"))

    printing.show_report(report(sample.archive, Criteria(ids=(12,))))
    printing.print_to(target)

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_whole_archive_is_said_to_be_whole(sample: Context, qtbot: QtBot) -> None:
    assert _told(sample, qtbot) == ("The archive is whole", ())


def test_a_text_changed_behind_the_programs_back_is_found(sample: Context, qtbot: QtBot) -> None:
    with sqlite3.connect(Path(sample.archive.location)) as connection:
        connection.execute("UPDATE source_text SET text = 'x' WHERE source_id = 1")
    connection.close()

    heading, lines = _told(sample, qtbot)

    assert heading == "What the check found"
    assert any("exact words" in line for line in lines)


def _told(sample: Context, qtbot: QtBot) -> tuple[str, tuple[str, ...]]:
    window = QWidget()
    qtbot.addWidget(window)
    Checking(sample, window)._on_check()
    (dialog,) = window.findChildren(ResultDialog)
    dialog.close()
    return dialog.heading.text(), dialog.lines


def _checked(sample: Context, qtbot: QtBot) -> tuple[QWidget, ResultDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    Checking(sample, window)._on_check()
    return window, window.findChildren(ResultDialog)[-1]


def test_what_is_worked_out_is_made_anew_after_a_backup(sample: Context, qtbot: QtBot) -> None:
    with sqlite3.connect(Path(sample.archive.location)) as connection:
        connection.execute("DELETE FROM search_event")
    connection.close()
    window, dialog = _checked(sample, qtbot)
    assert dialog.offer.text() == "Back up and repair"

    dialog.offer.click()

    done = window.findChildren(ResultDialog)[-1]
    done.close()
    assert (done.heading.text(), done.lines) == ("The archive is whole", ())
    (backup,) = backups.backups(sample.archive)
    assert backup.path.name in done.facts[1]


def test_a_look_is_logged_in_the_chain_of_custody(sample: Context, qtbot: QtBot) -> None:
    source = sample.archive.find(Kind.SOURCE, "Palmyra: Syrian forces")
    before = sample.archive.detail(source).custody
    _window, dialog = _checked(sample, qtbot)
    said: list[str] = []
    sample.workspace.said.connect(lambda words, action: said.append(words))

    dialog.offer.click()

    steps = [step.step for step in sample.archive.detail(source).custody]
    assert steps == [*(step.step for step in before), Step.AS_IT_WAS]
    assert "looked at" in said[0]


def test_an_archive_that_may_only_be_read_is_offered_nothing(sample: Context, qtbot: QtBot) -> None:
    with Archive.open(Path(sample.archive.location), read_only=True) as archive:
        _window, dialog = _checked(replace(sample, archive=archive), qtbot)
        assert dialog.offer.isHidden()


def test_the_record_chosen_is_printed_rather_than_the_list(sample: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(sample, window)
    sample.workspace.set_found(sample.archive.search(sample.workspace.criteria))
    sample.workspace.set_selection((12,))
    printing._on_print()
    (choice,) = window.findChildren(PrintChoice)
    choice.primary.click()
    (preview,) = window.findChildren(QPrintPreviewDialog)
    preview.close()
    text = printing._document.toPlainText()
    assert heading(sample.archive.record(RecordRef(Kind.EVENT, 12))) in text
    assert "“" in text and "max-width" not in text
    assert heading(sample.archive.record(RecordRef(Kind.EVENT, 1))) not in text
