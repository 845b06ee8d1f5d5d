"""Physical acts: which clauses tell of one, when it was, who did it to what, and what is told twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.findings import (
    Article,
    Block,
    BlockKind,
    ClaimFound,
    EventFound,
    SourceFound,
    Span,
)
from palmyra_desktop.importers.article.dates.finding import find_dates
from palmyra_desktop.importers.article.events.finding import find_events, linked_claims
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.names import Names

BUILT_IN = Gazetteer.built_in()


def article(*paragraphs: str, published: str | None = "2017-03-02") -> Article:
    """Return an article of paragraphs."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += f"{paragraph}\n\n"
    source = SourceFound("A", published=published)
    return Article("a.txt", text, text, "text", "utf-8", source, tuple(blocks))


def found(*paragraphs: str) -> tuple[tuple[EventFound, ...], Names, Article]:
    """Return the events of paragraphs."""
    read = article(*paragraphs)
    names = find_names(read, (), BUILT_IN)
    return find_events(read, names, find_dates(read), ()), names, read


def kinds(text: str) -> list[str]:
    """Return the kinds of the events of a text."""
    return [event.kind for event in found(text)[0]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Islamic State blew up the Temple of Bel on Sunday.", "destruction_of_heritage"),
        ("The museum was looted by the militants.", "looting_property_destruction"),
        ("The army retook Palmyra from the group.", "government_regains_territory"),
        ("Islamic State retook Palmyra in December.", "non_state_actor_overtakes_territory"),
        ("IS fighters were driven out in March last year.", "government_regains_territory"),
        ("IS militants planted mines in several areas of the city.", "remote_explosive_landmine_ied"),
        ("There were clashes across the city on Wednesday.", "armed_clash"),
        ("The militants beheaded the archaeologist Khaled al-Asaad.", "killing"),
        ("Warplanes bombed the town on Monday.", "air_drone_strike"),
        ("The statue was restored in Warsaw.", "restoration"),
        ("دمر التنظيم معبد بل في آب 2015.", "destruction_of_heritage"),
    ],
)
def test_a_clause_that_tells_of_an_act_is_an_event(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The group threatened to destroy the temple.",
        "Officials fear the arch could be blown up.",
        "The group did not destroy the theatre.",
        "They planned to demolish the wall.",
        "The Temple of Bel was dedicated to the Mesopotamian god.",
        "",
    ],
)
def test_what_did_not_happen_is_none(text: str) -> None:
    assert kinds(text) == []


def test_the_date_of_a_report_is_not_the_date_of_the_act() -> None:
    (event,), _names, _read = found(
        "In January, satellite images revealed that the group destroyed the tetrapylon."
    )

    assert event.date == "/2017-01"


def test_the_day_somebody_spoke_is_not_the_day_of_the_act() -> None:
    (event,), _names, _read = found("The museum was looted, the ministry said on Monday.")

    assert event.date is None


def test_an_act_told_inside_a_period_takes_the_period() -> None:
    events, _names, _read = found(
        "IS held the ruins for 10 months after seizing them in May 2015. It blew up the Arch of Triumph.",
        "The jihadists also destroyed the Temple of Bel.",
    )

    assert [event.date for event in events if event.kind == "destruction_of_heritage"] == [
        "2015-05/2016-03"
    ] * 2


def test_who_did_it_to_what() -> None:
    (event,), names, _read = found("Islamic State blew up the Temple of Bel on 30 August 2015.")

    assert [(names.entities[number].name, role) for number, role in event.actors] == [
        ("Islamic State", "perpetrator")
    ]
    assert [names.entities[number].name for number in event.monuments] == ["Temple of Bel"]
    assert (event.date, event.damage) == ("2015-08-30", "destroyed")


def test_an_act_told_twice_is_one_event_with_its_date() -> None:
    events, _names, read = found(
        "Islamic State has blown up the Temple of Bel.",
        "The group blew up the Temple of Bel on 30 August 2015.",
    )

    (event,) = events
    assert event.date == "2015-08-30"
    assert len(event.mentions) == 1 and "has blown up" in read.words(event.mentions[0])


def test_two_temples_are_two_events() -> None:
    events, _names, _read = found(
        "IS blew up the Temple of Baalshamin on 23 August 2015.",
        "IS blew up the Temple of Bel on 30 August 2015.",
    )

    assert [event.date for event in events] == ["2015-08-23", "2015-08-30"]


