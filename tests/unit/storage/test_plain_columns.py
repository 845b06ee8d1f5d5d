"""Plain rows say what the records say, for every kind, in the order asked for."""

from collections.abc import Callable, Sequence
from itertools import islice

import pytest

from palmyra_desktop import assets
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import links_in, record_values, value_keys
from palmyra_desktop.domain.plain_page import PlainColumns
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.importing import import_files
from palmyra_desktop.storage.nested import nested_page
from palmyra_desktop.storage.plain_columns import plain_columns
from palmyra_desktop.storage.unit_of_work import reading
from tests.sample_files import RECORD_FILES


@pytest.fixture(scope="module")
def sample(new_archive: Callable[[], Archive]) -> Archive:
    """The sample's records, on either engine."""
    archive = new_archive()
    import_files(archive, [assets.path("sample", name) for name in RECORD_FILES.values()])
    return archive


def _columns(
    archive: Archive, kind: Kind, ids: Sequence[int], keys: Sequence[str] | None = None
) -> PlainColumns:
    with reading(archive.engine) as connection:
        return plain_columns(connection, kind, ids, keys)


@pytest.mark.parametrize("kind", list(Kind))
def test_plain_values_are_those_of_the_records(sample: Archive, kind: Kind) -> None:
    ids = tuple(reversed(sample.search(Criteria(kind)).ids))

    rows = list(zip(*_columns(sample, kind, ids), strict=True))

    records = sample.rows(kind, ids)
    assert len(records) == len(ids)
    for row, record in zip(rows, records, strict=True):
        values = record_values(record)
        assert row == (record.uid, *(values[key] for key in value_keys(kind)))


def test_rows_that_are_not_there_are_left_out(sample: Archive) -> None:
    assert not any(_columns(sample, Kind.EVENT, (10**9,)))
    assert list(_columns(sample, Kind.EVENT, (2, 10**9, 1))[1]) == [2, 1]


def test_links_of_a_row_are_those_of_its_record(sample: Archive) -> None:
    claim = sample.rows(Kind.CLAIM, (1,))[0]
    columns = _columns(sample, Kind.CLAIM, (1,))

    links = {(kind, number) for kind, ids in links_in(Kind.CLAIM, columns) for number in ids}
    assert (claim.subject.kind, claim.subject.id) in links  # type: ignore[attr-defined]
    assert {kind for kind, _number in links} >= {Kind.SOURCE}


def test_what_is_not_wanted_is_not_read(sample: Archive) -> None:
    _uids, titles, conflicts = _columns(sample, Kind.EVENT, (1,), ("title", "conflict"))

    assert list(titles) == [sample.rows(Kind.EVENT, (1,))[0].title]  # type: ignore[attr-defined]
    assert len(conflicts) == 1


def test_claims_inside_a_plain_record_are_those_about_it(sample: Archive) -> None:
    ids = tuple(sample.search(Criteria()).ids)

    with reading(sample.engine) as connection:
        page = nested_page(connection, Kind.EVENT, ids)
    whole = sample.nested(Kind.EVENT, ids)

    numbers = iter(page.claims[1])
    for number, inside in zip(ids, page.inside, strict=True):
        claims = list(islice(numbers, inside.claims))
        assert claims == [claim.id for claim in whole[number].claims]
        assert inside.chosen == whole[number].chosen
    assert not list(numbers)
