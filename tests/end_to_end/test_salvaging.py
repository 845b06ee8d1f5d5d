"""Salvage: from a damaged file, all that can be read, into a new archive; what is lost is told."""

import random
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Damaged, KnownError, PassphraseNeeded
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.services import encryption, searches, tagging
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import apply, attach_file, history, undoable
from palmyra_desktop.services.salvaging import Salvage, salvage
from palmyra_desktop.storage.removal import in_trash, remove
from palmyra_desktop.storage.unit_of_work import writing
from tests import small_archive
from tests.acts import CLAIM, EVENT, IMAGE, SOURCE, change, claim_on, create, edit, new, to, trash

PAGE = 4096
EVENTS = 300
ARCHIVES = Path(__file__).parents[1] / "data" / "archives"
PASSPHRASE = "words nobody else would think of"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a little of everything, many events, long texts and an attached file."""
    folder = tmp_path_factory.mktemp("master")
    path = folder / "تدمر.palmyra"
    with Archive.create(path, title="Master") as archive:
        refs = small_archive.fill(archive)
        many = [new(EVENT, -n, title=f"event {n} " + "e" * 200) for n in range(1, EVENTS + 1)]
        made = apply(archive, many, label="many").created
        source = create(archive, SOURCE, title="long", text="نص طويل 🏛 " * 2_000)
        claim_on(archive, made[-7], "remark", source=to(source), words="نص", start=0, end=2)
        change(archive, refs["blown"], note="a note")
        searches.save(archive, "مدافن", Criteria(text="tomb"))
        tagging.set_looks(archive, (Tag("للمراجعة", "amber", 1),))
        trash(archive, made[-9])
        (folder / "p.jpg").write_bytes(b"a picture")
        attach_file(archive, create(archive, IMAGE, caption="c"), folder / "p.jpg")
    return path


@pytest.fixture
def damaged(master: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    shutil.copytree(master.with_name(f"{master.name}.d"), tmp_path / "a.palmyra.d")
    return Path(shutil.copy(master, tmp_path / "a.palmyra"))


def spoil(path: Path, page: int, content: bytes = b"\xa5" * PAGE) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def pages_of(path: Path, table: str) -> list[int]:
    """Return the pages of a table's rows, below its root."""
    with closing(sqlite3.connect(path)) as file:
        (root,) = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    data = path.read_bytes()

    def below(page: int) -> list[int]:
        start = (page - 1) * PAGE + (100 if page == 1 else 0)
        if data[start] == 0x0D:
            return [page]
        count = int.from_bytes(data[start + 3 : start + 5], "big")
        cells = [int.from_bytes(data[start + 12 + 2 * n :][:2], "big") for n in range(count)]
        children = [int.from_bytes(data[(page - 1) * PAGE + cell :][:4], "big") for cell in cells]
        children.append(int.from_bytes(data[start + 8 : start + 12], "big"))
        return [leaf for child in children for leaf in below(child)]

    return below(root)


def saved(damaged: Path) -> tuple[Salvage, Archive]:
    before = damaged.read_bytes()
    target = damaged.with_name("saved.palmyra")
    done = salvage(damaged, target, author="A")
    assert damaged.read_bytes() == before
    assert sorted(path.name for path in damaged.parent.iterdir()) == [
        "a.palmyra",
        "a.palmyra.d",
        "saved.palmyra",
        "saved.palmyra.d",
    ]
    return done, Archive.open(target)


def test_of_a_whole_file_nothing_is_lost(damaged: Path) -> None:
    done, archive = saved(damaged)
    with archive, Archive.open(damaged, read_only=True) as original:
        assert (done.lost, done.findings) == ((), ())
        assert archive.totals() == original.totals()
        assert archive.title == "Master"
        for kind in (EVENT, IMAGE, SOURCE, CLAIM):
            ids = range(1, EVENTS + 20)
            assert archive.rows(kind, ids) == original.rows(kind, ids)
        long = archive.find(SOURCE, "long").id
        assert archive.source_text(long) == original.source_text(long)
        blown = archive.find(EVENT, "Temple blown up")
        assert history(archive, blown) == history(original, blown)
        act = undoable(archive)
        assert act is not None and act.label.startswith("Attach")


@pytest.mark.parametrize("lost", ["saved_search", "tag", "archive"])
def test_what_is_beside_the_records_is_kept_or_given_again_by_the_log(damaged: Path, lost: str) -> None:
    for page in pages_of(damaged, lost):
        spoil(damaged, page)
    done, archive = saved(damaged)
    with archive:
        assert [search.name for search in searches.every(archive)] == ["مدافن"]
        assert tagging.looks(archive) == (Tag("للمراجعة", "amber", 1),)
        assert all(lost in words for words in done.lost)
        assert done.findings == ()


