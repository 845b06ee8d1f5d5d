"""Findings of a short article of our own, made by hand, for tests of what becomes of them."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import (
    Article,
    Block,
    BlockKind,
    CaptionFound,
    ClaimFound,
    DateFound,
    EntityFound,
    EventFound,
    Findings,
    Mention,
    Similar,
    SourceFound,
    Span,
)

TITLE = "Army says it is back in the ruins of Palmyra"
CREDIT = "Image source, Reuters/Sandra Auger"
CAPTION = "The theatre of Palmyra, seen from the colonnade"
FIRST = "The army said on Thursday that its troops had retaken Palmyra from Islamic State."
SECOND = "It added that the Temple of Bel was rubble, while residents spoke of looting."
THIRD = "Local media cited the antiquities chief, Mamun Abdelkarim, as saying that the museum still stood."
FOURTH = "Islamic State blew up the Temple of Bel in August 2015. The group believes such places to be idols."
TEXT = "\n\n".join((TITLE, CREDIT, CAPTION, FIRST, SECOND, THIRD, FOURTH)) + "\n"

ARMY, GROUP, BEL, PALMYRA, RESIDENTS, CHIEF, MUSEUM, REUTERS = range(8)
"""Places of the entities."""
RETAKEN, RUBBLE, LOOTING, STANDS, IDOLS = range(5)
"""Places of the claims."""
RECAPTURE, BLOWN_UP = range(2)
"""Places of the events."""


def span(words: str, within: str = TEXT) -> Span:
    """Return where words stand in the article, for the first time within a part of it."""
    start = TEXT.index(within) + within.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT, url: str | None = None) -> Article:
    """Return the article, its blocks told apart."""
    kinds = (BlockKind.TITLE, BlockKind.CREDIT, BlockKind.CAPTION, *[BlockKind.PARAGRAPH] * 4)
    parts = (TITLE, CREDIT, CAPTION, FIRST, SECOND, THIRD, FOURTH)
    source = SourceFound(
        title=TITLE,
        publisher="The Desert Post",
        publisher_rule="source.agency-line",
        authors=("A. Reporter",),
        published="2017-03-03",
        published_basis="inferred",
        published_rule="source.weekday",
        url=url,
    )
    blocks = tuple(Block(kind, span(part)) for kind, part in zip(kinds, parts, strict=True))
    return Article("article.txt", text, text, "text", "utf-8", source, blocks)


def findings(text: str = TEXT, url: str | None = None, **records: int) -> Findings:
    """Return what is found in the article.

    Args:
        records: names of entities in lower case to the ids of the archive's records they are.
    """
    return Findings(
        article=article(text, url),
        captions=(
            CaptionFound(
                span(CAPTION),
                "image",
                "caption.labelled",
                credit="Reuters/Sandra Auger",
                credit_span=span("Reuters/Sandra Auger"),
                agency="Reuters",
                photographer="Sandra Auger",
            ),
        ),
        entities=_entities(records),
        mentions=_mentions(),
        dates=(
            DateFound(span("on Thursday"), "2017-03-02", "date.weekday", is_relative=True),
            DateFound(span("in August 2015"), "2015-08", "date.month-year"),
        ),
        claims=_claims(),
        events=(
            EventFound(
                span("its troops had retaken Palmyra from Islamic State"),
                "The army retakes Palmyra",
                "government_regains_territory",
                "event.retake",
                date="2017-03-02",
                date_rule="date.weekday",
                date_span=span("on Thursday"),
                actors=((ARMY, "participant"), (GROUP, "target")),
                monuments=(PALMYRA,),
                claim=RETAKEN,
            ),
            EventFound(
                span("Islamic State blew up the Temple of Bel in August 2015", FOURTH),
                "Temple of Bel blown up",
                "destruction_of_heritage",
                "event.blow-up",
                date="2015-08",
                date_rule="date.month-year",
                date_span=span("in August 2015"),
                actors=((GROUP, "perpetrator"),),
                monuments=(BEL,),
                damage="destroyed",
            ),
        ),
    )


def _entities(records: dict[str, int]) -> tuple[EntityFound, ...]:
    def entity(kind: Kind, name: str, key: str, **more: object) -> EntityFound:
        known = key in records
        rule = "name.archive" if known else "name.proposed"
        return EntityFound(kind, name, rule, record_id=records.get(key), is_known=known, **more)  # type: ignore[arg-type]

    return (
        entity(Kind.ACTOR, "Syrian army", "army", forms=("The army", "It"), term="state_forces"),
        entity(Kind.ACTOR, "Islamic State", "group", forms=("Islamic State", "The group")),
        entity(Kind.MONUMENT, "Temple of Bel", "bel", term="temple", other_names=("معبد بل",)),
        entity(Kind.MONUMENT, "Palmyra", "palmyra", term="archaeological_site"),
        entity(Kind.ACTOR, "residents", "residents", forms=("residents",), is_generic=True),
        entity(
            Kind.ACTOR,
            "Mamun Abdelkarim",
            "chief",
            term="individual",
            role="antiquities chief",
            is_certain=False,
            similar=(Similar(99, "Maamoun Abdulkarim", "Spelt nearly the same."),),
        ),
        entity(Kind.MONUMENT, "Palmyra Museum", "museum", forms=("the museum",), term="museum"),
        entity(Kind.ACTOR, "Reuters", "reuters", is_generic=True, term="news_agency"),
    )


def _mentions() -> tuple[Mention, ...]:
    places = (
        (REUTERS, "Reuters", CREDIT),
        (PALMYRA, "Palmyra", CAPTION),
        (ARMY, "The army", FIRST),
        (PALMYRA, "Palmyra", FIRST),
        (GROUP, "Islamic State", FIRST),
        (ARMY, "It", SECOND),
        (BEL, "Temple of Bel", SECOND),
        (RESIDENTS, "residents", SECOND),
        (CHIEF, "Mamun Abdelkarim", THIRD),
        (MUSEUM, "the museum", THIRD),
        (GROUP, "Islamic State", FOURTH),
        (BEL, "Temple of Bel", FOURTH),
        (GROUP, "The group", FOURTH),
    )
    return tuple(Mention(span(words, part), entity, "name.exact") for entity, words, part in places)


def _claims() -> tuple[ClaimFound, ...]:
    return (
        ClaimFound(
            span(FIRST),
            "Its troops had retaken Palmyra from Islamic State",
            "claim.said-that",
            speakers=(ARMY,),
            speaker_text="The army",
            speaker_span=span("The army", FIRST),
            verb="said",
            said="2017-03-02",
            event=RECAPTURE,
        ),
        ClaimFound(
            span("It added that the Temple of Bel was rubble"),
            "The Temple of Bel was rubble",
            "claim.said-that",
            speakers=(ARMY,),
            speaker_text="It",
            verb="added",
        ),
        ClaimFound(
            span("residents spoke of looting"),
            "Looting",
            "claim.spoke-of",
            speakers=(RESIDENTS,),
            speaker_text="residents",
            verb="spoke of",
            is_certain=False,
        ),
        ClaimFound(
            span(THIRD),
            "The museum still stood",
            "claim.cited-as",
            speakers=(CHIEF,),
            speaker_text="Mamun Abdelkarim",
            verb="as saying",
            hedges=("cited",),
            via="Local media",
        ),
        ClaimFound(
            span("The group believes such places to be idols."),
            "Such places are idols",
            "claim.belief",
            speakers=(GROUP,),
            speaker_text="The group",
            verb="believes",
            is_optional=True,
        ),
    )
