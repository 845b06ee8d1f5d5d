"""A date that is none, written into the file by something else, is told in words wherever it is met."""

from pathlib import Path

import pytest
from sqlalchemy import text

from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.exporting import export
from tests.acts import EVENT, create


@pytest.fixture
def spoiled(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "a.palmyra")
    create(archive, EVENT, title="sound", date=DateSpan("2015-08-30"))
    create(archive, EVENT, title="spoiled", date=DateSpan("[2015-05-12,2015-05-13]"))
    with archive.engine.begin() as connection:
        connection.execute(text("UPDATE event SET date = '[comet' WHERE title = 'spoiled'"))
    return archive


def test_reading_listing_and_exporting_say_so(spoiled: Archive, tmp_path: Path) -> None:
    with spoiled as archive:
        ref = archive.find(EVENT, "spoiled")
        works = (
            lambda: archive.record(ref),
            lambda: archive.search(Criteria(), first=10),
            lambda: archive.spans(Criteria(), "none"),
            lambda: export(archive, Criteria(), format="html", output=tmp_path / "out.html"),
        )
        for work in works:
            with pytest.raises(KnownError, match=r"A date in the archive cannot be read: “\[comet") as caught:
                work()
            assert "Check the archive" in caught.value.hint
        assert not (tmp_path / "out.html").exists()
        assert archive.record(archive.find(EVENT, "sound")).title == "sound"
        assert any("cannot be read" in found.message for found in check(archive))


def test_the_index_says_so_too(spoiled: Archive) -> None:
    within = DateFilter(DateSpan("2015-05"), DateSpan("2015-05"), DateMode.POSSIBLE)
    with spoiled as archive:
        archive.load_index()
        with pytest.raises(KnownError, match="A date in the archive cannot be read"):
            archive.index()
            archive.search(Criteria(dates=within), first=10)
