"""Keeping what is written in a form while it is written, so that it outlives the program."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_PAUSE = 500
"""Milliseconds after the last key before a draft is kept."""


class DraftKeeper(QObject):
    """Keep the draft of one form; it ends when the form is saved or discarded."""

    def __init__(
        self, context: "Context", draft: Draft, states: Callable[[], Mapping[str, Any]], parent: QObject
    ) -> None:
        """Keep nothing yet.

        Args:
            draft: whose it is. states: gives what is written in the form.
        """
        super().__init__(parent)
        self._context, self.draft, self._states = context, draft, states
        self._is_kept = bool(draft.at_utc)
        self._has_said = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._keep)

    def touch(self) -> None:
        """Something was written: keep it soon."""
        if not self._context.archive.read_only:
            self._timer.start()

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def rest(self) -> None:
        """Keep nothing until something is written again; the form's own save forgets the draft."""
        self._timer.stop()

    def drop(self) -> None:
        """Forget the draft: the form was discarded."""
        self._timer.stop()
        if self._is_kept:
            drop_draft(self._context, self.draft.id)

    def _keep(self) -> None:
        archive, draft = self._context.archive, replace(self.draft, states=self._states())
        self._is_kept = True

        def work(job: Job) -> None:
            from palmyra_desktop.services import forms  # brings SQLAlchemy: in the worker

            forms.keep_draft(archive, draft)

        self._context.tasks.write(work, None, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """Say once that a kill would lose what is written; writing goes on, and saving says what is wrong."""
        if isinstance(error, KnownError) and not self._has_said:
            self._has_said = True
            words = _("What you write here is not kept until you save: {reason}")
            self._context.workspace.say(words.format(reason=error.message))


def drop_draft(context: "Context", id: str) -> None:
    """Forget a draft."""
    archive = context.archive

    def work(job: Job) -> None:
        from palmyra_desktop.services import forms  # brings SQLAlchemy: in the worker

        forms.drop_draft(archive, id)

    context.tasks.write(work)
