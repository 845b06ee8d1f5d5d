"""When an action may be taken, and the words that say why not."""

from dataclasses import dataclass

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True)
class Situation:
    """What the window is about at the moment, as far as actions depend on it.

    Attributes:
        kind: of the list. found: how many records it shows. selected: how many of them are selected.
        is_locked: whether it is only read because the user locked it.
        is_searched: whether the list has what some words ask for.
        is_reviewing: whether an article under review covers the list.
    """

    has_archive: bool = False
    is_read_only: bool = False
    is_locked: bool = False
    kind: Kind = Kind.EVENT
    current: RecordRef | None = None
    found: int = 0
    selected: int = 0
    is_filtered: bool = False
    is_searched: bool = False
    in_trash: bool = False
    can_go_back: bool = False
    can_go_forward: bool = False
    can_undo: bool = False
    can_redo: bool = False
    is_reviewing: bool = False


def always(now: Situation) -> str:
    """Whatever the situation."""
    return ""


def free(now: Situation) -> str:
    """While no review would be lost."""
    return N_("Add or cancel what is under review first.") if now.is_reviewing else ""


def with_archive(now: Situation) -> str:
    """While an archive is open, and seen."""
    return free(now) or ("" if now.has_archive else N_("Open an archive first."))


def writable(now: Situation) -> str:
    """While an archive is open that can be written to."""
    if now.has_archive and now.is_locked:
        return N_("The archive is locked; Edit > Lock against changes unlocks it.")
    if now.has_archive and now.is_read_only:
        return N_("This archive can only be read.")
    return with_archive(now)


def lockable(now: Situation) -> str:
    """While an archive is open that can be written to, or could if it were not locked."""
    return with_archive(now) if now.is_locked else writable(now)


def with_current(now: Situation) -> str:
    """While a record is shown."""
    return with_archive(now) or ("" if now.current else N_("Choose a record first."))


def with_current_writable(now: Situation) -> str:
    """While a record is shown in an archive that can be written to."""
    return writable(now) or with_current(now)


def with_words(now: Situation) -> str:
    """While a claim or a source is shown."""
    if now.current and now.current.kind in (Kind.CLAIM, Kind.SOURCE):
        return with_archive(now)
    return with_current(now) or N_("Only a claim or a source has words to show or to cite.")


def with_words_searched(now: Situation) -> str:
    """While words are searched for."""
    return with_archive(now) or ("" if now.is_searched else N_("Search for words first."))


def with_records(now: Situation) -> str:
    """While the list shows any record."""
    return with_archive(now) or ("" if now.found else N_("The list shows no record."))


def with_selection(now: Situation) -> str:
    """While records are selected in the list."""
    return with_archive(now) or ("" if now.selected else N_("Select records in the list first."))


def to_trash(now: Situation) -> str:
    """While records are selected that are not in the trash yet."""
    return (
        writable(now)
        or with_selection(now)
        or (N_("These records are in the trash.") if now.in_trash else "")
    )


def with_two_selected(now: Situation) -> str:
    """While two records are selected that are not in the trash."""
    return to_trash(now) or ("" if now.selected == 2 else N_("Select two records in the list first."))


def taggable(now: Situation) -> str:
    """While records are selected, in an archive that can be written to."""
    return writable(now) or with_selection(now)


def from_trash(now: Situation) -> str:
    """While records are selected in the trash."""
    return (
        writable(now)
        or with_selection(now)
        or ("" if now.in_trash else N_("These records are not in the trash."))
    )


def with_file(now: Situation) -> str:
    """While an image or a source is shown in an archive that can be written to."""
    if now.current and now.current.kind not in (Kind.IMAGE, Kind.SOURCE):
        return N_("Only an image or a source takes a file.")
    return with_current_writable(now)


def filtered(now: Situation) -> str:
    """While anything hides records."""
    return with_archive(now) or ("" if now.is_filtered else N_("No filter is set."))


def with_step_back(now: Situation) -> str:
    """While there is a step before this one."""
    return with_archive(now) or ("" if now.can_go_back else N_("There is nothing to go back to."))


def with_step_forward(now: Situation) -> str:
    """While a step back was taken."""
    return with_archive(now) or ("" if now.can_go_forward else N_("There is nothing to go forward to."))


def undoable(now: Situation) -> str:
    """While there is a change to undo."""
    return writable(now) or ("" if now.can_undo else N_("There is no change to undo."))


def redoable(now: Situation) -> str:
    """While there is an undone change."""
    return writable(now) or ("" if now.can_redo else N_("There is no undone change."))
