"""Repair an archive: what is worked out from other things is worked out anew, after a backup."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.services import backups, unneeded
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import Finding, check
from palmyra_desktop.storage import attached, mending


@dataclass(frozen=True, slots=True)
class Repair:
    """What came of a repair.

    Attributes:
        found: before it; left: after it. backup: of how the archive was; None where nothing was to be done,
            or a server looks after its own.
    """

    found: tuple[Finding, ...]
    left: tuple[Finding, ...]
    backup: Path | None = None

    @property
    def mended(self) -> int:
        """How many of the things found are as they should be now."""
        return len(self.found) - len(self.left)


def repair(archive: Archive, found: Sequence[Finding] | None = None) -> Repair:
    """Mend what can be mended without a guess; what users wrote is left as it is.

    Args:
        found: what a check found just now; None to check first.

    Raises:
        KnownError: if the archive may only be read, or no backup can be made; nothing was changed.
    """
    if archive.read_only:
        raise KnownError(_("This archive can only be read."), _("Open it for writing, and repair it then."))
    before = tuple(found if found is not None else check(archive))
    if not any(finding.is_repairable for finding in before):
        return Repair(before, before)
    backup = backups.before(archive, Occasion.REPAIR)
    mending.mend(archive.engine)
    attached.settle(archive.engine, archive.files_folder)
    unneeded.bring_back(archive)
    unneeded.put_aside(archive)
    archive.forget_index()
    return Repair(before, check(archive), backup)
