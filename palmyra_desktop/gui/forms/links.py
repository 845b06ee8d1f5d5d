"""The editor of links: the records chosen as chips, and a line that finds others while one types."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.hidden_marks import without
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.vocabulary import vocabulary
from palmyra_desktop.gui.forms.chosen_links import ChosenLinks
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.i18n import _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_PAUSE = 120
"""Milliseconds without a key before records are asked for."""


class LinksEditor(Editor):
    """One link or several; a record that is not in the archive yet is made with the one of the form."""

    def __init__(
        self,
        context: "Context",
        field: Field,
        with_roles: bool,
        number: Callable[[], int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show no link.

        Args:
            with_roles: whether each link says which role the actor played.
            number: gives a negative id to a record that is to be made; None: none can be made.
        """
        super().__init__(context.theme, field, parent)
        self._context, self._number = context, number
        self._links: tuple[Link, ...] = ()
        self._offered: tuple[Link, ...] = ()
        self._asked = self._answered = ""
        self._is_awaited = False
        roles = _roles() if with_roles else []
        self._chosen = ChosenLinks(context.theme, field.key, roles, self)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.px(8))
        kinds = [(_(record_type(kind).label), kind) for kind in field.links_to]
        self._kinds = Choice(f"{field.key}_kinds", _("Kind of record"), kinds, self)
        self._kinds.setVisible(len(field.links_to) > 1)
        self._roles = Choice(f"{field.key}_roles", _("Role"), roles, self)
        self._roles.setVisible(with_roles)
        self.line = QLineEdit(row)
        self.line.setPlaceholderText(_("Write a name to find a record"))
        self._titles = QStringListModel(self)
        self._completer = QCompleter(self._titles, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.line.setCompleter(self._completer)
        for widget, share in ((self._kinds, 0), (self.line, 1), (self._roles, 0)):
            layout.addWidget(widget, share)
        QWidget.setTabOrder(self.line, self._roles)
        self.put(row)
        self.layout_.insertWidget(0, self._chosen)
        self._name_line()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_return)
        self._kinds.currentIndexChanged.connect(self._on_kind_changed)
        cast(Any, self._completer.activated)[QModelIndex].connect(self._on_taken)
        self._chosen.removed.connect(self._on_removed)
        self._chosen.role_chosen.connect(self._on_role_chosen)

    def _name_line(self) -> None:
        self.line.setObjectName(f"{self.field.key}_line")
        self.line.setAccessibleName(_(self.field.label))
        self.setFocusProxy(self.line)

    @override
    def value(self) -> Any:
        if self.line.text().strip():
            words = _("No record was chosen for “{text}”.").format(text=self.line.text().strip())
            raise InvalidRecord(self.field.key, words, _("Choose one from the list, or empty the line."))
        if self.field.type is FieldType.LINK:
            return self._links[0] if self._links else None
        return self._links

    @override
    def show_value(self, value: Any) -> None:
        if self.field.type is FieldType.LINK:
            value = () if value is None else (value,)
        self._links = tuple(value)
        self._show_links()

    @override
    def state(self) -> Any:
        return [[[link.kind.value, link.id, link.title, link.role] for link in self._links], self.line.text()]

    @override
    def restore(self, state: Any) -> None:
        links, text = state
        # A record that is to be made has a number of this form, not of the one that was left.
        number = self._number or (lambda: 0)
        self._links = tuple(
            Link(Kind(kind), id if id >= 0 else number(), title, role) for kind, id, title, role in links
        )
        self._show_links()
        self.line.setText(text)
        self._on_edited()

    @override
    def _entered(self) -> Any:
        return [[link.title for link in self._links if self._is_made(link)], self.line.text()]

    @override
    def _on_unmark(self) -> None:
        links, text = self._links, without(self.line.text())
        self._links = tuple(
            replace(link, title=without(link.title)) if self._is_made(link) else link for link in links
        )
        self._show_links()
        self.line.setText(text)
        self._on_edited()

    @property
    def new_records(self) -> tuple[Edit, ...]:
        """The records that are linked and have to be made with the one of the form."""
        return tuple(
            Edit(Action.CREATE, link.kind, link.id, values={record_type(link.kind).title_key: link.title})
            for link in self._links
            if self._is_made(link)
        )

    def _is_made(self, link: Link) -> bool:
        """Whether the record of a link is to be made with the one of the form."""
        return self._number is not None and link.id < 0

    def add(self, link: Link) -> None:
        """Link a record; a field of one link forgets the one before, a record is linked once."""
        if self.field.type is FieldType.LINK:
            self._links = (link,)
        elif link.ref not in [known.ref for known in self._links]:
            self._links += (link,)
        self.line.clear()
        self._show_links()
        self._on_edited()

    def _show_links(self) -> None:
        self._chosen.show_links(self._links, [*filter(self._is_made, self._links)], self._before)

    @property
    def _before(self) -> QWidget:
        """What Tab goes from into this editor; itself where there is nothing else."""
        widget = self._kinds.previousInFocusChain()
        while widget and not (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not self._chosen.isAncestorOf(widget)
        ):
            widget = widget.previousInFocusChain()
        return widget or self

    def _on_removed(self, place: int) -> None:
        self._links = self._links[:place] + self._links[place + 1 :]
        self._show_links()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_role_chosen(self, place: int, role: str | None) -> None:
        links = list(self._links)
        links[place] = replace(links[place], role=role)
        self._links = tuple(links)
        self._on_edited()

    def _on_typed(self, _text: str) -> None:
        self._is_awaited = False
        self._timer.start()
        self._on_edited()

    def _on_kind_changed(self) -> None:
        self._answered = ""
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        text, archive, kind = self.line.text().strip(), self._context.archive, self._kind
        self._asked, self._answered = text, ""

        def suggest(job: Job) -> tuple[Link, ...]:
            return archive.suggest(kind, text) if text else ()

        self._context.tasks.read(suggest, self._on_suggested, key=f"suggest {self.field.key}")

    def _on_suggested(self, links: tuple[Link, ...]) -> None:
        self._offered, self._answered = links, self._asked
        is_awaited, self._is_awaited = self._is_awaited, False
        if is_awaited and links:
            self._take(0)
            return
        titles = [link.title for link in links]
        if self._can_make:
            words = _("New {kind}: “{title}”")
            titles.append(words.format(kind=_(record_type(self._kind).label), title=self._asked))
        self._titles.setStringList(titles)
        if titles and self.line.hasFocus():
            self._completer.complete()

    def _on_taken(self, index: QModelIndex) -> None:
        self._take(index.row())
        # The completer writes the title into the line after this.
        QTimer.singleShot(0, self.line, self.line.clear)

    @property
    def _kind(self) -> Kind:
        return Kind(self._kinds.currentData())

    @property
    def _can_make(self) -> bool:
        """Whether what is written can become a record; a claim needs more than its words."""
        return self._number is not None and bool(self._asked) and self._kind is not Kind.CLAIM

    def _on_return(self) -> None:
        """Take the first record offered, the one to be made where nothing is found.

        Before the answer has come a record that it finds is waited for, and none is made.
        """
        text = self.line.text().strip()
        self._is_awaited = bool(text) and text != self._answered
        if self._is_awaited:
            self._ask()
        elif text:
            self._take(0)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            link = self._offered[row]
            self.add(Link(link.kind, link.id, link.title, self._roles.currentData()))
        elif row == len(self._offered) and self._can_make and self._number is not None:
            self.add(Link(self._kind, self._number(), self._asked, self._roles.currentData()))


def _roles() -> list[tuple[str, Any]]:
    """Return the roles of an event's actors as (label, key), after none at all."""
    terms = vocabulary("actor_role").terms
    named = [(one.label_ar if language() == "ar" else one.label_en, one.key) for one in terms]
    return [(_("no role"), None), *named]
