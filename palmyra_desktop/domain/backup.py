"""Backups of an archive: what each was made for, which are kept, and what restoring one would change.

They are ordered by their number, never by the clock, which may have been set back between two of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from palmyra_desktop.domain.changes import ChangeGroup
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import N_


class Occasion(StrEnum):
    """What a backup was made for; a part of its file's name."""

    HAND = "hand"
    AUTOMATIC = "automatic"
    MIGRATION = "migration"
    BULK = "bulk"
    TRASH = "trash"
    RESTORE = "restore"
    REPAIR = "repair"


OCCASIONS: Mapping[Occasion, str] = {
    Occasion.HAND: N_("by hand"),
    Occasion.AUTOMATIC: N_("automatic"),
    Occasion.MIGRATION: N_("before an update of the archive"),
    Occasion.BULK: N_("before a change of many records"),
    Occasion.TRASH: N_("before the trash was emptied"),
    Occasion.RESTORE: N_("before a backup was restored"),
    Occasion.REPAIR: N_("before a repair"),
}
"""Each occasion in words, to be translated."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was opened and found equal to the archive before it got its name.

    Attributes:
        number: greater for a later one. made: aware, UTC, by the clock of then. size: in bytes.
    """

    path: Path
    number: int
    occasion: Occasion
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: of the automatic ones the newest of so many hours, days and weeks.

    Attributes:
        occasional: of those made before something was done. Backups made by hand all stay.
        size: bytes that the automatic ones may take together; the newest stays even if it takes more.
    """

    hourly: int = 24
    daily: int = 14
    weekly: int = 8
    occasional: int = 12
    size: int = 20 * 10**9


def superseded(backups: Sequence[Backup], keep: Keep) -> tuple[Backup, ...]:
    """Return the backups that may go; never the newest automatic one, never one made by hand."""
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    automatic = [one for one in newest_first if one.occasion is Occasion.AUTOMATIC]
    kept = set(automatic[:1])
    for form, count in (("%Y%m%d%H", keep.hourly), ("%Y%m%d", keep.daily), ("%G%V", keep.weekly)):
        newest_of: dict[str, Backup] = {}
        for one in automatic:
            newest_of.setdefault(one.made.strftime(form), one)
        kept.update(list(newest_of.values())[:count])
    others = [one for one in newest_first if one.occasion not in (Occasion.AUTOMATIC, Occasion.HAND)]
    room = keep.size
    for place, one in enumerate(automatic):
        room -= one.size if one in kept else 0
        if place and room < 0:
            kept.discard(one)
    gone = [one for one in automatic if one not in kept] + others[keep.occasional :]
    return tuple(sorted(gone, key=lambda one: one.number))


@dataclass(frozen=True, slots=True)
class KindChange:
    """How one kind's records stand now and in a backup; the trash is left out of `now` and `then`.

    Attributes:
        added, changed, trashed: records to which that was done since; each counts once.
    """

    now: int
    then: int
    added: int = 0
    changed: int = 0
    trashed: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would change.

    Attributes:
        acts: the acts that would be gone, the newest first, some hundred at most; act_count: all of them.
        regained: acts that only the backup has, after an older one was restored.
        beside: what else would be as it was, in words: saved searches, looks of tags and the like.
        records: the titles of records that would be as they were, some hundred at most.
    """

    acts: tuple[ChangeGroup, ...]
    act_count: int
    regained: int
    kinds: Mapping[Kind, KindChange]
    beside: tuple[str, ...] = ()
    records: Mapping[RecordRef, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the backup holds what the archive holds."""
        counts = all(change.now == change.then for change in self.kinds.values())
        return counts and not self.act_count and not self.regained
