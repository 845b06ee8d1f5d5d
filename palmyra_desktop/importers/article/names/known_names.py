"""Known names where they stand in an article: the longest match, with the capitals a name asks for."""

import re
from collections.abc import Iterator, Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import site_words
from palmyra_desktop.importers.article.names.cast import Candidate
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.known import Known
from palmyra_desktop.importers.article.names.name_index import Naming, has_capitals
from palmyra_desktop.importers.article.names.passages import Passage
from palmyra_desktop.importers.article.names.states import acting
from palmyra_desktop.importers.article.names.tokens import Token

# Written in capitals in a line of capitals, these are words like any other.
_ALSO_WORDS = frozenset({"is", "us", "un", "pa", "it", "met", "site"})
# What Arabic writes together with the word that follows, and what then begins that word.
_ARABIC_PREFIXES = (
    ("و", ""), ("ف", ""), ("ب", ""), ("ك", ""), ("ل", ""), ("لل", "ال"), ("وب", ""), ("ول", ""), ("ولل", "ال")
)  # fmt: skip
_ARABIC_FIRST = frozenset("وفبكل")
_AREAS = frozenset({"province", "governorate", "plain", "plains", "oblast"})
"""What is called after a place and is not it: "Nineveh province"."""
_IN_NAME = re.compile(r"(?:['’‘`]s)?[\s‑–/&-]{0,3}")


def known_names(passages: Sequence[Passage], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield where known names stand; of names that share words also the shorter ones."""
    named = {word.folded for passage in passages for word in passage.words}
    for number, passage in enumerate(passages):
        found = [*_in_passage(passage, gazetteer, named)]
        countries = acting(passage, [one for one in found if one[3]])
        for start, end, known, is_place in found:
            if not is_place or (start, end) in countries:
                rule = "name.state-acts" if is_place else "name.known"
                yield Candidate(number, start, end, rule, known)


def _in_passage(
    passage: Passage, gazetteer: Gazetteer, named: set[str]
) -> Iterator[tuple[int, int, int, bool]]:
    words = passage.words
    for index in range(len(words)):
        for length, namings in _longest_first(words, index, gazetteer):
            fitting = [one for one in namings if _fits(passage, index, length, one)]
            chosen = _chosen(fitting, gazetteer, named)
            if chosen is None:
                continue
            if not _is_other(passage, index, index + length, gazetteer.known[chosen.number]):
                yield index, index + length, chosen.number, chosen.is_place
                break


def _longest_first(
    words: Sequence[Token], index: int, gazetteer: Gazetteer
) -> Iterator[tuple[int, tuple[Naming, ...]]]:
    """Yield the names that begin at a word, in Arabic also after a conjunction, preposition or article."""
    yield from gazetteer.at(words, index)
    folded = words[index].folded
    if folded[0] in _ARABIC_FIRST:
        for prefix, instead in _ARABIC_PREFIXES:
            rest = instead + folded[len(prefix) :]
            if folded.startswith(prefix) and len(rest) > 3:
                yield from gazetteer.at(
                    (words[index]._replace(folded=rest), *words[index + 1 : index + 9]), 0
                )


def _fits(passage: Passage, index: int, length: int, naming: Naming) -> bool:
    if not has_capitals(naming, passage.words[index : index + length]):
        return False
    if length == 1:
        return not (passage.is_all_capitals and passage.folded(index) in _ALSO_WORDS)
    return all(_is_inside(passage, position, length) for position in range(index + 1, index + length))


def _is_inside(passage: Passage, index: int, length: int) -> bool:
    """Return whether what stands before a word may stand inside a name; a comma only in a long one."""
    gap = passage.gap(index)
    if passage.is_joined(index) or _IN_NAME.fullmatch(gap):
        return True
    return (gap == ", " and length > 4) or (
        gap in (".", ". ", ".-") and len(passage.words[index - 1].printed) < 3
    )


def _is_other(passage: Passage, start: int, end: int, known: Known) -> bool:
    """Return whether the words are part of another name, "Guardian Angel", or one of many."""
    if known.state is not None and passage.folded(start - 1) in ("a", "an") and passage.is_joined(start):
        return not known.places
    if known.kind is Kind.MONUMENT and passage.is_joined(end) and passage.folded(end) in _AREAS:
        return True
    is_outlet = known.term == "news_outlet" and end == start + 1 and not passage.is_title_case
    return is_outlet and passage.is_joined(end) and passage.words[end].is_capital


def _chosen(namings: Sequence[Naming], gazetteer: Gazetteer, named: set[str]) -> Naming | None:
    """Return whose name it is: of what has a common name, only what stands on a site that is named."""
    fitting = []
    for naming in namings:
        known = gazetteer.known[naming.number]
        is_here = known.site is not None and not named.isdisjoint(site_words().get(known.site, {known.site}))
        if known.is_common and known.site is not None and not is_here:
            continue
        fitting.append((known.record_id is None, not is_here, naming.number, naming))
    return min(fitting)[-1] if fitting else None
