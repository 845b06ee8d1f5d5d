"""Other words for who was named: "the group", "the militants", "the two allies", "the temple", "the city"."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.importers.article.names.built_in import site_words
from palmyra_desktop.importers.article.names.cast import Cast, Place
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.known import Known
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage
from palmyra_desktop.importers.article.names.tokens import words_of

_DETERMINERS = frozenset({"the", "this", "these"})
_PAIRS = listed("allies countries governments states powers sides capitals")
_WITHOUT_ARTICLE = frozenset({"government forces", "government troops", "regime forces", "army forces"})
_FORCES = frozenset({"forces", "troops", "army"})
_MODIFIERS = 3
_FAR = 12  # passages looked back
_OF_STATES = frozenset({"army", "military", "government", "parliament"})
_STATES = frozenset({"government", "regime", "authorities"})
_BY_NAME = listed(
    "ministry department directorate authority observatory council committee commission court institute "
    "foundation university fund association initiative society centre center project"
)


def descriptions(cast: Cast, home: Home) -> None:
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
                _described(cast, number, index, latest, lexicon, home)
            elif passage.folded(index) in ("government", "regime", "army"):
                _forces(cast, number, index, latest, home)


def _described(
    cast: Cast, number: int, index: int, latest: dict[int, Place], lexicon: Lexicon, home: Home
) -> None:
    passage = cast.passages[number]
    if passage.folded(index + 1) in ("two", "three") and passage.folded(index + 2) in _PAIRS:
        _allies(cast, number, index, latest)
        return
    for head in range(index + 1, min(index + 2 + _MODIFIERS, len(passage.words))):
        folded = passage.folded(head)
        if not passage.is_joined(head) or passage.taken[head] or _tells_of_another(folded, lexicon):
            return
        if folded not in lexicon.descriptions and folded not in lexicon.roles:
            if passage.words[head].is_capital:
                return
            continue
        if folded not in _BY_NAME and any(passage.folded(one) == "and" for one in range(index, head)):
            return
        if passage.words[head].is_possessive and (
            folded in lexicon.roles or passage.folded(head + 1) in _FORCES
        ):
            return
        if _is_noun_next(passage, head, lexicon):
            continue
        member, rule = None, "name.description"
        if folded in lexicon.descriptions:
            member = _meant(cast, number, index, head, latest, lexicon.descriptions[folded], home)
        elif folded in lexicon.roles:
            member, rule = _in_office(cast, latest, passage, index, head), "name.office"
        if member is not None:
            cast.mention(number, index, head + 1, member, rule, is_certain=False, is_name=False)
            latest.pop(member, None)
            latest[member] = cast.places[-1]
        return


def _meant(
    cast: Cast,
    number: int,
    index: int,
    head: int,
    latest: dict[int, Place],
    terms: frozenset[str],
    home: Home,
) -> int | None:
    """Return whom a description means: a state's body of that name, the nearest that fits, the only one."""
    passage, folded = cast.passages[number], cast.passages[number].folded(head)
    if head > index + 1:
        words = " ".join(passage.folded(position) for position in range(index + 1, head + 1))
        body = home.body(passage, index, words)
        if body is not None:
            return cast.member_of_known(body, "name.description")
    member = _nearest(cast, latest, terms, folded, number)
    if member is None and passage.folded(index) == "the":
        if folded in _OF_STATES:
            body = home.body(passage, index, folded)
            return None if body is None else cast.member_of_known(body, "name.description")
        member = _on_site(cast, latest, terms, head - index) or _only(cast, terms)
    return member


def _on_site(cast: Cast, latest: dict[int, Place], terms: frozenset[str], length: int) -> int | None:
    """Return the one building of a kind that is known on the site named last: "the theatre" of Palmyra."""
    for member in reversed(latest):
        known = cast.members[member].known
        if known is None or cast.members[member].kind is not Kind.MONUMENT or length > 1:
            continue
        site = known.site or known.plain_name
        fitting = cast.gazetteer.on_site(_site(known), terms)
        if len(fitting) == 1:
            return cast.member_of_known(fitting[0], "name.on-site")
        if site:
            return None
    return None


def _site(known: Known) -> str:
    if known.site:
        return known.site
    own = {name_key(name) for name in known.all_names()}
    return next((site for site in site_words() if name_key(site) in own), known.plain_name)


def _tells_of_another(folded: str, lexicon: Lexicon) -> bool:
    if folded in lexicon.descriptions or folded in lexicon.roles or folded == "and":
        return False
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
        or (word == "of" and passage.is_joined(following + 1))
    )


def _nearest(
    cast: Cast, latest: dict[int, Place], terms: frozenset[str], folded: str, number: int
) -> int | None:
    """Return the member named last that fits; a body by its kind bears that word in its name."""
    wanted = terms | {"monitoring_organisation"} if folded == "group" else terms
    for member in reversed(latest):
        one = cast.members[member]
        if one.term not in wanted or one.is_person or one.is_plural or number - latest[member].passage > _FAR:
            continue
        names = (one.name, *(one.known.names if one.known else ()))
        if folded in _STATES and not (one.known and one.known.places):
            continue
        if folded not in _BY_NAME or any(folded in words_of(name) for name in names):
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


def _forces(cast: Cast, number: int, index: int, latest: dict[int, Place], home: Home) -> None:
    """Take "government forces" without an article for the forces of the state told of, or the state."""
    passage = cast.passages[number]
    words = f"{passage.folded(index)} {passage.folded(index + 1)}"
    if passage.taken[index] or words not in _WITHOUT_ARTICLE:
        return
    if not (passage.is_joined(index + 1) or passage.words[index].is_possessive) or passage.taken[index + 1]:
        return
    fitting = (
        member
        for terms in ("state_forces", "government_body")
        for member in reversed(latest)
        if cast.members[member].term == terms and cast.members[member].state is not None
    )
    member = next(fitting, None)
    if member is None:
        body = home.body(passage, index, words)
        member = None if body is None else cast.member_of_known(body, "name.description")
    if member is not None:
        cast.mention(number, index, index + 2, member, "name.description", is_certain=False, is_name=False)
