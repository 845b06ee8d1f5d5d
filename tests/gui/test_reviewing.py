"""Articles on their way into the archive, in the whole window: dropped, pasted, reviewed, added, undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Findings
from palmyra_desktop.domain.review import FindingRef, Part, Verdict
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.importing import Importing
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.opening import Opening
from palmyra_desktop.gui.review.page import ReviewPage
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.services import article_import, importing
from palmyra_desktop.services.archive import Archive
from tests import article_findings as made


@pytest.fixture
def window(
    qapp: QApplication,
    qtbot: QtBot,
    tasks: ImmediateTasks,
    settings: CurrentSettings,
    sample_file: Path,
    tmp_path: Path,
) -> Iterator[MainWindow]:
    """The window with the sample open."""
    look = Look(qapp, settings)
    window = MainWindow(tasks, settings, look, Opening(tasks))
    window.build()
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.opening.open(str(shutil.copy(sample_file, tmp_path / "Sample.palmyra")))
    yield window
    window.leave()
    window.deleteLater()
    look.deleteLater()


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find what the tests of the rules would find, so that these tests are about the window."""

    def found_in(archive: Archive, content: bytes | Path, name: str, cancel: object) -> Findings:
        text = content.read_text("utf-8") if isinstance(content, Path) else content.decode()
        if "Palmyra" not in text:
            raise KnownError("There is no article in it.")
        return made.findings(text)

    monkeypatch.setattr(article_import, "found_in", found_in)
    monkeypatch.setattr(importing, "is_article", lambda path: path.suffix == ".txt")


def page(window: MainWindow) -> ReviewPage:
    found = window.pages.cover
    assert isinstance(found, ReviewPage)
    return found


def article(path: Path, text: str = made.TEXT) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def drop(window: MainWindow, data: QMimeData) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, buttons, keys))


