"""Finding a record by what somebody calls it, on both engines."""

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive, UnknownName
from palmyra_desktop.services.editing import apply
from tests.small_archive import write

Small = tuple[Archive, dict[str, RecordRef]]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Kind.MONUMENT, "Temple of Bel", "bel"),
        (Kind.MONUMENT, "  TEMPLE  of bel ", "bel"),
        (Kind.MONUMENT, "معبد بل", "bel"),
        (Kind.MONUMENT, "مَعبد بل", "bel"),
        (Kind.MONUMENT, "Tadmur", "palmyra"),
        (Kind.MONUMENT, "Muse", "museum"),
        (Kind.ACTOR, "Daesh", "is"),
        (Kind.SOURCE, "temple stands", "sana"),
        (Kind.EVENT, "etude", "undated"),
    ],
)
def test_a_record_is_found_by_any_name_or_by_its_only_beginning(
    small: Small, kind: Kind, name: str, expected: str
) -> None:
    archive, refs = small
    assert archive.find(kind, name) == refs[expected]


def test_a_number_is_a_name_with_or_without_its_sign(small: Small) -> None:
    archive, refs = small
    number = refs["museum"].id
    assert (
        archive.find(Kind.MONUMENT, f"#{number}")
        == archive.find(Kind.MONUMENT, str(number))
        == refs["museum"]
    )


def test_a_name_of_several_records_is_refused_and_they_are_named(small: Small) -> None:
    with pytest.raises(UnknownName) as refused:
        small[0].find(Kind.SOURCE, "Temple")
    assert {name.split(" (#")[0] for name in refused.value.nearest} == {"Temple destroyed", "Temple stands"}


@pytest.mark.parametrize("name", ["Temple of Bal", "temle of bel"])
def test_a_name_misspelt_is_refused_and_the_nearest_is_named(small: Small, name: str) -> None:
    with pytest.raises(UnknownName) as refused:
        small[0].find(Kind.MONUMENT, name)
    assert refused.value.nearest[0].startswith("Temple of Bel")
    assert "Temple of Bel" in refused.value.hint


@pytest.mark.parametrize("name", ["", "   ", "#999", "%", "_", "'; --"])
def test_what_is_no_name_finds_nothing(small: Small, name: str) -> None:
    with pytest.raises(UnknownName):
        small[0].find(Kind.MONUMENT, name)


def test_a_record_in_the_trash_has_no_name(empty: Archive) -> None:
    refs = write(empty, {"one": (Kind.ACTOR, {"name": "Patrol", "names": ("Guard",)})})
    apply(empty, [Edit(Action.TRASH, Kind.ACTOR, refs["one"].id, 1)], label="Trash")
    for name in ("Patrol", "Guard"):
        with pytest.raises(UnknownName):
            empty.find(Kind.ACTOR, name)


def test_two_records_of_one_name_are_never_chosen_between(empty: Archive) -> None:
    write(
        empty, {"one": (Kind.ACTOR, {"name": "Ali"}), "two": (Kind.ACTOR, {"name": "علي", "names": ("Ali",)})}
    )
    with pytest.raises(UnknownName):
        empty.find(Kind.ACTOR, "ali")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("te", ["Temple of Bel"]), ("be", ["Temple of Bel"]), ("معب", ["Temple of Bel"]), ("zz", [])],
)
def test_names_are_suggested_while_they_are_typed(small: Small, typed: str, expected: list[str]) -> None:
    assert [link.title for link in small[0].suggest(Kind.MONUMENT, typed)] == expected


def test_a_name_that_begins_so_comes_before_one_with_such_a_word_and_the_trash_has_none(
    empty: Archive,
) -> None:
    refs = write(
        empty,
        {
            "inside": (Kind.ACTOR, {"name": "Army of the North"}),
            "other": (Kind.ACTOR, {"name": "Guard", "names": ("Northern wing", "شمال")}),
            "gone": (Kind.ACTOR, {"name": "North wind"}),
            "title": (Kind.ACTOR, {"name": "North front"}),
        },
    )
    apply(empty, [Edit(Action.TRASH, Kind.ACTOR, refs["gone"].id, 1)], label="Trash")
    found = [link.title for link in empty.suggest(Kind.ACTOR, "NORTH")]
    assert found == ["North front", "Guard", "Army of the North"]
    assert [link.title for link in empty.suggest(Kind.ACTOR, "north arm")] == ["Army of the North"]
    assert [link.title for link in empty.suggest(Kind.ACTOR, "شم")] == ["Guard"]
    assert empty.suggest(Kind.ACTOR, "%") == empty.suggest(Kind.ACTOR, "—") == ()


def test_suggestions_are_no_more_than_asked_for(small: Small) -> None:
    assert len(small[0].suggest(Kind.MONUMENT, "", limit=2)) == 2


def test_a_facets_value_is_found_by_its_name_label_or_key(small: Small) -> None:
    archive, refs = small
    assert archive.facet_key("monument", "معبد بل") == refs["bel"].id
    assert archive.facet_key("site", "tadmur") == refs["palmyra"].id
    assert archive.facet_key("status", "work needed") == "work_needed"
    assert archive.facet_key("publisher", "san") == "Sana"
    assert archive.facet_key("agency", "getty") == "Getty"
    with pytest.raises(UnknownName) as refused:
        archive.facet_key("publisher", "Nobody")
    assert refused.value.nearest == ("BBC", "Sana")


def test_every_monument_and_actor_is_known_by_all_its_names(small: Small) -> None:
    archive, refs = small
    known = {(one.kind, one.record_id): one for one in archive.known_names()}
    palmyra = known[Kind.MONUMENT, refs["palmyra"].id]
    assert (palmyra.name, palmyra.other_names, palmyra.term) == ("Palmyra", ("تدمر", "Tadmur"), "site")
    assert known[Kind.ACTOR, refs["is"].id].other_names == ("Daesh", "داعش")
    assert len(known) == 7


def test_what_lies_in_the_trash_is_not_known(empty: Archive) -> None:
    refs = write(empty, {"one": (Kind.ACTOR, {"name": "Patrol", "names": ("Guard",)})})
    apply(empty, [Edit(Action.TRASH, Kind.ACTOR, refs["one"].id, 1)], label="Trash")
    assert empty.known_names() == ()
