"""The bars of a stretch of days, where there are too many records to have all of them at once."""

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.found import Bar
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import spans
from palmyra_desktop.storage.unit_of_work import interruptible


def bars_between(
    archive: Archive,
    criteria: Criteria,
    lanes: str,
    first_day: int,
    last_day: int,
    cancel: Cancellation | None = None,
) -> tuple[Bar, ...] | None:
    """Return the bars that have any of these days, by first day; None where they are too many to draw.

    Args:
        lanes: as for `Archive.spans`.
    """
    with interruptible(archive.engine, cancel) as connection:
        return spans.bars_between(connection, criteria, lanes, first_day, last_day, archive.indexes)
