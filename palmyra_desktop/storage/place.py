"""Whether the file of an open archive is still where it was: else what is written would go astray.

A file that was renamed, replaced or removed stays open, and SQLite would go on writing into it.
"""

from dataclasses import dataclass
from pathlib import Path

from palmyra_desktop.domain.errors import Displaced
from palmyra_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Place:
    """A file as it was when it was opened.

    Attributes:
        identity: device and number of the file; None where a drive gives other numbers every time.
    """

    path: Path
    identity: tuple[int, int] | None

    def check(self) -> None:
        """Look whether the file is there, and the same.

        Raises:
            Displaced: if it is not.
        """
        try:
            found = self.path.stat()
        except OSError as error:
            raise Displaced(
                _("The file of the archive is not in its place any more: {path}").format(path=self.path),
                _(
                    "Nothing of this change was written. If the drive was taken out, connect it again; "
                    "if the file was moved, open it where it is now."
                ),
            ) from error
        if self.identity is not None and (found.st_dev, found.st_ino) != self.identity:
            raise Displaced(
                _("Another file was put in the place of the archive: {path}").format(path=self.path),
                _("Nothing of this change was written. Open the archive again to see what is there now."),
            )


def place_of(path: Path, is_steady: bool) -> Place:
    """Return the place of a file that is there; `is_steady` where its drive keeps the numbers of files."""
    path = path.absolute()  # the program may go to another folder
    found = path.stat()
    return Place(path, (found.st_dev, found.st_ino) if is_steady else None)
