import time

import pytest

from palmyra_desktop.domain.findings import Article, Block, BlockKind, SourceFound, Span
from palmyra_desktop.importers.article.sentences import quotations, sentences


def article_of(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    return Article("a.txt", text, text, "text", "utf-8", SourceFound("A title"), tuple(blocks))


def said(article: Article) -> list[str]:
    return [article.words(sentence.span) for sentence in sentences(article)]


def quoted(article: Article) -> list[str]:
    return [article.words(quotation.span) for quotation in quotations(article)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Haddad of St. George's met Lt. Gen. A. B. Salim there.",
        "The U.S. Army left at 5 p.m. on Friday.",
        "About 3.5 tonnes were moved for Inc. Partners.",
        '"Is it gone?" she asked.',
        "It was (see fig. 4) gone.",
    ],
)
def test_a_stop_inside_a_sentence_ends_nothing(text: str) -> None:
    assert said(article_of(text)) == [text]


def test_a_stop_ends_a_sentence_with_the_mark_that_closes_after_it() -> None:
    assert said(article_of('He left the U.S. The walls "fell." Nobody saw it!  Why? 40 men did.')) == [
        "He left the U.S.",
        'The walls "fell."',
        "Nobody saw it!",
        "Why?",
        "40 men did.",
    ]


def test_arabic_stops_and_question_marks_end_sentences() -> None:
    assert said(article_of("دُمّر المعبد. هل بقي شيء؟ لا نعرف۔ انتهى")) == [
        "دُمّر المعبد.",
        "هل بقي شيء؟",
        "لا نعرف۔",
        "انتهى",
    ]


def test_no_sentence_crosses_a_block_and_headers_have_none() -> None:
    assert said(article_of("The wall fell", "on the guards")) == ["The wall fell", "on the guards"]
    assert said(article_of("Title: A. B.", kind=BlockKind.METADATA)) == []


@pytest.mark.parametrize(
    "quotation",
    ['"It fell."', "“It ‘really’ fell.”", "«Il est tombé»", "„Es fiel“", "'it fell'", "‘the guards’ post’"],
)
def test_words_between_marks_of_every_kind_are_a_quotation(quotation: str) -> None:
    assert quoted(article_of(f"She wrote {quotation}, then left.")) == [quotation]


def test_an_apostrophe_opens_and_closes_nothing() -> None:
    assert quoted(article_of("The guards' post in Ma'lula wasn't theirs in the '90s.")) == []
    assert quoted(article_of("They call 'the guards' post' home.")) == ["'the guards' post'"]


def test_a_quotation_that_never_closes_runs_to_the_end_of_its_block() -> None:
    article = article_of('He wrote: "It fell. All of it', "Nobody answered.")

    (only,) = quotations(article)

    assert article.words(only.span) == '"It fell. All of it'
    assert not only.is_closed


def test_a_forgotten_mark_does_not_turn_the_rest_inside_out() -> None:
    assert quoted(article_of('He said "it fell. She wrote "it stands" later.')) == [
        '"it fell. She wrote',
        '"it stands"',
    ]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations(article_of('"It fell. I saw it.', '"Then we ran," she said.'))

    assert (first.is_closed, second.is_closed, second.is_continued) == (False, True, True)


@pytest.mark.parametrize("piece", ['"', "“", "'a ", "«", ". A", "a' b "])
def test_thousands_of_marks_are_read_in_a_moment(piece: str) -> None:
    article = article_of(piece * 5_000)
    begun = time.process_time()

    sentences(article)
    quotations(article)

    assert time.process_time() - begun < 1.0


def test_what_goes_on_without_a_stop_is_cut_at_the_ends_of_clauses() -> None:
    article = article_of("the army retook the town, and the group fled to the hills " * 40 + "again")

    found = said(article)

    assert all(len(sentence) <= 800 for sentence in found)
    assert " ".join(found) == article.text
    assert [sentence for sentence in found if not sentence.endswith((",", "again"))] == []


def test_one_word_of_a_million_letters_is_cut_anywhere() -> None:
    assert {len(sentence) for sentence in said(article_of("a" * 1_000_000))} == {800}
