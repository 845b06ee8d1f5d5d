"""What can be told of an encrypted file whose first page is damaged or lost, and with it, maybe, its salt.

The driver knows a passphrase by the first page alone. Every page bears a code, though, that is made with the
file's key ("SQLCipher Design", Zetetic): by the others a passphrase is known to be right all the same. The
salt, which is no secret, stands in the first page alone; backups and the archive's folder keep copies of it.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from palmyra_desktop.domain.errors import Damaged, PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import reading
from palmyra_desktop.paths import made
from palmyra_desktop.storage.keys import MAGIC, PAGE, SALT, Key, looks_random, new_key, salt_of
from palmyra_desktop.storage.left_behind import name_in

_CODE = 64  # bytes at the end of a page: HMAC-SHA-512
_LOOKED_AT = 32  # pages of which one that is whole is enough
_FIRST = 8  # pages behind the first; most of them look like chance where all are encrypted
_KEPT = "salt"
_COUNT = slice(28, 32)  # in the first page, how many pages there are
_VECTOR = PAGE - _CODE - 16  # place of the 16 bytes that the first 16 encrypted ones are combined with


def is_whole(page: bytes, number: int, key: Key) -> bool:
    """Whether a page, counted from 1, is as it was written with a key."""
    return hmac.compare_digest(_code(page, number, key), page[-_CODE:])


def is_encrypted_behind(path: Path) -> bool:
    """Whether a file whose first page is lost looks encrypted from the second on."""
    with reading(path) as file:
        file.seek(PAGE)
        pages = [page for _number in range(_FIRST) if (page := file.read(PAGE))]
    return sum(map(looks_random, pages)) * 2 > len(pages)


def key_of_others(path: Path, passphrase: str, salts: Iterator[bytes]) -> Key | None:
    """Return the key, of one of these salts, that other pages than the first were written with.

    Raises:
        OSError: if the file cannot be read.
    """
    for salt in dict.fromkeys(salts):
        key = new_key(passphrase, salt)
        if any(is_whole(page, number, key) for number, page in _some(path)):
            return key
    return None


def salts(path: Path, folder: Path) -> Iterator[bytes]:
    """Yield what may be the salt of a file: what stands in it, then what is kept in the archive's folder."""
    with reading(path) as file:
        yield file.read(SALT)
    yield from _kept(path, folder)


def keep_salt(folder: Path, key: Key | None) -> None:
    """Keep a copy of an archive's salt in its folder; None removes what is kept there.

    Raises:
        OSError: if it cannot be written.
    """
    place = folder / _KEPT
    if key is None:
        place.unlink(missing_ok=True)
    elif _read(place) != key.salt:
        unfinished = name_in(made(folder))
        unfinished.write_text(key.salt.hex(), "ascii")
        unfinished.replace(place)


@contextmanager
def told_apart(path: Path | str, folder: Path, passphrase: str | None) -> Iterator[None]:
    """Say of a file that does not open whether its passphrase is wrong, or its first page damaged.

    Raises:
        Damaged: if the passphrase is right. PassphraseNeeded: if it is wrong, or that cannot be told.
    """
    try:
        yield
    except PassphraseNeeded as error:
        if not isinstance(path, Path) or not passphrase:
            raise
        if key_of_others(path, passphrase, salts(path, folder)) is not None:
            raise _damaged(path.name) from error
        if salt_of(path) not in _kept(path, folder):
            error = _either(error)
        raise error


def refuse_lost(path: Path) -> None:
    """Refuse a file that is encrypted but for its first page.

    Raises:
        Damaged: if it is one.
    """
    with reading(path) as file:
        is_plain = file.read(len(MAGIC)) == MAGIC
    if not is_plain and is_encrypted_behind(path):
        words = _("{name} is damaged: its beginning is lost. What follows looks encrypted.")
        raise Damaged(words.format(name=path.name), _way_out())


def of_another(page: bytes, key: Key, pages: int) -> bytes:
    """Return the first page of another file of the same key so that it fits a file of any number of pages.

    Args:
        pages: of the other file, as it says itself. None at all is written in its place, for which the
            size of the file is taken.
    """
    changed = bytearray(page)
    for offset, byte in enumerate(pages.to_bytes(4, "big"), _VECTOR + _COUNT.start - SALT):
        changed[offset] ^= byte
    changed[-_CODE:] = _code(changed, 1, key)
    return bytes(changed)


def _code(page: bytes | bytearray, number: int, key: Key) -> bytes:
    salt = bytes(byte ^ 0x3A for byte in key.salt)
    secret = hashlib.pbkdf2_hmac("sha512", key.raw, salt, 2, 32)
    begin = SALT if number == 1 else 0
    return hmac.digest(secret, bytes(page[begin:-_CODE]) + number.to_bytes(4, "little"), "sha512")


def _some(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield pages from all over a file, with their numbers, but not the first."""
    count = path.stat().st_size // PAGE
    with reading(path) as file:
        for number in range(2, count + 1, max(count // _LOOKED_AT, 1)):
            with suppress(OSError):  # a block the drive cannot read
                file.seek((number - 1) * PAGE)
                yield number, file.read(PAGE)


def _kept(path: Path, folder: Path) -> Iterator[bytes]:
    if found := _read(folder / _KEPT):
        yield found
    for copy in sorted((folder / "backups").glob(f"*{path.suffix}"), reverse=True):
        with suppress(OSError):
            if salt := salt_of(copy):
                yield salt


def _read(place: Path) -> bytes:
    with suppress(OSError, ValueError):
        found = bytes.fromhex(place.read_text("ascii"))
        return found if len(found) == SALT else b""
    return b""


def _damaged(name: str) -> Damaged:
    words = _("The passphrase is right, but {name} is damaged: its first page cannot be read.")
    return Damaged(words.format(name=name), _way_out())


def _either(error: PassphraseNeeded) -> PassphraseNeeded:
    more = _("If you are sure of it, the beginning of the file may be lost: open the newest backup then.")
    return PassphraseNeeded(error.message, f"{error.hint} {more}")


def _way_out() -> str:
    return _(
        "Nothing was changed. Open the newest copy in the backups folder beside it, or save what can be read."
    )
