"""Saved searches, looks of tags and own terms: acts like any other, on both engines."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, insert, update

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria, DateFilter, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import BuiltOn, KnownError, NameTaken
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.services import editing, forms, history, log_export, merging, searches, tagging
from palmyra_desktop.services import trash as trashed
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage.change_log import VERSION
from palmyra_desktop.storage.engine import for_writing
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.schema import archive as about
from palmyra_desktop.storage.schema import change_log, saved_search, tag, user_term
from tests.acts import CLAIM, EVENT, MONUMENT, change, claim_on, create, trash

REVIEW, DONE = Tag("للمراجعة", "amber", 1), Tag("done", "green", 2)
ROCKFALL = Term("rockfall", "Rockfall", "سقوط صخور")
TOMBS = Criteria(text="مدافن", sort=Sort("title"))


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Iterator[Archive]:
    archive = new_archive()
    yield archive
    archive.close()


def names(archive: Archive) -> list[str]:
    return [search.name for search in searches.every(archive)]


def offered(archive: Archive) -> tuple[str, str]:
    acts = editing.undoable(archive), editing.redoable(archive)
    undo, redo = (act.label if act else "" for act in acts)
    return undo, redo


def new_event_of_a_kind_of_ones_own(archive: Archive) -> RecordRef:
    values = {"title": "Dome fallen", "event_kind": "rockfall"}
    done = forms.save(
        archive,
        (Edit(Action.CREATE, Kind.EVENT, -1, None, values),),
        label="New event",
        author="Amal",
        initiator="window",
        terms={"event_kind": (ROCKFALL,)},
    )
    return done.created[-1]


def test_a_search_is_kept_replaced_and_removed_and_each_is_undone(archive: Archive) -> None:
    searches.save(archive, "بل", Criteria())
    with pytest.raises(NameTaken, match="بل"):
        searches.save(archive, "بل", TOMBS)
    searches.save(archive, "بل", TOMBS, replaces=True, author="Amal")
    searches.save(archive, "another", Criteria(Kind.CLAIM))
    searches.forget(archive, "بل")
    assert names(archive) == ["another"]
    assert offered(archive) == ("Remove the saved search “بل”", "")
    editing.undo(archive)
    assert [Criteria.from_json(one.criteria) for one in searches.every(archive)] == [Criteria(CLAIM), TOMBS]
    for _turn in range(2):
        editing.undo(archive)
    assert [Criteria.from_json(one.criteria) for one in searches.every(archive)] == [Criteria()]
    assert offered(archive) == ("Save the search “بل”", "Replace the saved search “بل”")
    for _turn in range(3):
        editing.redo(archive)
    assert names(archive) == ["another"]
    assert check(archive) == ()


def test_what_is_so_already_is_no_act(archive: Archive) -> None:
    searches.save(archive, "بل", TOMBS)
    tagging.set_looks(archive, (REVIEW,))
    assert searches.save(archive, "بل", TOMBS).group_id == 0
    assert tagging.set_looks(archive, (REVIEW,)).group_id == 0
    assert searches.forget(archive, "never kept").group_id == 0
    assert len(editing.groups(archive)) == 2


def test_a_key_goes_from_one_tag_to_another_and_back(archive: Archive) -> None:
    tagging.set_looks(archive, (REVIEW, DONE))
    fresh = Tag("fresh", "red", 1)
    tagging.set_looks(archive, (fresh,))
    assert tagging.looks(archive) == (DONE, fresh, Tag(REVIEW.name, "amber"))
    assert offered(archive)[0] == "Change the tag “fresh”"
    editing.undo(archive)
    assert tagging.looks(archive) == (DONE, REVIEW)
    assert offered(archive) == ("Change 2 tags", "Change the tag “fresh”")
    editing.undo(archive)
    assert tagging.looks(archive) == ()
    editing.redo(archive)
    editing.redo(archive)
    assert tagging.looks(archive) == (DONE, fresh, Tag(REVIEW.name, "amber"))
    assert check(archive) == ()


def test_an_older_change_of_a_tag_is_taken_back_after_the_later_one_or_as_far_as_it_stands(
    archive: Archive,
) -> None:
    first = tagging.set_looks(archive, (REVIEW, DONE)).group_id
    second = tagging.set_looks(archive, (Tag(DONE.name, "red", 2),)).group_id
    searches.save(archive, "between", TOMBS)
    with pytest.raises(BuiltOn, match="“done” was changed again") as raised:
        editing.undo(archive, first)
    assert [act.id for act in raised.value.later] == [second]
    editing.undo(archive, first, partly=True)
    assert tagging.looks(archive) == (Tag(DONE.name, "red", 2),)
    editing.redo(archive, first)
    assert tagging.looks(archive) == (Tag(DONE.name, "red", 2), REVIEW)
    assert check(archive) == ()


def test_an_older_change_of_a_tag_is_taken_back_together_with_the_later_one(archive: Archive) -> None:
    first = tagging.set_looks(archive, (REVIEW, DONE)).group_id
    tagging.set_looks(archive, (Tag(DONE.name, "red", 2),))
    searches.save(archive, "between", TOMBS)
    editing.undo_with_later(archive, first)
    assert (tagging.looks(archive), names(archive)) == ((), ["between"])
    assert check(archive) == ()


def test_a_key_that_another_tag_has_by_now_is_in_the_way(archive: Archive) -> None:
    tagging.set_looks(archive, (REVIEW,))
    without = tagging.set_looks(archive, (Tag(REVIEW.name, "amber"),)).group_id
    later = tagging.set_looks(archive, (Tag("fresh", "red", 1),)).group_id
    with pytest.raises(BuiltOn, match="key 1 belongs to the tag “fresh”") as raised:
        editing.undo(archive, without)
    assert [act.id for act in raised.value.later] == [later]
    with pytest.raises(KnownError, match="nothing is left"):
        editing.undo(archive, without, partly=True)
    with pytest.raises(KnownError, match="key 1 belongs"):
        history.revert_value(archive, without, None, f"tag:{REVIEW.name}")
    editing.undo_with_later(archive, without)
    assert tagging.looks(archive) == (REVIEW,)


def test_undoing_a_record_takes_the_term_it_brought_away_and_redoing_brings_both(archive: Archive) -> None:
    ref = new_event_of_a_kind_of_ones_own(archive)
    assert len(editing.groups(archive)) == 1
    assert archive.terms("event_kind")[-1] == ROCKFALL
    assert vocabulary.label("event_kind", "rockfall", "ar") == "سقوط صخور"
    editing.undo(archive)
    assert ROCKFALL not in archive.terms("event_kind")
    assert vocabulary.label("event_kind", "rockfall", "ar") == "rockfall"
    editing.redo(archive)
    assert archive.terms("event_kind")[-1] == ROCKFALL
    assert vocabulary.label("event_kind", "rockfall", "ar") == "سقوط صخور"
    assert not archive.record(ref).trashed
    assert check(archive) == ()


def an_event(archive: Archive) -> None:
    create(archive, EVENT, title="Another", event_kind="rockfall")


def an_event_in_the_trash(archive: Archive) -> None:
    trash(archive, create(archive, EVENT, title="Another", event_kind="rockfall"))


def a_claim(archive: Archive) -> None:
    claim_on(archive, create(archive, EVENT, title="Another"), "event_kind", value="rockfall")


@pytest.mark.parametrize("use", [an_event, an_event_in_the_trash, a_claim])
def test_a_term_that_another_record_has_by_now_stays(
    archive: Archive, use: Callable[[Archive], None]
) -> None:
    act = editing.groups(archive, 1)[0].id if new_event_of_a_kind_of_ones_own(archive) else 0
    use(archive)
    with pytest.raises(KnownError, match="still has it"):
        history.revert_value(archive, act, None, "term:event_kind:rockfall")
    editing.undo(archive, act)
    assert archive.terms("event_kind")[-1] == ROCKFALL
    editing.redo(archive, act)
    assert archive.terms("event_kind")[-1] == ROCKFALL
    assert check(archive) == ()


def test_a_record_changed_since_stays_with_its_term(archive: Archive) -> None:
    ref = new_event_of_a_kind_of_ones_own(archive)
    act = editing.groups(archive, 1)[0].id
    change(archive, ref, place="Tadmur")
    with pytest.raises(BuiltOn):
        editing.undo(archive, act)
    editing.undo_with_later(archive, act)
    assert ROCKFALL not in archive.terms("event_kind")


def test_a_pair_told_apart_is_suggested_again_once_that_is_undone(archive: Archive) -> None:
    one, two = (create(archive, MONUMENT, name="بل") for _turn in range(2))
    act = merging.tell_apart(archive, two, one, author="Amal").group_id
    assert merging.tell_apart(archive, one, two).group_id == 0
    assert merging.suggestions(archive, MONUMENT) == ()
    ((told,),) = [history.told(archive, act)]
    assert [(value.label, value.before, value.after) for value in told.values] == [
        ("“بل” and “بل”", "", "not the same")
    ]
    assert offered(archive)[0] == "Tell “بل” and “بل” apart"
    editing.undo(archive)
    assert len(merging.suggestions(archive, MONUMENT)) == 1
    editing.redo(archive)
    trash(archive, one)
    trashed.empty(archive, trashed.contents(archive).removable)
    assert merging.suggestions(archive, MONUMENT) == ()
    assert check(archive) == ()
    ((told,),) = [history.told(archive, act)]
    assert [value.label for value in told.values] == [f"“#{one.id}” and “بل”"]


def test_acts_survive_a_restart_and_another_program_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as ours:
        searches.save(ours, "بل", TOMBS)
        new_event_of_a_kind_of_ones_own(ours)
    with Archive.open(path) as ours, Archive.open(path) as theirs:
        assert not theirs.changed_elsewhere()
        editing.undo(ours)
        assert theirs.changed_elsewhere()
        assert ROCKFALL not in theirs.terms("event_kind")
        editing.undo(theirs)
        assert (names(ours), offered(ours)[1]) == ([], "Save the search “بل”")
        editing.redo(ours)
        editing.redo(ours)
        vocabulary.know(ours.engine, {})  # as if it was another program's
        assert vocabulary.label("event_kind", "rockfall", "en") == "rockfall"
        assert theirs.changed_elsewhere()
        assert vocabulary.label("event_kind", "rockfall", "en") == "Rockfall"
    assert vocabulary.label("event_kind", "rockfall", "en") == "rockfall", "no term of the next archive"


def test_what_an_act_did_beside_many_records_is_told(archive: Archive) -> None:
    act = new_event_of_a_kind_of_ones_own(archive) and editing.groups(archive)[0].id
    assert [one.ref for one in history.told(archive, act, limit=0)] == [None]


def bare(words: str) -> str:
    """Return words without the marks that set each of several apart on the screen."""
    return words.replace("\u2068", "").replace("\u2069", "")


def test_history_tells_values_in_words_and_gives_one_back(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Temple of Bel")
    found = Criteria(text="bomb", dates=DateFilter(DateSpan("2015"))).only("monument", bel.id)
    searches.save(archive, "Bel", found.excluding("damage", "slight"))
    act = tagging.set_looks(archive, (REVIEW, Tag("plain", "grey"))).group_id
    new_event_of_a_kind_of_ones_own(archive)
    told = [history.told(archive, group.id) for group in editing.groups(archive, 3)]
    values = [[(v.label, v.before, bare(v.after)) for v in one.values] for some in told for one in some]
    assert [one.ref.kind if one.ref else None for one in told[0]] == [EVENT, None]
    assert values[1] == [("Term “rockfall” of the list “Event kind”", "", "Rockfall / سقوط صخور")]
    assert values[-2] == [("Tag “plain”", "", "Grey"), ("Tag “للمراجعة”", "", "Amber, key 1")]
    ((label, _before, after),) = values[-1]
    assert label == "Saved search “Bel”"
    assert after == (
        "Events; Fields contain: bomb; Monument: Temple of Bel; Damage is not: slight; "
        "Date, possibly: from 2015"
    )
    assert (told[1][0].title, told[1][0].ref) == ("Test", None)
    history.revert_value(archive, act, None, "tag:plain", author="Amal")
    assert tagging.looks(archive) == (REVIEW,)
    assert editing.groups(archive, 1)[0].label == "Revert: Tag “plain”"


def test_the_log_is_filtered_and_exported_with_them(archive: Archive, tmp_path: Path) -> None:
    create(archive, EVENT, title="Between")
    searches.save(archive, "مدافن", TOMBS)
    tagging.set_looks(archive, (DONE,))
    for words, labels in (
        ("مدافن", ["Save the search “مدافن”"]),
        ("done", ["Change the tag “done”"]),
        ("title", ["Save the search “مدافن”"]),
    ):
        assert [act.label for act in history.acts(archive, LogFilter(text=words))] == labels
    assert [act.label for act in history.acts(archive, LogFilter(kind=EVENT))] == ["create"]
    assert len(history.acts(archive, LogFilter(is_beside=True))) == 2
    written = log_export.export(archive, LogFilter(), tmp_path / "log.csv")
    assert written.count == 3
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["kind"], row["id"], row["title"], row["field"], row["after"]) for row in rows[:2]] == [
        ("archive", "0", "Test", "Tag “done”", "Green, key 2"),
        ("archive", "0", "Test", "Saved search “مدافن”", "Events; Fields contain: مدافن"),
    ]
    assert log_export.export(archive, LogFilter(text="done"), tmp_path / "log.json").count == 1


TAMPERING = {
    "a search": update(saved_search).values(criteria='{"kind": "events"}'),
    "a search gone": delete(saved_search),
    "a colour": update(tag).values(color="red"),
    "a term": update(user_term).values(label_ar="x"),
    "the log": update(change_log).where(change_log.c.id == 2).values(after="{}"),
    "the log's end": delete(change_log).where(change_log.c.kind == "archive", change_log.c.id > 2),
    "the count": update(about).where(about.c.key == VERSION).values(value="1"),
}


@pytest.fixture(scope="module")
def furnished(new_archive: Callable[[], Archive]) -> Archive:
    """An archive with one of each."""
    archive = new_archive()
    searches.save(archive, "بل", TOMBS)
    tagging.set_looks(archive, (REVIEW,))
    new_event_of_a_kind_of_ones_own(archive)
    vocabulary.know(archive.engine, {})  # no other test is to know it
    return archive


@pytest.mark.parametrize("forgery", TAMPERING.values(), ids=TAMPERING.keys())
def test_what_was_altered_behind_the_logs_back_is_found(furnished: Archive, forgery: Executable) -> None:
    assert check(furnished) == ()
    with for_writing(furnished.engine.connect()) as connection:  # rolled back at the end
        connection.execute(forgery)
        assert [*furnishing.differing(connection), *editing.change_log.verify(connection)]


def test_a_search_of_a_newer_version_is_told_as_it_is_kept(archive: Archive) -> None:
    with for_writing(archive.engine.connect()) as connection, connection.begin():
        connection.execute(insert(saved_search), {"id": 1, "name": "x", "criteria": '{"kind": "comets"}'})
    searches.forget(archive, "x")
    ((told,),) = [history.told(archive, editing.groups(archive)[0].id)]
    assert [(value.before, value.after) for value in told.values] == [('{"kind": "comets"}', "")]
    editing.undo(archive)
    assert names(archive) == ["x"]
