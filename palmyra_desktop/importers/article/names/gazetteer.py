"""The names that are known: a built-in list of actors and monuments, and the records of an archive.

The built-in list lies in ``resources/gazetteer``. It gives no identifiers: which record of which list a
name is, is for the user to say.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import KnownName
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.importers.article.names.built_in import built_in
from palmyra_desktop.importers.article.names.known import Known
from palmyra_desktop.importers.article.names.name_index import Consonants, NameIndex, Naming
from palmyra_desktop.importers.article.names.tokens import Token, tokens


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """What is known, and its names; those of an archive lie beside the built-in ones, which are built once.

    Attributes:
        states: the number of each state, by its name in the built-in list.
        indexes: of the built-in names, then of those of an archive.
    """

    known: tuple[Known, ...]
    states: Mapping[str, int] = field(repr=False)
    indexes: tuple[NameIndex, ...] = field(repr=False)

    @classmethod
    def built_in(cls) -> "Gazetteer":
        """Return the list that comes with the program."""
        return _built_in()

    @classmethod
    def of(cls, known: Iterable[Known]) -> "Gazetteer":
        """Return a gazetteer of these alone."""
        entries = tuple(known)
        states = {one.state: number for number, one in enumerate(entries) if one.state and one.places}
        return cls(entries, states, (NameIndex(enumerate(entries)),))

    def with_records(self, records: Iterable[KnownName]) -> "Gazetteer":
        """Return this list with the records of an archive.

        A record that bears the name of a built-in entry of its kind takes its place and keeps its names.
        """
        return _with_records(self, tuple(records))

    def named(self, kind: Kind, name: str) -> int | None:
        """Return what is known by a name."""
        words = tokens(name)
        for length, namings in self.at(words, 0):
            numbers = [one.number for one in namings if self.known[one.number].kind is kind]
            if length == len(words) and numbers:
                return numbers[-1]
        return None

    def on_site(self, site: str, terms: Collection[str]) -> tuple[int, ...]:
        """Return the monuments of some kinds that are known on a site."""
        return tuple(number for term in sorted(terms) for number in _on_sites(self).get((site, term), ()))

    def at(self, words: Sequence[Token], index: int) -> Iterator[tuple[int, tuple[Naming, ...]]]:
        """Yield how many words a name that begins at a word has, and whose it is; the longest name first."""
        found: dict[int, tuple[Naming, ...]] = {}
        for names in self.indexes:
            for length, namings in names.at(words, index):
                found[length] = (*found.get(length, ()), *namings)
        return ((length, found[length]) for length in sorted(found, reverse=True)) if found else iter(())

    def of_surname(self, folded: str) -> tuple[int, ...]:
        """Return the persons of a surname, each once."""
        return tuple(
            dict.fromkeys(number for names in self.indexes for number in names.surnames.get(folded, ()))
        )

    def spelt_like(self, kind: Kind, key: Consonants) -> Iterator[tuple[int, str]]:
        """Yield names whose first or last word has these consonants, run together."""
        for names in self.indexes:
            yield from names.spellings.get((kind, key), ())


@cache
def _built_in() -> Gazetteer:
    return Gazetteer.of(built_in())


@lru_cache(maxsize=2)
def _with_records(gazetteer: Gazetteer, records: tuple[KnownName, ...]) -> Gazetteer:
    """Return a gazetteer with records; the last are kept: an archive changes little between two imports."""
    twins = _by_name(gazetteer)
    entries = list(gazetteer.known)
    added: dict[int, Known] = {}
    for record in records:
        one = _of_record(record)
        twin = _twin(one, twins, gazetteer.known)
        if twin is None or twin in added:
            added[len(entries)] = one
            entries.append(one)
        else:
            added[twin] = one
            entries[twin] = _merged(one, gazetteer.known[twin])
    indexes = (*gazetteer.indexes, NameIndex(added.items()))
    return Gazetteer(tuple(entries), gazetteer.states, indexes)


@cache
def _by_name(gazetteer: Gazetteer) -> Mapping[tuple[Kind, str], int]:
    """Return the entries of the list by their folded names, of two the first."""
    found: dict[tuple[Kind, str], int] = {}
    for number, one in enumerate(gazetteer.known):
        for name in one.all_names():
            found.setdefault((one.kind, name_key(name)), number)
    return found


@lru_cache(maxsize=4)
def _on_sites(gazetteer: Gazetteer) -> Mapping[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(gazetteer.known):
        if one.site and one.term:
            found.setdefault((one.site, one.term), []).append(number)
    return found


def _of_record(record: KnownName) -> Known:
    return Known(
        record.kind,
        record.name,
        record.other_names,
        record.term,
        record.record_id,
        is_generic=record.term == "settlement",
    )


def _twin(record: Known, twins: Mapping[tuple[Kind, str], int], known: Sequence[Known]) -> int | None:
    """Return the built-in entry that a record is: by its own name, or as its other names have the entry's."""
    for name in dict.fromkeys((record.name, record.plain_name)):
        number = twins.get((record.kind, name_key(name)))
        if number is not None:
            return number
    for name in record.names:
        number = twins.get((record.kind, name_key(name)))
        if number is not None and not known[number].is_common:
            main = (known[number].name, known[number].plain_name)
            if name_key(name) in map(name_key, main):
                return number
    return None


def _merged(record: Known, twin: Known) -> Known:
    return replace(
        twin,
        name=record.name,
        names=tuple(dict.fromkeys((*record.names, twin.name, *twin.names))),
        term=record.term or twin.term,
        record_id=record.record_id,
    )
