"""What the window looks at: criteria, current record, selection, and the way back.

One workspace belongs to one open archive. Panels know the workspace and not each other.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import RELEVANCE, Criteria, Sort
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.reference import RecordRef

_KEPT = 200
"""How many steps back are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the history: a list and the record shown beside it."""

    criteria: Criteria
    current: RecordRef | None


class Workspace(QObject):
    """Hold what is looked at and tell of each change; a setter given what is there already tells nothing."""

    archive_changed = Signal()
    """Anything may be different (another program wrote to the archive): read everything anew."""
    criteria_changed = Signal(object)
    """Criteria: another search."""
    rows_shown = Signal()
    """A long list shows its first rows and has its index: what else looks at the archive may begin."""
    found_changed = Signal(object)
    """Found: what the search gave; told by the list of records, for the status bar and the export."""
    current_changed = Signal(object)
    """RecordRef | None: the record shown in detail."""
    selection_changed = Signal(object)
    """Array of int: the ids selected in the list, of kind `criteria.kind`, in the order shown."""
    records_changed = Signal(object)
    """ChangeSet: records of this archive were changed; read anew what shows them."""
    history_changed = Signal()
    """`can_go_back` or `can_go_forward` may be different."""
    reader_requested = Signal(object, object)
    """Show a source's text: its id, and the id of the claim whose words to go to (None: the beginning)."""
    claims_requested = Signal(str)
    """Show the claims on a field of the current record: its key."""
    comparison_requested = Signal(object, str)
    """Compare the claims about a field: RecordRef of the record, or of a claim, and the field's key or ""."""
    timeline_requested = Signal(object)
    """RecordRef: bring a record into sight on the timeline."""
    file_dropped = Signal(object, object)
    """RecordRef and Path: attach a file to a record."""

    pointed_changed = Signal(object)
    """RecordRef | None: the record under the pointer, in whatever panel."""

    said = Signal(str, str)
    """Words for the status bar, and the id of the action offered behind them ("" for none)."""

    def __init__(self, sorts: Mapping[Kind, Sort] | None = None, parent: QObject | None = None) -> None:
        """Begin with all events.

        Args:
            sorts: the order last used in the list of each kind.
        """
        super().__init__(parent)
        self._sorts: dict[Kind, Sort | None] = dict(sorts or {})
        self._place = Place(Criteria(sort=self._sorts.get(Kind.EVENT)), None)
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._typing = False
        self._selection = array("q")  # of a list of a million all may be selected
        self._found: Found | None = None
        self._pointed: RecordRef | None = None

    @property
    def criteria(self) -> Criteria:
        """What is looked for."""
        return self._place.criteria

    @property
    def current(self) -> RecordRef | None:
        """The record shown in detail; it may be of another kind than the list."""
        return self._place.current

    @property
    def selection(self) -> "array[int]":
        """The ids selected in the list, in the order shown."""
        return self._selection

    @property
    def found(self) -> Found | None:
        """What the list of records shows; None before the first answer."""
        return self._found

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before this one."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether a step back was taken that can be taken again."""
        return bool(self._ahead)

    def set_criteria(self, criteria: Criteria) -> None:
        """Look for something else. Words typed one after the other are one step of the history."""
        old = self.criteria
        if criteria == old:
            return
        self._sorts[criteria.kind] = criteria.sort
        only_text = replace(criteria, text=old.text, scope=old.scope) == old
        self._move(Place(criteria, self.current), remember=not (only_text and self._typing))
        self._typing = only_text

    def set_kind(self, kind: Kind) -> None:
        """List another kind of record; words, facets and dates stay, the order is the kind's own."""
        self.set_criteria(self._of_kind(kind))

    def set_text(self, text: str) -> None:
        """Look for other words."""
        self.set_criteria(replace(self.criteria, text=text))

    def put_most_relevant_first(self, is_wanted: bool = True) -> None:
        """List first what fits the words searched best; else in the kind's own order."""
        self.set_criteria(replace(self.criteria, sort=Sort(RELEVANCE) if is_wanted else None))

    def clear_filters(self) -> None:
        """Take every filter away; kind and order stay."""
        self.set_criteria(self.criteria.cleared())

    def set_current(self, ref: RecordRef | None) -> None:
        """Show a record in detail; the list stays.

        Walking along the list is no step of the history, a link to or from another kind is one.
        """
        old, kind = self.current, self.criteria.kind
        if ref == old:
            return
        along_the_list = old is None or ref is None or old.kind == ref.kind == kind
        self._move(Place(self.criteria, ref), remember=not along_the_list)

    def settle(self, ref: RecordRef) -> None:
        """Show a record the list chose by itself: no step of the history."""
        self._move(Place(self.criteria, ref), remember=False)

    def go_to(self, ref: RecordRef) -> None:
        """Show a record and list its kind: a step of the history."""
        self._move(Place(self._of_kind(ref.kind), ref), remember=True)

    def set_selection(self, ids: Sequence[int]) -> None:
        """Tell which records of the list are selected."""
        chosen = ids if isinstance(ids, array) else array("q", ids)
        if chosen != self._selection:
            self._selection = chosen
            self.selection_changed.emit(chosen)

    def set_found(self, found: Found) -> None:
        """Tell what the list of records shows now."""
        self._found = found
        self.found_changed.emit(found)

    def tell_changes(self, changes: ChangeSet) -> None:
        """Tell every panel that records were changed, or what belongs to none of them."""
        if changes.refs or changes.group_id:
            self.records_changed.emit(changes)

    def open_words(self, source_id: int, claim_id: int | None = None) -> None:
        """Show a source's text, at the words of a claim."""
        self.reader_requested.emit(source_id, claim_id)

    def show_claims(self, field: str) -> None:
        """Show who says what of a field of the current record."""
        self.claims_requested.emit(field)

    def compare_claims(self, ref: RecordRef, field: str = "") -> None:
        """Show all claims about a field of a record beside each other."""
        self.comparison_requested.emit(ref, field)

    def point_at(self, ref: RecordRef | None) -> None:
        """Tell which record is under the pointer."""
        if ref != self._pointed:
            self._pointed = ref
            self.pointed_changed.emit(ref)

    def show_on_timeline(self, ref: RecordRef) -> None:
        """Bring a record into sight on the timeline."""
        self.timeline_requested.emit(ref)

    def say(self, words: str, action: str = "") -> None:
        """Tell the user something in the status bar, with a link that triggers an action."""
        self.said.emit(words, action)

    def back(self) -> None:
        """Return to the step before; nothing if there is none."""
        self._step(self._behind, self._ahead)

    def forward(self) -> None:
        """Take again the step last gone back; nothing if there is none."""
        self._step(self._ahead, self._behind)

    def _of_kind(self, kind: Kind) -> Criteria:
        if kind == self.criteria.kind:
            return self.criteria
        return replace(self.criteria, kind=kind, sort=self._sorts.get(kind), ids=None)

    def _step(self, source: list[Place], target: list[Place]) -> None:
        if source:
            target.append(self._place)
            self._show(source.pop())
            self.history_changed.emit()

    def _move(self, place: Place, remember: bool) -> None:
        if place == self._place:
            return
        if remember:
            self._behind = [*self._behind, self._place][-_KEPT:]
            self._ahead = []
        self._show(place)
        if remember:
            self.history_changed.emit()

    def _show(self, place: Place) -> None:
        """Tell what is different; a listener may already move on, so the last word is asked for anew."""
        old, self._place = self._place, place
        self._typing = False
        if place.criteria.kind != old.criteria.kind:
            self.set_selection(())
        if place.criteria != old.criteria:
            self.criteria_changed.emit(self.criteria)
        if place.current != old.current and self.current == place.current:
            self.current_changed.emit(place.current)
