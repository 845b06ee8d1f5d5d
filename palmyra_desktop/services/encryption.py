"""The passphrase of an archive: set, changed, taken away; and the earlier copies that do not need it."""

from collections.abc import Iterable
from pathlib import Path

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import attached, conversion, first_page, keys
from palmyra_desktop.storage.engine import is_url, key_of
from palmyra_desktop.storage.failures import in_words


def set_passphrase(
    location: Path | str,
    old: str | None,
    new: str | None,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> Path:
    """Encrypt an archive, give it another passphrase, or (None) take it away; nobody may have it open.

    The archive and its attached files are written anew and compared before they take the place of the old
    ones. Attached files that a fault keeps from it can be read as they are, and follow with `settle`.

    Returns:
        Where the old file is kept.

    Raises:
        PassphraseNeeded: if the old passphrase is missing or wrong.
        KnownError: if it is on a server or open elsewhere, or cannot be written; it is then as it was.
        Cancelled: if asked to stop meanwhile; it is then as it was.
    """
    if is_url(location):
        raise KnownError(
            _("An archive on a server cannot be given a passphrase."),
            _("Ask who looks after the server to encrypt its drive."),
        )
    path = Path(location)
    with Archive.open(
        path, passphrase=old
    ) as archive:  # refuses what is damaged, and what may not be written
        key, files = key_of(archive.engine), archive.files_folder
        if key is None and not new:
            raise KnownError(_("The archive is not encrypted."))
        settle(archive, cancel)
    target = conversion.Target(keys.new_key(new) if new else None, files)
    kept = conversion.convert(path, key, target, cancel, progress)
    with Archive.open(path, passphrase=new) as archive:
        try:
            settle(archive)
        except KnownError as error:
            raise KnownError(
                _("The archive is written anew, but not all of its attached files are: {reason}").format(
                    reason=error.message
                ),
                _("They can be read as they are. Open the archive again when this is mended: it goes on."),
            ) from error
    return kept


def settle(
    archive: Archive,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> int:
    """Encrypt the attached files of an encrypted archive that are not yet; decrypt those of another.

    Returns:
        How many could not be read, and were left as they are.

    Raises:
        KnownError: if they cannot be written. Cancelled: if asked to stop meanwhile.
    """
    if not is_url(archive.location):
        with in_words():
            first_page.keep_salt(archive.folder, key_of(archive.engine))
    return attached.settle(archive.engine, archive.files_folder, cancel, progress)


def copies_without(archive: Archive) -> tuple[Path, ...]:
    """Return the earlier copies beside an archive that are not encrypted, or open with another passphrase."""
    if is_url(archive.location) or not archive.is_encrypted:
        return ()
    with in_words():
        return conversion.others(Path(archive.location), key_of(archive.engine))


def remove(copies: Iterable[Path]) -> None:
    """Remove earlier copies for good.

    Raises:
        KnownError: if one may not be removed.
    """
    with in_words():
        for path in copies:
            path.unlink(missing_ok=True)
