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


@given(st.text(alphabet="abc destroyed was by the IS. “”\n", max_size=400))
def test_any_text_gives_events_that_lie_in_it(text: str) -> None:
    read = article(text)
    for event in find_events(read, Names(text), find_dates(read), ()):
        assert 0 <= event.span.start < event.span.end <= len(read.text)
