"""Passphrases on the command line: from the environment or a terminal, never a word of the command."""

import os
import sys
from getpass import getpass
from pathlib import Path

from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive

_VARIABLE = "PALMYRA_PASSPHRASE"


def opened(location: Path | str, *, read_only: bool) -> Archive:
    """Open an archive; if it is encrypted, with the passphrase of the environment, else one typed now.

    Raises:
        PassphraseNeeded: if there is none, or it is wrong. KnownError: as `Archive.open`.
    """
    passphrase = os.environ.get(_VARIABLE)
    try:
        return Archive.open(location, read_only=read_only, passphrase=passphrase)
    except PassphraseNeeded as error:
        if passphrase:
            raise
        if not sys.stdin.isatty():
            hint = _("Put its passphrase into the environment variable {name}, or run this in a terminal.")
            raise PassphraseNeeded(error.message, hint.format(name=_VARIABLE)) from error
    typed = getpass(_("Passphrase of {name}: ").format(name=Path(location).name))
    return Archive.open(location, read_only=read_only, passphrase=typed)
