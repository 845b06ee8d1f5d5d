import pytest

from tests.article_names import entity, found, stands_for


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        ("Defence Minister Sergei Shoigu said so.", "Defence Minister Sergei Shoigu", ["Sergei Shoigu"]),
        ("Kremlin spokesman Dmitry Peskov said so.", "Kremlin spokesman Dmitry Peskov", ["Dmitry Peskov"]),
        ("UNESCO and Interpol said so.", "UNESCO and Interpol", ["UNESCO", "Interpol"]),
        ("The UN training agency, UNITAR, said so.", "The UN training agency, UNITAR", ["UNITAR-UNOSAT"]),
        ("US state department officials said so.", "US state department officials", ["US State Department"]),
        ("A resident said so.", "A resident", ["A resident"]),
        ("A blue door opened.", "A blue door", []),
        ("An ISIS operative said so.", "An ISIS operative", ["Islamic State"]),
        ("A local rights group said so.", "A local rights group", ["A local rights group"]),
        ("A group of boys said so.", "A group of boys", []),
        ("It fell, officials in Damascus said.", "officials in Damascus", ["officials"]),
        ("A man known as Lina Qasri, a poet, said so.", "A man known as Lina Qasri", ["Lina Qasri"]),
    ],
)
def test_a_speakers_words_stand_for(text: str, words: str, speakers: list[str]) -> None:
    assert stands_for(found(text), words) == speakers


def test_the_two_allies_are_the_two_states_told_of() -> None:
    names = found("Syrian forces and their Russian backers took it, the two allies say.")
    assert stands_for(names, "the two allies") == ["Syrian government", "Russia"]


def test_the_group_is_the_armed_group_named_before() -> None:
    names = found("Islamic State took it. In January the group destroyed more, and the militants left.")
    assert stands_for(names, "the group") == ["Islamic State"]
    assert stands_for(names, "the militants") == ["Islamic State"]
    assert not any(one.is_certain for one in names.mentions if one.rule == "name.description")


@pytest.mark.parametrize("words", ["the terrorist organisation", "the jihadi group", "the terror group"])
def test_an_epithet_tells_whom_a_description_means(words: str) -> None:
    names = found(f"Islamic State fought on. The United Nations spoke of {words}.")
    assert stands_for(names, words) == ["Islamic State"]


def test_a_shorter_name_is_the_known_one() -> None:
    names = found("The Great Mosque of Aleppo fell. Shells hit the Great Mosque again.")
    assert entity(names, "Great Mosque of Aleppo").forms == ("Great Mosque of Aleppo", "Great Mosque")


def test_the_group_stays_open_where_nobody_is_named() -> None:
    assert stands_for(found("Nobody knew the group well."), "the group") == []


def test_the_army_is_of_the_state_told_of() -> None:
    assert stands_for(found("Syrian towns fell.\nThe army fled."), "The army") == ["Syrian army"]


def test_the_ministry_in_another_capital_is_its_own() -> None:
    names = found("Syrian towns fell. In Moscow, the defence ministry denied it.")
    assert stands_for(names, "the defence ministry") == ["Russian defence ministry"]


def test_the_theatre_is_that_of_the_site_named() -> None:
    names = found("They came to Palmyra. The theatre stood empty.")
    assert entity(names, "Roman Theatre").forms == ("The theatre",)


def test_he_is_the_person_who_spoke() -> None:
    names = found("Sergei Shoigu told Vladimir Putin so.\nHe said more.")
    assert stands_for(names, "He", "so.") == ["Sergei Shoigu"]


def test_she_is_a_woman() -> None:
    names = found("Irina Bokova met Ban Ki-moon. She said it was late.")
    assert stands_for(names, "She") == ["Irina Bokova"]


def test_it_said_after_what_is_said_is_not_whom_it_tells_of() -> None:
    names = found("Shells fell, the Syrian Observatory for Human Rights said.\nIS militants left, it said.")
    assert stands_for(names, "it said"[:2], "left, ") == ["Syrian Observatory for Human Rights"]


def test_he_may_be_one_without_a_name() -> None:
    names = found("Khaled al-Asaad was killed.\nA resident told us of it. He said it was dark.")
    assert stands_for(names, "He", "of it.") == ["A resident"]
    assert entity(names, "A resident").is_generic


def test_another_bodys_director_is_not_the_one_who_was_named() -> None:
    text = "Maamoun Abdulkarim, director of antiquities, came.\nAn institute mourned. Its director thinks so."
    names = found(text)
    assert stands_for(names, "Its director") == ["Its director"]


def test_an_office_without_a_name_is_its_holder() -> None:
    names = found(
        "Maamoun Abdulkarim, director of antiquities, came.\nThe museum was safe, the antiquities chief said."
    )
    assert stands_for(names, "the antiquities chief") == ["Maamoun Abdulkarim"]


def test_words_inside_a_quotation_are_no_speakers_pronoun() -> None:
    names = found('Irina Bokova said: "Ask them, she knows." She left.')
    assert all(names.text[one.span.start - 2 : one.span.start] != ", " for one in names.pronouns)


def test_mentions_are_found_by_place() -> None:
    names = found("UNESCO wept.")
    mention = names.at(2)
    assert mention is not None
    assert names.entities[mention.entity].name == "UNESCO"
    assert names.at(9) is None
