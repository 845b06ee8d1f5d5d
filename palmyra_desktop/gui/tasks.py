"""Work off the GUI thread: a read pool of two threads, a write pool of one, one for what nobody waits for.

Work functions know no Qt and run on a pool's thread; answers come back to bound methods of
QObjects on the GUI thread. The signals belong to `Tasks`, which lives there: one that lived in
a work item would die on the pool's thread.
"""

import functools
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import Cancelled, KnownError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_PAUSE = 0.05
"""Seconds between two reports of progress; the screen shows no more."""
_READS, _WRITES, _BEHIND = range(3)
"""The pools."""


class Job(Cancellation):
    """One piece of work: what the work function is handed to ask whether to stop and to tell how far it is.

    Attributes:
        label: words for the status bar ("Importing article"); "" for work too short to be told.
    """

    def __init__(
        self,
        label: str,
        report: Callable[["Job", int, int | None], None],
        tell: Callable[["Job", Any], None] = lambda job, part: None,
    ) -> None:
        """Begin; `report` and `tell` may be called from any thread."""
        super().__init__()
        self.label = label
        self._report, self._tell = report, tell
        self._reported = 0.0

    def tell(self, part: Any) -> None:
        """Hand over a part of the answer that is known before the rest; fits the services' callbacks."""
        self._tell(self, part)

    def tick(self, part: float) -> None:
        """Tell which part is done, 0 to 1, and stop where that is wished; fits the services' ticks."""
        self.check()
        self.progress(round(100 * part), 100)

    def progress(self, done: int, total: int | None) -> None:
        """Tell how far the work is (`total` None: nobody knows); fits the services' progress callbacks."""
        now = time.monotonic()
        if now - self._reported >= _PAUSE or done == total:
            self._reported = now
            self._report(self, done, total)


