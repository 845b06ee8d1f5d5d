"""The same thing twice: found by what both have, made one with all that pointed at either, undone at once."""

from pathlib import Path

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Identifier, Name, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, attach_file, groups, undo
from palmyra_desktop.services.merging import BOTH, GOING, STAYING, compared, merge, suggestions, tell_apart
from palmyra_desktop.services.trash import contents, empty
from tests.acts import (
    ACTOR,
    CLAIM,
    EVENT,
    IMAGE,
    MONUMENT,
    SOURCE,
    claim_on,
    create,
    edit,
    new,
    state,
    to,
    trash,
)


def found(archive: Archive, kind: Kind) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.first.title, one.second.title, one.reasons) for one in suggestions(archive, kind)]


def test_names_in_any_script_and_words_in_any_order_suggest_a_duplicate(archive: Archive) -> None:
    create(archive, MONUMENT, name="Temple of Bel", names=(Name("معبد بل"),))
    create(archive, MONUMENT, name="مَعبَد بِل")
    create(archive, MONUMENT, name="Bel Temple")
    create(archive, MONUMENT, name="Temple of Baalshamin")
    assert found(archive, MONUMENT) == [
        ("Temple of Bel", "مَعبَد بِل", ("same name",)),
        ("Temple of Bel", "Bel Temple", ("same words",)),
    ]


