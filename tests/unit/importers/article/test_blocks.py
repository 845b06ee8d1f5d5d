"""The blocks of plain texts, and that all of them stand where they say."""

from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.reading import read_article

K = BlockKind


def _read(text: str, name: str = "article.txt") -> Article:
    return read_article(text.encode(), name)


def _blocks(text: str) -> list[tuple[BlockKind, str]]:
    article = _read(text)
    return [(block.kind, article.words(block.span)) for block in article.blocks]


def test_title_byline_date_paragraphs_and_headings_are_told_apart() -> None:
    text = (
        "Army raises its flag over the ruins\n27 March 2016\nUpdated 16:40 GMT\nBy Rima Test in Beirut\n\nShare\n\n"
        "The army says it has driven the group out of the town, ending ten months of its rule there.\n\n"
        "What is left?\n\n  • The theatre stands\n  • The arch is gone\n\n"
        "The group has not commented on the loss of the town, which it had held since May.\n"
    )

    assert [kind for kind, _words in _blocks(text)] == [
        K.TITLE, K.METADATA, K.METADATA, K.METADATA, K.ASIDE, K.PARAGRAPH, K.HEADING, K.LIST_ITEM, K.LIST_ITEM, K.PARAGRAPH,
    ]  # fmt: skip
    assert (K.LIST_ITEM, "The arch is gone") in _blocks(text)


def test_header_lines_are_metadata_and_no_label_before_a_caption() -> None:
    text = "Title: The arch\nPublisher: Test Post\nDate: 2015-10-05\n\nThe arch fell on Sunday, residents said.\n"

    assert [kind for kind, _words in _blocks(text)] == [K.METADATA] * 3 + [K.PARAGRAPH]


def test_lines_broken_to_fit_a_screen_are_one_paragraph() -> None:
    paragraph = (
        "The army says it has driven the group out of the town, ending ten months\n"
        "in which it ruled one of the best-known archaeological sites in the whole\n"
        "world, and that engineers are clearing mines."
    )

    blocks = _blocks(f"Army raises its flag over the ruins\n\n{paragraph}\n\n{paragraph}\n")

    assert [words for kind, words in blocks if kind is K.PARAGRAPH] == [paragraph, paragraph]


def test_paragraphs_of_one_line_each_stay_apart_without_blank_lines() -> None:
    first = (
        "The army says it has driven the group out of the town, "
        + "and so on and so forth, " * 6
        + "it said."
    )
    second = "Engineers are clearing mines, " + "and so on and so forth, " * 6 + "they said."

    blocks = _blocks(f"Army raises its flag over the ruins\n{first}\n{second}\n")

    assert [words for kind, words in blocks if kind is K.PARAGRAPH] == [first, second]


def test_a_dateline_stands_apart_from_the_first_sentence() -> None:
    blocks = _blocks(
        "Blast in the ruins\n\nBEIRUT, Aug 31 (Test Wire) - Fighters set off a blast on Sunday.\n"
    )

    assert blocks[1:] == [
        (K.METADATA, "BEIRUT, Aug 31 (Test Wire) -"),
        (K.PARAGRAPH, "Fighters set off a blast on Sunday."),
    ]


def test_a_dash_in_the_first_sentence_is_no_dateline() -> None:
    blocks = _blocks("Blast in the ruins\n\nResidents - most of them old - stayed behind, a doctor said.\n")

    assert blocks[1:] == [(K.PARAGRAPH, "Residents - most of them old - stayed behind, a doctor said.")]


def test_what_surrounds_an_article_is_nobody_s_statement() -> None:
    body = "The army says it has driven the group out of the town, ending ten months of its rule.\n\n"
    text = (
        f"Army raises its flag over the ruins\n\nRelated Topics\n\n{body}{body}"
        "(Reporting by Rima Test; Editing by Omar Probe)\n\nRead more: Why the ruins matter\n\n"
        "Sign up to our weekly newsletter\n\n© 2017 Test Post. All rights reserved.\n\nRelated Topics\nSyria\nUnesco\n"
    )

    asides = [words for kind, words in _blocks(text) if kind is K.ASIDE]

    assert asides[0] == "Related Topics"
    assert asides[-2:] == ["Syria", "Unesco"]
    assert sum(kind is K.PARAGRAPH for kind, _words in _blocks(text)) == 2
    assert len(asides) == 8


def test_carriage_returns_and_debris_are_left_out_of_the_text_but_counted_in_the_file() -> None:
    raw = (
        "Ruins retaken\r\n\r\nThe town was taken in April\u00c2\u00a02016 after a battle of three weeks,\r\n"
        "the army said on Monday in a statement.\r\n"
    )
    article = _read(raw)
    paragraph = article.blocks[1]

    assert "\r" not in article.text
    assert "Â" not in article.text
    original = article.original(paragraph.span)
    assert article.raw == raw
    assert raw[original.start : original.end] == raw[raw.index("The town") : raw.rindex("\r\n")]


def test_emoji_and_marks_of_direction_do_not_move_places() -> None:
    text = "Ruins retaken 🏛️\n\n\u200fقال الجيش\u200e 😀 إنه استعاد مدينة تدمر من التنظيم يوم الخميس.\n"
    article = _read(text)

    for block in article.blocks:
        original = article.original(block.span)
        assert article.raw[original.start : original.end] == article.words(block.span)


def test_blocks_come_in_order_and_do_not_overlap() -> None:
    article = _read(
        "Title of it\n\nPhoto: A wall (AFP)\n\nText that a person wrote about the wall, he said.\n" * 20
    )
    ends = [block.span.end for block in article.blocks]
    starts = [block.span.start for block in article.blocks]

    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