class Tasks(QObject):
    """Run reads and writes of the archive and bring their answers to the GUI thread."""

    busy_changed = Signal(bool)
    """Whether any work is under way."""
    progressed = Signal(str, object, object)
    """How far the labelled work is: label, done, total. done None: it is over, nothing is shown."""
    failed = Signal(object)
    """An exception no caller took care of: a KnownError is shown in words, all else is a fault of ours."""

    _finished = Signal(object, object, object, object)
    _reported = Signal(object, object, object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without work; `close` ends the threads."""
        super().__init__(parent)
        self._jobs: dict[Job, int] = {}  # the pool of each; in the order begun
        self._newest: dict[str, Job] = {}
        self._dropped: set[Job] = set()
        self._listeners: dict[Job, Callable[[Any], None]] = {}
        self._shown: Job | None = None
        self._finished.connect(self._on_finished)  # queued where it comes from another thread
        self._reported.connect(self._on_reported)
        self._told.connect(self._on_told)

    @cached_property
    def _pools(self) -> "tuple[ThreadPoolExecutor, ...]":
        """Made with the first work, which comes after the window is painted."""
        from concurrent.futures import ThreadPoolExecutor

        threads = (2, "palmyra-read"), (1, "palmyra-write"), (1, "palmyra-behind")
        return tuple(ThreadPoolExecutor(*each) for each in threads)

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way or waits."""
        return bool(self._jobs)

    @property
    def is_writing(self) -> bool:
        """Whether any write is under way or waits."""
        return _WRITES in self._jobs.values()

    def read(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
        label: str = "",
        told: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run a work function that changes nothing, on one of two threads.

        Args:
            work: knows no Qt; handed a Job, which is a Cancellation.
            then: a bound method of a QObject, called with the answer on the GUI thread.
            failed: called with the exception instead; a `Cancelled` too where the user asked for it.
                Without it a KnownError goes to the signal `failed`. A fault of ours always goes there.
            key: a newer read of the same key cancels this one, and its late answer is dropped.
            label: shown with progress in the status bar, where it can be cancelled.
            told: a bound method like `then`, called before it with each part the work function tells.
        """
        job = Job(label, self._reported.emit, self._told.emit)
        if told is not None:
            self._listeners[job] = told
        return self._read(job, work, then, failed, key, _READS)

    def read_behind(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
        key: str,
    ) -> Job:
        """Run a long work function that changes nothing and nobody waits for, one after the other.

        The arguments are those of `read`, the threads of which are left to others.
        """
        return self._read(Job("", self._reported.emit), work, then, failed, key, _BEHIND)

    def _read(self, job: Job, work: Any, then: Any, failed: Any, key: str | None, pool: int) -> Job:
        if key is not None:
            self.cancel(key)
            self._newest[key] = job
        self._begin(job, work, then, failed, pool)
        return job

    def write(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> Job:
        """Run a work function that changes the archive or writes files; one after the other, in order.

        The arguments are those of `read`.
        """
        job = Job(label, self._reported.emit)
        self._begin(job, work, then, failed, _WRITES)
        return job

    def cancel(self, key: str) -> None:
        """Cancel the newest read of a key, if it still runs; nobody hears of its answer."""
        job = self._newest.pop(key, None)
        if job is not None:
            self._drop(job)

    def cancel_reads(self) -> None:
        """Cancel every read; nobody hears of their answers. Before the archive is put away."""
        for job in [job for job, pool in self._jobs.items() if pool != _WRITES]:
            self._drop(job)
        self._newest.clear()

    def cancel_shown(self) -> None:
        """Cancel the work the status bar tells of."""
        if self._shown is not None:
            self._shown.cancel()

    def close(self) -> None:
        """Cancel reads, wait for writes to finish, and end the threads; answers are dropped."""
        self.cancel_reads()
        for number, pool in enumerate(self._pools):
            pool.shutdown(wait=True, cancel_futures=number != _WRITES)
        self._dropped.update(self._jobs)

    def _begin(self, job: Job, work: Any, then: Any, failed: Any, pool: int) -> None:
        self._jobs[job] = pool
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        if job.label:
            self._on_reported(job, 0, None)
        self._run(job, functools.partial(self._work, job, work, then, failed), pool)

    def _run(self, job: Job, run: Callable[[], None], pool: int) -> None:
        self._pools[pool].submit(run)

    def _work(self, job: Job, work: Any, then: Any, failed: Any) -> None:
        """Run on the pool's thread; nothing of Qt but the signal."""
        try:
            job.check()
            answer, callback = work(job), then
        except Exception as error:  # noqa: BLE001 - a border: the answer is the error
            answer, callback = error, failed
        # Qt's own part of this object goes with the application, a thread may outlast it.
        if shiboken6.isValid(self):
            self._finished.emit(job, callback, answer, isinstance(answer, Exception) and callback is failed)

    def _on_finished(self, job: Job, callback: Any, answer: Any, is_failure: bool) -> None:
        is_wanted = job not in self._dropped
        self._forget(job)
        if not self._jobs:
            self.busy_changed.emit(False)
        if not is_wanted:
            return
        if is_failure and self._is_for_all(answer, callback):
            self.failed.emit(answer)
        if callback is not None and _is_alive(callback):
            callback(answer)

    @staticmethod
    def _is_for_all(error: Exception, failed: Any) -> bool:
        if isinstance(error, Cancelled):
            return False
        return failed is None or not isinstance(error, KnownError)

    def _drop(self, job: Job) -> None:
        self._dropped.add(job)
        job.cancel()

    def _forget(self, job: Job) -> None:
        del self._jobs[job]
        self._dropped.discard(job)
        self._listeners.pop(job, None)
        for key in [key for key, newest in self._newest.items() if newest is job]:
            del self._newest[key]
        if job is self._shown:
            self._shown = next((other for other in self._jobs if other.label), None)
            self.progressed.emit(self._shown.label if self._shown else "", 0 if self._shown else None, None)

    def _on_told(self, job: Job, part: Any) -> None:
        told = self._listeners.get(job)
        if told is not None and job not in self._dropped and _is_alive(told):
            told(part)

    def _on_reported(self, job: Job, done: int, total: int | None) -> None:
        if not job.label or job not in self._jobs:
            return
        if self._shown is None:
            self._shown = job
        if job is self._shown:
            self.progressed.emit(job.label, done, total)


class ImmediateTasks(Tasks):
    """Tasks that run at once, on the caller's thread; for tests."""

    @override
    def _run(self, job: Job, run: Callable[[], None], pool: int) -> None:
        run()


def _is_alive(callback: Any) -> bool:
    """Say whether the object a callback belongs to is still there; a panel may go before its answer comes."""
    while isinstance(callback, functools.partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
