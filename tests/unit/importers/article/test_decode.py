"""Bytes of any encoding to text, and what is refused with which words."""

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.importers.article.decode import MAX_BYTES, decode

_ENGLISH = "The army said it had retaken “Palmyra” – the café is rubble.\n" * 4
_ARABIC = "قال الجيش السوري إنه استعاد مدينة تدمر بالكامل من تنظيم الدولة الإسلامية.\n" * 4


@pytest.mark.parametrize("text", [_ENGLISH, _ARABIC], ids=["English", "Arabic"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
    ],
)
def test_unicode_is_told_with_and_without_a_mark(text: str, encoding: str, mark: bytes) -> None:
    decoded = decode(mark + text.encode(encoding), "a.txt")

    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_ENGLISH, "cp1252"),
        ("Le général a déclaré que la cité était libérée, à Bâle.", "cp1252"),
        (_ARABIC, "cp1256"),
        ("Министерство обороны сообщило об освобождении Пальмиры.", "cp1251"),
    ],
)
def test_windows_encodings_are_told_by_how_their_letters_stand(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")

    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_page_is_read_in_the_encoding_it_declares_unless_it_is_plainly_another() -> None:
    page = '<meta charset="windows-1256"><p>café</p>'

    assert decode(page.encode("cp1256"), "a.html", is_markup=True).encoding == "cp1256"
    assert decode(page.encode(), "a.html", is_markup=True).encoding == "utf-8"
    assert decode(
        page.replace("windows-1256", "no-such").encode("cp1252"), "a.html", is_markup=True
    ).text == (page.replace("windows-1256", "no-such"))


def test_a_few_broken_bytes_do_not_make_utf_8_something_else() -> None:
    decoded = decode("مدينة تدمر القديمة ومعبد بل".encode() + b"\xd8", "a.txt")

    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("بل\ufffd")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in a.txt"),
        (b" \r\n\t ", "nothing in a.txt"),
        (b"\xef\xbb\xbf", "nothing in a.txt"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 8, "no text"),
        (b"An article with a NUL\x00 in it.", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        decode(data, "a.txt")


def test_a_file_too_long_for_an_article_is_refused_with_its_size() -> None:
    with pytest.raises(KnownError, match="too long") as refused:
        decode(bytes(MAX_BYTES + 1), "a.txt")

    assert refused.value.hint


def test_lone_surrogates_become_replacement_characters() -> None:
    data = "Ruins of Palmyra ".encode("utf-16-le") + b"\x00\xd8" + " in the desert".encode("utf-16-le")

    decoded = decode(b"\xff\xfe" + data, "a.txt")

    assert decoded.text == "Ruins of Palmyra \ufffd in the desert"
