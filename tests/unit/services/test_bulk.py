"""One change to many records: seen before, written at once, undone at once; who cannot be changed is said."""

import pytest

from palmyra_desktop.domain.bulk import BulkChange, How, bulk_fields, ways
from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled, Conflict, InvalidRecord
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Name, RecordRef
from palmyra_desktop.services import bulk
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, groups, undo
from tests.acts import ACTOR, EVENT, MONUMENT, SOURCE, change, create, new, to


def planned(archive: Archive, refs: list[RecordRef], *wanted: BulkChange) -> bulk.Plan:
    return bulk.plan(archive, refs[0].kind, [ref.id for ref in refs], wanted)


def test_values_are_set_and_cleared_and_only_rows_that_change_are_named(archive: Archive) -> None:
    refs = [create(archive, EVENT, title=str(n), place="Tadmur" if n else "تدمر", note="n") for n in range(3)]
    found = planned(
        archive,
        refs,
        BulkChange("place", How.SET, "تدمر"),
        BulkChange("date", How.SET, DateSpan("2015-08")),
        BulkChange("note", How.CLEAR),
    )
    (first, *_others) = bulk.told(archive, found, 0, 10)
    assert {value.label: (value.before, value.after) for value in first.values} == {
        "Date": ("", "August 2015 (2015-08)"),
        "Note": ("n", ""),
    }
    done = bulk.apply(archive, found, author="Amal")
    assert done.refs == tuple(refs)
    assert [archive.record(ref).place for ref in refs] == ["تدمر"] * 3
    assert groups(archive)[0].label == "Change Date, Note, Place of 3 records"
    undo(archive)
    assert [(archive.record(ref).place, archive.record(ref).note) for ref in refs] == [
        ("تدمر", "n"),
        ("Tadmur", "n"),
        ("Tadmur", "n"),
    ]


def test_links_and_names_are_added_and_taken_away(archive: Archive) -> None:
    one, two = (create(archive, ACTOR, name=name, names=(Name("A"), Name("B"))) for name in ("one", "two"))
    refs = [create(archive, EVENT, title="e", actors=(to(one, "perpetrator"),)) for _n in range(2)]
    add = BulkChange("actors", How.ADD, (to(one, "witness"), to(two, "victim")))
    bulk.apply(archive, planned(archive, refs, add))
    roles = [(link.id, link.role) for link in archive.record(refs[0]).actors]
    assert roles == [(one.id, "perpetrator"), (two.id, "victim")]
    bulk.apply(archive, planned(archive, refs, BulkChange("actors", How.REMOVE, (to(one),))))
    assert [link.id for link in archive.record(refs[1]).actors] == [two.id]
    bulk.apply(archive, planned(archive, [one, two], BulkChange("names", How.REMOVE, (Name("A"),))))
    assert archive.record(one).names == (Name("B"),)


def test_words_are_replaced_wherever_they_stand(archive: Archive) -> None:
    refs = [create(archive, SOURCE, title=title, authors=("ISIL", "x")) for title in ("ISIL in ISIL", "IS")]
    found = planned(
        archive,
        refs,
        BulkChange("title", How.REPLACE, find="ISIL", by="داعش"),
        BulkChange("authors", How.REPLACE, find="ISIL"),
    )
    bulk.apply(archive, found)
    assert [archive.record(ref).title for ref in refs] == ["داعش in داعش", "IS"]
    assert archive.record(refs[1]).authors == ("x",)
    assert archive.find(SOURCE, "داعش in داعش") == refs[0]


def test_rows_that_cannot_change_so_are_said_and_left(archive: Archive) -> None:
    refs = [create(archive, MONUMENT, name=name) for name in ("Temple", "temple of Bel")]
    found = planned(
        archive, refs, BulkChange("name", How.REPLACE, find="Temple"), BulkChange("note", How.SET, "n")
    )
    assert [(link.title, "missing" in why) for link, why in found.refused] == [("Temple", True)]
    assert bulk.apply(archive, found).refs == (refs[1],)
    city = planned(archive, refs, BulkChange("site", How.SET, to(refs[0])))
    assert [link.ref for link, _why in city.refused] == [refs[0]]


def test_a_change_that_changes_nothing_is_no_act(archive: Archive) -> None:
    refs = [create(archive, EVENT, title="e", place="x")]
    before = len(groups(archive))
    found = planned(archive, refs, BulkChange("place", How.SET, "x"))
    assert (found.changes, found.refused, found.same) == ((), (), 1)
    assert bulk.apply(archive, found).refs == ()
    assert len(groups(archive)) == before


def test_a_value_of_another_kind_is_refused_as_a_whole(archive: Archive) -> None:
    refs = [create(archive, EVENT, title="e")]
    with pytest.raises(InvalidRecord):
        planned(archive, refs, BulkChange("date", How.SET, "soon"))


def test_what_was_changed_since_it_was_looked_at_is_not_overwritten(archive: Archive) -> None:
    refs = [create(archive, EVENT, title=str(n)) for n in range(2)]
    found = planned(archive, refs, BulkChange("place", How.SET, "x"))
    change(archive, refs[1], place="y")
    with pytest.raises(Conflict, match="looked at"):
        bulk.apply(archive, found)
    assert [archive.record(ref).place for ref in refs] == [None, "y"]


def test_many_rows_are_planned_written_and_undone_and_can_be_cancelled(archive: Archive) -> None:
    made = apply(archive, [new(EVENT, -n, title=f"حدث {n}") for n in range(1, 3_001)], label="many").created
    ids = [ref.id for ref in made.values()]
    cancel = Cancellation()
    with pytest.raises(Cancelled):
        bulk.plan(
            archive, EVENT, ids, [BulkChange("place", How.SET, "x")], cancel, lambda *_: cancel.cancel()
        )
    found = bulk.plan(archive, EVENT, ids, [BulkChange("place", How.SET, "x")])

    def stop(part: float) -> None:
        if part > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        bulk.apply(archive, found, tick=stop)
    assert archive.rows(EVENT, ids[:1])[0].place is None
    assert len(bulk.apply(archive, found).refs) == 3_000
    assert len(undo(archive).refs) == 3_000


@pytest.mark.parametrize("kind", list(Kind))
def test_what_tells_one_record_from_others_is_not_offered(kind: Kind) -> None:
    keys = {field.key for field in bulk_fields(kind)}
    assert keys.isdisjoint({"start", "end", "text_sha256", "claim_count"})
    assert all(How.CLEAR not in ways(field) for field in bulk_fields(kind) if field.required)
