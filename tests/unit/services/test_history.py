"""The history as a user reads it: in words, filtered, taken back field by field, and as a file."""

import csv
import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from palmyra_desktop import i18n
from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.reference import Name
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, undo
from palmyra_desktop.services.history import acts, authors, revert_value, told
from palmyra_desktop.services.log_export import export
from palmyra_desktop.services.trash import contents, empty
from tests.acts import (
    ACTOR,
    CLAIM,
    EVENT,
    MONUMENT,
    SOURCE,
    change,
    claim_on,
    create,
    edit,
    new,
    state,
    to,
    trash,
)


def words_of(archive: Archive, group_id: int) -> dict[str, tuple[str, str]]:
    """Return the values of an act's first change: label to before and after, without isolates."""
    values = told(archive, group_id)[0].values
    return {value.label: (_plain(value.before), _plain(value.after)) for value in values}


def _plain(words: str) -> str:
    return words.translate(dict.fromkeys(map(ord, "\u200e\u2068\u2069")))


def labels(archive: Archive, **conditions: object) -> list[str]:
    return [group.label for group in acts(archive, LogFilter(**conditions))]  # type: ignore[arg-type]


def test_values_are_told_in_words(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="معبد بل")
    group = create(archive, ACTOR, name="Group")
    ref = create(archive, EVENT, title="e", date=DateSpan("2015-08"))
    act = change(
        archive,
        ref,
        date=DateSpan("2015-08-30"),
        monuments=(to(bel),),
        actors=(to(group, "perpetrator"),),
        event_kind="destruction_of_heritage",
    )
    assert words_of(archive, act.group_id) == {
        "Date": ("August 2015 (2015-08)", "30 August 2015 (2015-08-30)"),
        "Monuments": ("", "معبد بل"),
        "Actors": ("", "Group (perpetrator)"),
        "Kind": ("", "destruction of heritage"),
    }


