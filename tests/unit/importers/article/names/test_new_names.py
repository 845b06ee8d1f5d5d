import pytest

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import KnownName
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from tests.article_names import article, entity, found, named


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Culture Minister Tarek Hamdoun left.", "Tarek Hamdoun", "Culture Minister"),
        ("Lina Qasri, head of the museum, said so.", "Lina Qasri", "head of the museum"),
        ("The director of the fund, Petr Novak, agreed.", "Petr Novak", "director of the fund"),
        ("The mayor of Zabid Ould Sidi wept.", "Ould Sidi", "mayor of Zabid"),
        ("“No,” said Qadri al-Bunni, who saw it.", "Qadri al-Bunni", None),
        ("Maj. Gen. Igor Petrenko spoke.", "Igor Petrenko", "Maj. Gen."),
    ],
)
def test_a_person_is_told_by_what_stands_beside_the_name(text: str, name: str, role: str | None) -> None:
    one = entity(found(text), name)
    assert (one.is_known, one.rule, one.role) == (False, "name.person", role)


@pytest.mark.parametrize(
    "text",
    [
        "Satellite images from Monday show it.",
        "In August the World Heritage List grew.",
        "North Street and Aleppo Province were hit.",
        "But Yesterday Everyone left.",
        "The Great War ended.",
    ],
)
def test_ordinary_words_months_and_places_are_no_persons(text: str) -> None:
    assert named(found(text)) == []


def test_a_full_name_is_the_person_wherever_it_stands() -> None:
    names = found("He gave his name as Abu Khaled.\nWhat does Abu Khaled regret?")
    assert [mention.entity for mention in names.mentions] == [0, 0]


@pytest.mark.parametrize(
    ("text", "name", "term"),
    [
        ("The emergency service said so.", "emergency service", "government_body"),
        ("It stands, according to the antiquities authority.", "antiquities authority", "government_body"),
        ("The Houthi-run health ministry said so.", "health ministry", "government_body"),
        ("A post by the city's resistance council said so.", "resistance council", "unknown"),
        ("“No,” the mayor told Suspilne. There it ended.", "Suspilne", "news_outlet"),
        ("The Al-Masirah channel had it first.", "Al-Masirah", "news_outlet"),
    ],
)
def test_bodies_written_small_and_outlets_speak_and_are_spoken_to(text: str, name: str, term: str) -> None:
    one = entity(found(text), name)
    assert (one.term, one.is_certain) == (term, False)


@pytest.mark.parametrize(
    "text",
    [
        "The same authority said so.",
        "A new service is held there.",
        "The channel between the islands is narrow.",
        "They told Syrians to leave.",
    ],
)
def test_what_is_no_body_and_no_outlet_is_no_name(text: str) -> None:
    assert named(found(text)) == []


def test_a_surname_alone_is_the_person_named_before() -> None:
    names = found("Lina Qasri, head of the museum, left. Ms Qasri will return.\nQasri said so.")
    assert entity(names, "Lina Qasri").forms == ("Lina Qasri", "Ms Qasri", "Qasri")


def test_another_of_the_surname_is_another() -> None:
    names = found("President Bashar al-Assad spoke of Hafez al-Assad.")
    assert entity(names, "Bashar al-Assad").forms == ("Bashar al-Assad",)


def test_a_title_and_a_surname_are_one_who_is_known() -> None:
    assert named(found("Mr Abdulkarim told us.")) == ["Maamoun Abdulkarim"]


def test_a_misspelt_name_is_taken_for_the_known_and_asked_about() -> None:
    one = entity(found("The head of Unesco, Irinia Bokova, said so."), "Irina Bokova")
    assert (one.rule, one.is_certain, one.forms) == ("name.misspelt", False, ("Irinia Bokova",))


def test_names_far_apart_are_not_the_same() -> None:
    assert named(found("Irma Bokonova, head of the choir, sang.")) == ["Irma Bokonova"]


def test_a_new_person_is_shown_beside_a_record_of_the_surname() -> None:
    record = KnownName(Kind.ACTOR, 9, "Omar Qasri", (), "individual")
    (similar,) = entity(found("Lina Qasri, head of the museum, left.", record), "Lina Qasri").similar
    assert (similar.record_id, similar.title) == (9, "Omar Qasri")
    assert similar.reason


def test_a_new_building_is_shown_beside_a_record_with_a_longer_name() -> None:
    record = KnownName(Kind.MONUMENT, 4, "Sidi Okba mosque of Zabid", (), "mosque")
    (similar,) = entity(found("They hit the Sidi Okba mosque.", record), "Sidi Okba mosque").similar
    assert similar.record_id == 4


@pytest.mark.parametrize(
    "name",
    [
        "Hatra Heritage Trust",
        "Ministry of Culture and Tourism",
        "Association for the Study of Ruins",
        "University of Zabid",
        "Barada Brigade",
    ],
)
def test_a_body_is_told_by_what_it_is(name: str) -> None:
    one = entity(found(f"It was reported by the {name} on Monday."), name)
    assert (one.kind, one.rule) == (Kind.ACTOR, "name.organisation")


def test_who_is_named_next_is_not_noted_without_a_name() -> None:
    names = found("A spokesman for the Hatra Heritage Trust, Petr Novak, told us of it.")
    assert [one.name for one in names.entities] == ["Hatra Heritage Trust", "Petr Novak"]


def test_the_last_stop_of_an_abbreviation_is_part_of_it() -> None:
    assert entity(found("He spoke to the U.N. on Monday."), "United Nations").forms == ("U.N.",)


def test_an_acronym_in_brackets_is_the_body() -> None:
    names = found("The Hatra Heritage Trust (HHT) came.\nHHT left again.")
    assert entity(names, "Hatra Heritage Trust").forms == ("Hatra Heritage Trust", "HHT")


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("Tomb of Yarhai", "tomb"),
        ("temple of Mrn", "temple"),
        ("Zabid Museum", "museum"),
        ("Sidi Okba mosque", "mosque"),
        ("Great Mosque", "mosque"),
        ("Church of the Holy Dove", "church"),
        ("St George's Church", "church"),
    ],
)
def test_a_building_is_told_by_what_it_is(printed: str, term: str) -> None:
    one = entity(found(f"They destroyed the {printed} in May."), printed)
    assert (one.kind, one.term) == (Kind.MONUMENT, term)


@pytest.mark.parametrize(
    "printed", ["a Roman temple", "Christian churches", "two Sufi shrines", "an old mosque"]
)
def test_a_building_of_a_kind_is_no_name(printed: str) -> None:
    assert named(found(f"They destroyed {printed}."), Kind.MONUMENT) == []


def test_an_outlets_own_name_is_no_party_of_the_story() -> None:
    text = "He told the Ledger so."
    names = find_names(article(text, publisher="Daily Ledger"), (), Gazetteer.built_in())
    assert entity(names, "Daily Ledger").is_generic


def test_a_monitor_that_publishes_is_a_party_of_its_story() -> None:
    text = "A volunteer of the Monitor was there."
    names = find_names(article(text, publisher="Hatra Heritage Monitor"), (), Gazetteer.built_in())
    assert named(names) == ["Hatra Heritage Monitor"]


def test_unnamed_media_are_an_actor_of_the_country_named() -> None:
    assert named(found("In Libya, he was quoted by local media."))[-1] == "Libyan local media"
