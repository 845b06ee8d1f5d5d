"""Whom an article speaks of at one place of it: who was named last, and what a description may mean."""

from collections.abc import Iterator
from itertools import islice

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.importers.article.names.built_in import site_words
from palmyra_desktop.importers.article.names.cast import Cast, Member, Place
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.known import Known
from palmyra_desktop.importers.article.names.lexicon import english, listed
from palmyra_desktop.importers.article.names.tokens import words_of

Terms = frozenset[str]

_FAR = 12  # passages looked back
_LATEST = 40  # members looked back
_ARMED = listed(
    "terrorist terror militant extremist jihadist jihadi armed hardline islamist rebel insurgent radical"
)
_MONITORING = listed("monitoring rights watchdog monitor activist")
_MONITORS = frozenset({"monitoring_organisation"})
_OF_STATES = frozenset({"army", "military", "government", "parliament"})
_STATES = frozenset({"government", "regime", "authorities"})
# What bears the word that describes it in its name: "the ministry" is one whose name has "ministry".
_BY_NAME = listed(
    "command army military troops soldiers trust academy institution college ministry department directorate "
    "authority observatory council committee commission court institute foundation university fund "
    "association initiative society centre center project coalition"
)


class Story:
    """What was told up to a place; it is led on with `read_to` and `mentioned`."""

    def __init__(self, cast: Cast, home: Home) -> None:
        """Begin before the first word."""
        self.cast = cast
        self.home = home
        self._latest: dict[int, Place] = {}
        self._places = sorted(cast.places, key=lambda place: (place.passage, place.start))
        self._position = 0
        armed = english().descriptions["group"]
        groups = {place.member for place in cast.places if cast.members[place.member].term in armed}
        self._only_group = groups.pop() if len(groups) == 1 else None

    def read_to(self, passage: int, index: int) -> None:
        """Take in who is named before a word."""
        places = self._places
        while self._position < len(places):
            place = places[self._position]
            if (place.passage, place.start) >= (passage, index):
                break
            if not self.cast.passages[place.passage].is_credited(place.span):
                self.mentioned(place)
            self._position += 1

    def mentioned(self, place: Place) -> None:
        """Note a mention as the last one."""
        self._latest.pop(place.member, None)
        self._latest[place.member] = place

    def meant(self, passage: int, start: int, end: int) -> int | None:
        """Return whom a description, words [start, end) with its article, means; None where that is open.

        A state's body of that name goes first ("the defence ministry"), then the nearest that fits, then
        what only one can be: the theatre of the site, the armed group of the article.
        """
        where = self.cast.passages[passage]
        words = [where.folded(index) for index in range(start + 1, end)]
        noun, modifiers = words[-1], set(words[:-1])
        terms = english().descriptions[noun]
        if modifiers & _ARMED:
            terms = english().descriptions["group"]
        elif modifiers & _MONITORING:
            terms = _MONITORS
        elif noun == "group":
            terms |= _MONITORS
        body = self.home.body(where, start, " ".join(words)) if modifiers else None
        if body is not None:
            return self.cast.member_of_known(body, "name.description")
        member = self._nearest(passage, noun, terms)
        if member is not None or where.folded(start) != "the":
            return member
        if noun in _OF_STATES:
            body = self.home.body(where, start, noun)
            return None if body is None else self.cast.member_of_known(body, "name.description")
        if "non_state_armed_group" in terms:
            return self._only_group
        return None if modifiers else self._on_site(terms)

    def in_office(self, words: Terms) -> int | None:
        """Return the person whose role has these words: "the director", "the Director-General"."""
        for member, one in self._recent():
            known = one.known.role if one.known and one.known.role else ""
            if one.is_person and words <= set(words_of(f"{one.role or ''} {known}")):
                return member
        return None

    def states(self) -> tuple[str, ...]:
        """Return the states told of, themselves or by their forces, the last first."""
        return tuple(dict.fromkeys(one.state for _member, one in self._recent() if one.state is not None))

    def of_a_state(self) -> int | None:
        """Return a state's forces named last, else the state named last."""
        for term in ("state_forces", "government_body"):
            for member, one in self._recent():
                if one.term == term and one.state is not None:
                    return member
        return None

    def _recent(self) -> Iterator[tuple[int, Member]]:
        return ((member, self.cast.members[member]) for member in islice(reversed(self._latest), _LATEST))

    def _nearest(self, passage: int, noun: str, terms: Terms) -> int | None:
        for member, one in self._recent():
            is_far = passage - self._latest[member].passage > _FAR
            if one.term not in terms or one.is_person or one.is_plural or is_far:
                continue
            if noun in _STATES and not (one.known and one.known.places):
                continue
            names = (one.name, *(one.known.names if one.known else ()))
            if noun not in _BY_NAME or any(noun in words_of(name) for name in names):
                return member
        return None

    def _on_site(self, terms: Terms) -> int | None:
        """Return the one building of a kind that is known on the site named last: its theatre."""
        for _member, one in self._recent():
            if one.kind is Kind.MONUMENT and one.known is not None:
                fitting = self.cast.gazetteer.on_site(_site(one.known), terms)
                return self.cast.member_of_known(fitting[0], "name.on-site") if len(fitting) == 1 else None
        return None


def _site(known: Known) -> str:
    """Return the site a monument stands on, or is, as the built-in list names it."""
    own = {name_key(name) for name in known.all_names()}
    return known.site or next((site for site in site_words() if name_key(site) in own), known.plain_name)
