"""Backups on both engines: a file is copied, a server looks after its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from tests.acts import EVENT, create


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