def test_a_claim_is_about_the_act_it_tells_and_said_when_its_verb_says() -> None:
    text = "The ambassador confirmed on Wednesday that the army had retaken Palmyra."
    read = article(text)
    names, dates = find_names(read, (), BUILT_IN), find_dates(read)
    verb = Span(text.index("confirmed"), text.index("confirmed") + 9)
    claim = ClaimFound(
        Span(0, len(text)), "The army retook Palmyra", "claim.test", verb="confirmed", verb_span=verb
    )

    events = find_events(read, names, dates, (claim,))
    (linked,) = linked_claims(read, (claim,), events, dates)

    assert (linked.event, linked.said) == (0, "2017-03-01")
    assert events[0].claim == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The temple was struck by shells in May.", "looting_property_destruction"),
        ("On 20 May 2015 the group destroyed the arch.", "destruction_of_heritage"),
        ("The executions took place on Wednesday.", "killing"),
        ("Satellite imagery reveals new looting at Apamea.", "looting_property_destruction"),
        ("Restoration of the church was completed on 20 May 2016.", "restoration"),
        ("The coalition has been bombing the town since March.", "air_drone_strike"),
    ],
)
def test_an_act_is_told_by_nouns_and_in_the_passive_too(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "He decreed that the statues were to be destroyed.",
        "They buried soldiers captured in fighting.",
        "Moscow pulled out of the grain deal last week.",
    ],
)
def test_an_order_an_attribute_and_a_figure_of_speech_are_none(text: str) -> None:
    assert kinds(text) == []


def test_the_group_that_is_called_is_acts_itself() -> None:
    (event,), names, _read = found("IS destroyed the Temple of Bel on 30 August 2015.")

    assert [(names.entities[number].name, role) for number, role in event.actors] == [
        ("Islamic State", "perpetrator")
    ]


def test_who_only_says_so_did_nothing() -> None:
    (event,), names, _read = found("UNESCO announced that Islamic State destroyed the Temple of Bel in 2015.")

    assert [names.entities[number].name for number, _role in event.actors] == ["Islamic State"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Federal police have taken the museum from the militants.", "government_regains_territory"),
        ("The town was seized by gunmen in May.", "non_state_actor_overtakes_territory"),
        ("The rebels entered the old city in 2012.", "non_state_actor_overtakes_territory"),
    ],
)
def test_on_whose_side_somebody_without_a_name_acts(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "IS retook Palmyra on 11 December 2016, nine months after the army had driven the group out.",
            ["2016-12-11", "2016-03"],
        ),
        ("Fighting that began on 7 March cost the lives of 400 people.", ["2016-03-07/.."]),
        ("The museum was looted, according to pictures released by the agency on Friday.", [None]),
        ("The shelling damaged a church of the 6th century.", [None]),
        ("The hall was destroyed by barrel bombs in June 2015.", ["2015-06"]),
        (
            "The army held the hill on 20 May 2016, three days after rebels had seized it.",
            ["2016-05-20", "2016-05-17"],
        ),
        (
            "Militants stole icons and then smashed the altar while the caves were set ablaze.",
            [None, None, None],
        ),
        ("Conservators restored the eastern niche between 2004 and 2012.", ["2004/2012"]),
        ("IS seized Palmyra in May 2015 and again in December 2016.", ["2015-05", "2016-12"]),
        (
            "IS held the city from May 2015 until it was forced out in March 2016.",
            ["2015-05/2016-03", "2016-03"],
        ),
        ("The cathedral was demolished in 1936 and rebuilt after independence.", ["1936", None]),
        ("The militants said on 23 August 2015 they “blew up the temple today”.", ["2015-08-23"]),
    ],
)
def test_when_it_was(text: str, dates: list[str | None]) -> None:
    assert [event.date for event in found(text)[0]] == dates


def test_what_a_blow_did_is_told_by_the_blow() -> None:
    (event,) = found("On 20 May 2016 an air strike destroyed the museum.")[0]

    assert (event.kind, event.date, event.damage) == ("air_drone_strike", "2016-05-20", "destroyed")


def test_two_blows_far_apart_are_two_acts_where_neither_says_what_was_hit() -> None:
    padding = ["Nobody knew what to make of the silence that followed."] * 4
    events, _names, _read = found(
        *padding,
        "It was damaged on 3 May 2015.",
        *padding,
        "The throne base was blown apart with explosives.",
    )

    assert [event.date for event in events] == ["2015-05-03", None]


def test_what_somebody_calls_a_blow_just_told_is_that_blow() -> None:
    texts = [
        "An explosion flattened three houses on 12 June 2015.",
        "Residents said the houses had been bombed.",
    ]
    read = article(*texts)
    names, dates = find_names(read, (), BUILT_IN), find_dates(read)
    start = read.text.index("Residents")
    claim = ClaimFound(Span(start, start + len(texts[1])), "The houses had been bombed", "claim.test")

    events = find_events(read, names, dates, (claim,))

    assert [(event.date, len(event.mentions)) for event in events] == [("2015-06-12", 1)]


@given(st.text(alphabet="abc destroyed was by the IS. “”\n", max_size=400))
def test_any_text_gives_events_that_lie_in_it(text: str) -> None:
    read = article(text)
    for event in find_events(read, Names(text), find_dates(read), ()):
        assert 0 <= event.span.start < event.span.end <= len(read.text)
