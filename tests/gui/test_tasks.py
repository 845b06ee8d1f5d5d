import threading
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.gui.tasks import ImmediateTasks, Job, Tasks


class Listener(QObject):
    """Notes what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: list[QThread] = []

    def on_told(self, answer: Any) -> None:
        self.heard.append(answer)
        self.threads.append(QThread.currentThread())

    def on_told_two(self, first: Any, second: Any) -> None:
        self.heard.append((first, second))

    def on_progressed(self, label: str, done: object, total: object) -> None:
        self.heard.append((label, done, total))


@pytest.fixture
def listener() -> Listener:
    return Listener()


class Gate:
    """Work that waits until it is let through, or cancelled."""

    def __init__(self, answer: object = "late") -> None:
        self.started, self.let = threading.Event(), threading.Event()
        self.answer = answer

    def work(self, job: Job) -> object:
        self.started.set()
        while not self.let.wait(0.005):
            job.check()
        return self.answer


def fail_in_words(job: Job) -> None:
    raise KnownError("The disk is full.", "Free some space.")


def fail_by_our_fault(job: Job) -> None:
    raise ZeroDivisionError


def test_work_runs_elsewhere_and_its_answer_comes_to_the_gui_thread(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    real_tasks.read(lambda job: threading.current_thread().name, listener.on_told)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard[0].startswith("palmyra-read")
    assert listener.threads == [listener.thread()]


def test_a_newer_read_of_the_same_key_cancels_the_older_and_drops_its_answer(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    old = Gate()
    real_tasks.read(old.work, listener.on_told, listener.on_told, key="search")
    assert old.started.wait(5)
    real_tasks.read(lambda job: "new", listener.on_told, key="search")
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == ["new"]


def test_a_late_answer_that_nobody_could_stop_is_dropped_too(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    let = threading.Event()
    real_tasks.read(lambda job: let.wait(5), listener.on_told, key="search")
    real_tasks.read(lambda job: "new", listener.on_told, key="search")
    let.set()
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == ["new"]


def test_reads_of_different_keys_do_not_disturb_each_other(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    real_tasks.read(lambda job: 1, listener.on_told, key="rows")
    real_tasks.read(lambda job: 2, listener.on_told, key="facets")
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert sorted(listener.heard) == [1, 2]


def test_writes_run_one_after_the_other_in_order(qtbot: QtBot, real_tasks: Tasks, listener: Listener) -> None:
    for number in range(20):
        real_tasks.write(lambda job, number=number: number, listener.on_told)
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == list(range(20))


def test_the_caller_hears_of_a_known_error_alone(qtbot: QtBot, real_tasks: Tasks, listener: Listener) -> None:
    everyone = Listener()
    real_tasks.failed.connect(everyone.on_told)
    real_tasks.write(fail_in_words, None, listener.on_told)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert str(listener.heard[0]) == "The disk is full. Free some space."
    assert everyone.heard == []


def test_a_known_error_without_a_listener_is_told_to_all(qtbot: QtBot, real_tasks: Tasks) -> None:
    with qtbot.waitSignal(real_tasks.failed) as told:
        real_tasks.write(fail_in_words)
    assert isinstance(told.args[0], KnownError)


def test_a_fault_of_ours_is_told_to_the_caller_and_to_all(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    with qtbot.waitSignal(real_tasks.failed) as told:
        real_tasks.read(fail_by_our_fault, listener.on_told, listener.on_told)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert told.args == listener.heard
    assert isinstance(told.args[0], ZeroDivisionError)


def test_progress_is_told_with_its_words_and_ends(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    def work(job: Job) -> None:
        job.progress(62, 100)

    real_tasks.progressed.connect(listener.on_progressed)
    real_tasks.write(work, label="Importing article")
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == [
        ("Importing article", 0, None),
        ("Importing article", 62, 100),
        ("", None, None),
    ]


def test_work_without_a_label_shows_no_progress(qtbot: QtBot, real_tasks: Tasks, listener: Listener) -> None:
    real_tasks.progressed.connect(listener.on_progressed)
    real_tasks.read(lambda job: job.progress(1, 2), listener.on_told)
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == [None]


def test_cancelling_what_is_shown_tells_the_caller(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    gate = Gate()
    real_tasks.write(gate.work, listener.on_told, listener.on_told, label="Exporting")
    assert gate.started.wait(5)
    real_tasks.cancel_shown()
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert isinstance(listener.heard[0], Cancelled)


def test_parts_known_before_the_answer_are_told_in_order_and_no_more_once_it_is_not_wanted(
    qtbot: QtBot, real_tasks: Tasks, listener: Listener
) -> None:
    def work(job: Job) -> str:
        for part in "ab":
            job.tell(part)
        return "answer"

    real_tasks.read(work, listener.on_told, key="counts", told=listener.on_told)
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == ["a", "b", "answer"]
    assert set(listener.threads) == {listener.thread()}

    real_tasks.read(work, listener.on_told, key="counts", told=listener.on_told)
    real_tasks.cancel("counts")
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == ["a", "b", "answer"]


def test_busy_is_told_at_both_ends(qtbot: QtBot, real_tasks: Tasks, listener: Listener) -> None:
    real_tasks.busy_changed.connect(listener.on_told)
    real_tasks.read(lambda job: None, listener.on_told)
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == [True, False, None]


def test_an_answer_for_a_closed_panel_is_dropped(qtbot: QtBot, real_tasks: Tasks, listener: Listener) -> None:
    gate = Gate()
    real_tasks.read(gate.work, partial(listener.on_told_two, "which"))
    assert gate.started.wait(5)
    shiboken6.delete(listener)
    gate.let.set()
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert listener.heard == []


def test_closing_finishes_writes_and_cancels_reads(qapp: object, listener: Listener) -> None:
    tasks = Tasks()
    read, done = Gate(), threading.Event()
    tasks.read(read.work, listener.on_told)
    assert read.started.wait(5)
    for _number in range(3):
        tasks.write(lambda job: None)
    tasks.write(lambda job: done.set(), listener.on_told)
    tasks.close()
    QCoreApplication.processEvents()
    assert done.is_set()
    assert listener.heard == []


def test_immediate_tasks_answer_before_they_return(tasks: ImmediateTasks, listener: Listener) -> None:
    tasks.read(lambda job: "answer", listener.on_told, key="search")
    tasks.write(fail_in_words, None, listener.on_told)
    assert listener.heard[0] == "answer"
    assert isinstance(listener.heard[1], KnownError)
    assert not tasks.is_busy
