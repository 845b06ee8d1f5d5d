import pytest

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import BlockKind, CaptionFound, KnownName, Span
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from tests.article_names import article, entity, found, named


def test_the_longest_name_goes_first() -> None:
    names = found("The Syrian Observatory for Human Rights and the Syrian army met.")
    assert named(names) == ["Syrian Observatory for Human Rights", "Syrian army"]


def test_is_is_a_group_only_in_capitals() -> None:
    names = found("It is true, said IS. Is it? IS-held areas shrank.")
    assert entity(names, "Islamic State").forms == ("IS",)
    assert [names.text[m.span.start : m.span.end] for m in names.mentions] == ["IS", "IS"]


def test_a_line_of_capitals_does_not_make_a_group_of_a_verb() -> None:
    assert named(found("THE GREAT TEMPLE IS GONE TODAY")) == []


@pytest.mark.parametrize("printed", ["ISIS", "Isis", "Da’esh", "Daesh", "so-called Islamic State (IS)"])
def test_a_group_is_known_by_all_its_names(printed: str) -> None:
    assert named(found(f"The town was taken by {printed} fighters in May.")) == ["Islamic State"]


def test_the_possessive_is_no_part_of_a_name() -> None:
    names = found("Unesco’s experts came.")
    assert entity(names, "UNESCO").forms == ("Unesco",)


def test_apostrophes_and_hyphens_do_not_hide_a_name() -> None:
    names = found("They blew up the temple of Baal-Shamin and the Temple of Ba'al.")
    assert named(names, Kind.MONUMENT) == ["Temple of Baalshamin", "Temple of Bel"]


def test_a_name_never_runs_over_a_full_stop() -> None:
    assert named(found("He was in the Security. Council members left.")) == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The war in Russia and Syria went on.", False),
        ("Russia says it helped.", True),
        ("Russia has repeatedly denied this.", True),
        ("It was carried out by Russia.", True),
        ("Russia-backed fighters left.", False),
        ("Russia's ambassador left.", True),
        ("A museum in Moscow was shut.", False),
        ("Moscow denied the report.", True),
        ("Russia Says Its Troops Have Left", True),
        ("Moscow, which left the deal last week, denied the attack.", True),
        ("In Moscow, which hosted the talks, officials were silent.", False),
    ],
)
def test_a_country_is_an_actor_only_where_it_acts(text: str, acts: bool) -> None:
    assert ("Russia" in named(found(text))) is acts


def test_what_many_sites_have_is_known_only_where_its_site_is_named() -> None:
    here = found("In Palmyra the Roman Theatre was damaged.")
    elsewhere = found("In Sabratha the Roman Theatre was damaged.")
    assert entity(here, "Roman Theatre").is_known
    assert not any(one.is_known for one in elsewhere.entities if "Roman Theatre" in one.name)


@pytest.mark.parametrize(
    "printed", ["Iraqi counter-terrorism forces", "Iraqi army troops", "Iraqi elite troops"]
)
def test_a_states_forces_are_its_army(printed: str) -> None:
    assert named(found(f"It was taken by {printed}.")) == ["Iraqi army"]


@pytest.mark.parametrize("printed", ["Iraqi-backed forces", "Iraqi rebel forces", "an Iraqi army"])
def test_forces_of_others_are_not(printed: str) -> None:
    assert "Iraqi army" not in named(found(f"It was taken by {printed}."))


def test_a_town_is_named_but_generic() -> None:
    assert entity(found("They fled to Homs."), "Homs").is_generic


def test_a_record_takes_the_place_of_a_built_in_name() -> None:
    record = KnownName(Kind.ACTOR, 7, "ISIL", ("Daesh",), "non_state_armed_group")
    names = found("IS fighters fled.", record)
    assert (entity(names, "ISIL").record_id, entity(names, "ISIL").forms) == (7, ("IS fighters",))


def test_a_record_is_found_by_every_name_and_script() -> None:
    record = KnownName(Kind.MONUMENT, 3, "Qasr Test (palace)", ("قصر التجربة", "Testburg"), "palace")
    for text in ("They saw Qasr Test.", "They saw Testburg.", "رأوا قصر التجربة هناك"):
        assert entity(found(text, record), "Qasr Test (palace)").record_id == 3


def test_a_settlement_in_the_archive_is_generic() -> None:
    record = KnownName(Kind.MONUMENT, 3, "Tadmur (modern town)", (), "settlement")
    assert entity(found("They entered Tadmur.", record), "Tadmur (modern town)").is_generic


@pytest.mark.parametrize("text", ["دمر تنظيم داعش معبد بل", "وداعش في المدينة", "قال لليونسكو", "بتدمر آثار"])
def test_arabic_names_are_found_also_with_prefixes(text: str) -> None:
    assert found(text).entities


def test_names_in_a_credit_alone_are_generic() -> None:
    text = "Soldiers in Palmyra\nReuters"
    credit = Span(20, 27)
    captions = (CaptionFound(Span(0, 19), "image", "caption.test", "Reuters", credit),)
    one = find_names(article(text, {1: BlockKind.CREDIT}), captions, Gazetteer.built_in())
    assert entity(one, "Reuters").is_generic
    assert not entity(found("He told Reuters so."), "Reuters").is_generic


def test_metadata_and_asides_name_nobody() -> None:
    kinds = {0: BlockKind.METADATA, 1: BlockKind.ASIDE}
    names = find_names(article("By Reuters\nMore on UNESCO", kinds), (), Gazetteer.built_in())
    assert names.entities == ()


def test_nothing_is_named_in_an_empty_text() -> None:
    assert found("").entities == ()


def test_ten_thousand_words_are_read_in_their_order() -> None:
    names = found("IS left. UNESCO came.\n" * 2500)
    assert named(names) == ["Islamic State", "UNESCO"]
    assert len(names.mentions) == 5000
    assert list(names.mentions) == sorted(names.mentions, key=lambda one: one.span)
