"""Other words for who was named: "the group", "the militants", "the two allies", "the temple", "the city"."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.cast import Cast, Place
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_PAIRS = listed("allies countries governments states powers sides capitals")
_WITHOUT_ARTICLE = frozenset({"government forces", "government troops", "regime forces", "army forces"})
_MODIFIERS = 2


def descriptions(cast: Cast) -> None:
    """Note what definite descriptions stand for, each the nearest before that fits; what is open stays so."""
    lexicon = english()
    places = sorted(cast.places, key=lambda place: (place.passage, place.start))
    latest: dict[int, Place] = {}
    position = 0
    for number, passage in enumerate(cast.passages):
        for index in range(len(passage.words)):
            while position < len(places) and (places[position].passage, places[position].start) < (
                number,
                index,
            ):
                if not passage.is_credited(places[position].span):
                    latest.pop(places[position].member, None)
                    latest[places[position].member] = places[position]
                position += 1
            if passage.folded(index) in _DETERMINERS and not passage.taken[index]:
                _described(cast, number, index, latest, lexicon)
            elif passage.folded(index) in ("government", "regime", "army"):
                _forces(cast, number, index, latest)


def _described(cast: Cast, number: int, index: int, latest: dict[int, Place], lexicon: Lexicon) -> None:
    passage = cast.passages[number]
    if passage.folded(index + 1) in ("two", "three") and passage.folded(index + 2) in _PAIRS:
        _allies(cast, number, index, latest)
        return
    for head in range(index + 1, min(index + 2 + _MODIFIERS, len(passage.words))):
        if not passage.is_joined(head) or passage.taken[head]:
            return
        folded = passage.folded(head)
        if folded in lexicon.not_description:
            return
        is_last = not _is_noun_next(passage, head, lexicon)
        if folded in lexicon.descriptions and is_last:
            terms = lexicon.descriptions[folded]
            member = _nearest(cast, latest, terms, folded, number)
            if member is None:
                member = _only(cast, terms)
            if member is not None:
                cast.mention(
                    number, index, head + 1, member, "name.description", is_certain=False, is_name=False
                )
                latest[member] = latest.pop(member, cast.places[-1])
            return
        if folded in lexicon.roles and is_last:
            member = _in_office(cast, latest, passage, index, head)
            if member is not None:
                cast.mention(number, index, head + 1, member, "name.office", is_certain=False, is_name=False)
            return


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
        or (word == "of" and passage.is_joined(following + 1))
    )


def _nearest(
    cast: Cast, latest: dict[int, Place], terms: frozenset[str], folded: str, number: int
) -> int | None:
    """Return the member named last that fits; an armed group goes before a monitor for "the group"."""
    wanted = terms | {"monitoring_organisation"} if folded == "group" else terms
    for member in reversed(latest):
        one = cast.members[member]
        if one.term in wanted and not one.is_person and number - latest[member].passage < 12:
            return member
    return None


def _only(cast: Cast, terms: frozenset[str]) -> int | None:
    """Return the one armed group of the article, which a headline may mean before it is named."""
    if "non_state_armed_group" not in terms:
        return None
    fitting = {place.member for place in cast.places if cast.members[place.member].term in terms}
    return fitting.pop() if len(fitting) == 1 else None


def _in_office(cast: Cast, latest: dict[int, Place], passage: Passage, index: int, head: int) -> int | None:
    """Return the person whose role has the same noun: "the director", "the Director-General"."""
    wanted = {passage.folded(position) for position in range(index + 1, head + 1)}
    for member in reversed(latest):
        one = cast.members[member]
        role = f"{one.role or ''} {one.known.role if one.known and one.known.role else ''}".lower()
        if one.is_person and wanted <= set(role.replace("-", " ").split()):
            return member
    return None


def _allies(cast: Cast, number: int, index: int, latest: dict[int, Place]) -> None:
    """Take "the two allies" for the two states last named, themselves or by their forces."""
    wanted = 3 if cast.passages[number].folded(index + 1) == "three" else 2
    states = dict.fromkeys(filter(None, (cast.members[member].state for member in reversed(latest))))
    if len(states) < wanted:
        return
    chosen = [cast.gazetteer.states[state] for state in list(states)[:wanted]]
    for known in reversed(chosen):
        member = cast.member_of_known(known, "name.allies")
        cast.mention(number, index, index + 3, member, "name.allies", is_certain=False, is_name=False)


def _forces(cast: Cast, number: int, index: int, latest: dict[int, Place]) -> None:
    """Take "government forces" without an article for the forces of the state told of, or the state."""
    passage = cast.passages[number]
    if passage.taken[index] or f"{passage.folded(index)} {passage.folded(index + 1)}" not in _WITHOUT_ARTICLE:
        return
    if not passage.is_joined(index + 1) or passage.taken[index + 1]:
        return
    for terms in ({"state_forces"}, {"government_body"}):
        for member in reversed(latest):
            one = cast.members[member]
            if one.term in terms and one.state is not None and one.kind is Kind.ACTOR:
                cast.mention(
                    number, index, index + 2, member, "name.description", is_certain=False, is_name=False
                )
                return
