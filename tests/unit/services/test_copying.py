"""A whole copy elsewhere: all that is in the archive, and its files, also of one that was taken away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import Cancelled, Displaced, KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attachments import content
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.copying import save_copy
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.storage import keys
from palmyra_desktop.storage.attached import Files
from tests.acts import EVENT, IMAGE, create


@pytest.fixture(params=["", "word"], ids=["plain", "encrypted"])
def archive(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Archive]:
    if request.param:
        pytest.importorskip("sqlcipher3")
    monkeypatch.setattr(keys, "_ROUNDS", 1_000)
    with Archive.create(tmp_path / "a.palmyra", passphrase=request.param) as archive:
        create(archive, EVENT, title="تدمر")
        for number in range(2):
            (tmp_path / "p.jpg").write_bytes(b"picture %d" % number)
            attach_file(archive, create(archive, IMAGE, caption=f"{number}"), tmp_path / "p.jpg")
        yield archive


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "copy.palmyra"


def opened(target: Path, archive: Archive) -> Archive:
    return Archive.open(target, passphrase="word" if archive.is_encrypted else None)


@pytest.mark.parametrize("was_taken_away", [False, True], ids=["in its place", "taken away"])
def test_a_copy_has_all_that_the_archive_has(archive: Archive, target: Path, was_taken_away: bool) -> None:
    path = Path(archive.location)
    if was_taken_away:
        path.unlink()
        with pytest.raises(Displaced):
            create(archive, EVENT, title="too late")

    assert save_copy(archive, target) == ()

    with opened(target, archive) as copy:
        assert copy.is_encrypted is archive.is_encrypted
        assert copy.find(EVENT, "تدمر") and check(copy) == ()
        shas = [image.file_sha256 for image in copy.rows(IMAGE, (1, 2))]  # type: ignore[attr-defined]
        assert [content(copy, sha256) for sha256 in shas] == [b"picture 0", b"picture 1"]
        create(copy, EVENT, title="goes on")
    assert sorted(one.name for one in target.parent.iterdir()) == ["copy.palmyra", "copy.palmyra.d"]


def test_files_that_are_lost_are_told_and_the_rest_is_copied(archive: Archive, target: Path) -> None:
    next(iter(archive.files_folder.iterdir())).unlink()
    (told,) = save_copy(archive, target)
    assert "image #" in told and "lost" in told
    with opened(target, archive) as copy:
        assert [found.code for found in check(copy)] == ["attachment"]


def test_cancelled_or_refused_nothing_is_left(archive: Archive, target: Path) -> None:
    stop = Cancellation()
    with pytest.raises(Cancelled):
        save_copy(archive, target, stop, lambda done, total: stop.cancel())
    assert not list(target.parent.iterdir())
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Cancelled):
        patch.setattr(Files, "is_as_it_was", lambda self, sha256: late.cancel() or True)
        late = Cancellation()
        save_copy(archive, target, late)
    assert not list(target.parent.iterdir())
    target.write_text("mine")
    with pytest.raises(KnownError, match="already"):
        save_copy(archive, target)
    assert target.read_text() == "mine" and list(target.parent.iterdir()) == [target]
