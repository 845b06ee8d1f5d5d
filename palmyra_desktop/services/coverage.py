"""What an archive does not know yet."""

from collections.abc import Callable

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.coverage import Gap
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.coverage import report
from palmyra_desktop.storage.unit_of_work import interruptible


def gaps(
    archive: Archive,
    cancel: Cancellation | None = None,
    tell: Callable[[Gap], None] = lambda gap: None,
) -> tuple[Gap, ...]:
    """Return a line for each kind of gap.

    Args:
        tell: called with each line as soon as it is known.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with interruptible(archive.engine, cancel) as connection:
        return report.gaps(connection, tell, cancel)
