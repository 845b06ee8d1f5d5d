"""Tags of records: kept, filtered by, undone, the same on both engines."""

from collections.abc import Callable

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from tests.acts import EVENT, change, create

NewArchive = Callable[[], Archive]


def tags_counted(archive: Archive) -> dict[object, int]:
    tags = next(found for found in archive.facet_counts(Criteria()) if found.facet == "tag")
    return {value.key: value.count for value in tags.values}


def test_records_are_counted_and_found_by_their_tags(new_archive: NewArchive) -> None:
    archive = new_archive()
    one = create(archive, EVENT, title="One", tags=("للمراجعة", 'a "quoted" one'))
    create(archive, EVENT, title="Two", tags=("للمراجعة",))
    create(archive, EVENT, title="Three")
    assert tags_counted(archive) == {"للمراجعة": 2, 'a "quoted" one': 1}
    assert tuple(archive.search(Criteria().only("tag", 'a "quoted" one')).ids) == (one.id,)
    assert archive.facet_key("tag", "للمراجعه") == "للمراجعة"


def test_every_kind_has_tags_that_are_undone_like_any_value(new_archive: NewArchive) -> None:
    archive = new_archive()
    ref = create(archive, Kind.ACTOR, name="Zenobia")
    change(archive, ref, tags=("queen",))
    assert archive.record(ref).tags == ("queen",)
    editing.undo(archive)
    assert archive.record(ref).tags == ()


def test_a_tag_is_a_text(new_archive: NewArchive) -> None:
    archive = new_archive()
    ref = create(archive, EVENT, title="One")
    with pytest.raises(InvalidRecord):
        editing.apply(archive, [Edit(Action.UPDATE, EVENT, ref.id, 1, {"tags": (3,)})], label="")
