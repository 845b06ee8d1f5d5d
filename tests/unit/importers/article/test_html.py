"""Saved pages: the article in them, and that every place leads back to the markup."""

import time

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.reading import read_article

_FIRST = (
    "The army has driven the group out of the town, officials in the capital said on Sunday, "
    "ending ten months of its rule there."
)
_SECOND = (
    "Engineers are clearing mines beside the colonnade, the army&rsquo;s command said in a statement "
    "on <b>Monday</b> &amp; nobody was hurt."
)
_PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Army takes the ruins | Test Post</title>
<meta property="og:site_name" content="Test Post &amp; Sons">
<link rel="canonical" href="https://example.org/2016/03/27/ruins">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Army takes the ruins",
"datePublished":"2016-03-27T18:22:00Z","author":[{{"@type":"Person","name":"Rima Test"}}],
"publisher":{{"@type":"Organization","name":"The Test Post"}}}}</script>
<script>document.write("<p>he said it was a trap</p>")</script></head>
<body class="has-sidebar"><nav><a href="/">Home</a></nav>
<div class="cookie-banner">We said we use cookies.</div>
<div id="page"><h1>Army takes the ruins</h1><p class="byline">By Rima Test</p>
<p>{_FIRST}
<figure><img src="http://example.org/a.jpg"><figcaption>Troops &#8220;at&#8221; the gate.
<span class="credit">Photograph: Stringer/Reuters</span></figcaption></figure>
<p>{_SECOND}</p>
<aside class="newsletter"><p>Editors say it is the best five minutes of your day.</p></aside>
<div class="related-articles"><ul><li><a href="/x">UN says the old city was shelled</a></li></ul></div>
<figure><video src="v.mp4"></video><figcaption>What the drone saw</figcaption></figure>
</div><footer>&copy; 2016 The Test Post</footer></body></html>
"""


def _read(page: str) -> Article:
    return read_article(page.encode(), "page.html")


def test_the_article_is_read_without_the_page_around_it() -> None:
    article = _read(_PAGE)

    assert article.format == "html"
    assert [block.kind for block in article.blocks if block.kind is BlockKind.PARAGRAPH] == [
        BlockKind.PARAGRAPH
    ] * 2
    for words in ("cookies", "Home", "trap", "best five minutes", "shelled", "©"):
        assert words not in article.text


def test_entities_are_resolved_and_their_places_lead_to_the_whole_of_them() -> None:
    article = _read(_PAGE)
    paragraph = [block for block in article.blocks if block.kind is BlockKind.PARAGRAPH][1]
    original = article.original(paragraph.span)

    assert "army’s command" in article.words(paragraph.span)
    assert "& nobody" in article.words(paragraph.span)
    assert article.raw[original.start : original.end] == _SECOND


def test_captions_of_figures_have_their_credit_and_their_place() -> None:
    article = _read(_PAGE)
    picture, film = article.captions
    original = article.original(picture.span)

    assert article.words(picture.span) == "Troops “at” the gate."
    assert article.raw[original.start : original.end] == "Troops &#8220;at&#8221; the gate."
    assert (picture.credit, picture.agency, picture.photographer) == ("Stringer/Reuters", "Reuters", None)
    assert (film.kind, film.credit) == ("video", None)


def test_the_page_states_who_published_it_when_and_where() -> None:
    source = _read(_PAGE).source

    assert (source.title, source.publisher, source.published) == (
        "Army takes the ruins",
        "The Test Post",
        "2016-03-27",
    )
    assert (source.publisher_rule, source.published_rule) == ("publisher.json-ld", "published.json-ld")
    assert source.authors == ("Rima Test",)
    assert source.url == "https://example.org/2016/03/27/ruins"
    assert source.language == "en"


def test_every_block_of_a_page_stands_where_its_words_begin_and_end() -> None:
    article = _read(_PAGE)

    for block in article.blocks:
        original = article.original(block.span)
        raw = article.raw[original.start : original.end]
        words = article.words(block.span)
        assert raw[0] == words[0] or raw[0] == "&"
        assert raw[-1] == words[-1] or raw[-1] == ";"


def test_a_broadcaster_s_hidden_labels_are_understood() -> None:
    page = (
        f"<article><h1>Ruins</h1><p>{_FIRST}</p><figure><span class='off-screen'>Image copyright</span>"
        "<span class='story-image-copyright'>AFP</span><figcaption><span class='off-screen'>Image caption</span>"
        f"<span>The arch</span></figcaption></figure><p>{_SECOND}</p></article>"
    )
    article = _read(page)
    (caption,) = article.captions

    assert (article.words(caption.span), caption.credit) == ("The arch", "AFP")


def test_an_old_page_of_tables_and_line_breaks_is_read_too() -> None:
    page = (
        "<HTML><TITLE>Militants level the city | Test Portal</TITLE><BODY><TABLE><TR><TD>Home<BR>News</TD><TD>"
        f"<H2>Militants level the city</H2><P>{_FIRST}<BR><BR>{_SECOND}<P><IMG SRC=a.gif><BR>"
        "<FONT>The walls in a file photo (AFP Photo)</FONT></TD></TR></TABLE></BODY></HTML>"
    )
    article = _read(page)

    assert article.source.title == "Militants level the city"
    assert article.source.publisher == "Test Portal"
    assert "Home" not in article.text
    assert [article.words(caption.span) for caption in article.captions] == ["The walls in a file photo"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + f"<p>{_FIRST}</p>",
        "<div>" * 50_000 + "</p>" * 50_000 + f"<p>{_FIRST}</p>",
        "<a href='" * 20_000 + f"><p>{_FIRST}</p>",
        "<" * 200_000 + f"<p>{_FIRST}</p>",
        "<!--" * 50_000 + "-->" + f"<p>{_FIRST}</p>",
        f"<p>{_FIRST}</p>" + "<!-" * 100_000,
        f"<p>{_FIRST}</p>" + "&amp" * 100_000,
        f"<p>{_FIRST}</p>" + "<script>" * 20_000,
        f"<p>{_FIRST}</p>" + "<p class='" + "share-" * 50_000 + "'>x</p>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + f"<html><p>{_FIRST} &b;&b;</p></html>",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + f"<p>{_FIRST}</p>",
    ],
    ids=["deep", "unclosed", "quotes", "brackets", "comments", "declarations", "entities", "scripts", "classes",
         "entity bomb", "nested JSON"],
)  # fmt: skip
def test_a_page_made_to_be_slow_is_read_in_good_time(page: str) -> None:
    start = time.process_time()
    try:
        article = _read(page)
    except KnownError as refused:
        assert "no article" in refused.message
    else:
        assert "driven the group out" in article.text
        assert len(article.text) < len(page) + 100
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><script>x</script><nav>Home</nav></html>"]
)
def test_a_page_without_an_article_is_refused_in_words(page: str) -> None:
    with pytest.raises(KnownError, match="no article"):
        _read(page)
