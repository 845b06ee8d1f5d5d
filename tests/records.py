"""A few whole records for tests that need no archive: one of each kind, with Arabic and hostile text."""

from palmyra_desktop.domain.actor import Actor
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Identifier, Link, Name
from palmyra_desktop.domain.source import Source

BEL = Link(Kind.MONUMENT, 2, "Temple of Bel")
GROUP = Link(Kind.ACTOR, 7, "Islamic State", role="perpetrator")
AGENCY = Link(Kind.ACTOR, 8, "UNITAR-UNOSAT")
REPORT = Link(Kind.SOURCE, 4, "Temple destroyed, says agency")
BLOWN_UP = Link(Kind.EVENT, 1, "Temple of Bel blown up")

EVENT = Event(
    id=1,
    uid="bel-2015",
    title="Temple of Bel blown up",
    date=DateSpan.parse("2015-08-30"),
    event_kind="destruction_of_heritage",
    place="Tadmur",
    monuments=(BEL,),
    actors=(GROUP,),
    damage="destroyed",
    description='=HYPERLINK("x") <script>alert(1)</script> & more',
    claim_count=1,
)
MONUMENT = Monument(
    id=2,
    uid="bel",
    name="Temple of Bel",
    names=(Name("معبد بل", "ar", "Arab"), Name("Temple of Baal", "en", "Latn")),
    monument_kind="temple",
    built=DateSpan.parse("0032"),
    latitude=34.54738,
    longitude=-38.27393,
    condition="destroyed",
    identifiers=(Identifier("wikidata", "Q797481"),),
    description="سطر أول\nسطر ثان",
)
IMAGE = Image(
    id=3,
    uid="view",
    caption="صورة لمعبد بل",
    image_kind="image",
    credit="REUTERS/Sandra Auger",
    agency="Reuters",
    date=DateSpan.parse("2010~"),
    monuments=(BEL,),
    events=(BLOWN_UP,),
    source=REPORT,
)
SOURCE = Source(
    id=4,
    uid="report",
    title="Temple destroyed, says agency",
    source_kind="news_report",
    publisher="A daily",
    authors=("A. Writer", "ب. كاتب"),
    published=DateSpan.parse("2015-09-01"),
    url="https://example.org/report?a=1&b=2",
)
ACTOR = Actor(
    id=7,
    uid="group",
    name="Islamic State",
    names=(Name("داعش", "ar", "Arab"), Name("Daesh")),
    actor_kind="non_state_armed_group",
    role_dates=DateSpan.parse("2013/.."),
)
SPEAKER = Actor(id=8, uid="agency", name="UNITAR-UNOSAT", member_of=(Link(Kind.ACTOR, 7, "Islamic State"),))
CLAIM = Claim(
    id=9,
    uid="c1",
    proposition="The main building was destroyed",
    subject=BLOWN_UP,
    field="damage",
    value="destroyed",
    stance="confirms",
    claimants=(AGENCY,),
    verb="confirmed",
    hedges=("likely", "it seems"),
    via="satellite images",
    source=REPORT,
    publisher="A daily",
    said=DateSpan.parse("2015-09-01"),
    words="the main building",
    start=10,
    end=27,
    status="conflict",
    note="@against others",
)
RECORDS = (EVENT, MONUMENT, IMAGE, SOURCE, ACTOR, SPEAKER, CLAIM)
