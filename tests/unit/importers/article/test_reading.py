"""Files to articles: which format is told by what, and what is refused."""

from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.importers.article.decode import MAX_BYTES
from palmyra_desktop.importers.article.reading import read_article, read_file

_WORDS = "The army said on Sunday that it had retaken the town from the group."


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.txt", _WORDS, "text"),
        ("a.txt", f"<html><p>{_WORDS}</p></html>", "html"),
        ("a.htm", f"<p>{_WORDS}</p>", "html"),
        ("a.md", f"# Title\n\n{_WORDS}", "markdown"),
        ("pasted text", f"---\ntitle: Ruins\n---\n\n{_WORDS}", "markdown"),
        ("pasted text", _WORDS, "text"),
    ],
)
def test_the_format_is_told_by_name_and_beginning(name: str, text: str, format: str) -> None:
    article = read_article(text.encode(), name)

    assert article.format == format
    assert _WORDS in article.text


def test_a_file_is_read_and_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "تدمر.txt"
    path.write_bytes("قال الجيش إنه استعاد المدينة.".encode("cp1256"))

    article = read_file(path)

    assert (article.name, article.encoding) == ("تدمر.txt", "cp1256")


def test_a_missing_file_and_one_that_is_too_long_are_refused_in_words(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    with long.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    with pytest.raises(KnownError, match="cannot be read"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(KnownError, match="too long"):
        read_file(long)


def test_a_text_of_signs_alone_is_no_article() -> None:
    with pytest.raises(KnownError, match="no article"):
        read_article("Share\n\nTweet\n\n© 2017 The Test Post\n".encode(), "a.txt")


def test_quotes_that_never_close_and_marks_of_direction_stay_in_the_text() -> None:
    text = "“The ruins ‘are \u202eours, he said. \u200f\n\n\"And nobody's, she \u2067said.\n"

    article = read_article(text.encode(), "a.txt")

    assert article.text == text