def test_events_need_dates_that_are_near(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel")
    for title, date in (("Blast", "2015-08-30"), ("blast", "2015-08-31"), ("Blast", "2017-01-20")):
        create(archive, EVENT, title=title, date=DateSpan(date))
    for title in ("a", "b"):
        date = DateSpan("2016-05-01")
        create(
            archive, EVENT, title=title, event_kind="destruction_of_heritage", date=date, monuments=(to(bel),)
        )
    assert found(archive, EVENT) == [
        ("Blast", "blast", ("same words", "dates near")),
        ("a", "b", ("same kind at the same place", "dates near")),
    ]


def test_texts_addresses_files_and_sayings_suggest_one_too(archive: Archive, tmp_path: Path) -> None:
    sources = [
        create(archive, SOURCE, title=str(n), text="same", url="https://x.example/a") for n in range(2)
    ]
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    for caption in "ab":
        attach_file(archive, create(archive, IMAGE, caption=caption), picture)
    event = create(archive, EVENT, title="e")
    for words in ("p", "q"):
        values = {"proposition": words, "value": "2015", "source": to(sources[0])}
        create(archive, CLAIM, subject=to(event), field="date", **values)
    assert found(archive, SOURCE) == [("0", "1", ("same text", "same address"))]
    assert found(archive, IMAGE) == [("a", "b", ("same file",))]
    assert found(archive, CLAIM) == [("p", "q", ("same value, same source",))]


def test_what_was_told_apart_or_lies_in_the_trash_is_not_suggested_again(archive: Archive) -> None:
    one, two, three = (create(archive, ACTOR, name="Name") for _n in range(3))
    tell_apart(archive, two, one)
    tell_apart(archive, one, two)
    trash(archive, three)
    assert suggestions(archive, ACTOR) == ()
    assert suggestions(archive, Kind.EVENT) == ()
    trash(archive, one)
    empty(archive, contents(archive).removable)
    assert suggestions(archive, ACTOR) == ()


def test_many_that_share_a_title_are_compared_with_their_neighbours_alone(archive: Archive) -> None:
    edits = [
        new(EVENT, -n, title="Airstrike", date=DateSpan(f"{2000 + n // 300:04}-01-01"))
        for n in range(1, 3_001)
    ]
    apply(archive, edits, label="many")
    assert len(suggestions(archive, EVENT)) == 500
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        suggestions(archive, EVENT, cancel)


def test_two_monuments_become_one_with_all_that_pointed_at_either(archive: Archive) -> None:
    city = create(archive, MONUMENT, name="City")
    staying = create(archive, MONUMENT, name="Temple of Bel", condition="ruin", note="n")
    wikidata = (Identifier("wikidata", "Q1"),)
    going = create(archive, MONUMENT, name="معبد بل", site=to(city), identifiers=wikidata, note="m")
    part = create(archive, MONUMENT, name="Cella", site=to(going))
    both = create(archive, EVENT, title="both", monuments=(to(going), to(staying)))
    claim = claim_on(archive, going, "built", value="0032")
    apply(archive, (edit(archive, going, built=DateSpan("0032")),), label="b")
    apply(archive, (edit(archive, going, Action.CHOOSE, field="built", claim_id=claim.id),), label="c")
    before = {ref: state(archive, ref).values for ref in (staying, going, part, both, claim)}

    done = merge(archive, staying, going, {}, author="Amal")

    one = archive.record(staying)
    assert (one.name, one.site.id, one.condition, one.note) == ("Temple of Bel", city.id, "ruin", "n\n\nm")
    assert (one.names, one.identifiers) == ((Name("معبد بل"),), wikidata)
    assert archive.record(part).site.id == staying.id
    assert [link.id for link in archive.record(both).monuments] == [staying.id]
    assert archive.record(claim).subject.ref == staying
    assert archive.detail(staying).chosen == {"built": claim.id}
    gone = archive.record(going)
    assert gone.trashed and gone.note == f"m\nMerged into “Temple of Bel” (#{staying.id})."
    assert groups(archive)[0].label == done.label == "Merge “معبد بل” into “Temple of Bel”"

    undo(archive)
    assert {ref: state(archive, ref).values for ref in before} == before


def test_after_a_merge_the_other_can_be_removed_for_good(archive: Archive) -> None:
    staying, going = (create(archive, ACTOR, name=name) for name in ("one", "two"))
    create(archive, EVENT, title="e", actors=(to(going, "victim"), to(staying, "witness")))
    create(archive, ACTOR, name="member", member_of=(to(going),))
    merge(archive, staying, going, {})
    assert contents(archive).removable == (going,)
    assert len(empty(archive, (going,)).refs) == 1


def test_values_are_chosen_field_by_field(archive: Archive) -> None:
    staying = create(archive, EVENT, title="one", place="a", damage="total", description="left")
    going = create(archive, EVENT, title="two", place="b", damage="severe", description="right", extent="x")
    sides = {side.key: side for side in compared(archive, staying, going).sides}
    assert (sides["title"].staying, sides["title"].going, sides["title"].choice) == ("one", "two", STAYING)
    assert (sides["description"].choice, sides["extent"].choice) == (BOTH, GOING)
    assert [key for key, side in sides.items() if side.can_be_both] == ["description"]
    merge(archive, staying, going, {"place": GOING, "description": GOING, "extent": STAYING})
    one = archive.record(staying)
    assert (one.title, one.place, one.damage, one.description, one.extent) == (
        "one",
        "b",
        "total",
        "right",
        None,
    )


def test_claims_keep_their_words_where_sources_become_one(archive: Archive) -> None:
    event = create(archive, EVENT, title="e")
    words = "two columns of the tetrapylon still stand"
    staying = create(archive, SOURCE, title="s", text=f"A new beginning. It says {words}, today.")
    going = create(archive, SOURCE, title="t", text=f"It says {words}, today. Lost words end it.")
    kept = claim_on(archive, event, "date", source=to(going), words=words, start=8, end=8 + len(words))
    at = len(f"It says {words}, today. ")
    lost = claim_on(archive, event, "date", source=to(going), words="Lost words", start=at, end=at + 10)
    merge(archive, staying, going, {})
    moved, unplaced = archive.record(kept), archive.record(lost)
    assert (moved.source.id, moved.start) == (staying.id, 25)
    assert (unplaced.source.id, unplaced.words, unplaced.start) == (staying.id, "Lost words", None)


def test_a_comparison_tells_of_a_text_and_of_words_that_would_be_lost(archive: Archive) -> None:
    event = create(archive, EVENT, title="e")
    staying, going = (create(archive, SOURCE, title="s", text=text) for text in ("It fell.", "It fell. تدمر"))
    for words, start in (("fell", 3), ("تدمر", 9)):
        claim_on(archive, event, "date", source=to(going), words=words, start=start, end=start + len(words))
    found = compared(archive, staying, going)
    assert (found.has_other_text, found.words_lost) == (True, 1)
    found = compared(archive, going, staying)
    assert (found.has_other_text, found.words_lost) == (True, 0)
    silent = create(archive, SOURCE, title="s")
    assert not compared(archive, staying, silent).has_other_text


def test_a_value_that_came_with_the_other_one_rests_on_what_it_rested_on(archive: Archive) -> None:
    refs = [create(archive, MONUMENT, name=name, condition=name) for name in ("destroyed", "ruin", "good")]
    claims = [claim_on(archive, ref, "condition", value="x") for ref in refs[:2]]
    for ref, claim in zip(refs, claims, strict=False):
        choice = edit(archive, ref, Action.CHOOSE, field="condition", claim_id=claim.id)
        apply(archive, (choice,), label="choose")
    merge(archive, refs[0], refs[1], {"condition": GOING})
    assert archive.detail(refs[0]).chosen == {"condition": claims[1].id}
    merge(archive, refs[0], refs[2], {"condition": GOING})
    assert archive.record(refs[0]).condition == "good" and archive.detail(refs[0]).chosen == {}
    undo(archive)
    undo(archive)
    assert archive.detail(refs[0]).chosen == {"condition": claims[0].id}
    merge(archive, refs[0], refs[1], {})
    assert archive.detail(refs[0]).chosen == {"condition": claims[0].id}


def test_files_are_compared_by_their_names_and_the_one_taken_is_there(
    archive: Archive, tmp_path: Path
) -> None:
    images = []
    for name in ("one.png", "صورة.png"):
        (tmp_path / name).write_bytes(name.encode())
        images.append(create(archive, IMAGE, caption="c"))
        attach_file(archive, images[-1], tmp_path / name)
    (side,) = compared(archive, *images).sides
    assert (side.key, side.staying, side.going) == ("file_sha256", "one.png", "صورة.png")
    merge(archive, *images, {"file_sha256": GOING})
    found = archive.record(images[0])
    content = (archive.files_folder / str(found.file_sha256)).read_bytes()
    assert (found.file_name, content) == ("صورة.png", "صورة.png".encode())
    empty(archive, contents(archive).removable)


def test_images_of_two_sources_become_one(archive: Archive) -> None:
    sources = [create(archive, SOURCE, title=title) for title in ("s", "t")]
    one, other = (create(archive, IMAGE, caption="c", source=to(source)) for source in sources)
    assert [side.key for side in compared(archive, one, other).sides] == ["source"]
    merge(archive, one, other, {"source": GOING})
    assert archive.record(one).source.id == sources[1].id


def test_the_field_and_value_of_a_claim_come_with_its_subject(archive: Archive) -> None:
    event, bel = create(archive, EVENT, title="e"), create(archive, MONUMENT, name="Bel")
    one = claim_on(archive, event, "date", value="2015")
    other = claim_on(archive, bel, "condition", value="ruin")
    sides = {side.key: side for side in compared(archive, one, other).sides}
    assert sides.keys() == {"proposition", "subject"}
    assert all(words in sides["subject"].going for words in ("Bel", "ruin"))
    merge(archive, one, other, {"subject": GOING})
    found = archive.record(one)
    assert (found.subject.ref, found.field, found.value) == (bel, "condition", "ruin")


def test_a_text_goes_with_its_source_where_the_other_has_none(archive: Archive) -> None:
    staying, going = create(archive, SOURCE, title="s"), create(archive, SOURCE, title="t", text="words")
    merge(archive, staying, going, {})
    text = archive.source_text(staying.id)
    assert text is not None and text.text == "words"


def test_records_that_point_at_each_other_do_not_point_at_themselves(archive: Archive) -> None:
    staying = create(archive, MONUMENT, name="one")
    going = create(archive, MONUMENT, name="two", site=to(staying))
    merge(archive, staying, going, {})
    assert archive.record(staying).site is None
    event = create(archive, EVENT, title="e")
    first = claim_on(archive, event, "date", value="2015")
    second = claim_on(archive, event, "date", value="2015", rests_on=to(first))
    merge(archive, second, first, {})
    assert archive.record(second).rests_on is None


def test_one_record_or_two_kinds_are_not_made_one(archive: Archive) -> None:
    event, monument = create(archive, EVENT, title="e"), create(archive, MONUMENT, name="m")
    for other in (event, RecordRef(EVENT, 999), monument):
        with pytest.raises(KnownError):
            merge(archive, event, other, {})


def test_what_belongs_together_is_chosen_together(archive: Archive) -> None:
    one = create(archive, MONUMENT, name="one", latitude=1.0, longitude=2.0)
    two = create(archive, MONUMENT, name="two", latitude=3.0, longitude=4.0)
    _name, place = compared(archive, one, two).sides
    assert (place.key, place.label) == ("latitude", "Latitude, Longitude")
    assert "3.0" in place.going and "4.0" in place.going
    merge(archive, one, two, {"latitude": GOING})
    found = archive.record(one)
    assert (found.latitude, found.longitude) == (3.0, 4.0)


def test_the_words_of_a_claim_come_with_their_place_and_source(archive: Archive) -> None:
    event = create(archive, EVENT, title="e")
    sources = [
        create(archive, SOURCE, title=text, text=text) for text in ("it fell down", "so it is: it fell")
    ]
    first, second = (
        claim_on(archive, event, "date", source=to(source), words=words, start=start, end=start + len(words))
        for source, words, start in ((sources[0], "it fell", 0), (sources[1], "it is: it fell", 3))
    )
    assert "source" not in [side.key for side in compared(archive, first, second).sides]
    merge(archive, first, second, {"words": GOING})
    found = archive.record(first)
    assert (found.words, found.start, found.source.id) == ("it is: it fell", 3, sources[1].id)
