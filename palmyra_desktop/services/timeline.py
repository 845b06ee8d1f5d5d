"""What the timeline draws: what happened, or what was said of it, with notes on its bars."""

from collections.abc import Sequence
from dataclasses import replace

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.found import Bar, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import reports, spans, timeline_notes
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import time_bands
from palmyra_desktop.storage.unit_of_work import Writing, interruptible, reading


def happened(
    archive: Archive, criteria: Criteria, lanes: str, cancel: Cancellation | None = None
) -> tuple[Spans, Notes]:
    """Return what is listed, in time, with who dates it and who played which part; as `Archive.spans`."""
    found = archive.spans(criteria, lanes, cancel)
    return found, notes_on(archive, found.bars, cancel, lanes)


def notes_on(
    archive: Archive, bars: Sequence[Bar], cancel: Cancellation | None = None, lanes: str = "none"
) -> Notes:
    """Return who dates these bars, and how; of the lanes of actors, who played which part, too."""
    with interruptible(archive.engine, cancel) as connection:
        return timeline_notes.notes(connection, bars, lanes)


def said(
    archive: Archive,
    criteria: Criteria,
    lanes: str,
    about: RecordRef | None = None,
    cancel: Cancellation | None = None,
) -> tuple[Spans, Notes]:
    """Return the claims about what is listed, along the time they were said, with the stance of each.

    Args:
        about: the claims about this record alone; None is about all that is listed.
    """
    with interruptible(archive.engine, cancel) as connection:
        return reports.reports(connection, criteria, lanes, about, archive.indexes)


def happened_between(
    archive: Archive,
    criteria: Criteria,
    lanes: str,
    first_day: int,
    last_day: int,
    cancel: Cancellation | None = None,
) -> tuple[tuple[Bar, ...] | None, Notes]:
    """Return the bars that have any of these days, by first day, with notes on them as `happened`.

    Where they are more than are drawn at once, those that count on one of the days, and the longest of those
    that go on from before; None where the first alone are too many.

    Args:
        lanes: as for `Archive.spans`.
    """
    with interruptible(archive.engine, cancel) as connection:
        found = spans.bars_between(connection, criteria, lanes, first_day, last_day, archive.indexes)
        if found is None:
            return None, Notes()
        bars, left_out = found
        return bars, replace(timeline_notes.notes(connection, bars, lanes), left_out=left_out)


def said_between(
    archive: Archive,
    criteria: Criteria,
    lanes: str,
    first_day: int,
    last_day: int,
    about: RecordRef | None = None,
    cancel: Cancellation | None = None,
) -> tuple[tuple[Bar, ...] | None, Notes]:
    """Return the claims of a stretch of days as `said` does; None where they are too many to draw."""
    with interruptible(archive.engine, cancel) as connection:
        return reports.reports_between(
            connection, criteria, lanes, about, first_day, last_day, archive.indexes
        )


def made_bands(archive: Archive) -> tuple[MadeBand, ...]:
    """Return the bands the user made behind the timeline."""
    with reading(archive.engine) as connection:
        return time_bands.made(connection)


def keep_made_bands(
    archive: Archive, bands: Sequence[MadeBand], *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Keep these bands instead of those there are, as one act.

    Raises:
        KnownError: if the archive cannot be written.
    """

    def keep(unit: Writing) -> None:
        furnishing.put(unit, time_bands.value_of(bands))

    label = _("Change the time bands")
    return apply(archive, (), label=label, author=author, initiator=initiator, beside=keep)
