"""Backups and repairs on both engines: a file is copied, a server looks after its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.repairing import repair
from palmyra_desktop.storage.schema import event
from palmyra_desktop.storage.unit_of_work import writing
from tests import small_archive
from tests.acts import EVENT, change, create


def test_a_file_is_copied_and_a_server_says_who_copies_it(new_archive: Callable[[], Archive]) -> None:
    archive = new_archive()
    create(archive, EVENT, title="e")
    if isinstance(archive.location, Path):
        assert backups.before(archive, Occasion.BULK) == backups.backups(archive)[0].path
        return
    assert backups.before(archive, Occasion.BULK) is None
    for asked in (backups.backups, backups.back_up):
        with pytest.raises(KnownError, match="copied by the server") as caught:
            asked(archive)
        assert "pg_dump" in caught.value.hint


def test_what_is_derived_is_made_anew_on_both(new_archive: Callable[[], Archive]) -> None:
    archive = new_archive()
    refs = small_archive.fill(archive)
    change(archive, refs["blown"], note="a note")
    with writing(archive.engine) as unit:
        unit.connection.exec_driver_sql("DELETE FROM search_event")
        unit.connection.execute(update(event).values(folded="x", date_first=1))
    assert {found.code for found in check(archive)} == {"search", "derived"}

    done = repair(archive)

    assert (done.left, check(archive)) == ((), ())
    assert (done.backup is not None) is isinstance(archive.location, Path)
    assert len(archive.search(Criteria(text="blown")).ids) == 1
