"""Find the names of an article."""

from collections.abc import Sequence

from palmyra_desktop.domain.findings import Article, CaptionFound, EntityFound, Mention, Span
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.names import Names
from palmyra_desktop.importers.article.names.tokens import tokens


def find_names(article: Article, captions: Sequence[CaptionFound], gazetteer: Gazetteer) -> Names:
    """Return the actors and monuments that an article names, and where."""
    words, text = tokens(article.text), article.text
    numbers: dict[int, int] = {}
    forms: list[dict[str, None]] = []
    mentions = []
    index = 0
    while index < len(words):
        length = 1
        for longest, known in gazetteer.trie.at(words, index):
            span = Span(words[index].start, words[index + longest - 1].end)
            form = text[span.start : span.end]
            if longest == 1 and not form[0].isupper():
                continue
            entity = numbers.setdefault(known[0], len(numbers))
            if entity == len(forms):
                forms.append({})
            forms[entity][form] = None
            mentions.append(Mention(span, entity, "name.known"))
            length = longest
            break
        index += length
    entities = tuple(
        EntityFound(
            known.kind,
            known.name,
            "name.known",
            tuple(forms[entity]),
            known.names,
            known.term,
            known.record_id,
            is_known=True,
            is_generic=known.is_generic,
            role=known.role,
        )
        for number, entity in numbers.items()
        for known in (gazetteer.known[number],)
    )
    return Names(entities, tuple(mentions))
