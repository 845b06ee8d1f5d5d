"""The errors the program raises on purpose; anything else that is raised is a fault of ours."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palmyra_desktop.domain.changes import ChangeGroup


class KnownError(Exception):
    """The world is not as it should be: a full disk, a locked archive, a damaged file.

    Shown to the user as it is, so both parts are translated sentences for a reader.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the words.

        Args:
            message: what happened, and why.
            hint: what to do about it; may be empty.
        """
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message and, behind it, the hint."""
        return f"{self.message} {self.hint}".rstrip()


class Damaged(KnownError):
    """A file that was an archive, of which a part may still be read."""


class OnlyReadable(KnownError):
    """An archive that may be read and not changed, or whose folder may not."""


class InvalidRecord(KnownError):
    """A value a record cannot hold; shown at its field."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        """Keep the words and the key of the field they belong to ("" where it is the whole record)."""
        super().__init__(message, hint)
        self.field = field


class PassphraseNeeded(KnownError):
    """An encrypted archive was to be opened without its passphrase, or with a wrong one."""


class Displaced(KnownError):
    """The file of an open archive was moved, replaced or taken away; nothing was written."""


class NameTaken(KnownError):
    """Something else is kept under a name, and is not replaced unasked."""


class Conflict(KnownError):
    """Somebody else changed the record meanwhile; the user decides which version stays."""

    def __init__(self, message: str, yours: object, theirs: object, hint: str = "") -> None:
        """Keep both versions, what the user wanted to write and what stands there now."""
        super().__init__(message, hint)
        self.yours = yours
        self.theirs = theirs


class BuiltOn(Conflict):
    """An act cannot be taken back as a whole: later acts changed the same values, or removed its records."""

    def __init__(
        self,
        message: str,
        yours: object,
        theirs: object,
        hint: str,
        later: "tuple[ChangeGroup, ...]",
        can_follow: bool = True,
    ) -> None:
        """Keep the later acts, the newest first, and whether it can be taken back after them."""
        super().__init__(message, yours, theirs, hint)
        self.later = later
        self.can_follow = can_follow


class Cancelled(Exception):
    """The user stopped the work, or newer work took its place; nothing was written."""
