"""Articles that nobody would write: read to the end, or refused in words; never half, never for ever."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.findings import Findings, Span
from palmyra_desktop.importers.article.dry_run import draft_values
from palmyra_desktop.importers.article.extraction import extract
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.reading import read_article

_LONGEST = 2.0  # seconds for a text of a few kilobytes, on a busy machine
_NAMES = ("a.txt", "a.html", "a.md", "pasted")
_PIECES = (
    *("Islamic State", "the army said", "“", "”", '"', "'", "‘", "’", "on Thursday"),
    *("in March last year", "the group", "Image source, AFP", "Image caption,", "Photo: ", "REUTERS/"),
    *("(AFP Photo)", " via ", "©", "Credit:", "\n", "\n\n", "\r\n", "<p>", "</p>", "<figure>"),
    *("<figcaption>", "<article>", "<script>", "<!--", "<br>", "<a href='", ">", "&#", "&amp;"),
    *("&#xD800;", "&#0;", "---\n", "# ", "![", "](", "**", "*", "_", "> ", "- ", "1. ", "\u200f"),
    *("\u202e", "\u2067", "😀", "Â\xa0", "تدمر", "قال", "said", " that ", "according to", ", he said"),
    *("was reported to have", "Title: ", "Date: 2017-13-45", "By ", "2017-03-02", "31 February 2016"),
    *("between 26 December and", "Aug 31 (X) -", "Temple of Bel", "was destroyed", "blew up", "U.N."),
    *("Mr ", "Gen.", " ", " ", " ", ".", ".", ",", "?", "\t", "\x0c"),
)  # fmt: skip
_KEPT = (
    # What was found by fuzzing stays here, so that it is never lost again.
    b"\xff\xfe",
    b"\xff\xfeA",
    b"&#x110000;&#xD800; The army said so.",
    b"---\n---\n",
    b"![](\n*\n*",
    b"<title>",
    "“\n\n“\n\n“ he said ”".encode(),
    b"Image caption,\nImage source, AFP\nMedia caption,\n",
    b"(AFP Photo)",
    b"By :",
)

_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=12), max_size=60).map("".join)
_files = (
    _texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | _texts.map(lambda text: text.encode("utf-16", "surrogatepass"))
    | _texts.map(lambda text: text.encode("cp1256", "replace"))
    | st.binary(max_size=300)
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The built-in names."""
    return Gazetteer.built_in()


@pytest.mark.parametrize("data", _KEPT)
def test_what_was_once_found_by_chance_is_read_or_refused(gazetteer: Gazetteer, data: bytes) -> None:
    for name in _NAMES:
        _check(gazetteer, data, name)


def test_a_thousand_files_nobody_would_write_are_read_or_refused(gazetteer: Gazetteer) -> None:
    _fuzz(gazetteer, 1_000)


@pytest.mark.slow
def test_ten_thousand_files_nobody_would_write_are_read_or_refused(gazetteer: Gazetteer) -> None:
    _fuzz(gazetteer, 10_000)


def _fuzz(gazetteer: Gazetteer, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(data=_files, name=st.sampled_from(_NAMES))
    def check(data: bytes, name: str) -> None:
        _check(gazetteer, data, name)

    check()


def _check(gazetteer: Gazetteer, data: bytes, name: str) -> None:
    start = time.process_time()
    try:
        article = read_article(data, name)
    except KnownError as refused:
        assert name in refused.message
        return
    found = extract(article, gazetteer)
    assert time.process_time() - start < _LONGEST
    _check_places(found)
    draft_values(found)


def _check_places(found: Findings) -> None:
    """Every place lies in the text, in order, and leads to a place in the file."""
    article = found.article
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        end = block.span.end
    spans = [
        *(one.span for one in (*found.captions, *found.mentions, *found.dates, *found.claims, *found.events)),
        *(caption.credit_span for caption in found.captions if caption.credit_span),
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= len(article.text)
        original = article.original(span)
        assert 0 <= original.start < original.end <= len(article.raw)
        assert isinstance(original, Span)


@pytest.mark.parametrize(
    "mark", ["“", "(", "<p", "[", "*", "\n", "said ", "Image caption,\n", "AFP/", "a/", "’", "—"]
)
def test_a_hundred_thousand_of_one_mark_do_not_hang(gazetteer: Gazetteer, mark: str) -> None:
    start = time.process_time()
    for name in _NAMES[:3]:
        _read_only(f"The army said so.\n\n{mark * 100_000}\n\nThe end of it, they said.".encode(), name)

    assert time.process_time() - start < 20


def _read_only(data: bytes, name: str) -> None:
    try:
        read_article(data, name)
    except KnownError as refused:
        assert name in refused.message


def test_noise_in_a_real_article_loses_nothing_of_the_rest(gazetteer: Gazetteer, tmp_path: Path) -> None:
    chance = random.Random(7)
    words = (
        "The army said on Thursday that it had retaken Palmyra. Residents said the temple was rubble. " * 20
    )
    text = list(words)
    for _round in range(100):
        text.insert(chance.randrange(len(text)), chance.choice("\u200f\u202e😀\u00ad"))
    article = read_article("".join(text).encode(), "a.txt")

    assert article.raw == "".join(text)
    assert len(extract(article, gazetteer).mentions) > 0
