"""The tag actions: a key from 1 to 9 gives the selected records its tag, and takes it away again."""

import functools

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.tags import TagsDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _, format_number

KEYS = range(1, 10)


class Tagging(QObject):
    """Serve the nine tags of the keys, and the dialog of all tags."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions and read how the tags look."""
        super().__init__(window)
        self._context, self._window = context, window
        self._by_key: dict[int, Tag] = {}
        for key in KEYS:
            context.actions.handle(f"tag_{key}", self._on_key)
        context.actions.handle("tags", self._on_tags)
        context.workspace.archive_changed.connect(self._read)
        context.workspace.records_changed.connect(self._on_records_changed)
        context.theme.know_tags(())
        self._show(())
        self._read()

    def _read(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> tuple[Tag, ...]:
            from palmyra_desktop.services import tagging  # brings SQLAlchemy: in the worker

            return tagging.looks(archive)

        self._context.tasks.read(work, self._show, key="tags")

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _show(self, tags: tuple[Tag, ...]) -> None:
        self._context.theme.know_tags(tags)
        self._by_key = {tag.key: tag for tag in tags if tag.key}
        for key in KEYS:
            number, tag = format_number(key), self._by_key.get(key)
            words = _("{number}: {tag}") if tag else _("{number}: no tag has this key")
            title = words.format(number=number, tag=tag.name.replace("&", "&&") if tag else "")
            self._context.actions.retitle(f"tag_{key}", title)

    def _on_key(self) -> None:
        key = int(self.sender().objectName().removeprefix("tag_"))
        tag = self._by_key.get(key)
        if tag is None:
            words = _("No tag has the key {number} yet.").format(number=format_number(key))
            self._context.workspace.say(words, "tags")
            return
        self._toggle(tag.name)

    def _toggle(self, name: str) -> None:
        archive, author = self._context.archive, self._context.settings.value.author
        kind, ids = self._context.workspace.criteria.kind, self._context.workspace.selection

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import tagging

            return tagging.toggle(archive, kind, ids, name, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._context.workspace.tell_changes)

    def _on_tags(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> tuple[Tag, ...]:
            from palmyra_desktop.services import tagging

            return tagging.every(archive)

        self._context.tasks.read(work, self._on_every, key="every tag")

    def _on_every(self, tags: tuple[Tag, ...]) -> None:
        dialog = TagsDialog(self._context.theme, tags, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.entered.connect(functools.partial(self._on_entered, tags))
        dialog.open()

    def _on_entered(self, shown: tuple[Tag, ...], tags: tuple[Tag, ...]) -> None:
        """Keep what was changed in the dialog; what another program changed meanwhile stays."""
        archive, author = self._context.archive, self._context.settings.value.author
        changed = tuple(tag for tag in tags if tag not in shown)
        if not changed:
            return

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import tagging

            return tagging.set_looks(archive, changed, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._context.workspace.tell_changes)
