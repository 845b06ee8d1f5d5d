"""Passphrases on the command line: from the environment or a terminal, never a word of the command."""

import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from palmyra_desktop.cli_output import progress
from palmyra_desktop.domain.errors import KnownError, PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.services import encryption
from palmyra_desktop.services.archive import Archive

T = TypeVar("T")

_VARIABLE = "PALMYRA_PASSPHRASE"
_NEW = "PALMYRA_NEW_PASSPHRASE"
_BACKUP = "PALMYRA_BACKUP_PASSPHRASE"


def opened(location: Path | str, *, read_only: bool) -> Archive:
    """Open an archive; if it is encrypted, with the passphrase of the environment, else one typed now.

    Raises:
        PassphraseNeeded: if there is none, or it is wrong. KnownError: as `Archive.open`.
    """
    return with_passphrase(
        location, lambda passphrase: Archive.open(location, read_only=read_only, passphrase=passphrase)
    )


def with_passphrase(location: Path | str, work: Callable[[str | None], T], variable: str = _VARIABLE) -> T:
    """Do something with the passphrase of the environment; if there is none and it needs one, with one typed.

    Raises:
        PassphraseNeeded: if there is none, or it is wrong.
    """
    passphrase = os.environ.get(variable)
    try:
        return work(passphrase)
    except PassphraseNeeded as error:
        if passphrase:
            raise
        return work(_typed(location, error, variable))


def with_passphrase_of_backup(copy: Path, work: Callable[[str | None], T]) -> T:
    """Do something with the passphrase a backup has, if it has another than the archive.

    Raises:
        PassphraseNeeded: if there is none, or it is wrong.
    """
    return with_passphrase(copy, work, _BACKUP)


def encrypt(location: Path | str) -> None:
    """Set the passphrase of an archive, or another one, and say what can be opened without it."""
    old, new = os.environ.get(_VARIABLE), os.environ.get(_NEW)
    if not new:
        new = _typed_twice()
    _tell_kept(_changed(location, old, new))
    with Archive.open(location, read_only=True, passphrase=new) as archive:
        _tell_others(encryption.copies_without(archive))


def decrypt(location: Path | str) -> None:
    """Take the passphrase of an archive away."""
    _tell_kept(_changed(location, os.environ.get(_VARIABLE), None))


def _changed(location: Path | str, old: str | None, new: str | None) -> Path:
    """Change a passphrase; the old one is asked for where it is needed and not given."""
    tell = progress(_("Writing the archive anew")) or (lambda done, total: None)
    try:
        return encryption.set_passphrase(location, old, new, progress=tell)
    except PassphraseNeeded as error:
        if old:
            raise
        return encryption.set_passphrase(location, _typed(location, error), new, progress=tell)


def _typed(location: Path | str, error: PassphraseNeeded, variable: str = _VARIABLE) -> str:
    if not sys.stdin.isatty():
        hint = _("Put its passphrase into the environment variable {name}, or run this in a terminal.")
        raise PassphraseNeeded(error.message, hint.format(name=variable)) from error
    return getpass(_("Passphrase of {name}: ").format(name=Path(location).name))


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        hint = _("Put it into the environment variable {name}, or run this in a terminal.")
        raise KnownError(_("There is no new passphrase."), hint.format(name=_NEW))
    first, second = getpass(_("New passphrase: ")), getpass(_("The same again: "))
    if first != second or not first:
        raise KnownError(_("The two passphrases are not the same, or empty."), _("Nothing was changed."))
    return first


def _tell_kept(kept: Path) -> None:
    words = _("Done and compared. The old file is kept: {path}. Remove it when you no longer need it.")
    print(words.format(path=kept), file=sys.stderr)


def _tell_others(copies: tuple[Path, ...]) -> None:
    print(_("These copies open without the new passphrase:"), file=sys.stderr)
    for path in copies:
        print(f"  {path}", file=sys.stderr)
    print(
        _("Even once removed, parts of them may stay on the drive until they are written over."),
        file=sys.stderr,
    )
