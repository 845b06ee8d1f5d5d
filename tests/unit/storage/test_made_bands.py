"""The user's own bands are kept in the archive, on both engines."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import BuiltOn, KnownError
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.services import editing, history
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.importing import import_files
from palmyra_desktop.services.salvaging import salvage
from palmyra_desktop.services.timeline import keep_made_bands, made_bands
from tests.acts import EVENT, create

ARCHIVES = Path(__file__).parents[2] / "data" / "archives"
OLD_BANDS = (
    MadeBand("حصار", DateSpan("2015-05/2016-03"), "green"),
    MadeBand("Truce", DateSpan("2016~"), "amber"),
)
SIEGE, TRUCE = MadeBand("حصار", DateSpan("2015-05/2016-03")), MadeBand("Truce", DateSpan("2016~"), "green")


def test_bands_are_kept_changed_and_taken_away(new_archive: Callable[[], Archive]) -> None:
    archive = new_archive()
    bands = (MadeBand("حصار", DateSpan("2015-05/2016-03")), MadeBand("Truce", DateSpan("2016~"), "green"))
    assert made_bands(archive) == ()
    keep_made_bands(archive, bands)
    assert made_bands(archive) == bands
    keep_made_bands(archive, bands[1:])
    assert made_bands(archive) == bands[1:]
    keep_made_bands(archive, ())
    assert made_bands(archive) == ()


def test_they_are_there_when_it_is_opened_again_and_no_reader_changes_them(tmp_path: Path) -> None:
    path, bands = tmp_path / "bands.palmyra", (MadeBand("Truce", DateSpan("2016")),)
    with Archive.create(path) as archive:
        keep_made_bands(archive, bands)
    with Archive.open(path, read_only=True) as archive:
        assert made_bands(archive) == bands
        with pytest.raises(KnownError):
            keep_made_bands(archive, ())
    with Archive.open(path) as archive:
        assert made_bands(archive) == bands


def test_a_change_of_bands_is_an_act_that_is_taken_back_and_done_again(
    new_archive: Callable[[], Archive],
) -> None:
    archive = new_archive()
    keep_made_bands(archive, (SIEGE,), author="Amal")
    act = keep_made_bands(archive, (SIEGE, TRUCE))
    offered = editing.undoable(archive)
    assert offered is not None and offered.id == act.group_id
    editing.undo(archive)
    assert made_bands(archive) == (SIEGE,)
    editing.redo(archive)
    assert made_bands(archive) == (SIEGE, TRUCE)
    editing.undo(archive)
    editing.undo(archive)
    assert made_bands(archive) == ()
    assert editing.undoable(archive) is None
    assert check(archive) == ()


def test_keeping_the_same_bands_is_no_act(new_archive: Callable[[], Archive]) -> None:
    archive = new_archive()
    keep_made_bands(archive, (SIEGE,))
    assert keep_made_bands(archive, (SIEGE,)).group_id == 0
    assert len(editing.groups(archive)) == 1


def test_an_act_whose_bands_were_changed_again_is_taken_back_after_the_later_one(
    new_archive: Callable[[], Archive],
) -> None:
    archive = new_archive()
    first = keep_made_bands(archive, (SIEGE,))
    second = keep_made_bands(archive, (SIEGE, TRUCE))
    create(archive, EVENT, title="Between")
    with pytest.raises(BuiltOn, match="time bands") as raised:
        editing.undo(archive, first.group_id)
    assert [act.id for act in raised.value.later] == [second.group_id]
    with pytest.raises(KnownError, match="nothing is left"):
        editing.undo(archive, first.group_id, partly=True)
    editing.undo_with_later(archive, first.group_id)
    assert made_bands(archive) == ()
    assert archive.find(EVENT, "Between")


def test_bands_go_into_the_json_file_and_come_back_once(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        create(archive, EVENT, title="Temple blown up")
        keep_made_bands(archive, (SIEGE, TRUCE))
        export(archive, Criteria(), format="json", output=tmp_path / "events.json")
    with Archive.create(tmp_path / "b.palmyra") as archive:
        keep_made_bands(archive, (TRUCE,))
        import_files(archive, [tmp_path / "events.json"])
        assert made_bands(archive) == (TRUCE, SIEGE)
        again = import_files(archive, [tmp_path / "events.json"])
        assert (again.changes.group_id, again.already) == (0, 1)
        editing.undo(archive)
        assert made_bands(archive) == (TRUCE,)
        assert archive.totals()[EVENT] == 0


def test_a_band_in_a_file_that_is_none_is_told_and_the_rest_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text(
        '{"palmyra": 1, "kind": "events", "count": 0, "time_bands": ['
        '{"name": "Truce", "date": "2016~", "color": "green"}, {"name": "x", "date": "soon"}, 7],'
        '"records": []}',
        encoding="utf-8",
    )
    with Archive.create(tmp_path / "a.palmyra") as archive:
        done = import_files(archive, [file])
        assert made_bands(archive) == (TRUCE,)
    assert [issue.field for issue in done.issues] == ["time_bands", "time_bands"]
    assert "soon" in done.issues[0].text


@pytest.mark.parametrize(("revision", "bands"), [("0006", OLD_BANDS[:1]), ("0007", OLD_BANDS)])
def test_the_bands_of_an_older_archive_are_there_and_can_be_taken_back_to(
    tmp_path: Path, revision: str, bands: tuple[MadeBand, ...]
) -> None:
    old = ARCHIVES / f"{revision}.palmyra"
    with Archive.open(Path(shutil.copy(old, tmp_path))) as archive:
        kept = made_bands(archive)
        assert kept == bands
        keep_made_bands(archive, ())
        editing.undo(archive)
        assert made_bands(archive) == kept
        assert check(archive) == ()


def test_what_acts_did_to_the_bands_of_an_older_archive_is_told_and_taken_back(tmp_path: Path) -> None:
    with Archive.open(Path(shutil.copy(ARCHIVES / "0007.palmyra", tmp_path))) as archive:
        ((change,),) = [history.told(archive, 2)]
        assert [(value.label, value.before, value.after) for value in change.values] == [
            (
                "Time bands",
                "\u2068حصار\u2069 (May 2015 – March 2016)",
                "\u2068حصار\u2069 (May 2015 – March 2016); \u2068Truce\u2069 (about 2016)",
            )
        ]
        assert [act.change_count for act in editing.groups(archive)] == [1, 1, 1, 1, 1]
        editing.undo(archive, 2)
        assert made_bands(archive) == OLD_BANDS[:1]
        assert check(archive) == ()


@pytest.mark.parametrize(("revision", "bands"), [("0006", OLD_BANDS[:1]), ("0007", OLD_BANDS)])
def test_salvaging_an_older_archive_brings_its_bands_along(
    tmp_path: Path, revision: str, bands: tuple[MadeBand, ...]
) -> None:
    old = Path(shutil.copy(ARCHIVES / f"{revision}.palmyra", tmp_path))
    salvage(old, tmp_path / "saved.palmyra")
    with Archive.open(tmp_path / "saved.palmyra") as archive:
        assert made_bands(archive) == bands
        assert check(archive) == ()
