"""Who says so: each way words are attributed, with its speaker, verb, stance and exact words; and what is none."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.findings import Article, Block, BlockKind, ClaimFound, SourceFound, Span
from palmyra_desktop.importers.article.claims.finding import find_claims
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.names import Names

BUILT_IN = Gazetteer.built_in()


class Said(NamedTuple):
    """What a test looks at of a claim."""

    speakers: tuple[str, ...]
    text: str | None
    verb: str | None
    words: str


def read(*paragraphs: str) -> tuple[tuple[ClaimFound, ...], Names, Article]:
    """Return the claims of paragraphs."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += f"{paragraph}\n\n"
    article = Article("a.txt", text, text, "text", "utf-8", SourceFound("A"), tuple(blocks))
    names = find_names(article, (), BUILT_IN)
    return find_claims(article, names), names, article


def said(*paragraphs: str) -> list[Said]:
    """Return what is said in paragraphs."""
    claims, names, article = read(*paragraphs)
    return [
        Said(
            tuple(names.entities[number].name for number in claim.speakers),
            claim.speaker_text,
            claim.verb,
            article.words(claim.span),
        )
        for claim in claims
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words", "verb"),
    [
        ("A report commissioned by the court found no trace of it.", None, "A report commissioned by the court", "found"),
        ("Customs documents seen by us record three mosaics.", None, "Customs documents seen by us", "record"),
        ("Her video, which 90,000 people have seen, shows smoke.", None, "Her video", "shows"),
        ("It was, Irina Bokova said, “a catastrophe”.", "Irina Bokova", "Irina Bokova", "said"),
        ("The losses, Irina Bokova went on to say, are great.", "Irina Bokova", "Irina Bokova", "went on to say"),
        ("At least 40 people were killed there, says the Syrian Observatory for Human Rights; the army left.", "Syrian Observatory for Human Rights", "the Syrian Observatory for Human Rights", "says"),
        ("“We would go,” one of its officials, who did not want to be named, said.", None, "one of its officials", "said"),
        ("Irina Bokova stood there. In a message to AP she described it as “a crime”.", "Irina Bokova", "she", "described"),
        ("He left on Sunday after members of the congress accused the army of complicity.", None, "members of the congress", "accused"),
        ("The temple was looted, as Irina Bokova knows, and by her account twice.", "Irina Bokova", "her", "by her account"),
        ("Unesco’s bureau sent a picture with two words: “Not again.”", "UNESCO", "Unesco", None),
        ("It was handed to the National Museum of Aleppo, which says it has never received it.", None, "the National Museum of Aleppo", "says"),
    ],
)  # fmt: skip
def test_who_speaks_is_told_in_roundabout_ways(
    text: str, speaker: str | None, words: str, verb: str | None
) -> None:
    found = [one for one in said(text) if one.text == words]

    assert [(one.speakers[:1], one.verb) for one in found] == [((speaker,) if speaker else (), verb)]


@pytest.mark.parametrize(
    "text",
    [
        "The army found two bodies in the ruin.",
        "The museum records the names of its donors.",
        "They have three words: no, no and no.",
    ],
)
def test_what_only_looks_like_a_statement_is_none(text: str) -> None:
    assert said(text) == []


