"""Captions of plain texts, labelled or not, and what only looks like one."""

import pytest

from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.reading import read_article

_LEAD = "Headline about the ruins\n\nThe army entered the town on Sunday, officials in the capital said.\n\n"
_END = "\n\nMore fighting was reported to the east of the town on Monday, a monitoring group said.\n"


def _read(text: str) -> Article:
    return read_article(text.encode(), "article.txt")


def _captions(middle: str) -> list[tuple[str, str | None]]:
    article = _read(_LEAD + middle + _END)
    return [(article.words(caption.span), caption.credit) for caption in article.captions]


@pytest.mark.parametrize(
    ("middle", "caption", "credit"),
    [
        ("Image source, AFP\nImage caption,\nTroops at the gate", "Troops at the gate", "AFP"),
        ("Image copyright AP\nImage caption Troops at the gate", "Troops at the gate", "AP"),
        ("Media caption,\nWhat the drone saw", "What the drone saw", None),
        ("Image: Troops at the gate. Pic: SANA", "Troops at the gate.", "SANA"),
        ("PHOTO: Troops at the gate (Handout via REUTERS TV)", "Troops at the gate", "Handout via REUTERS TV"),
        ("Figure 2. Facade, 10 January. Credit:ASOR and DigitalGlobe", "Facade, 10 January.", "ASOR and DigitalGlobe"),
        ("صورة: المسرح الروماني قبل التدمير / ويكيميديا", "المسرح الروماني قبل التدمير", "ويكيميديا"),
        ("A view shows the arch in August. REUTERS/Rima Test", "A view shows the arch in August.", "REUTERS/Rima Test"),
        ("Tourists at the theatre in 2008 (AFP Photo)", "Tourists at the theatre in 2008", "AFP Photo"),
        ("The arch before the war (Photo: Rima Test/CC BY 2.0)", "The arch before the war", "Rima Test/CC BY 2.0"),
        ("The arch before the war [Courtesy]", "The arch before the war", "Courtesy"),
        ("Rubble: a handout image shows statues\nCredit: Handout via REUTERS TV",
         "Rubble: a handout image shows statues", "Handout via REUTERS TV"),
        ("A camel waits beneath the monument\nAFP/Getty Images", "A camel waits beneath the monument", "AFP/Getty Images"),
        ("A general view of the arch in 2010\n\nThomson Reuters", "A general view of the arch in 2010", "Thomson Reuters"),
        ("Facebook Twitter Pinterest The arch in 2010. Photograph: Rima Test/AFP",
         "The arch in 2010.", "Rima Test/AFP"),
        ("The Temple of Bel, of which only the gateway stands", "The Temple of Bel, of which only the gateway stands", None),
    ],
)  # fmt: skip
def test_captions_of_many_houses_are_found_with_their_credits(
    middle: str, caption: str, credit: str | None
) -> None:
    assert _captions(middle) == [(caption, credit)]


@pytest.mark.parametrize(
    "middle",
    [
        "“The walls held,” a resident told the Associated Press (AP)",
        "What is left of the ruins?",
        "Ancient city of Palmyra",
        "The chief of the museum told the news agency AFP that he was “relieved”. (AFP)",
        "The head of the UN cultural agency (UNESCO) welcomed the news and promised to send a mission soon.",
        "Source: Press Association",
    ],
)
def test_sentences_headings_and_abbreviations_are_no_captions(middle: str) -> None:
    assert _captions(middle) == []


def test_two_pictures_side_by_side_keep_each_its_own_credit() -> None:
    middle = (
        "Image source, AP\nImage caption,\nTroops at the gate\n"
        "Image source, Reuters\nImage caption,\nThe citadel at dawn"
    )

    assert _captions(middle) == [("Troops at the gate", "AP"), ("The citadel at dawn", "Reuters")]


def test_a_video_is_told_from_a_picture() -> None:
    article = _read(_LEAD + "Media caption,\nWhat the drone saw\n\nImage caption,\nA wall" + _END)

    assert [caption.kind for caption in article.captions] == ["video", "image"]


def test_a_caption_knows_where_caption_and_credit_stand() -> None:
    article = _read(_LEAD + "Image: Troops at the gate. Pic: SANA" + _END)
    (caption,) = article.captions

    assert caption.credit_span is not None
    assert article.words(caption.credit_span) == "SANA"
    assert [block.kind for block in article.blocks if block.span == caption.span] == [BlockKind.CAPTION]
    assert caption.agency == "SANA"
    assert caption.photographer is None


def test_what_nothing_but_its_shape_calls_a_caption_is_not_certain() -> None:
    article = _read(_LEAD + "The Temple of Bel, of which only the gateway stands" + _END)

    assert [(caption.is_labelled, caption.is_certain) for caption in article.captions] == [(False, False)]


def test_a_thousand_captions_are_read_each_with_its_own_credit() -> None:
    pictures = "\n\n".join(
        f"Image source, AFP\nImage caption,\nPicture number {n} of the ruins" for n in range(1000)
    )

    article = _read(_LEAD + pictures + _END)

    assert len(article.captions) == 1000
    assert {caption.credit for caption in article.captions} == {"AFP"}
