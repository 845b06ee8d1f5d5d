"""Plain rows say what the records say, for every kind, in the order asked for."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import PlainRow, links_in, record_values, value_keys
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.sample import build_sample
from palmyra_desktop.storage.nested import PlainNested, plain_nested
from palmyra_desktop.storage.plain_rows import plain_rows
from palmyra_desktop.storage.unit_of_work import reading


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample, on disk."""
    with build_sample(tmp_path_factory.mktemp("sample") / "sample.palmyra") as archive:
        yield archive


def _rows(
    archive: Archive, kind: Kind, ids: Sequence[int], keys: Sequence[str] | None = None
) -> tuple[PlainRow, ...]:
    with reading(archive.engine) as connection:
        return tuple(plain_rows(connection, kind, ids, keys))


def _inside(archive: Archive, ids: Sequence[int]) -> Mapping[int, PlainNested]:
    with reading(archive.engine) as connection:
        return plain_nested(connection, Kind.EVENT, ids)


@pytest.mark.parametrize("kind", list(Kind))
def test_plain_rows_hold_the_values_of_the_records(sample: Archive, kind: Kind) -> None:
    ids = tuple(reversed(sample.search(Criteria(kind)).ids))

    rows = _rows(sample, kind, ids)

    records = sample.rows(kind, ids)
    assert len(records) == len(ids)
    for row, record in zip(rows, records, strict=True):
        values = record_values(record)
        assert row == (record.uid, *(values[key] for key in value_keys(kind)))


def test_rows_that_are_not_there_are_left_out(sample: Archive) -> None:
    assert _rows(sample, Kind.EVENT, (10**9,)) == ()
    assert [row[1] for row in _rows(sample, Kind.EVENT, (2, 10**9, 1))] == [2, 1]


def test_links_of_a_row_are_those_of_its_record(sample: Archive) -> None:
    claim = sample.rows(Kind.CLAIM, (1,))[0]
    rows = _rows(sample, Kind.CLAIM, (1,))

    links = {(kind, number) for kind, ids in links_in(Kind.CLAIM, rows) for number in ids}
    assert (claim.subject.kind, claim.subject.id) in links  # type: ignore[attr-defined]
    assert {kind for kind, _number in links} >= {Kind.SOURCE}


def test_what_is_not_wanted_is_not_read(sample: Archive) -> None:
    (row,) = _rows(sample, Kind.EVENT, (1,), ("title", "conflict"))

    assert row == (row[0], sample.rows(Kind.EVENT, (1,))[0].title, row[2])  # type: ignore[attr-defined]


def test_claims_inside_a_plain_record_are_those_about_it(sample: Archive) -> None:
    ids = tuple(sample.search(Criteria()).ids)

    plain, whole = _inside(sample, ids), sample.nested(Kind.EVENT, ids)

    for number in ids:
        assert [row[1] for row in plain[number].claims] == [claim.id for claim in whole[number].claims]
        assert plain[number].chosen == whole[number].chosen
