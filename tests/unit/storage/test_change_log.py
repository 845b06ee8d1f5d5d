"""The log of changes: what it tells, and that nobody alters it unseen. On both engines."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Executable, delete, select, update

from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.reference import Identifier, Name
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, groups, history, verify_log
from palmyra_desktop.storage import change_log as log
from palmyra_desktop.storage.change_log import verify
from palmyra_desktop.storage.engine import for_writing
from palmyra_desktop.storage.schema import change_group, change_log, event
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import ACTOR, EVENT, MONUMENT, SOURCE, change, claim_on, create, edit, new, to, trash

NewArchive = Callable[[], Archive]


def test_a_created_record_is_logged_without_its_values(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    (made,) = history(archive, ref)
    assert (made.action, made.version, made.before, made.after) == (Action.CREATE, 1, None, None)


def test_a_change_is_logged_in_file_form_and_holds_what_changed_alone(archive: Archive) -> None:
    actor, bel = create(archive, ACTOR, name="a"), create(archive, MONUMENT, name="Bel")
    ref = create(archive, EVENT, title="e", date=DateSpan("2015-08"), place="Tadmur", damage="severe")
    change(
        archive, ref, date=DateSpan("2015-08-30"), damage="destroyed", place="Tadmur", monuments=(to(bel),),
        actors=(to(actor, "perpetrator"),),
    )  # fmt: skip
    newest = history(archive, ref)[0]
    assert newest.before == {"date": "2015-08", "damage": "severe", "monuments": [], "actors": []}
    assert newest.after == {
        "date": "2015-08-30",
        "damage": "destroyed",
        "monuments": [bel.id],
        "actors": [{"id": actor.id, "role": "perpetrator"}],
    }


def test_names_identifiers_texts_links_and_choices_are_logged(archive: Archive) -> None:
    ref = create(archive, MONUMENT, name="Bel")
    change(archive, ref, names=(Name("بل", "ar", "Arab"),), identifiers=(Identifier("wikidata", "Q1"),))
    assert history(archive, ref)[0].after == {
        "names": [{"text": "بل", "language": "ar", "script": "Arab"}],
        "identifiers": [{"scheme": "wikidata", "value": "Q1"}],
    }
    source = create(archive, SOURCE, title="s", text="old")
    change(archive, source, text="new", authors=("x",))
    assert history(archive, source)[0].before == {"text": "old", "authors": []}
    claim = claim_on(archive, ref, "condition")
    change(archive, claim, subject=to(source), field="published")
    assert history(archive, claim)[0].before == {
        "subject": {"kind": "monument", "id": ref.id},
        "field": "condition",
    }
    about = claim_on(archive, ref, "condition")
    apply(archive, (edit(archive, ref, Action.CHOOSE, field="condition", claim_id=about.id),), label="c")
    assert history(archive, ref)[0].after == {"chosen:condition": about.id}


def test_history_is_of_one_record_newest_first_and_names_act_and_author(archive: Archive) -> None:
    ref, other = create(archive, EVENT, title="e"), create(archive, EVENT, title="o")
    for author, place in (("Amal", "a"), ("Basil", "b")):
        apply(archive, (edit(archive, ref, place=place),), label=f"to {place}", author=author)
    trash(archive, other)
    found = history(archive, ref, limit=2)
    assert [(c.author, c.label, c.version) for c in found] == [("Basil", "to b", 3), ("Amal", "to a", 2)]
    assert all(c.at_utc.endswith("Z") and c.at_utc[:2] == "20" for c in found)


def test_acts_are_listed_newest_first_with_what_they_changed(archive: Archive) -> None:
    two = new(EVENT, -1, title="a"), new(EVENT, -2, title="b")
    apply(archive, two, label="استيراد", initiator="import")
    newest = groups(archive, limit=1)[0]
    assert (newest.label, newest.initiator, newest.change_count) == ("استيراد", "import", 2)
    assert not newest.reverted


def test_a_log_that_nobody_touched_is_found_whole(empty: Archive) -> None:
    assert verify_log(empty) == ()
    ref = create(empty, EVENT, title="حدث")
    change(empty, ref, note="ملاحظة “quoted” \\ \n")
    trash(empty, ref)
    assert verify_log(empty) == ()


TAMPERING = {
    "a value": update(change_log).where(change_log.c.id == 2).values(after='{"note":"forged"}'),
    "a version": update(change_log).where(change_log.c.id == 2).values(version=7),
    "an author": update(change_group).where(change_group.c.id == 2).values(author="somebody else"),
    "a time": update(change_group).where(change_group.c.id == 2).values(at_utc="1999-01-01T00:00:00.000Z"),
    "a row gone": delete(change_log).where(change_log.c.id == 2),
    "the first row gone": delete(change_log).where(change_log.c.id == 1),
    "the last row gone": delete(change_log).where(change_log.c.id == 3),
    "a record behind the log's back": update(event).values(version=9),
}


@pytest.mark.parametrize("forgery", TAMPERING.values(), ids=TAMPERING.keys())
def test_a_log_that_was_altered_is_found_out(three_changes: Archive, forgery: Executable) -> None:
    with for_writing(three_changes.engine.connect()) as connection:  # rolled back at the end
        connection.execute(forgery)
        assert verify(connection)
    assert verify_log(three_changes) == ()


def test_a_row_forged_with_a_hash_of_its_own_is_found_by_the_next(three_changes: Archive) -> None:
    with for_writing(three_changes.engine.connect()) as connection:
        connection.execute(TAMPERING["a value"])
        row = connection.execute(select(change_log).where(change_log.c.id == 2)).mappings().one()
        group = connection.execute(select(change_group).where(change_group.c.id == 2)).one()
        last_hash = connection.execute(select(change_log.c.hash).where(change_log.c.id == 1)).scalar_one()
        values = {key: value for key, value in row.items() if key != "hash"}
        forged = log._hash(last_hash, values, group[1:])
        connection.execute(update(change_log).where(change_log.c.id == 2).values(hash=forged))
        (found,) = verify(connection)
    assert "3" in found


@pytest.fixture(scope="module")
def three_changes(new_archive: NewArchive) -> Archive:
    """An archive of one event changed twice, each change an act of its own."""
    archive = new_archive()
    ref = create(archive, EVENT, title="e")
    change(archive, ref, note="n")
    change(archive, ref, note="m")
    return archive


def test_the_log_is_the_same_text_on_both_engines(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    change(archive, ref, note="ملاحظة", place="Tadmur")
    with reading(archive.engine) as connection:
        query = select(change_log.c.after).order_by(change_log.c.id.desc()).limit(1)
        stored = connection.execute(query).scalar_one()
    assert stored == '{"note":"ملاحظة","place":"Tadmur"}'
    assert json.loads(stored) == history(archive, ref)[0].after
