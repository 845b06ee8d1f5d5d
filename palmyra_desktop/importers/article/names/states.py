"""Countries and capitals: places, unless they act. "Russia says", "Syria's ambassador"; not "in Syria"."""

from collections.abc import Sequence

from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

Found = tuple[int, int, int, bool]
"""A name at words [start, end), whose it is, and whether it is a place's, too."""

_ASIDE = 14  # words between commas
_HELPERS = listed("has have had will would is was are were does do did may might could should must")
_BETWEEN = listed("also not never already now recently repeatedly again officially itself since still long")
_DOING = listed("been carrying conducting providing backing supporting helping bombing accused said")
_AGENTS = listed("by accused accuses accusing blamed blames urged told condemned")


def acting(passage: Passage, found: Sequence[Found]) -> set[tuple[int, int]]:
    """Return which of the countries and capitals of a passage stand there as states that act."""
    lexicon = english()
    acts = {(start, end) for start, end, _number, _place in found if _acts(passage, start, end, lexicon)}
    following = {start: (start, end) for start, end, _number, _place in found}
    for start, end, _number, _place in reversed(found):
        # "Russia and Iran say": what the second does, the first does, too.
        joint = following.get(end + 1) if passage.folded(end) in ("and", "or") else following.get(end)
        if joint in acts and not _is_at_place(passage, start, lexicon):
            acts.add((start, end))
    return acts


def _acts(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    words, text = passage.words, passage.text
    after = text[words[end - 1].end : words[end - 1].end + 1]
    if after in ("-", "‑", "–"):
        return False
    if not any("a" <= sign <= "z" for sign in words[start].folded):
        return False
    if words[end - 1].is_possessive:
        return any(passage.folded(index) in lexicon.offices for index in range(end, end + 2))
    before = passage.folded(start - 1)
    if before in _AGENTS and passage.is_joined(start):
        return True
    if _is_at_place(passage, start, lexicon):
        return False
    return _is_subject(passage, end, lexicon)


def _is_subject(passage: Passage, end: int, lexicon: Lexicon) -> bool:
    if not passage.is_joined(end):
        return _speaks_behind_commas(passage, end, lexicon)
    index = end
    while passage.folded(index) in _BETWEEN:
        index += 1
    verb = passage.folded(index)
    if verb in _HELPERS:
        index += 1
        while passage.folded(index) in _BETWEEN:
            index += 1
        doing = passage.folded(index)
        return doing in lexicon.acts or doing in _DOING
    is_verb = verb in lexicon.acts or verb in lexicon.say
    return is_verb and (passage.is_title_case or not passage.words[index].is_capital)


def _speaks_behind_commas(passage: Passage, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying follows what is put between commas: "Moscow, which left the deal, denied"."""
    if end >= len(passage.words) or passage.gap(end) != ", ":
        return False
    for index in range(end + 1, min(end + _ASIDE, len(passage.words))):
        gap = passage.gap(index)
        if gap == ", ":
            return passage.folded(index) in lexicon.say and not passage.words[index].is_capital
        if not gap.isspace() and gap not in ("-", "'s ", "’s "):
            return False
    return False


def _is_at_place(passage: Passage, start: int, lexicon: Lexicon) -> bool:
    return passage.is_joined(start) and passage.folded(start - 1) in lexicon.before_place
