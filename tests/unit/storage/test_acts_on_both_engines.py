"""Conflicts of undo, the log's filters, removal, merging and bulk edits: alike on both engines."""

from collections.abc import Callable

import pytest

from palmyra_desktop.domain.bulk import BulkChange, How
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import BuiltOn, KnownError
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.reference import Name
from palmyra_desktop.services import bulk, editing, history, merging, trash
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from tests.acts import EVENT, MONUMENT, SOURCE, change, claim_on, create, to
from tests.acts import trash as put_in_trash


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    return new_archive()


def test_records_are_merged_removed_and_told_of(archive: Archive) -> None:
    staying = create(archive, MONUMENT, name="Bel", names=(Name("بل", "ar"),))
    going = create(archive, MONUMENT, name="بَل")
    source = create(archive, SOURCE, title="s", text="words")
    event = create(archive, EVENT, title="e", monuments=(to(going),))
    claim = claim_on(archive, going, "condition", value="ruin", source=to(source))
    (pair,) = merging.suggestions(archive, MONUMENT)
    assert (pair.first.ref, pair.second.ref) == (staying, going)
    merging.merge(archive, staying, going, {})
    assert archive.record(event).monuments[0].id == archive.record(claim).subject.id == staying.id
    put_in_trash(archive, claim)
    found = trash.contents(archive)
    assert set(found.removable) == {going, claim}
    assert len(trash.empty(archive, found.removable).refs) == 2
    with pytest.raises(KnownError):
        archive.record(going)
    assert claim_on(archive, staying, "condition").id == claim.id + 1
    merging.tell_apart(archive, staying, create(archive, MONUMENT, name="Bel"))
    assert merging.suggestions(archive, MONUMENT) == ()
    assert check(archive) == ()


def test_the_log_is_filtered_and_acts_are_taken_back_with_later_ones(archive: Archive) -> None:
    ref = create(archive, EVENT, title="Blast", place="a", note="lintel")
    first = change(archive, ref, place="تدمر", label="first").group_id
    change(archive, ref, place="b", date=DateSpan("2015-08"), label="100% second")
    for wanted, labels in (
        (LogFilter(text="تدمر"), ["100% second", "first"]),
        (LogFilter(text="lintel"), ["create"]),
        (LogFilter(text="BLAST 100%"), ["100% second"]),
        (LogFilter(field="date", kind=EVENT), ["100% second"]),
        (LogFilter(field="title", kind=EVENT), ["create"]),
        (LogFilter(ref=ref, author="nobody"), []),
    ):
        assert [group.label for group in history.acts(archive, wanted)] == labels
    with pytest.raises(BuiltOn):
        editing.undo(archive, first)
    editing.undo_with_later(archive, first)
    assert (archive.record(ref).place, archive.record(ref).date) == ("a", None)
    assert check(archive) == ()


def test_many_records_are_changed_and_changed_back(archive: Archive) -> None:
    ids = [create(archive, EVENT, title=f"e{number}", place="a").id for number in range(3)]
    bulk.apply(archive, bulk.plan(archive, EVENT, ids, [BulkChange("place", How.SET, "ب")]))
    assert {record.place for record in archive.rows(EVENT, ids)} == {"ب"}  # type: ignore[attr-defined]
    editing.undo(archive)
    assert {record.place for record in archive.rows(EVENT, ids)} == {"a"}  # type: ignore[attr-defined]
    assert check(archive) == ()