def drop_files(window: MainWindow, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    drop(window, data)


def paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.all_actions["paste_article"].trigger()


def totals(window: MainWindow) -> dict[Kind, int]:
    assert window.archive is not None
    return dict(window.archive.totals())


def test_a_dropped_article_is_reviewed_added_listed_and_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = totals(window)
    drop_files(window, article(tmp_path / "army.txt"))
    assert totals(window) == before
    assert not window.docks["detail"].isVisible()
    qtbot.keyClick(page(window).findings, Qt.Key.Key_Delete)
    qtbot.keyClick(page(window).findings, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.cover is None and window.docks["detail"].isVisible()
    after = totals(window)
    assert after[Kind.SOURCE] == before[Kind.SOURCE] + 1 and after[Kind.CLAIM] > before[Kind.CLAIM]
    listed = window.workspace.criteria
    assert (
        listed.kind is Kind.CLAIM and listed.ids and len(listed.ids) == after[Kind.CLAIM] - before[Kind.CLAIM]
    )
    said = window.statusBar().findChild(QLabel, "secondary_label")
    assert said is not None
    assert window.all_actions["undo"].text().startswith("&Undo: Import of “Army says it is back")
    window.all_actions["undo"].trigger()
    assert totals(window) == before


def test_what_the_list_needs_rests_while_a_review_covers_it(window: MainWindow, tmp_path: Path) -> None:
    drop_files(window, article(tmp_path / "army.txt"))
    for id in ("open_archive", "list_events", "import", "export", "language_ar"):
        assert not window.all_actions[id].isEnabled(), id
    assert window.all_actions.reason("export") == "Add or cancel what is under review first."
    page(window).head.cancel.click()
    assert window.all_actions["import"].isEnabled() and window.all_actions["list_events"].isEnabled()


def test_several_files_are_reviewed_one_after_the_other(window: MainWindow, tmp_path: Path) -> None:
    paths = [article(tmp_path / f"{n}.txt", made.TEXT + "\n" * n) for n in range(3)]
    drop_files(window, *paths)
    place = page(window).findChild(QLabel, "review_place")
    assert place is not None and place.text() == "1 of 3"
    page(window).head.add.click()
    assert "another text of the same title and publisher" in page(window).notice.accessibleName()
    page(window).head.cancel.click()
    place = page(window).findChild(QLabel, "review_place")
    assert place is not None and place.text() == "3 of 3"
    page(window).head.cancel.click()
    assert window.pages.cover is None


def test_a_file_without_an_article_is_told_and_the_next_is_reviewed(
    window: MainWindow, tmp_path: Path, tasks: ImmediateTasks
) -> None:
    told: list[Exception] = []
    tasks.failed.connect(told.append)
    drop_files(window, article(tmp_path / "shopping.txt", "bread, milk"), article(tmp_path / "army.txt"))
    assert [str(error) for error in told] == ["There is no article in it."]
    assert page(window).review.findings.article.text == made.TEXT


def test_a_pasted_text_is_an_article(window: MainWindow) -> None:
    paste(window, made.TEXT)
    page(window).head.add.click()
    assert window.archive is not None
    (source,) = window.archive.sources_like("", None, made.TITLE)
    assert source.published_basis == "inferred"


def test_an_address_is_kept_for_the_text_that_follows_and_nothing_is_fetched(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/army")])
    drop(window, data)
    (dialog,) = window.findChildren(ResultDialog)
    assert "nothing is fetched" in dialog.heading.text() and dialog.facts[0] == "https://example.org/army"
    dialog.accept()
    paste(window, made.TEXT)
    assert page(window).review.findings.article.source.url == "https://example.org/army"


def test_pasting_into_the_search_field_searches(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("temple")
    window.activateWindow()
    window.header.search.setFocus()
    qtbot.keyClick(window.header.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.header.search.text() == "temple" and window.pages.cover is None


def test_the_status_bar_counts_what_was_found(window: MainWindow) -> None:
    paste(window, made.TEXT)
    counts = window.statusBar().findChild(QLabel, "counts")
    assert counts is not None
    assert counts.text() == "5 claims · 1 caption · 5 actors · 3 monuments · 2 events · 2 dates"
    page(window).head.cancel.click()
    assert counts.text().startswith("23 of 23 events")


def test_an_empty_clipboard_is_told(window: MainWindow) -> None:
    said: list[str] = []
    window.workspace.said.connect(lambda words, _action: said.append(words))
    paste(window, "  ")
    assert said == ["There is no text to import."] and window.pages.cover is None


def test_the_same_text_is_recognised_and_can_be_shown_instead(window: MainWindow) -> None:
    paste(window, made.TEXT)
    page(window).head.add.click()
    before = totals(window)
    paste(window, made.TEXT)
    assert "word for word" in page(window).notice.accessibleName()
    assert page(window).review.verdict(FindingRef(Part.CLAIM, made.RETAKEN)) is Verdict.REFUSED
    link = page(window).notice.findChild(QPushButton, "notice_link")
    assert link is not None
    link.click()
    assert window.pages.cover is None and totals(window) == before
    assert window.workspace.current is not None and window.workspace.current.kind is Kind.SOURCE


def test_closing_the_window_asks_where_decisions_would_be_lost(window: MainWindow, qtbot: QtBot) -> None:
    paste(window, made.TEXT)
    qtbot.keyClick(page(window).findings, Qt.Key.Key_Delete)
    assert not window.close()
    (question,) = page(window).findChildren(QMessageBox)
    keep = question.defaultButton()
    keep.click()
    assert window.isVisible() and page(window).is_touched


def test_what_cannot_be_written_leaves_the_review_as_it_is(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tasks: ImmediateTasks
) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise KnownError("The disk is full.")

    told: list[Exception] = []
    tasks.failed.connect(told.append)
    paste(window, made.TEXT)
    monkeypatch.setattr(article_import, "apply", full)
    page(window).head.add.click()
    assert [str(error) for error in told] == ["The disk is full."]
    assert page(window).head.add.isEnabled()


def test_an_archive_dropped_on_a_review_is_not_opened(window: MainWindow, sample_file: Path) -> None:
    paste(window, made.TEXT)
    location = window.archive.location if window.archive else None
    drop_files(window, str(sample_file))
    assert window.archive is not None and window.archive.location == location


def test_the_panels_are_remembered_as_they_were_before_the_review(window: MainWindow) -> None:
    before = window.docks.save()
    paste(window, made.TEXT)
    assert window.docks.save() == before


def test_the_part_is_there(window: MainWindow) -> None:
    assert window.all_actions.findChild(Importing) is not None