OBSERVATORY = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("text", "speaker", "words", "verb"),
    [
        ("The Syrian Observatory for Human Rights said the temple had been blown up.", OBSERVATORY, "The Syrian Observatory for Human Rights", "said"),
        ("The temple had been blown up, the Syrian Observatory for Human Rights said.", OBSERVATORY, "the Syrian Observatory for Human Rights", "said"),
        ("The temple was blown up, according to the Syrian Observatory for Human Rights.", OBSERVATORY, "the Syrian Observatory for Human Rights", "according to"),
        ("According to Irina Bokova, the temple still stands.", "Irina Bokova", "Irina Bokova", "According to"),
        ("“The temple still stands,” said Maamoun Abdulkarim, head of antiquities.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "said"),
        ("Maamoun Abdulkarim, head of antiquities, told Reuters that the temple still stands.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "told"),
        ("The head of Unesco, Irina Bokova, described the destruction as “a crime”.", "Irina Bokova", "Irina Bokova", "described"),
        ("Irina Bokova condemned the destruction of the temple.", "Irina Bokova", "Irina Bokova", "condemned"),
        ("Maamoun Abdulkarim denied that the temple had been destroyed.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "denied"),
        ("Sergei Shoigu was reported by local media to have told Vladimir Putin that the city had been retaken.", "Sergei Shoigu", "Sergei Shoigu", "told"),
        ("IS blew up the mosque, Maamoun Abdulkarim said in a statement, as the army drew near.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "said"),
        ("The temple stands, Maamoun Abdulkarim said on Monday, two years after it was closed.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "said"),
        ("The temple was hit, according to the head of Unesco, Irina Bokova.", "Irina Bokova", "the head of Unesco, Irina Bokova", "according to"),
        ("Not so, argued Maamoun Abdulkarim, head of antiquities.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "argued"),
        ("Maamoun Abdulkarim urged caution.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "urged"),
        ("Maamoun Abdulkarim put the number of stolen pieces at 40.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "put"),
        ("Maamoun Abdulkarim recalled years later how the statues had been hidden.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "recalled"),
        ("Maamoun Abdulkarim used to say that stones can wait.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "used to say"),
        ("Reached by telephone, Maamoun Abdulkarim said that the temple stands.", "Maamoun Abdulkarim", "Maamoun Abdulkarim", "said"),
        ("Dmitry Peskov was quoted by agencies as saying that the city was free.", "Dmitry Peskov", "Dmitry Peskov", "was quoted"),
    ],
)  # fmt: skip
def test_who_says_it_and_by_which_verb(text: str, speaker: str, words: str, verb: str) -> None:
    (found,) = said(text)

    assert found == Said((speaker,), words, verb, text)


def test_a_body_and_a_person_say_it_together() -> None:
    (found,) = said("The Syrian Observatory for Human Rights and Irina Bokova said the arch had fallen.")

    assert found.speakers == (OBSERVATORY, "Irina Bokova")


def test_a_claim_denied_by_somebody_is_two_claims() -> None:
    first, second = said(
        "Amaq accused American aircraft of destroying it, a claim swiftly denied by the US-led coalition."
    )

    assert (first.verb, second.verb, second.speakers) == ("accused", "denied", ("US-led coalition",))


def test_whoever_speaks_in_a_second_clause_is_named_there() -> None:
    (found,) = said("The alliance has frayed and the residents say they have lost control.")

    assert found.text == "the residents"


def test_it_is_the_body_and_not_what_the_body_is() -> None:
    found = said(
        "The Syrian Observatory for Human Rights (SOHR), a Britain-based war monitor, confirmed the recapture.",
        "The militants retreated to the east, it said.",
    )

    assert [one.speakers for one in found] == [(OBSERVATORY,)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "IS militants captured the ancient city in May.",
        "A mission visited Baghdad after reports of looting at the museum.",
        "The wall was sandbagged by local volunteers.",
        "The list is made of pictures, open sources and contacts on the ground.",
        "We publish only what two people have told us.",
        "The agency offered no evidence.",
    ],
)
def test_acts_and_things_say_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army were reported to have entered deep into the city.",
        "The museum was reportedly looted last year.",
        "It is believed that the statues were sold abroad.",
        "The arch has been blown up, it was claimed last night.",
    ],
)
def test_what_nobody_is_named_for_has_no_speaker_and_a_hedge(text: str) -> None:
    (claim,), _names, _article = read(text)

    assert claim.speakers == () and claim.speaker_text is None
    assert claim.hedges


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State destroyed some of its most celebrated monuments.",
        "It blew up temples, burial towers and the arch.",
        "More than 1,000 columns made up the site.",
        "The committee could not say how much was left.",
        "The report runs to ten pages.",
        "",
    ],
)
def test_what_the_publisher_says_is_no_claim(text: str) -> None:
    assert said(text) == []


def test_images_show_what_they_show_and_are_the_way_it_came() -> None:
    (claim,), _names, _article = read("Satellite images revealed that the group destroyed the tetrapylon.")

    assert (claim.verb, claim.via, claim.rule) == ("revealed", "Satellite images", "claim.evidence")


def test_indirect_speech_is_cut_at_and_that() -> None:
    first, second = said(
        "He said the city had been “liberated from the hands of the group” and that the president had kept his promise."
    )

    assert first.words.endswith("the group”")
    assert second.words == "that the president had kept his promise"
    assert (first.verb, second.verb) == ("said", "said")


def test_two_speakers_in_one_sentence_are_two_claims() -> None:
    first, second = said(
        "The blast destroyed the temple, the Syrian Observatory for Human Rights said, "
        "but Maamoun Abdulkarim said that its columns still stood."
    )

    assert first.speakers == (OBSERVATORY,) and first.words.endswith("said")
    assert second.speakers == ("Maamoun Abdulkarim",) and second.words.startswith("Maamoun")


def test_a_second_verb_without_a_subject_is_the_same_speakers() -> None:
    first, second = said(
        "Irina Bokova said it was a war crime and called on governments to close the market."
    )

    assert second.speakers == first.speakers == ("Irina Bokova",)
    assert second.words == "called on governments to close the market."


def test_a_quotation_broken_by_its_speaker_is_one_claim() -> None:
    (found,) = said("“The blast was strong,” Maamoun Abdulkarim said. “The walls held, as far as we know.”")

    assert found.words.startswith("“The blast") and found.words.endswith("know.”")


def test_a_quotation_goes_on_in_the_next_paragraph_by_the_same_speaker() -> None:
    first, second = said(
        "“We saw it fall, and nobody could do anything,” Maamoun Abdulkarim said. “It took a minute.",
        "“Then there was only dust over the whole plain.”",
    )

    assert second.speakers == first.speakers == ("Maamoun Abdulkarim",)
    assert second.verb is None


def test_it_stands_for_who_spoke_before() -> None:
    _first, second = said(
        "Clashes went on, the Syrian Observatory for Human Rights said.",
        "Militants planted mines in the city, it said.",
    )

    assert second.speakers == (OBSERVATORY,)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Maamoun Abdulkarim denied the reports of damage.", "denies"),
        ("Bashar al-Jaafari confirmed the recapture on Thursday.", "confirms"),
        ("Irina Bokova admitted that little could be done.", "concedes"),
        ("Irina Bokova urged governments to act at once.", "demands"),
        ("Maamoun Abdulkarim said that the temple stands.", "asserts"),
    ],
)
def test_the_verb_carries_the_stance(text: str, stance: str) -> None:
    (claim,), _names, _article = read(text)

    assert claim.stance == stance


def test_the_medium_is_kept() -> None:
    (claim,), _names, _article = read("The army said in a statement that the town was free.")

    assert claim.via == "a statement"


def test_arabic_verbs_attribute_too() -> None:
    (claim,), _names, _article = read("قال مأمون عبد الكريم إن المعبد لا يزال قائما.")

    assert (claim.verb, claim.speaker_text, claim.stance) == ("قال", "مأمون عبد الكريم", "asserts")


@pytest.mark.parametrize(
    "text", ["“It never closes, he said. And on and on.", "He said “", "said said said", "“", "'Tis, he said"]
)
def test_marks_that_never_close_hurt_nobody(text: str) -> None:
    for one in said(text):
        assert one.words


@given(st.text(alphabet="ab said that, “”\"'.the IS He\n", max_size=300))
def test_any_text_gives_claims_that_lie_in_it(text: str) -> None:
    claims, _names, article = read(text)
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(article.text)