def test_a_bad_page_of_a_table_loses_its_rows_alone(damaged: Path) -> None:
    leaves = pages_of(damaged, "event")
    spoil(damaged, leaves[len(leaves) // 2])
    with pytest.raises(KnownError, match="damaged"):
        Archive.open(damaged)

    done, archive = saved(damaged)

    with archive:
        stand_ins = [r for r in archive.rows(EVENT, range(1, 400)) if "Lost" in r.title]  # type: ignore[attr-defined]
        assert 0 < len(stand_ins) < 40
        assert len(done.lost) == len(stand_ins) + 1 and any("event" in words for words in done.lost)
        assert archive.totals()[EVENT] == EVENTS + 5 - 1  # by name, all of them, but the one in the trash
        assert {found.code for found in done.findings} == set()
        change(archive, stand_ins[0].ref, title="as remembered")
        assert check(archive) == ()


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as file:
        (root,) = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return int(root)


@pytest.mark.parametrize("table", ["event", "change_log", "name", "source_text"])
def test_of_a_table_whose_root_is_lost_the_rows_are_found_page_by_page(damaged: Path, table: str) -> None:
    with closing(sqlite3.connect(damaged)) as file:
        (count,) = file.execute(f"SELECT count(*) FROM {table}").fetchone()
    root, pages = root_of(damaged, table), pages_of(damaged, table)
    spoil(damaged, root)

    done, archive = saved(damaged)

    with archive, closing(sqlite3.connect(damaged.with_name("saved.palmyra"))) as file:
        (kept,) = file.execute(f"SELECT count(*) FROM {table}").fetchone()
        if pages == [root]:  # all of it stood there
            assert any(table in words for words in done.lost)
            return
        assert kept >= count
        assert [words for words in done.lost if table in words and "page by page" in words]
        assert {found.code for found in done.findings} == set()
        if table == "event":
            assert archive.find(EVENT, "event 7 " + "e" * 200) and done.kept[EVENT] == EVENTS + 5


def test_claims_about_a_lost_record_stay_with_what_stands_for_it(damaged: Path) -> None:
    for page in pages_of(damaged, "event"):
        spoil(damaged, page)

    done, archive = saved(damaged)

    with archive:
        assert done.kept[EVENT] == 0 and done.kept[CLAIM] == 7
        assert archive.totals()[EVENT] >= EVENTS
        (claim,) = [c for c in archive.rows(CLAIM, [1]) if c]
        detail = archive.detail(claim.subject)  # type: ignore[attr-defined]
        assert detail.claims and detail.record.note == "a note"  # type: ignore[attr-defined]
        assert done.findings == ()


def test_of_a_text_on_bad_pages_the_rest_of_the_archive_is_kept(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged)) as file:
        (number,) = file.execute("SELECT source_id FROM source_text ORDER BY length(text) DESC").fetchone()
    data = damaged.read_bytes()
    spoil(damaged, data.rindex(("نص طويل 🏛 " * 20).encode()) // PAGE + 1, b"\xff" * PAGE)

    done, archive = saved(damaged)

    with archive:
        assert archive.totals()[EVENT] == EVENTS + 4
        text = archive.source_text(number)
        assert text is None and any("source_text" in words for words in done.lost)
        assert {found.code for found in done.findings} == {"text", "anchor"}


def test_a_file_cut_off_gives_what_is_left(damaged: Path) -> None:
    damaged.write_bytes(damaged.read_bytes()[: damaged.stat().st_size * 3 // 5])

    done, archive = saved(damaged)

    with archive:
        assert done.lost
        assert archive.totals()[EVENT] > 0
        assert not {found.code for found in check(archive)} - {"log", "text", "anchor"}


@pytest.mark.parametrize(
    "content", [bytes(100), b"\xff" * 100, b"no header at all" * 6], ids=["0", "1", "text"]
)
def test_a_header_overwritten_loses_nothing(damaged: Path, content: bytes) -> None:
    with damaged.open("r+b") as file:
        file.write(content)

    done, archive = saved(damaged)

    with archive:
        assert (done.lost, archive.title) == ((), "Master")
        assert archive.totals()[EVENT] == EVENTS + 4


def test_a_first_page_overwritten_loses_nothing(damaged: Path) -> None:
    spoil(damaged, 1)

    done, archive = saved(damaged)

    with archive:
        assert (done.lost, archive.title, archive.totals()[EVENT]) == ((), "Master", EVENTS + 4)


def test_what_stands_in_the_log_beside_alone_is_saved_too(master: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(master, tmp_path / "live.palmyra"))
    with Archive.open(path) as archive:
        ref = create(archive, EVENT, title="the newest")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", tmp_path / f"a.palmyra{ending}")
    salvage(tmp_path / "a.palmyra", tmp_path / "saved.palmyra")
    with Archive.open(tmp_path / "saved.palmyra") as archive:
        assert archive.record(ref).title == "the newest"  # type: ignore[attr-defined]


def test_attached_files_are_copied_and_those_gone_are_told(damaged: Path) -> None:
    done, archive = saved(damaged)
    with archive:
        assert [file.read_bytes() for file in archive.files_folder.iterdir()] == [b"a picture"]
    shutil.rmtree(damaged.with_name("a.palmyra.d"))
    again = salvage(damaged, damaged.with_name("again.palmyra"))
    assert len(again.lost) == 1 and [found.code for found in again.findings] == ["attachment"]
    assert done.lost == ()


@pytest.mark.parametrize("seed", range(8))
def test_wherever_bytes_go_bad_what_is_saved_is_an_archive(damaged: Path, seed: int) -> None:
    dice = random.Random(seed)
    size = damaged.stat().st_size
    with damaged.open("r+b") as file:
        for _turn in range(1 + seed):
            file.seek(dice.randrange(100, size - PAGE))
            file.write(dice.randbytes(dice.choice((1, 40, PAGE))))

    done, archive = saved(damaged)

    with archive:
        assert sum(done.kept.values()) > EVENTS // 2
        assert not {found.code for found in done.findings} & {"file", "links", "search", "derived", "index"}
        ref = create(archive, EVENT, title="after")
        assert archive.find(EVENT, "after") == ref


def test_what_was_no_archive_gives_none(tmp_path: Path) -> None:
    for content in (b"", b"notes", b"\xa5" * 9 * PAGE):
        (tmp_path / "a.palmyra").write_bytes(content)
        with pytest.raises(KnownError, match="Nothing can be read"):
            salvage(tmp_path / "a.palmyra", tmp_path / "b.palmyra")
        assert [path.name for path in tmp_path.iterdir()] == ["a.palmyra"]
    with pytest.raises(KnownError, match="no archive"):
        salvage(tmp_path / "absent.palmyra", tmp_path / "b.palmyra")


def test_nothing_is_written_over_what_is_there(damaged: Path) -> None:
    (damaged.parent / "taken.palmyra").write_text("mine")
    with pytest.raises(KnownError, match="already"):
        salvage(damaged, damaged.parent / "taken.palmyra")
    assert (damaged.parent / "taken.palmyra").read_text() == "mine"


def test_a_record_removed_for_good_does_not_come_back(damaged: Path) -> None:
    with Archive.open(damaged) as archive, writing(archive.engine, "empty") as unit:
        gone = in_trash(unit.connection).removable
        remove(unit, gone)
    assert gone

    done, archive = saved(damaged)

    with archive:
        assert (done.lost, archive.rows(EVENT, [ref.id for ref in gone])) == ((), ())


def test_records_removed_for_good_do_not_come_back_from_their_old_pages(damaged: Path) -> None:
    before = damaged.read_bytes()
    old = [before[(page - 1) * PAGE : page * PAGE] for page in pages_of(damaged, "event")]
    with Archive.open(damaged) as archive:
        ids = archive.search(Criteria(), first=0).ids
        some = [one for one in archive.rows(EVENT, ids) if one.title.startswith("event ")][:200]
        apply(archive, [edit(archive, one.ref, Action.TRASH) for one in some], label="many")
        with writing(archive.engine, "empty") as unit:
            gone = in_trash(unit.connection).removable
            remove(unit, gone)
        left = archive.totals()[EVENT]
    assert len(gone) > 150
    spoil(damaged, root_of(damaged, "event"))
    data = damaged.read_bytes()
    trunk = int.from_bytes(data[32:36], "big")  # of the free pages, which SQLite leaves as they were
    start = (trunk - 1) * PAGE
    free = [int.from_bytes(data[start + 8 + 4 * n :][:4], "big") for n in range(data[start + 7])]
    for page, content in zip(free, old, strict=False):
        spoil(damaged, page, content)

    done, archive = saved(damaged)

    with archive:
        assert archive.rows(EVENT, [ref.id for ref in gone]) == ()
        assert archive.totals()[EVENT] == left and done.findings == ()


def test_an_encrypted_archive_is_saved_with_its_passphrase_and_stays_encrypted(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    path, target = tmp_path / "a.palmyra", tmp_path / "saved.palmyra"
    with Archive.create(path, title="Secret", passphrase=PASSPHRASE) as archive:
        many = [new(EVENT, -n, title=f"event {n} " + "e" * 200) for n in range(1, EVENTS + 1)]
        apply(archive, many, label="many")
    size = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        for page in (size // 2, size // 2 + 9):
            file.seek(page * PAGE + 100)
            file.write(b"\xff")
    for wrong in (None, "another one, quite wrong"):
        with pytest.raises(PassphraseNeeded):
            salvage(path, target, passphrase=wrong)

    done = salvage(path, target, passphrase=PASSPHRASE)

    assert b"event 1" not in target.read_bytes() and not target.read_bytes().startswith(b"SQLite")
    with Archive.open(target, passphrase=PASSPHRASE) as archive:
        assert (archive.title, archive.totals()[EVENT]) == ("Secret", EVENTS)
        assert done.kept[EVENT] > EVENTS // 2
        assert not {found.code for found in done.findings} - {"log"}


SPOILT_FIRST = {
    "the end of the page": lambda page: page[: PAGE // 2] + secrets.token_bytes(PAGE // 2),
    "all but the salt": lambda page: page[:16] + secrets.token_bytes(PAGE - 16),
    "the salt": lambda page: secrets.token_bytes(16) + page[16:],
    "all, by chance": lambda page: secrets.token_bytes(PAGE),
    "all, by nothing": lambda page: bytes(PAGE),
    "a sector, by nothing": lambda page: bytes(512) + page[512:],
}


@pytest.mark.parametrize("how", SPOILT_FIRST.values(), ids=SPOILT_FIRST)
def test_a_damaged_first_page_of_an_encrypted_archive_is_no_wrong_passphrase_and_all_is_saved(
    how: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    pytest.importorskip("sqlcipher3")
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase="تدمر") as archive:
        apply(archive, [new(EVENT, -n, title=f"event {n}") for n in range(1, 31)], label="many")
        encryption.settle(archive)
    page = path.read_bytes()[:PAGE]
    spoil(path, 1, how(page))
    before = path.read_bytes()
    with pytest.raises(Damaged, match="first page cannot be read|beginning is lost"):
        Archive.open(path, passphrase="تدمر")
    target = path.with_name("saved.palmyra")
    for wrong in (None, "palmyra"):
        with pytest.raises(PassphraseNeeded):
            salvage(path, target, passphrase=wrong)
    saved = salvage(path, target, passphrase="تدمر")
    assert (saved.kept[EVENT], saved.lost, saved.findings) == (30, (), ())
    assert path.read_bytes() == before and not target.read_bytes().startswith(b"SQLite")
    with Archive.open(target, passphrase="تدمر") as archive:
        assert archive.find(EVENT, "event 29")


def test_of_an_encrypted_archive_whose_roots_are_lost_the_rows_are_found_page_by_page(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    path, target = tmp_path / "a.palmyra", tmp_path / "saved.palmyra"
    with Archive.create(path, title="Secret", passphrase=PASSPHRASE) as archive:
        many = [new(EVENT, -n, title=f"event {n} " + "e" * 200) for n in range(1, EVENTS + 1)]
        apply(archive, many, label="many")
        with archive.engine.connect() as connection:
            asked = "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
            root = connection.exec_driver_sql(asked).scalar_one()
    spoil(path, root)

    done = salvage(path, target, passphrase=PASSPHRASE)

    assert done.kept[EVENT] == EVENTS and done.findings == ()
    assert any("page by page" in words for words in done.lost)
    with Archive.open(target, passphrase=PASSPHRASE) as archive:
        assert archive.find(EVENT, "event 7 " + "e" * 200)
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix != ".d") == [path.name, target.name]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
@pytest.mark.parametrize("schema", ["0001", "0006"])
def test_an_archive_of_an_older_version_is_found_again_though_its_first_page_is_lost(
    schema: str, passphrase: str | None, tmp_path: Path
) -> None:
    """Its tables lie elsewhere than in a new archive, and their columns stand in another order."""
    path = Path(shutil.copy(ARCHIVES / f"{schema}.palmyra", tmp_path / "a.palmyra"))
    with Archive.open(path) as archive:
        apply(archive, [new(EVENT, -n, title=f"event {n} " + "e" * 200) for n in range(1, 100)], label="many")
        before = archive.totals()
    if passphrase:
        pytest.importorskip("sqlcipher3")
        encryption.set_passphrase(path, None, passphrase)
    spoil(path, 1)

    done = salvage(path, tmp_path / "saved.palmyra", passphrase=passphrase)

    assert (done.kept, done.lost, done.findings) == (before, (), ())
