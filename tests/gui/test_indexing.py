"""The index is made behind all else, and answers what SQL was asked before."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.indexing import Indexing
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.sample import build_sample
from palmyra_desktop.storage.facet_index import indexes, postings


@pytest.mark.parametrize("is_asked", [True, False])
def test_what_sql_is_still_asked_is_asked_again_once_the_index_is_there(
    is_asked: bool,
    tmp_path: Path,
    real_tasks: Tasks,
    workspace: Workspace,
    context_of: Callable[[Archive], Context],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    answered, asked_again = Event(), list[bool]()
    workspace.archive_changed.connect(lambda: asked_again.append(True))
    with build_sample(tmp_path / "sample.palmyra") as archive:
        if is_asked:
            real_tasks.read(lambda job: answered.wait(10), workspace.tell_changes)
        indexing = Indexing(context_of(archive))
        qtbot.waitUntil(lambda: archive.indexes is not None and len(archive.indexes.bases()) == 3)
        qtbot.waitUntil(lambda: bool(asked_again) == is_asked)
        real_tasks.cancel_reads()
        answered.set()
        qtbot.waitUntil(lambda: not real_tasks.is_busy)
        indexing.deleteLater()
        assert {base.kind for base in archive.indexes.bases()} == {Kind.EVENT, Kind.IMAGE, Kind.CLAIM}
        assert bool(asked_again) == is_asked


def test_a_change_does_not_wait_for_the_words_of_the_index(
    tmp_path: Path,
    real_tasks: Tasks,
    context_of: Callable[[Archive], Context],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    begun, go_on, build, answers = Event(), Event(), postings.build, list[object]()

    def slow(*arguments: Any) -> postings.Postings:
        begun.set()
        assert go_on.wait(10)
        return build(*arguments)

    monkeypatch.setattr(postings, "build", slow)
    with build_sample(tmp_path / "sample.palmyra") as archive:
        indexing = Indexing(context_of(archive))
        qtbot.waitUntil(begun.is_set)
        for ask in (real_tasks.write, real_tasks.read):
            ask(lambda job: archive.totals(), answers.append)
        qtbot.waitUntil(lambda: len(answers) == 2)

        go_on.set()
        qtbot.waitUntil(lambda: not real_tasks.is_busy)
        indexing.deleteLater()
    with Archive.open(tmp_path / "sample.palmyra") as archive:
        assert archive.index() == ()
