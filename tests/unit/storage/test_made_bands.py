"""The user's own bands are kept in the archive, on both engines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.timeline import keep_made_bands, made_bands


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
