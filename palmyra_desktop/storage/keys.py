"""Keys of encrypted archives, made from passphrases as SQLCipher makes them, and the driver that takes them.

The key is made once for an archive and not for every connection: that takes a fifth of a second by design.
Nothing here is a cipher of ours; see "SQLCipher Design", Zetetic, for what the driver does with a key.
"""

import hashlib
import secrets
import sqlite3
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from palmyra_desktop.domain.errors import KnownError, PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import reading

MAGIC = b"SQLite format 3\x00"
"""What a file that is not encrypted begins with."""
PAGE = 4096
"""Bytes that SQLCipher 4 encrypts at once."""
SALT = 16
"""Bytes at the beginning of an encrypted file, the only ones not encrypted."""
_ROUNDS = 256_000  # SQLCipher 4's own number, so that its other programs open the archive too
_RANDOM = 250  # different bytes among the 4096 of an encrypted page; of other files almost none has as many


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens an encrypted file; it is never shown, logged or written."""

    raw: bytes
    salt: bytes

    def __repr__(self) -> str:
        """Return nothing that could be used."""
        return "Key(…)"

    @property
    def literal(self) -> str:
        """The key as SQL takes it in `PRAGMA key` and `ATTACH … KEY`; nothing in it needs quoting."""
        return f"\"x'{self.raw.hex()}{self.salt.hex()}'\""


def new_key(passphrase: str, salt: bytes = b"") -> Key:
    """Return the key of a new file; of one that is there if its salt is given."""
    salt = salt or secrets.token_bytes(SALT)
    text = unicodedata.normalize("NFC", passphrase).encode()
    return Key(hashlib.pbkdf2_hmac("sha512", text, salt, _ROUNDS, 32), salt)


def key_for(path: Path, passphrase: str | None) -> Key | None:
    """Return the key of a file; None if it is not encrypted.

    Raises:
        PassphraseNeeded: if it is encrypted and there is no passphrase.
    """
    salt = salt_of(path)
    if not salt:
        return None
    if not passphrase:
        raise PassphraseNeeded(_("{name} is encrypted.").format(name=path.name), _("Enter its passphrase."))
    return new_key(passphrase, salt)


def salt_of(path: Path) -> bytes:
    """Return the salt of an encrypted file; empty for a file that is not encrypted, or not there.

    An encrypted file bears no mark. It is told by a first page that looks like chance.
    """
    try:
        with reading(path) as file:
            page = file.read(PAGE)
    except FileNotFoundError:
        return b""
    return page[:SALT] if not page.startswith(MAGIC) and looks_random(page) else b""


def looks_random(page: bytes) -> bool:
    """Whether a page looks like chance, as an encrypted one does."""
    return len(set(page)) >= _RANDOM


def driver(key: Key | None) -> ModuleType:
    """Return the driver of a file; see `cipher_driver`."""
    return sqlite3 if key is None else cipher_driver()


def cipher_driver() -> ModuleType:
    """Return the driver of encrypted files, which opens those that are not as well.

    Raises:
        KnownError: if it is not installed.
    """
    try:
        from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # it has no types
    except ImportError as missing:
        raise KnownError(
            _("What reads and writes encrypted archives is not installed."),
            _("Install it with: pip install 'palmyra-desktop[encrypted]'"),
        ) from missing
    module: ModuleType = dbapi2
    return module
