"""What a text names: an article of one paragraph for each line, and short ways to ask."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import (
    Article,
    Block,
    BlockKind,
    CaptionFound,
    EntityFound,
    KnownName,
    SourceFound,
    Span,
)
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.names import Names


def article(text: str, kinds: dict[int, BlockKind] | None = None, publisher: str | None = None) -> Article:
    """Return an article whose blocks are the lines of a text, paragraphs unless `kinds` says otherwise."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            kind = (kinds or {}).get(number, BlockKind.PARAGRAPH)
            blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    source = SourceFound("Title", publisher)
    return Article("a.txt", text, text, "text", "utf-8", source, tuple(blocks))


def found(text: str, *records: KnownName, captions: tuple[CaptionFound, ...] = ()) -> Names:
    """Return what a text names, beside the built-in list with some records of an archive."""
    gazetteer = Gazetteer.built_in().with_records(records) if records else Gazetteer.built_in()
    return find_names(article(text), captions, gazetteer)


def named(names: Names, kind: Kind = Kind.ACTOR) -> list[str]:
    """Return the names of a kind that are no generic ones."""
    return [one.name for one in names.entities if one.kind is kind and not one.is_generic]


def entity(names: Names, name: str) -> EntityFound:
    """Return the one entity of a name."""
    (one,) = (one for one in names.entities if one.name == name)
    return one


def stands_for(names: Names, words: str, after: str = "") -> list[str]:
    """Return whom the first such words stand for as a speaker's, looked for after other words."""
    start = names.text.index(words, names.text.index(after) + len(after) if after else 0)
    return [names.entities[one].name for one in names.speaker(Span(start, start + len(words)))]
