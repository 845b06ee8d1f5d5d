"""What an archive does not know yet."""

from collections.abc import Callable

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.coverage import Gap
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.coverage import report
from palmyra_desktop.storage.coverage.report import Counted as Counted
from palmyra_desktop.storage.unit_of_work import interruptible


def count(
    archive: Archive,
    before: Counted | None = None,
    tell: Callable[[Gap], None] = lambda gap: None,
    cancel: Cancellation | None = None,
) -> Counted:
    """Return a line for each kind of gap.

    Args:
        before: what was counted of this archive before; where little was done since, it takes no time.
        tell: called with each line as soon as it is known.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with interruptible(archive.engine, cancel) as connection:
        return report.count(connection, before, tell, cancel)
