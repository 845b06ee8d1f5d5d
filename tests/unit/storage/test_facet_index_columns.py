"""An index is made of the columns of tables: what is read of them, a part at a time, and what follows."""

from typing import Any

import pytest
from sqlalchemy import Connection, Integer, column, func, select
from sqlalchemy.exc import DBAPIError

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.counts import in_conflict
from palmyra_desktop.storage.facet_index import columns, indexes, positions
from palmyra_desktop.storage.facet_index.affected import newest_act
from palmyra_desktop.storage.facet_index.build import build
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Wanted
from palmyra_desktop.storage.facets import facets_of
from palmyra_desktop.storage.relations import KEY, RECORD
from palmyra_desktop.storage.schema import RECORD_TABLES, claim, event
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import EVENT, change, claim_on, create, new, trash

Small = tuple[Archive, dict[str, RecordRef]]


def test_every_value_is_read_whatever_it_is_and_however_few_at_a_time(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_AT_ONCE", 2)
    places = ["تدمر", None, 'a "quoted"\\ place\n', "تدمر", ""]
    dates = ["2015-08-30", None, "Y-123456789", "0001", "Y170000002"]
    edits = [
        new(EVENT, -1 - n, title="Event", place=place, date=date and DateSpan(date))
        for n, (place, date) in enumerate(zip(places, dates, strict=True))
    ]
    apply(empty, edits, label="create")
    far = 2**62
    place, first = Wanted(event, event.c.place), Wanted(event, func.coalesce(event.c.date_first, far))
    same = Wanted(event, event.c.place, as_number=hash)

    with reading(empty.engine) as connection, reading(empty.engine) as other:
        found = Columns(connection, (place, first, same), beside=[other])
        stored = connection.execute(select(event.c.place, event.c.date_first).order_by(event.c.id)).all()

    texts = found[place].texts or ()
    assert [None if n == NONE else texts[n] for n in found[place].numbers] == [row[0] for row in stored]
    assert found[first].numbers.tolist() == [far if row[1] is None else row[1] for row in stored]
    alike = found[same].numbers
    assert alike[0] == alike[3]
    assert len(set(alike.tolist())) == len({row[0] for row in stored})


def test_texts_are_told_apart_however_late_they_come_and_whatever_they_look_like(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_AT_ONCE", 3)
    monkeypatch.setattr(columns, "_FEW", 4)
    places = [
        "0",
        "null",
        None,
        "null",
        "-1",
        "0",
        "0",
        "0",
        None,
        None,
        "null",
        "1",
        '"',
        "0",
        "a",
        "b",
        "0",
    ]
    tags = [("a",), ("a",), None, ("a", "b")]
    edits = [
        new(EVENT, -1 - n, title="Event", place=place, tags=tags[n % 4] or ())
        for n, place in enumerate(places)
    ]
    apply(empty, edits, label="create")
    place, tag = Wanted(event, event.c.place), Wanted(event, event.c.tags)

    with reading(empty.engine) as connection:
        found = Columns(connection, (place, tag))

    for wanted, expected in ((place, places), (tag, [t and str(list(t)).replace("'", '"') for t in tags])):
        texts, numbers = found[wanted].texts or (), found[wanted].numbers
        read = [None if n == NONE else texts[n] for n in numbers]
        assert read == (expected * len(read))[: len(read)]


def test_reading_ends_for_all_when_it_is_cancelled_or_fails_for_one(small: Small) -> None:
    archive, _refs = small
    cancel = Cancellation()
    cancel.cancel()
    title, wrong = Wanted(event, event.c.title), Wanted(event, column("nonsense", Integer))
    with reading(archive.engine) as connection, reading(archive.engine) as other:
        with pytest.raises(Cancelled):
            Columns(connection, [title], cancel=cancel, beside=[other])
        with pytest.raises(DBAPIError):
            Columns(connection, [title, wrong], beside=[other])


def test_what_others_write_meanwhile_is_not_half_read(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = create(empty, EVENT, title="Before", place="Tadmur")

    def asked(connection: Connection) -> int:
        act = newest_act(connection)
        if not acts:
            change(empty, record, place="Palmyra")
        acts.append(act)
        return act

    acts: list[int] = []
    monkeypatch.setattr(indexes, "newest_act", asked)

    base = indexes.make(empty.engine, EVENT)

    assert base.act == acts[0]
    assert list(base.facets["place"]) == ["Tadmur"]


def test_of_an_empty_table_nothing_is_read(empty: Archive) -> None:
    words, number = Wanted(claim, claim.c.words), Wanted(claim, claim.c.id)
    with reading(empty.engine) as connection:
        found = Columns(connection, (words, number))
        base = build(connection, Kind.CLAIM, 0)

    assert (len(found[words].numbers), found[words].texts, len(found[number].numbers)) == (0, (), 0)
    assert base.count == 0
    assert not any(base.facets.values())


@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.IMAGE, Kind.CLAIM])
@pytest.mark.parametrize("some", [False, True])
def test_each_value_of_a_facet_has_the_records_that_sql_gives_it(
    small: Small, kind: Kind, some: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(positions, "_AT_ONCE", 1)
    archive, _refs = small
    table = RECORD_TABLES[kind]
    with reading(archive.engine) as connection:
        live = connection.execute(select(table.c.id).where(table.c.trashed_at.is_(None))).scalars().all()
        base = build(connection, kind, 0, live if some else None)
        for facet in facets_of(kind):
            expected: dict[Any, set[int]] = {}
            pairs = facet.pairs(kind).subquery()
            for record, key in connection.execute(select(pairs.c[RECORD], pairs.c[KEY])):
                if record in live and key is not None:
                    expected.setdefault(key, set()).add(record)
            found = {key: set(base.ids_of(places).tolist()) for key, places in base.every(facet.key)}
            assert found == expected, facet.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"field": "damage", "value": "destroyed"}, {"field": "damage", "value": "slight"}),
        ({"field": "damage", "value": "destroyed"}, {"field": "damage", "value": None}),
        ({"field": "damage", "value": "destroyed"}, {"field": "place", "value": "slight"}),
        ({"field": "occurrence"}, {"field": "occurrence", "stance": "denies"}),
        ({"field": "occurrence"}, {"field": "occurrence", "stance": "confirms"}),
        ({"field": "damage", "value": "slight", "status": "conflict"}, {"field": "place", "value": "Raqqa"}),
        ({"field": "date", "value": "2015-08-30"}, {"field": "date", "value": "2015-08"}),
        ({"field": "date", "value": "2015-08-30"}, {"field": "date", "value": "2014"}),
        (
            {"field": "damage", "value": "slight", "about": DateSpan("2015")},
            {"field": "damage", "value": "destroyed", "about": DateSpan("2015-08")},
        ),
        (
            {"field": "damage", "value": "slight", "about": DateSpan("2015")},
            {"field": "damage", "value": "destroyed", "about": DateSpan("2016")},
        ),
    ],
)
def test_the_same_records_are_in_conflict_as_sql_finds(
    archive: Archive, one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = (create(archive, EVENT, title=title) for title in "AB")
    for values in (one, other):
        claim_on(archive, first, **values)
    for values in (one, one):
        claim_on(archive, second, **values)
    trash(archive, claim_on(archive, second, **other))

    with reading(archive.engine) as connection:
        base = build(connection, EVENT, 0)
        expected = in_conflict(connection, EVENT, [first.id, second.id])

    assert set(base.ids_of(base.contested).tolist()) & {first.id, second.id} == expected


def test_what_is_said_of_many_records_is_judged_for_each(archive: Archive) -> None:
    damages = ("destroyed", "slight"), ("slight", "destroyed"), ("slight", "unknown"), ("slight", "slight")
    years = None, "2015", "2016"
    said: dict[int, tuple[str | None, str | None]] = {}
    for one, other in damages:
        for year in years:
            record = create(archive, EVENT, title="Event")
            for value, about in ((one, "2015"), (other, year)):
                at = {} if about is None else {"about": DateSpan(about)}
                claim_on(archive, record, field="damage", value=value, **at)
            said[record.id] = (f"{one}, {other}", year)

    with reading(archive.engine) as connection:
        base = build(connection, EVENT, 0)
        expected = in_conflict(connection, EVENT, said)

    found = {said[number] for number in base.ids_of(base.contested).tolist() if number in said}
    assert found == {said[number] for number in expected}
    assert found == {(both, year) for both, year in said.values() if "destroyed" in both and year != "2016"}
