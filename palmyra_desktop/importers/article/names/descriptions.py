"""Other words for who was named: "the group", "the militants", "the two allies", "the temple", "the city"."""

from palmyra_desktop.importers.article.names.cast import Cast
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage
from palmyra_desktop.importers.article.names.story import Story

_DETERMINERS = frozenset({"the", "this", "these"})
_PAIRS = listed("allies countries governments states powers sides capitals")
_NUMBERS = {"two": 2, "three": 3}
_WITHOUT_ARTICLE = frozenset({"government forces", "government troops", "regime forces", "army forces"})
_FORCES = frozenset({"forces", "troops", "army"})
_MODIFIERS = 3
_WITH_AND = listed("ministry department directorate authority")


def descriptions(cast: Cast, home: Home) -> None:
    """Note what definite descriptions stand for, each the nearest before that fits; what is open stays so."""
    lexicon, story = english(), Story(cast, home)
    for number, passage in enumerate(cast.passages):
        for index in range(len(passage.words)):
            folded = passage.folded(index)
            if passage.taken[index]:
                continue
            if folded in _DETERMINERS:
                story.read_to(number, index)
                _described(story, number, index, lexicon)
            elif folded in ("government", "regime", "army"):
                story.read_to(number, index)
                _forces(story, number, index)


def _described(story: Story, number: int, index: int, lexicon: Lexicon) -> None:
    passage = story.cast.passages[number]
    if passage.folded(index + 1) in _NUMBERS and passage.folded(index + 2) in _PAIRS:
        _allies(story, number, index)
        return
    head = _head(passage, index, lexicon)
    if head is None:
        return
    if passage.folded(head) in lexicon.descriptions:
        member, rule = story.meant(number, index, head + 1), "name.description"
    else:
        words = frozenset(passage.folded(position) for position in range(index + 1, head + 1))
        member, rule = story.in_office(words), "name.office"
    if member is not None:
        story.cast.mention(number, index, head + 1, member, rule, is_certain=False)
        story.mentioned(story.cast.places[-1])


def _head(passage: Passage, index: int, lexicon: Lexicon) -> int | None:
    """Return the noun of a description after its article, None if the words are no description."""
    has_and = False
    for head in range(index + 1, min(index + 2 + _MODIFIERS, len(passage.words))):
        word, folded = passage.words[head], passage.folded(head)
        if not passage.is_joined(head) or passage.taken[head]:
            return None
        if folded in lexicon.descriptions or folded in lexicon.roles:
            if word.is_possessive and (folded in lexicon.roles or passage.folded(head + 1) in _FORCES):
                return None
            if not _is_noun_next(passage, head, lexicon):
                return head if not has_and or folded in _WITH_AND else None
        elif folded == "and":
            has_and = True
        elif word.is_capital and passage.folded(head + 1) == "based":
            continue  # "the Britain-based group"
        elif word.is_capital or _tells_of_another(folded, lexicon):
            return None
    return None


def _tells_of_another(folded: str, lexicon: Lexicon) -> bool:
    return folded in lexicon.not_description or folded in lexicon.function or folded.endswith("est")


def _is_noun_next(passage: Passage, head: int, lexicon: Lexicon) -> bool:
    """Return whether the description goes on: "the group commander", "the army chief", "the city of Homs"."""
    following = head + 1
    if passage.words[head].is_possessive or not passage.is_joined(following):
        return False
    word = passage.folded(following)
    return (
        word in lexicon.descriptions
        or word in lexicon.roles
        or word in lexicon.peoples
        or word in lexicon.people
        or word == "of"
    )


def _allies(story: Story, number: int, index: int) -> None:
    """Take "the two allies" for the two states told of last, themselves or by their forces."""
    wanted = _NUMBERS[story.cast.passages[number].folded(index + 1)]
    states = story.states()[:wanted]
    for state in reversed(states if len(states) == wanted else ()):
        member = story.cast.member_of_known(story.cast.gazetteer.states[state], "name.allies")
        story.cast.mention(number, index, index + 3, member, "name.allies", is_certain=False)


def _forces(story: Story, number: int, index: int) -> None:
    """Take "government forces" without an article for the forces of the state told of, or the state."""
    passage = story.cast.passages[number]
    words = f"{passage.folded(index)} {passage.folded(index + 1)}"
    is_next = passage.is_joined(index + 1) or passage.words[index].is_possessive
    if words not in _WITHOUT_ARTICLE or not is_next or passage.taken[index + 1]:
        return
    member = story.of_a_state()
    if member is None:
        body = story.home.body(passage, index, words)
        member = None if body is None else story.cast.member_of_known(body, "name.description")
    if member is not None:
        story.cast.mention(number, index, index + 2, member, "name.description", is_certain=False)
