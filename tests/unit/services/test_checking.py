"""Checking an archive: each thing that can go wrong is found and named, and nothing is written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import Finding, check
from palmyra_desktop.services.editing import apply, attach_file
from palmyra_desktop.storage.schema import (
    RECORD_TABLES,
    change_log,
    event_monument,
    monument,
    source_text,
)
from palmyra_desktop.storage.unit_of_work import writing
from tests.acts import EVENT, IMAGE, MONUMENT, SOURCE, change, claim_on, create, new, to, trash


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra", title="Test") as archive:
        yield archive


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


def test_a_sound_archive_has_no_findings_and_is_left_as_it_is(archive: Archive, tmp_path: Path) -> None:
    source = create(archive, SOURCE, title="s", text="قال إن المعبد 🏛 سقط")
    claim_on(archive, source, "remark", source=to(source), words="المعبد 🏛", start=7, end=15)
    archive.close()
    path = tmp_path / "a.palmyra"
    before = path.read_bytes()
    with Archive.open(path, read_only=True) as again:
        assert check(again) == ()
    assert path.read_bytes() == before


def test_an_empty_archive_has_no_findings(archive: Archive) -> None:
    assert check(archive) == ()


def test_words_that_do_not_stand_at_their_place_are_found(archive: Archive) -> None:
    source = create(archive, SOURCE, title="s", text="the temple fell")
    claim = claim_on(archive, source, "remark", source=to(source), words="temple", start=4, end=10)
    change(archive, source, text="The old church fell")
    (found,) = check(archive)
    assert (found.code, found.refs) == ("anchor", (claim,)) and found.message


def test_words_whose_text_is_gone_are_found(archive: Archive) -> None:
    source = create(archive, SOURCE, title="s")
    claim_on(archive, source, "remark", source=to(source), words="temple", start=4, end=10)
    assert codes(check(archive)) == ["anchor"]


def test_a_file_that_is_missing_or_changed_is_found(archive: Archive, tmp_path: Path) -> None:
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"bytes")
    ref = create(archive, IMAGE, caption="c")
    attach_file(archive, ref, picture)
    (kept,) = archive.files_folder.iterdir()
    kept.write_bytes(b"other")
    assert codes(check(archive)) == ["attachment"]
    kept.unlink()
    (found,) = check(archive)
    assert (found.code, found.refs) == ("attachment", (ref,))


def test_a_forged_log_is_found(archive: Archive) -> None:
    change(archive, create(archive, EVENT, title="e"), note="n")
    with writing(archive.engine) as unit:
        unit.connection.execute(update(change_log).values(after='{"note":"x"}'))
    assert set(codes(check(archive))) == {"log"}


def test_a_value_that_is_not_the_one_it_was_changed_to_is_found(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel")
    ref = create(archive, EVENT, title="e", monuments=(to(bel),))
    source = create(archive, SOURCE, title="s", text="as it was")
    change(archive, ref, place="Tadmur", monuments=())
    change(archive, source, text="as it is")
    trash(archive, source)
    assert check(archive) == ()
    with closing(sqlite3.connect(archive.location, isolation_level=None)) as another_tool:
        another_tool.execute("UPDATE event SET place = 'Aleppo', date_words = 'never logged'")
        another_tool.execute("UPDATE source SET trashed_at = NULL")
    found = [one for one in check(archive) if one.code == "log"]
    assert [one.refs for one in found] == [(ref,), (source,)]
    assert "Place" in found[0].message


def test_a_record_changed_behind_the_programs_back_is_missed_by_the_search(archive: Archive) -> None:
    ref = create(archive, MONUMENT, name="Bel")
    with writing(archive.engine) as unit:
        unit.connection.execute(update(monument).values(name="Baalshamin"))
    found = check(archive)
    assert [(one.code, one.refs, one.is_repairable) for one in found] == [
        ("search", (ref,), True),
        ("derived", (ref,), True),
    ]


def test_a_text_that_is_not_the_one_taken_in_is_found(archive: Archive) -> None:
    ref = create(archive, SOURCE, title="s", text="as it was")
    with writing(archive.engine) as unit:
        unit.connection.execute(update(source_text).values(text="as it is"))
    assert ("text", (ref,), False) in [(one.code, one.refs, one.is_repairable) for one in check(archive)]


def test_a_date_nobody_can_read_is_found_and_not_called_repairable(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    with writing(archive.engine) as unit:
        unit.connection.execute(update(RECORD_TABLES[EVENT]).values(date="some day"))
    (found,) = check(archive)
    assert (found.code, found.refs, found.is_repairable) == ("value", (ref,), False)


def test_a_link_that_leads_nowhere_is_found(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel")
    create(archive, EVENT, title="e", monuments=(to(bel),))
    with closing(sqlite3.connect(archive.location, isolation_level=None)) as another_tool:
        another_tool.execute("UPDATE event_monument SET monument_id = 99")
    found = check(archive)
    assert "links" in codes(found)
    assert any(event_monument.name in finding.message for finding in found)


def test_an_archive_that_cannot_be_read_at_all_is_an_error_in_words(archive: Archive, tmp_path: Path) -> None:
    apply(archive, [new(EVENT, -n, title=f"{n}" * 300) for n in range(1, 30)], label="many")
    archive.close()
    path = tmp_path / "a.palmyra"
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 40_960)
    with pytest.raises(KnownError, match="damaged"):
        check(archive)


def test_a_text_taken_away_behind_the_programs_back_is_found(archive: Archive) -> None:
    create(archive, SOURCE, title="s", text="words")
    with writing(archive.engine) as unit:
        unit.connection.execute(delete(source_text))
    assert "search" in codes(check(archive))
