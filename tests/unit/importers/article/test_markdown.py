"""Markdown with front matter, pictures and emphasis."""

import pytest

from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.reading import read_article

_TEXT = """---
title: "A lion comes out of its crate"
author: [Rima Test, Omar Probe]
date: 2017-10-06
published_by: The Test Blog
url: https://example.org/lion
---

# A lion comes out of its crate

The [Lion of al-Lat](https://example.org/(lion)) was found in **1977**, a guard `said`, and is 3 * 4 metres.

![alt words](images/lion.jpg)
*The lion in the garden, half unpacked (Photo: Rima Test, CC BY 4.0)*

> We treat it like a patient, the head of the workshop says.

## Was it two lions?

- One, the [museum][1] says.
- Two, the guard says.
"""


def _read(text: str) -> Article:
    return read_article(text.encode(), "post.md")


def test_front_matter_states_title_authors_date_publisher_and_address() -> None:
    source = _read(_TEXT).source

    assert source.title == "A lion comes out of its crate"
    assert source.authors == ("Rima Test", "Omar Probe")
    assert (source.published, source.published_rule) == ("2017-10-06", "published.front-matter")
    assert source.publisher == "The Test Blog"
    assert source.url == "https://example.org/lion"


def test_front_matter_of_the_other_kind_is_read_too() -> None:
    source = _read(
        '+++\ntitle = "Lion"\ndate = "2017-05-02"\n+++\n\nThe lion is back, a guard said on Monday.\n'
    ).source

    assert (source.title, source.published) == ("Lion", "2017-05-02")


def test_text_is_read_without_markup_and_leads_back_to_it() -> None:
    article = _read(_TEXT)
    paragraph = next(block for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
    original = article.original(paragraph.span)

    assert "The Lion of al-Lat" in article.words(paragraph.span)
    assert "in 1977, a guard said, and is 3 * 4 metres." in article.words(paragraph.span)
    assert article.raw[original.start : original.end].startswith("The [Lion of al-Lat](")
    assert "---" not in article.text


def test_headings_lists_quotations_and_captions_are_told_apart() -> None:
    article = _read(_TEXT)
    (caption,) = article.captions

    assert [block.kind for block in article.blocks] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.PARAGRAPH, BlockKind.HEADING,
        BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
    ]  # fmt: skip
    assert article.words(caption.span) == "The lion in the garden, half unpacked"
    assert (caption.photographer, caption.licence) == ("Rima Test", "CC BY 4.0")


@pytest.mark.parametrize(
    "text",
    [
        "**" * 5_000 + " a guard said so",
        "[" * 20_000 + "a guard said so",
        "![a](" * 5_000 + "a guard said so",
    ],
)
def test_markup_that_never_closes_loses_no_words(text: str) -> None:
    assert "a guard said so" in _read(text).text
