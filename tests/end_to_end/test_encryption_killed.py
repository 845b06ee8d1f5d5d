"""Killed while an archive with files is encrypted or decrypted: it opens, whole, and the rest follows."""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.services import encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attachments import content
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import attach_file
from tests.acts import IMAGE, create

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

FILES = 12
SCRIPT = """
import sys
from pathlib import Path
from palmyra_desktop.services import encryption
from palmyra_desktop.storage import keys
keys._ROUNDS = 1_000
print("begin", flush=True)
encryption.set_passphrase(Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3] or None)
"""


def bytes_of(number: int) -> bytes:
    return f"file {number} ".encode() * 150_000


@pytest.mark.parametrize("old", ["", "word"], ids=["encrypted", "decrypted"])
@pytest.mark.parametrize("moment", ["begun", "prepared", "nearly prepared", "taken over"])
def test_killed_while_it_is_encrypted_or_decrypted_all_files_are_there(
    tmp_path: Path, moment: str, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palmyra_desktop.storage.keys._ROUNDS", 1_000)
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        for number in range(FILES):
            (tmp_path / "n").write_bytes(bytes_of(number))
            attach_file(archive, create(archive, IMAGE, caption=f"{number}"), tmp_path / "n")
    (tmp_path / "n").unlink()
    new = "" if old else "word"
    if old:
        encryption.set_passphrase(path, None, old).unlink()
    folder = tmp_path / "a.palmyra.d"
    before = set((folder / "files").iterdir())

    def prepared() -> int:
        return sum(not one.name.startswith(".") for one in (folder / ".anew" / "files").glob("*"))

    reached = {
        "begun": lambda: bool(list(tmp_path.glob(".a.palmyra.anew"))),
        "prepared": lambda: prepared() > 0,
        "nearly prepared": lambda: prepared() >= FILES - 1,
        "taken over": lambda: set((folder / "files").iterdir()) - before,
    }[moment]
    command = [sys.executable, "-P", "-c", SCRIPT, str(path), old, new]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "begin\n"
        while other.poll() is None and not reached():
            time.sleep(0.001)
        other.kill()

    is_changed = not opens(path, old)
    with Archive.open(path, passphrase=new if is_changed else old) as archive:
        left = [one.name for one in tmp_path.rglob("*") if one.name.endswith((".anew", ".unfinished"))]
        assert left == []
        if old and not is_changed:
            assert not [one for one in folder.rglob("*") if one.is_file() and b"file 3" in one.read_bytes()]
        assert all(content(archive, sha256(number)) == bytes_of(number) for number in range(FILES))
        assert {found.is_repairable for found in check(archive)} <= {True}
        assert encryption.settle(archive) == 0
        assert check(archive) == ()
        assert all(content(archive, sha256(number)) == bytes_of(number) for number in range(FILES))
    encryption.set_passphrase(path, (new if is_changed else old) or None, "again")
    with Archive.open(path, passphrase="again") as archive:
        assert check(archive) == ()


def sha256(number: int) -> str:
    return hashlib.sha256(bytes_of(number)).hexdigest()


def opens(path: Path, passphrase: str) -> bool:
    """Whether a passphrase is the archive's; of "", whether it has none."""
    try:
        with Archive.open(path, passphrase=passphrase) as archive:
            return archive.is_encrypted is bool(passphrase)
    except PassphraseNeeded:
        return False
