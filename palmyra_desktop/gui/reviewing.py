"""Articles on their way into the archive: read by a worker, reviewed one by one, each added as one act."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.review import Review
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _

if TYPE_CHECKING:  # the page is imported with the first article: no start waits for it
    from palmyra_desktop.gui.main_window import MainWindow
    from palmyra_desktop.gui.review.page import ReviewPage
    from palmyra_desktop.services.article_import import AddedArticles

_SHOWN_AFTER = (Kind.CLAIM, Kind.EVENT, Kind.IMAGE, Kind.SOURCE)
"""Of which kind the new records are listed after an import: the first that has any."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits for its review: a file's path or a text, and the address it is known to be of."""

    content: Path | str
    url: str | None = None

    @property
    def name(self) -> str:
        """What it is called while it is read."""
        return self.content.name if isinstance(self.content, Path) else _("pasted text")


class Reviewing(QObject):
    """Read what waits, show its review in the window, and add what the reader takes."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Wait for articles; the window is asked for the page only when there is one to show."""
        super().__init__(window)
        self._context, self._window = context, window
        self._waiting: deque[Waiting] = deque()
        self._page: ReviewPage | None = None
        self._is_reading = False
        self._number, self._total = 0, 0

    @property
    def page(self) -> "ReviewPage | None":
        """The review that is shown, None while there is none."""
        return self._page

    def review(self, *articles: Waiting) -> None:
        """Review articles, after those that wait already."""
        self._waiting.extend(articles)
        self._total += len(articles)
        if self._page is None and not self._is_reading:
            self._read_next()

    def _read_next(self) -> None:
        """Read the next article; each is read when its turn comes, so that it knows what was added before."""
        if not self._waiting:
            self._number, self._total = 0, 0
            return
        article, archive = self._waiting.popleft(), self._context.archive
        self._number += 1
        self._is_reading = True

        def work(job: Job) -> Review:
            from palmyra_desktop.services.article_import import read_findings

            return read_findings(archive, article.content, url=article.url, cancel=job)

        label = _("Reading {file}").format(file=article.name)
        self._context.tasks.read(work, self._on_read, self._on_unread, label=label)

    def _on_read(self, review: Review) -> None:
        from palmyra_desktop.gui.review.page import ReviewPage

        self._is_reading = False
        page = ReviewPage(self._context, review, self._number, self._total)
        page.add_wanted.connect(self._on_add_wanted)
        page.left.connect(self._on_left)
        page.record_wanted.connect(self._on_record_wanted)
        self._page = page
        self._main_window.show_page(page)

    def _on_unread(self, error: Exception) -> None:
        """Say why an article cannot be read, and go on with the next; a cancelled one ends the whole row."""
        self._is_reading = False
        if isinstance(error, Cancelled):
            self._waiting.clear()
        elif isinstance(error, KnownError):
            self._context.tasks.failed.emit(error)
        self._read_next()

    def _on_add_wanted(self, review: Review) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> "AddedArticles":
            from palmyra_desktop.services.article_import import add_reviews

            return add_reviews(archive, (review,), author=author, initiator=INITIATOR, cancel=job)

        if self._page is not None:
            self._page.head.set_busy(True)
        label = _("Adding {file}").format(file=review.findings.article.name)
        self._context.tasks.write(work, self._on_added, self._on_not_added, label=label)

    def _on_added(self, added: "AddedArticles") -> None:
        self._leave()
        self._list(added.changes)
        self._context.workspace.tell_changes(added.changes)
        self._read_next()

    def _list(self, changes: ChangeSet) -> None:
        """List the new records of the first kind that has any."""
        for kind in _SHOWN_AFTER:
            ids = tuple(sorted(ref.id for ref in changes.created.values() if ref.kind is kind))
            if ids:
                self._context.workspace.set_criteria(Criteria(kind, ids=ids))
                return

    def _on_not_added(self, error: Exception) -> None:
        """Keep the review as it is: nothing was written, and nothing decided is lost."""
        if self._page is not None:
            self._page.head.set_busy(False)
        if isinstance(error, KnownError):
            self._context.tasks.failed.emit(error)

    def _on_left(self) -> None:
        self._leave()
        self._read_next()

    def _on_record_wanted(self, source_id: int) -> None:
        self._leave()
        self._context.workspace.go_to(RecordRef(Kind.SOURCE, source_id))
        self._read_next()

    def _leave(self) -> None:
        if self._page is not None:
            self._main_window.leave_page()
            self._page = None

    @property
    def _main_window(self) -> "MainWindow":
        return cast("MainWindow", self._window)
