"""Archives on both engines: what holds for one must hold for the other."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from tests import postgres, small_archive

NewArchive = Callable[[], Archive]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a server and return its address; skip where none is installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    folder = postgres.binaries()
    if folder is None:
        pytest.skip("PostgreSQL's server is not installed")
    with postgres.server(folder) as address:
        yield address


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewArchive]:
    """Return a function that makes an empty archive, on either engine; they are closed behind the tests."""
    made: list[Archive] = []
    numbers = count()

    def new() -> Archive:
        if request.param == "sqlite":
            location: Path | str = tmp_path_factory.mktemp("archive") / "test.palmyra"
        else:
            location = _new_database(
                request.getfixturevalue("postgres_server"), f"{request.module.__name__}_{next(numbers)}"
            )
        made.append(Archive.create(location, title="Test"))
        return made[-1]

    yield new
    for archive in made:
        archive.close()


@pytest.fixture
def empty(new_archive: NewArchive) -> Archive:
    """An empty archive."""
    return new_archive()


def _new_database(address: str, name: str) -> str:
    database = name.rpartition(".")[2]
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{database}"')
    engine.dispose()
    return f"{address}/{database}"


@pytest.fixture(scope="module")
def small(new_archive: NewArchive) -> tuple[Archive, dict[str, RecordRef]]:
    """The small archive, not to be changed, and the addresses of its records by key."""
    archive = new_archive()
    return archive, small_archive.fill(archive)


@pytest.fixture(scope="module")
def archive(new_archive: NewArchive) -> Archive:
    """An archive that the tests of a module write into together; none may count on being alone."""
    return new_archive()