def test_names_trash_choices_and_texts_are_told_in_words_too(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel")
    claim = claim_on(archive, bel, "condition", value="ruin")
    named = change(archive, bel, names=(Name("بل", "ar"), Name("Bol")))
    assert words_of(archive, named.group_id) == {"Other names": ("", "بل (ar); Bol")}
    chosen = apply(
        archive, (edit(archive, bel, Action.CHOOSE, field="condition", claim_id=claim.id),), label="c"
    )
    assert words_of(archive, chosen.group_id) == {"Condition: rests on": ("", "on condition")}
    assert words_of(archive, trash(archive, bel).group_id) == {"Trash": ("not in the trash", "in the trash")}
    source = create(archive, SOURCE, title="s", text="a")
    text = words_of(archive, change(archive, source, text="ب" * 2_345).group_id)["Text"][1]
    assert text.endswith("… and 345 characters more")


def test_roles_that_changed_are_told_with_their_actors_alone(archive: Archive) -> None:
    group, other = (create(archive, ACTOR, name=name) for name in ("الجماعة", "Other"))
    actors = to(group, "perpetrator"), to(other)
    ref = create(archive, EVENT, title="e", actors=actors)
    act = change(archive, ref, actors=(to(group, "claimant"), to(other)))
    assert words_of(archive, act.group_id) == {
        "Actors: role": ("الجماعة (perpetrator)", "الجماعة (claimant)")
    }
    act = change(archive, ref, actors=(to(group, "claimant"), to(other, "witness")))
    assert words_of(archive, act.group_id) == {"Actors: role": ("Other", "Other (witness)")}
    act = change(archive, ref, actors=(to(other, "witness"),))
    assert words_of(archive, act.group_id) == {
        "Actors": ("الجماعة (claimant); Other (witness)", "Other (witness)")
    }


def test_each_of_several_names_keeps_its_direction_on_the_screen_and_files_have_no_marks(
    archive: Archive, tmp_path: Path
) -> None:
    ref = create(archive, MONUMENT, name="Bel")
    act = change(archive, ref, names=(Name("بل"), Name("Bol")))
    assert told(archive, act.group_id)[0].values[0].after == "\u200e\u2068بل\u2069; \u2068Bol\u2069"
    for name in ("log.csv", "log.json"):
        written = export(archive, LogFilter(), tmp_path / name).path.read_text("utf-8")
        assert "بل" in written and "\u2068" not in written and "\\u2068" not in written


def test_edtf_is_read_from_the_left_in_an_arabic_window_and_bare_in_its_files(
    archive: Archive, tmp_path: Path
) -> None:
    ref = create(archive, EVENT, title="e")
    act = change(archive, ref, date=DateSpan("2015-08-30"))
    i18n.set_language("ar")
    try:
        assert told(archive, act.group_id)[0].values[0].after == "٣٠ آب ٢٠١٥ (\u20662015-08-30\u2069)"
        written = export(archive, LogFilter(), tmp_path / "log.csv").path.read_text("utf-8")
    finally:
        i18n.set_language("en")
    assert "٣٠ آب ٢٠١٥ (2015-08-30)" in written


def test_a_created_record_is_told_with_the_values_it_began_with(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="معبد بل")
    edits = (new(SOURCE, -1, title="s", text="words"), new(EVENT, -2, title="e", monuments=(to(bel),)))
    act = apply(archive, (*edits, new(EVENT, -3, title="f", date=DateSpan("2015-08"))), label="all").group_id
    source, _event, changed = act_refs = tuple(one.ref for one in told(archive, act))
    change(archive, changed, title="g", date=None, place="p")
    change(archive, changed, date=DateSpan("2016"))
    change(archive, source, text="other words")
    values = [{value.key: value.after for value in one.values} for one in told(archive, act)]
    assert values[0]["text"] == "words"
    assert (values[1]["title"], values[1]["monuments"]) == ("e", "معبد بل")
    assert (values[2]["title"], values[2]["date"]) == ("f", "August 2015 (2015-08)")
    assert "place" not in values[2] and "text" not in values[1] | values[2]
    assert {value.before for one in told(archive, act) for value in one.values} == {""}
    assert [one.ref for one in told(archive, act)] == list(act_refs)
    with pytest.raises(KnownError):
        revert_value(archive, act, changed, "title")


def test_a_removed_record_is_told_with_what_is_known_of_it_and_who_removed_it(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="معبد بل")
    ref = create(archive, EVENT, title="حدث", place="Palmyra", note="n")
    change(archive, ref, place=None, monuments=(to(bel),))
    act = change(archive, ref, place="تدمر", extent="whole").group_id
    for gone in (ref, bel):
        trash(archive, gone)
    empty(archive, contents(archive).removable, author="Amal")
    (found,) = told(archive, act)
    assert (found.title, found.is_there) == ("حدث", False)
    assert found.removal is not None and found.removal.author == "Amal"
    removals = {one.ref: one for one in told(archive, acts(archive)[0].id)}
    removal = removals[ref]
    assert (removal.change, removal.title) == (found.removal, "حدث")
    assert {value.key: (value.before, value.after) for value in removal.values} == {
        "title": ("حدث", ""),
        "place": ("تدمر", ""),
        "monuments": ("معبد بل", ""),
        "extent": ("whole", ""),
    }  # the note was never changed: it went with the record
    assert [value.key for value in removals[bel].values] == ["name"]


def test_the_log_is_filtered_by_author_kind_field_time_and_words(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Temple of Bel")
    event = create(archive, EVENT, title="e")
    apply(archive, (edit(archive, bel, note="the lintel fell"),), label="lintel", author="Amal")
    apply(archive, (edit(archive, event, place="تدمر", note="n"),), label="place", author="خالد")
    assert authors(archive) == ("", "Amal", "خالد")
    assert labels(archive) == ["place", "lintel", "create", "create"]
    assert labels(archive, author="خالد") == ["place"]
    assert labels(archive, author="") == ["create", "create"]
    assert labels(archive, kind=MONUMENT) == ["lintel", "create"]
    assert labels(archive, field="note") == ["place", "lintel"]
    assert labels(archive, field="place") == ["place"]
    assert labels(archive, field="name") == labels(archive, field="title") == ["create"]
    assert labels(archive, ref=bel) == ["lintel", "create"]
    assert labels(archive, text="تدمر") == labels(archive, text="PLACE") == ["place"]
    assert labels(archive, text="temple lintel") == ["lintel"]
    create(archive, EVENT, title="f", description="مقتل جندي")
    assert labels(archive, text="جندي") == ["create"]
    assert labels(archive, text="% _") == []
    middle = acts(archive)[2].at_utc
    assert labels(archive, since=middle)[:3] == ["create", "place", "lintel"]
    assert "place" not in labels(archive, until=middle)


def test_the_log_of_a_field_has_the_creations_that_set_it(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel", names=(Name("بل"),), site=None)
    part = create(archive, MONUMENT, name="Cella", site=to(bel), condition="ruin")
    made = acts(archive)[0].id
    change(archive, part, "clear", condition=None, site=None, names=(Name("الهيكل"),))
    change(archive, bel, "set", condition="good", site=None)
    change(archive, bel, "set again", condition="fair")
    event = create(archive, EVENT, title="e", monuments=(to(bel),))
    change(archive, event, "unlink", monuments=())

    def found(field: str, **conditions: object) -> list[str]:
        return labels(archive, kind=MONUMENT, field=field, **conditions)

    assert found("condition") == ["set again", "set", "clear", "create"]
    assert [group.id for group in acts(archive, LogFilter(kind=MONUMENT, field="condition"))][-1] == made
    assert found("names") == ["clear", "create"]
    assert found("site") == ["clear", "create"]
    assert found("identifiers") == []
    assert found("condition", ref=bel) == ["set again", "set"]
    assert labels(archive, kind=EVENT, field="monuments") == ["unlink", "create"]
    trash(archive, part)
    empty(archive, contents(archive).removable)
    assert found("name", ref=part) == ["Remove 1 record for good", "create"]
    assert found("condition", ref=part) == ["clear", "create"]


def test_acts_are_read_page_by_page(archive: Archive) -> None:
    for number in range(5):
        create(archive, EVENT, title=str(number))
    first = acts(archive, limit=2)
    rest = acts(archive, limit=10, before=first[-1].id)
    assert [group.id for group in (*first, *rest)] == [5, 4, 3, 2, 1]


def test_a_list_that_is_given_up_leaves_nothing_open(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        create(archive, EVENT, title=str(number))
    cancel = Cancellation()

    def give_up(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "IS NOT NULL" in statement:
            cancel.cancel()

    event.listen(archive.engine, "before_cursor_execute", give_up)
    with suppress(Cancelled):
        acts(archive, cancel=cancel)
    event.remove(archive.engine, "before_cursor_execute", give_up)
    assert caplog.records == []


def test_one_field_is_given_back_its_value_and_the_others_stay(archive: Archive) -> None:
    ref = create(archive, EVENT, title="Arch", place="a", note="a")
    act = change(archive, ref, place="b", note="b").group_id
    change(archive, ref, place="c")
    done = revert_value(archive, act, ref, "place", author="Amal")
    found = archive.record(ref)
    assert (found.place, found.note) == ("a", "b")
    assert done.label == "Revert Place of “Arch”"
    undo(archive)
    assert archive.record(ref).place == "c"


def test_trash_choice_and_text_are_given_back_one_by_one(archive: Archive) -> None:
    words = "two columns of the tetrapylon still stand"
    source = create(archive, SOURCE, title="s", text=f"one {words}")
    event = create(archive, EVENT, title="e")
    claim = claim_on(archive, event, "date", source=to(source), words=words, start=4, end=4 + len(words))
    text = change(archive, source, text=f"one and {words}")
    assert archive.record(claim).start == 8
    revert_value(archive, text.group_id, source, "text")
    assert archive.record(claim).start == 4
    act = trash(archive, event)
    revert_value(archive, act.group_id, event, "trashed")
    assert not archive.record(event).trashed
    choice = apply(
        archive, (edit(archive, event, Action.CHOOSE, field="date", claim_id=claim.id),), label="choose"
    )
    revert_value(archive, choice.group_id, event, "chosen:date")
    assert archive.detail(event).chosen == {}


def test_what_an_act_did_not_change_cannot_be_given_back(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    act = change(archive, ref, note="n").group_id
    with pytest.raises(KnownError):
        revert_value(archive, act, ref, "place")
    assert state(archive, ref).version == 2


def test_the_log_is_written_as_csv_in_words_and_harmless(archive: Archive, tmp_path: Path) -> None:
    ref = create(archive, EVENT, title="=SUM(A1)")
    change(archive, ref, place="ثم", note="+1")
    done = export(archive, LogFilter(), tmp_path / "log.csv", author="Amal")
    assert (done.count, done.logged) == (2, True)
    assert done.sha256 == hashlib.sha256(done.path.read_bytes()).hexdigest()
    with done.path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    changed, created = rows[:2], {row["field"]: row["after"] for row in rows[2:]}
    assert [(row["field"], row["after"]) for row in changed] == [("Note", "'+1"), ("Place", "ثم")]
    assert created["Title"] == "'=SUM(A1)"
    assert {row["title"] for row in rows} == {"'=SUM(A1)"}


def test_the_log_is_written_as_json_as_it_is_kept(archive: Archive, tmp_path: Path) -> None:
    ref = create(archive, EVENT, title="e")
    change(archive, ref, place="ثم")
    claim_on(archive, ref, "date")
    done = export(archive, LogFilter(kind=EVENT), tmp_path / "log.json")
    newest, oldest = json.loads(done.path.read_text("utf-8"))["changes"]
    assert (newest["before"], newest["after"], len(newest["hash"])) == ({"place": None}, {"place": "ثم"}, 64)
    assert (oldest["action"], oldest["change"]) == ("create", 1)


def test_many_changes_are_written_and_read_back(archive: Archive, tmp_path: Path) -> None:
    apply(archive, [new(EVENT, -n, title=f"حدث {n}") for n in range(1, 2_501)], label="many")
    for name in ("log.csv", "log.json"):
        assert export(archive, LogFilter(), tmp_path / name).count == 2_500


def test_a_log_file_is_not_written_over_another_nor_under_another_ending_nor_half(
    archive: Archive, tmp_path: Path
) -> None:
    create(archive, CLAIM, proposition="p", subject=to(create(archive, EVENT, title="e")), field="date")
    taken = tmp_path / "log.csv"
    taken.write_text("mine")
    for output in (taken, tmp_path / "log.txt", tmp_path / "absent" / "log.csv"):
        with pytest.raises(KnownError):
            export(archive, LogFilter(), output)
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        export(archive, LogFilter(), tmp_path / "other.csv", cancel=cancel)
    assert taken.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".palmyra")[0] == "log.csv"
