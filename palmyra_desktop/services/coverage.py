"""What an archive does not know yet."""

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.coverage import Gap
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import coverage
from palmyra_desktop.storage.unit_of_work import interruptible


def gaps(archive: Archive, cancel: Cancellation | None = None) -> tuple[Gap, ...]:
    """Return a line for each kind of gap.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with interruptible(archive.engine, cancel) as connection:
        return coverage.gaps(connection, cancel.check if cancel else lambda: None)
