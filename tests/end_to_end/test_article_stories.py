"""Articles of our own from file to records: what is found in them is anchored, undone, and known again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.review import Verdict
from palmyra_desktop.gui.importing import Importing
from palmyra_desktop.gui.review.page import ReviewPage
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attribution import Anchor, locate
from palmyra_desktop.services.importing import import_files
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

FOLDER = Path(__file__).parents[1] / "data" / "articles"
ARTICLES = sorted(
    path
    for path in FOLDER.glob("*.*")
    if path.suffix in (".txt", ".md", ".html") and path.name != "README.md"
)


@pytest.fixture
def archive(sample_file: Path, tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(Path(shutil.copy(sample_file, tmp_path))) as archive:
        yield archive


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in ARTICLES])
def test_an_article_becomes_records_that_one_undo_takes_back(archive: Archive, path: Path) -> None:
    before = archive.totals()
    done = import_files(archive, [path], initiator="cli")
    refs = done.changes.created.values()
    (source,) = archive.rows(Kind.SOURCE, [ref.id for ref in refs if ref.kind is Kind.SOURCE])
    text = archive.source_text(source.id)
    assert text is not None and text.text
    claims = archive.rows(Kind.CLAIM, [ref.id for ref in refs if ref.kind is Kind.CLAIM])
    assert claims
    for claim in claims:
        assert isinstance(claim, Claim) and isinstance(locate(text, claim), Anchor), claim
        assert claim.status == "work_needed" and claim.note
    images = archive.rows(Kind.IMAGE, [ref.id for ref in refs if ref.kind is Kind.IMAGE])
    assert all(isinstance(image, Image) and image.creator is None for image in images)
    assert import_files(archive, [path]).already == 1
    editing.undo(archive)
    assert archive.totals() == before


def test_all_articles_together_are_one_act(archive: Archive) -> None:
    before = archive.totals()
    done = import_files(archive, ARTICLES, initiator="cli")
    assert done.counts[Kind.SOURCE] == len(ARTICLES)
    names = [one.name for one in archive.known_names() if one.kind is Kind.ACTOR]
    assert len(names) == len(set(names))
    editing.undo(archive)
    assert archive.totals() == before


def test_an_article_is_reviewed_by_the_keyboard_alone(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window((1440, 900))
    assert window.archive is not None
    before = window.archive.totals()
    importing = window.all_actions.findChild(Importing)
    assert isinstance(importing, Importing)
    importing.bring_in([str(FOLDER / "broadcaster_recapture.txt")])
    wait_until_idle(window, qtbot)
    page = window.pages.cover
    assert isinstance(page, ReviewPage)

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)
        wait_until_idle(window, qtbot)

    for _finding in range(len(page.review.verdicts)):
        if not page.review.count(Verdict.OPEN):
            break
        ref = page.findings.current
        is_open = ref is not None and page.review.verdict(ref) is Verdict.OPEN
        press(Qt.Key.Key_Return if is_open else Qt.Key.Key_Down)
    assert page.review.count(Verdict.OPEN) == 0
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.cover is None and window.workspace.criteria.kind is Kind.CLAIM
    assert window.archive.totals()[Kind.CLAIM] > before[Kind.CLAIM]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.archive.totals() == before
