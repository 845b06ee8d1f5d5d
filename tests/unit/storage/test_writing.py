"""Applying edits: what is kept, what is refused, on both engines."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import func, select

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Conflict, InvalidRecord, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Identifier, Link, Name, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, history
from palmyra_desktop.storage.schema import RECORD_TABLES, change_group, event
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import (
    ACTOR,
    CLAIM,
    EVENT,
    IMAGE,
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


def counted(archive: Archive) -> dict[str, int]:
    tables = {kind.value: table for kind, table in RECORD_TABLES.items()} | {"group": change_group}
    with reading(archive.engine) as connection:
        counts = {key: select(func.count()).select_from(table) for key, table in tables.items()}
        return {key: connection.execute(count).scalar_one() for key, count in counts.items()}


def test_a_record_comes_back_with_every_value_in_order(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Temple of Bel", names=(Name("معبد بل", "ar", "Arab"), Name("Bêl")))
    first, second = create(archive, ACTOR, name="B"), create(archive, ACTOR, name="A")
    actors = (to(first, "perpetrator"), to(second), to(first, "controller"))
    ref = create(
        archive, EVENT, title="تفجير المعبد", date=DateSpan("2015-08-30"), monuments=(to(bel),), actors=actors
    )
    found = archive.record(ref)
    assert (found.title, found.date, found.version) == ("تفجير المعبد", DateSpan("2015-08-30"), 1)
    assert [link.id for link in found.monuments] == [bel.id]
    assert [(link.id, link.role) for link in found.actors] == [(link.id, link.role) for link in actors]
    assert [name.text for name in archive.record(bel).names] == ["معبد بل", "Bêl"]


def test_records_of_one_act_may_point_at_each_other_in_any_order(archive: Archive) -> None:
    edits = (
        new(CLAIM, -1, proposition="x", subject=Link(EVENT, -2), field="date", rests_on=Link(CLAIM, -4)),
        new(EVENT, -2, title="Event", monuments=(Link(MONUMENT, -3),)),
        new(MONUMENT, -3, name="Arch", site=Link(MONUMENT, -5)),
        new(CLAIM, -4, proposition="y", subject=Link(EVENT, -2), field="date"),
        new(MONUMENT, -5, name="Palmyra"),
        Edit(Action.CHOOSE, EVENT, -2, None, {"field": "date", "claim_id": -4}),
    )
    made = apply(archive, edits, label="all").created
    assert archive.record(made[-1]).rests_on.ref == made[-4]
    assert archive.record(made[-3]).site.ref == made[-5]
    assert archive.detail(made[-2]).chosen == {"date": made[-4].id}


BEGINNING_OF_TIME = DateSpan("../2015").sort_key[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2015-08-30", (735_840, 735_840, 735_840)),
        ("2015-08-30/..", (735_840, None, 735_840)),
        ("../2015-08-30", (None, 735_840, BEGINNING_OF_TIME)),
        ("-0032/0032", (-12_053, 11_688, -12_053)),
    ],
)
def test_a_date_is_kept_with_its_days(archive: Archive, text: str, days: tuple[int | None, ...]) -> None:
    ref = create(archive, EVENT, title="e", date=DateSpan(text))
    columns = select(event.c.date, event.c.date_first, event.c.date_last, event.c.date_sort)
    with reading(archive.engine) as connection:
        assert tuple(connection.execute(columns.where(event.c.id == ref.id)).one()) == (text, *days)


def test_the_farthest_years_fit_into_the_columns(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", date=DateSpan("Y17E15"))
    assert archive.record(ref).date == DateSpan("Y17E15")


def test_taking_a_date_away_takes_its_days_away(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", date=DateSpan("2015"))
    change(archive, ref, date=None)
    with reading(archive.engine) as connection:
        columns = select(event.c.date, event.c.date_first, event.c.date_last, event.c.date_sort)
        assert set(connection.execute(columns.where(event.c.id == ref.id)).one()) == {None}


def test_an_update_changes_what_it_names_and_counts_the_version(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="Tadmur", note="n")
    assert change(archive, ref, place=None, note="m").refs == (ref,)
    found = archive.record(ref)
    assert (found.place, found.note, found.title, found.version) == (None, "m", "e", 2)


def test_what_is_so_already_is_no_change(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="Tadmur")
    before = counted(archive)
    assert change(archive, ref, place="Tadmur").group_id == 0
    assert (archive.record(ref).version, counted(archive)) == (1, before)


def test_no_edits_leave_no_trace(archive: Archive) -> None:
    before = counted(archive)
    assert apply(archive, (), label="nothing").refs == ()
    assert counted(archive) == before


def test_a_stale_edit_is_a_conflict_and_shows_both_versions(archive: Archive) -> None:
    ref = create(archive, EVENT, title="Arch", place="Tadmur")
    stale = edit(archive, ref, place="Palmyra")
    change(archive, ref, place="Homs")
    with pytest.raises(Conflict, match="Arch") as caught:
        apply(archive, (stale,), label="late")
    assert (caught.value.yours, caught.value.theirs) == ({"place": "Palmyra"}, {"place": "Homs"})
    assert archive.record(ref).place == "Homs"


def test_a_record_edited_twice_in_one_act_is_changed_twice(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    twice = (edit(archive, ref, place="a"), edit(archive, ref, place="b"))
    apply(archive, twice, label="twice")
    assert (archive.record(ref).place, archive.record(ref).version) == ("b", 3)
    assert [found.after for found in history(archive, ref)][:2] == [{"place": "b"}, {"place": "a"}]


def test_one_bad_edit_leaves_the_whole_act_unwritten(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    before = counted(archive)
    with pytest.raises(InvalidRecord):
        apply(archive, (edit(archive, ref, note="x"), new(EVENT, title=" ")), label="both")
    assert archive.record(ref).note is None
    assert counted(archive) == before


NOWHERE = Link(MONUMENT, 987_654)
BAD: tuple[tuple[Kind, str, dict[str, Any]], ...] = (
    (EVENT, "title", {}),
    (EVENT, "title", {"title": "  "}),
    (EVENT, "colour", {"title": "e", "colour": "red"}),
    (EVENT, "claim_count", {"title": "e", "claim_count": 3}),
    (EVENT, "date", {"title": "e", "date": "2015-08-30"}),
    (EVENT, "note", {"title": "e", "note": 7}),
    (EVENT, "note", {"title": "e", "note": "a\x00b"}),
    (EVENT, "note", {"title": "e", "note": "half \ud83d"}),
    (EVENT, "monuments", {"title": "e", "monuments": (NOWHERE,)}),
    (EVENT, "monuments", {"title": "e", "monuments": (Link(ACTOR, 1),)}),
    (EVENT, "monuments", {"title": "e", "monuments": NOWHERE}),
    (MONUMENT, "latitude", {"name": "m", "latitude": 90.5}),
    (MONUMENT, "longitude", {"name": "m", "longitude": -181}),
    (MONUMENT, "latitude", {"name": "m", "latitude": float("nan")}),
    (MONUMENT, "latitude", {"name": "m", "latitude": "34"}),
    (MONUMENT, "latitude", {"name": "m", "latitude": True}),
    (MONUMENT, "names", {"name": "m", "names": (Name(" "),)}),
    (MONUMENT, "names", {"name": "m", "names": ("Bel",)}),
    (MONUMENT, "identifiers", {"name": "m", "identifiers": (Identifier("wikidata", ""),)}),
    (SOURCE, "authors", {"title": "s", "authors": "A. Author"}),
    (CLAIM, "subject", {"proposition": "p", "field": "date"}),
    (CLAIM, "subject", {"proposition": "p", "field": "date", "subject": Link(EVENT, 987_654)}),
    (CLAIM, "field", {"proposition": "p", "subject": NOWHERE}),
)


@pytest.mark.parametrize(("kind", "field", "values"), BAD, ids=lambda part: str(part)[:40])
def test_what_a_record_cannot_hold_is_refused_at_its_field(
    archive: Archive, kind: Kind, field: str, values: dict[str, Any]
) -> None:
    before = counted(archive)
    with pytest.raises(InvalidRecord) as caught:
        create(archive, kind, **values)
    assert caught.value.field == field and caught.value.message
    assert counted(archive) == before


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("field", {"field": "colour"}),
        ("start", {"field": "date", "start": 5, "end": 5}),
        ("start", {"field": "date", "start": -1, "end": 5}),
        ("end", {"field": "date", "start": 1}),
        ("stance", {"field": "date", "stance": None}),
        ("status", {"field": "date", "status": ""}),
    ],
)
def test_a_claim_must_be_about_a_field_and_have_a_sane_place(
    archive: Archive, field: str, values: dict[str, Any]
) -> None:
    event_ref = create(archive, EVENT, title="e")
    with pytest.raises(InvalidRecord) as caught:
        create(archive, CLAIM, proposition="p", subject=to(event_ref), **values)
    assert caught.value.field == field


@pytest.mark.parametrize("field", ["date", "occurrence", "held_by", "remark"])
def test_a_claim_may_be_about_a_field_of_its_subject_or_a_special_one(archive: Archive, field: str) -> None:
    ref = claim_on(archive, create(archive, EVENT, title="e"), field)
    assert archive.record(ref).field == field
    assert (archive.record(ref).stance, archive.record(ref).status) == ("asserts", "accepted")


def test_nothing_can_be_part_of_itself_or_rest_on_itself(archive: Archive) -> None:
    site = create(archive, MONUMENT, name="site")
    part = create(archive, MONUMENT, name="part", site=to(site))
    group = create(archive, ACTOR, name="group")
    claim = claim_on(archive, site, "remark")
    for ref, field, value in (
        (site, "site", to(site)),
        (site, "site", to(part)),
        (group, "member_of", (to(group),)),
        (claim, "rests_on", to(claim)),
    ):
        with pytest.raises(InvalidRecord) as caught:
            change(archive, ref, **{field: value})
        assert caught.value.field == field


def test_a_link_twice_is_refused_but_two_roles_of_one_actor_are_not(archive: Archive) -> None:
    actor = create(archive, ACTOR, name="a")
    ref = create(archive, EVENT, title="e", actors=(to(actor, "victim"), to(actor, "witness")))
    assert len(archive.record(ref).actors) == 2
    with pytest.raises(InvalidRecord, match="twice"):
        change(archive, ref, actors=(to(actor, "victim"), to(actor, "victim")))


def test_a_user_may_use_words_of_their_own_for_terms(archive: Archive) -> None:
    assert archive.record(create(archive, EVENT, title="e", damage="مخفي")).damage == "مخفي"


def test_text_is_composed_but_never_trimmed_and_empty_is_absent(archive: Archive) -> None:
    ref = create(archive, EVENT, title=" Bele\u0301 ", place="", note="\n")
    found = archive.record(ref)
    assert (found.title, found.place, found.note) == (" Belé ", None, "\n")


def test_the_words_of_a_source_stay_code_point_for_code_point(archive: Archive) -> None:
    text = "Bele\u0301 said:\r\n\ufeff«بَل» fell 🏛.\n"
    source = create(archive, SOURCE, title="s", text=text, text_kind="full_text")
    found = archive.source_text(source.id)
    assert found is not None and found.text == text
    assert found.sha256 == archive.record(source).text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    claim = claim_on(archive, source, "remark", words=text[:5], start=0, end=5)
    assert archive.record(claim).words == text[:5]


def test_taking_a_text_away_takes_its_hash_away(archive: Archive) -> None:
    source = create(archive, SOURCE, title="s", text="words")
    change(archive, source, text=None)
    assert archive.source_text(source.id) is None
    assert archive.record(source).text_sha256 is None


def test_a_record_may_bring_its_uid_but_not_one_that_is_taken(archive: Archive) -> None:
    ref = create(archive, ACTOR, name="a", uid="sana")
    assert archive.record(ref).uid == "sana"
    assert len(archive.record(create(archive, ACTOR, name="b")).uid) == 32
    with pytest.raises(InvalidRecord, match="sana"):
        create(archive, ACTOR, name="c", uid="sana")
    twins = new(ACTOR, -1, name="c", uid="twin"), new(ACTOR, -2, name="d", uid="twin")
    with pytest.raises(InvalidRecord, match="twin"):
        apply(archive, twins, label="t")


def test_trash_keeps_the_record_its_claims_and_the_links_to_it(archive: Archive) -> None:
    monument = create(archive, MONUMENT, name="m")
    event_ref = create(archive, EVENT, title="e", monuments=(to(monument),))
    claim = claim_on(archive, monument, "condition")
    trash(archive, monument)
    assert archive.record(monument).trashed
    assert archive.record(event_ref).monuments[0].id == monument.id
    assert not archive.record(claim).trashed
    apply(archive, (edit(archive, monument, Action.RESTORE),), label="restore")
    assert not archive.record(monument).trashed


def test_a_shown_value_rests_on_a_claim_about_that_field_alone(archive: Archive) -> None:
    event_ref = create(archive, EVENT, title="e")
    date, place = claim_on(archive, event_ref, "date"), claim_on(archive, event_ref, "place")

    def choose(claim_id: int | None) -> None:
        chosen = edit(archive, event_ref, Action.CHOOSE, field="date", claim_id=claim_id)
        apply(archive, (chosen,), label="choose")

    choose(date.id)
    assert archive.detail(event_ref).chosen == {"date": date.id}
    for wrong in (place.id, 987_654):
        with pytest.raises(InvalidRecord) as caught:
            choose(wrong)
        assert caught.value.field == "date"
    choose(None)
    assert archive.detail(event_ref).chosen == {}


def test_a_record_that_is_not_there_is_said_to_be_absent(archive: Archive) -> None:
    with pytest.raises(KnownError, match="987654"):
        apply(archive, (Edit(Action.UPDATE, EVENT, 987_654, 1, {"title": "x"}),), label="x")


def test_a_link_to_a_new_record_that_is_not_written_is_refused(archive: Archive) -> None:
    with pytest.raises(InvalidRecord):
        apply(archive, (new(EVENT, title="e", monuments=(Link(MONUMENT, -9),)),), label="x")


def test_an_image_keeps_its_three_kinds_of_links(archive: Archive) -> None:
    named = create(archive, MONUMENT, name="m"), create(archive, ACTOR, name="a")
    refs = (*named, create(archive, EVENT, title="e"), create(archive, SOURCE, title="s"))
    monuments, actors, events, (source,) = ((to(ref),) for ref in refs)
    ref = create(
        archive, IMAGE, caption="c", monuments=monuments, actors=actors, events=events, source=source
    )
    found = archive.record(ref)
    assert (found.monuments[0].ref, found.actors[0].ref, found.events[0].ref, found.source.ref) == refs


def test_lists_are_replaced_whole(archive: Archive) -> None:
    a, b, c = (create(archive, MONUMENT, name=name) for name in "abc")
    ref = create(archive, EVENT, title="e", monuments=(to(a), to(b)))
    change(archive, ref, monuments=(to(c), to(a)))
    assert state(archive, ref).values["monuments"] == [c.id, a.id]
    change(archive, ref, monuments=())
    assert state(archive, ref).values["monuments"] == []


def test_ids_are_never_used_again_and_every_kind_counts_for_itself(archive: Archive) -> None:
    first = create(archive, IMAGE, caption="a")
    trash(archive, first)
    assert create(archive, IMAGE, caption="b") == RecordRef(IMAGE, first.id + 1)


def test_ten_thousand_records_are_one_act(archive: Archive) -> None:
    many = 10_000 if archive.engine.dialect.name == "sqlite" else 2_000
    monument = create(archive, MONUMENT, name="تدمر")
    edits = [
        new(EVENT, -n, title=f"حدث {n}", date=DateSpan(f"20{n % 90 + 10}"), monuments=(to(monument),))
        for n in range(1, many + 1)
    ]
    done = apply(archive, edits, label="import")
    assert len(done.refs) == len(done.created) == many
    assert archive.record(done.created[-1_999]).title == "حدث 1999"
    assert archive.record(monument).event_count == many
