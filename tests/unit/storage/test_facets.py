"""Facets on both engines: what a choice means for each kind, and counts that agree with counting by hand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.criteria import Criteria, FacetChoice
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import FacetCounts
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from tests.small_archive import write

Small = tuple[Archive, dict[str, RecordRef]]


ABOUT_PALMYRA = {"said", "denied", "state_of_bel", "repeated", "held_is", "held_state"}


def found(small: Small, kind: Kind, *choices: tuple[str, object] | FacetChoice) -> set[str]:
    archive, refs = small
    made = tuple(c if isinstance(c, FacetChoice) else taken(small, *c) for c in choices)
    by_ref = {ref: key for key, ref in refs.items()}
    return {by_ref[RecordRef(kind, number)] for number in archive.search(Criteria(kind, facets=made)).ids}


def taken(small: Small, facet: str, *keys: object) -> FacetChoice:
    return FacetChoice(facet, tuple(_key(small, key) for key in keys))


def _key(small: Small, key: object) -> int | str:
    return small[1][str(key)].id if key in small[1] else str(key)


def counted(archive: Archive, criteria: Criteria, facet: str) -> FacetCounts:
    return next(counts for counts in archive.facet_counts(criteria) if counts.facet == facet)


@pytest.mark.parametrize(
    ("kind", "facet", "key", "expected"),
    [
        (Kind.EVENT, "monument", "palmyra", {"taken", "undated"}),
        (Kind.EVENT, "site", "palmyra", {"taken", "undated", "blown"}),
        (Kind.EVENT, "site", "museum", {"either"}),
        (Kind.EVENT, "actor", "is", {"taken", "blown"}),
        (Kind.EVENT, "actor", "sohr", set()),
        (Kind.EVENT, "claimant", "sohr", {"blown"}),
        (Kind.EVENT, "source", "sana", {"blown"}),
        (Kind.EVENT, "publisher", "BBC", {"blown"}),
        (Kind.EVENT, "agency", "Getty", {"blown"}),
        (Kind.EVENT, "event_kind", "armed_clash", {"taken"}),
        (Kind.EVENT, "damage", "destroyed", {"blown"}),
        (Kind.EVENT, "status", "work_needed", {"blown"}),
        (Kind.IMAGE, "monument", "bel", {"picture"}),
        (Kind.IMAGE, "source", "bbc", {"picture"}),
        (Kind.IMAGE, "agency", "AFP", {"picture"}),
        (Kind.IMAGE, "agency", "AFP; Getty", set()),
        (Kind.IMAGE, "event_kind", "destruction_of_heritage", {"picture"}),
        (Kind.IMAGE, "sensitivity", "not_sensitive", {"picture"}),
        (Kind.CLAIM, "monument", "bel", {"said", "denied", "state_of_bel", "repeated"}),
        (
            Kind.CLAIM,
            "site",
            "palmyra",
            ABOUT_PALMYRA,
        ),
        (Kind.CLAIM, "actor", "is", {"said", "denied"}),
        (Kind.CLAIM, "claimant", "dgam", {"denied"}),
        (Kind.CLAIM, "publisher", "Sana", {"denied", "repeated"}),
        (Kind.CLAIM, "damage", "destroyed", {"said", "denied"}),
        (Kind.CLAIM, "stance", "denies", {"denied"}),
        (Kind.CLAIM, "confidence", "low", {"repeated"}),
        (Kind.SOURCE, "monument", "bel", {"bbc", "sana"}),
        (Kind.SOURCE, "agency", "Getty", {"bbc"}),
        (Kind.SOURCE, "claimant", "dgam", {"sana"}),
        (Kind.SOURCE, "publisher", "BBC", {"bbc"}),
        (Kind.SOURCE, "status", "conflict", {"bbc"}),
        (Kind.MONUMENT, "monument", "palmyra", {"palmyra", "bel"}),
        (Kind.MONUMENT, "site", "palmyra", {"palmyra", "bel"}),
        (Kind.MONUMENT, "actor", "is", {"palmyra", "bel"}),
        (Kind.MONUMENT, "claimant", "dgam", {"bel"}),
        (Kind.MONUMENT, "status", "conflict", {"bel"}),
        (Kind.MONUMENT, "condition", "destroyed", {"bel"}),
        (Kind.ACTOR, "monument", "palmyra", {"is", "state"}),
        (Kind.ACTOR, "actor", "state", {"state", "is"}),
        (Kind.ACTOR, "actor_kind", "state_forces", {"state"}),
        (Kind.ACTOR, "claimant", "dgam", {"is"}),
    ],
)
def test_a_choice_means_for_each_kind_what_the_design_says(
    small: Small, kind: Kind, facet: str, key: str, expected: set[str]
) -> None:
    assert found(small, kind, (facet, key)) == expected


def test_choosing_two_monuments_shows_events_of_either(small: Small) -> None:
    assert found(small, Kind.EVENT, taken(small, "monument", "bel", "museum")) == {
        "blown",
        "undated",
        "either",
    }


def test_different_facets_narrow_each_other(small: Small) -> None:
    assert found(small, Kind.EVENT, ("monument", "bel"), ("actor", "is")) == {"blown"}


def test_excluding_a_monument_keeps_events_of_none(small: Small) -> None:
    without = FacetChoice("monument", (), (small[1]["bel"].id,))
    assert found(small, Kind.EVENT, without) == {"taken", "either", "vague"}


def test_excluding_and_taking_in_one_facet_both_count(small: Small) -> None:
    refs = small[1]
    both = FacetChoice("monument", (refs["palmyra"].id,), (refs["bel"].id,))
    assert found(small, Kind.EVENT, both) == {"taken"}


def test_a_key_of_the_wrong_type_finds_nothing(small: Small) -> None:
    assert found(small, Kind.EVENT, FacetChoice("monument", ("bel",))) == set()
    assert found(small, Kind.EVENT, FacetChoice("damage", (7,))) == set()


def test_counts_ignore_the_facets_own_choice_but_not_the_others(small: Small) -> None:
    archive, refs = small
    chosen = Criteria(facets=(taken(small, "actor", "is"), taken(small, "monument", "bel")))
    monuments = {value.label: value.count for value in counted(archive, chosen, "monument").values}
    actors = {value.label: value.count for value in counted(archive, chosen, "actor").values}
    assert monuments == {"Palmyra": 1, "Temple of Bel": 1}
    assert actors == {"Islamic State": 1}


def test_a_chosen_value_is_shown_even_where_nothing_matches(small: Small) -> None:
    archive, refs = small
    chosen = Criteria(facets=(taken(small, "monument", "museum"), taken(small, "actor", "is")))
    museum = next(
        value for value in counted(archive, chosen, "monument").values if value.key == refs["museum"].id
    )
    assert (museum.label, museum.count) == ("Museum of Raqqa", 0)


def test_an_image_of_two_agencies_counts_for_each(small: Small) -> None:
    agencies = counted(small[0], Criteria(Kind.IMAGE), "agency").values
    assert [(value.key, value.count) for value in agencies] == [("AFP", 1), ("Getty", 1)]


def test_only_sites_with_parts_are_offered_as_sites(small: Small) -> None:
    assert [value.label for value in counted(small[0], Criteria(), "site").values] == ["Palmyra"]


def test_an_empty_archive_has_facets_without_values(empty: Archive) -> None:
    for kind in Kind:
        assert all(counts.values == () for counts in empty.facet_counts(Criteria(kind)))


def test_monuments_that_are_part_of_each_other_do_not_run_in_a_circle(empty: Archive) -> None:
    refs = write(
        empty,
        {
            "one": (Kind.MONUMENT, {"name": "One", "site": "two"}),
            "two": (Kind.MONUMENT, {"name": "Two", "site": "three"}),
            "three": (Kind.MONUMENT, {"name": "Three"}),
        },
    )
    assert found((empty, refs), Kind.MONUMENT, ("site", "three")) == {"one", "two", "three"}


# Many events of few monuments and actors, to be counted again in Python.
PARTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["m0", "m1", "m2"]), max_size=3, unique=True),
        st.lists(
            st.tuples(
                st.sampled_from(["a0", "a1", "a2"]), st.sampled_from([None, "target", "claimant", "witness"])
            ),
            max_size=3,
            unique_by=lambda link: link[0],
        ),
        st.sampled_from([None, "slight", "destroyed"]),
    ),
    max_size=12,
)
CHOICES = st.lists(st.sampled_from([0, 1, 2]), max_size=2, unique=True)


@given(parts=PARTS, monuments=CHOICES, actors=CHOICES, excluded=CHOICES)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_counts_agree_with_counting_the_records_by_hand(
    growing: Archive,
    parts: list[tuple[list[str], list[tuple[str, str | None]], str | None]],
    monuments: list[int],
    actors: list[int],
    excluded: list[int],
) -> None:
    archive = growing
    refs = write(
        archive,
        {f"m{n}": (Kind.MONUMENT, {"name": f"M{n}"}) for n in range(3)}
        | {f"a{n}": (Kind.ACTOR, {"name": f"A{n}"}) for n in range(3)}
        | {
            f"e{place}": (
                Kind.EVENT,
                {"title": f"E{place}", "monuments": tuple(shown), "actors": tuple(taking), "damage": damage},
            )
            for place, (shown, taking, damage) in enumerate(parts)
        },
    )
    ours = archive.search(Criteria(), first=0).ids
    criteria = Criteria(
        facets=tuple(
            choice
            for choice in (
                FacetChoice("monument", ids(refs, "m", monuments)),
                FacetChoice(
                    "actor",
                    tuple(refs[f"a{n}"].id for n in actors),
                    tuple(refs[f"a{n}"].id for n in excluded),
                ),
            )
            if choice.taken or choice.excluded
        )
    )
    events = [row for row in archive.rows(Kind.EVENT, ours) if isinstance(row, Event)]
    assert set(archive.search(criteria).ids) == {event.id for event in events if _fits(event, criteria, None)}
    for facet in ("monument", "actor", "damage"):
        by_hand = Counter(
            key for event in events if _fits(event, criteria, facet) for key in set(_keys(event, facet))
        )
        by_query = {
            value.key: value.count for value in counted(archive, criteria, facet).values if value.count
        }
        assert by_query == by_hand


def ids(refs: Mapping[str, RecordRef], letter: str, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(refs[f"{letter}{number}"].id for number in numbers)


@pytest.fixture(scope="module")
def growing(new_archive: Callable[[], Archive]) -> Archive:
    """An archive every example adds its records to."""
    return new_archive()


def _fits(event: Event, criteria: Criteria, without: str | None) -> bool:
    for choice in criteria.facets:
        keys = set(_keys(event, choice.facet))
        if choice.facet != without and (
            keys & set(choice.excluded) or (choice.taken and not keys & set(choice.taken))
        ):
            return False
    return True


def _keys(event: Event, facet: str) -> list[int | str]:
    if facet == "monument":
        return [link.id for link in event.monuments]
    if facet == "actor":
        return [link.id for link in event.actors if link.role not in ("claimant", "witness")]
    return [event.damage] if event.damage else []
