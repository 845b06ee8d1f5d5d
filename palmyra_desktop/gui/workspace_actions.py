"""The actions that move about in the archive, and the situation all actions are enabled by."""

import json
from array import array
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria, Sort
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.record import RECORD_TYPES, Record
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.search_terms import terms
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _


class WorkspaceActions(QObject):
    """Lead the workspace by actions, and let the actions follow the workspace."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Begin with the workspace as it is."""
        super().__init__(parent)
        self._context = context
        self._handle()
        self._follow()

    def _handle(self) -> None:
        actions, workspace = self._context.actions, self._context.workspace
        for kind in Kind:
            actions.handle(f"list_{kind.plural}", self._on_kind)
        actions.handle("trash_view", self._on_trash_view)
        actions.handle("back", workspace.back)
        actions.handle("forward", workspace.forward)
        actions.handle("clear_filters", workspace.clear_filters)
        actions.handle("most_relevant", workspace.put_most_relevant_first)
        actions.handle("copy_view", self._on_copy_view)
        actions.handle("show_on_timeline", self._on_show_on_timeline)
        actions.handle("open_words", self._on_open_words)

    def _follow(self) -> None:
        workspace, archive = self._context.workspace, self._context.archive
        workspace.criteria_changed.connect(self._on_criteria_changed)
        workspace.current_changed.connect(self._on_current_changed)
        workspace.found_changed.connect(self._on_found_changed)
        workspace.selection_changed.connect(self._on_selection_changed)
        workspace.history_changed.connect(self._on_history_changed)
        self._context.actions.amend_situation(has_archive=True, is_read_only=archive.read_only)
        self._on_criteria_changed(workspace.criteria)
        self._on_current_changed(workspace.current)
        self._on_selection_changed(workspace.selection)

    def _on_kind(self) -> None:
        plural = self.sender().objectName().removeprefix("list_")
        self._context.workspace.set_kind(Kind.from_plural(plural))

    def _on_trash_view(self, checked: bool) -> None:
        workspace = self._context.workspace
        workspace.set_criteria(replace(workspace.criteria, trashed=checked))

    def _on_copy_view(self) -> None:
        QGuiApplication.clipboard().setText(json.dumps(self._context.workspace.criteria.to_json()))
        self._context.workspace.say(
            _("Copied. Paste it into the command palette to see this view again."), "palette"
        )

    def _on_show_on_timeline(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._context.workspace.show_on_timeline(current)

    def _on_open_words(self) -> None:
        current = self._context.workspace.current
        if current is None:
            return
        if current.kind == Kind.SOURCE:
            self._context.workspace.open_words(current.id)
            return

        def work(job: Job) -> Record:
            return self._context.archive.record(current)

        self._context.tasks.read(work, self._on_claim_read, key="open_words")

    def _on_claim_read(self, claim: Record) -> None:
        if isinstance(claim, Claim) and claim.source is not None:
            self._context.workspace.open_words(claim.source.id, claim.id)

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        actions = self._context.actions
        actions.check(f"list_{criteria.kind.plural}")
        actions.check("trash_view", criteria.trashed)
        actions.check("most_relevant", criteria.is_by_relevance)
        actions.amend_situation(
            kind=criteria.kind,
            is_filtered=criteria.is_filtered,
            is_searched=bool(terms(criteria.text)),
            in_trash=criteria.trashed,
        )
        self._remember_sort(criteria)

    def _on_current_changed(self, current: RecordRef | None) -> None:
        self._context.actions.amend_situation(current=current)

    def _on_found_changed(self, found: Found) -> None:
        self._context.actions.amend_situation(found=len(found.ids))

    def _on_selection_changed(self, ids: "array[int]") -> None:
        self._context.actions.amend_situation(selected=len(ids))

    def _on_history_changed(self) -> None:
        workspace = self._context.workspace
        self._context.actions.amend_situation(
            can_go_back=workspace.can_go_back, can_go_forward=workspace.can_go_forward
        )

    def _remember_sort(self, criteria: Criteria) -> None:
        settings = self._context.settings
        kept = {kind: words for kind, words in settings.value.sort.items() if kind != criteria.kind.value}
        if criteria.sort is not None:
            order = ":desc" if criteria.sort.descending else ""
            kept[criteria.kind.value] = criteria.sort.field + order
        settings.change(sort=kept)


def remembered_sorts(stored: Mapping[str, Any]) -> dict[Kind, Sort]:
    """Return the order of each kind's list as the settings keep it; what is no order is left out."""
    found: dict[Kind, Sort] = {}
    for described in RECORD_TYPES:
        field, _, order = str(stored.get(described.kind.value, "")).partition(":")
        if described.has_field(field):
            found[described.kind] = Sort(field, order == "desc")
    return found
