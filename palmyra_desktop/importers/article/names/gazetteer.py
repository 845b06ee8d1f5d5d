"""The names that are known: a built-in list of actors and monuments, and the records of an archive.

The built-in list lies in ``resources/gazetteer``. It gives no identifiers: which record of which list a
name is, is for the user to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import KnownName
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.importers.article.names.built_in import built_in
from palmyra_desktop.importers.article.names.known import Known
from palmyra_desktop.importers.article.names.lexicon import english
from palmyra_desktop.importers.article.names.tokens import Token, tokens
from palmyra_desktop.importers.article.names.trie import Naming, Trie

PERSONS = frozenset({"individual", "government_official"})


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """What is known, and its names.

    Attributes:
        trie: the names, as numbers of `known`. surnames: of the persons, by the last word of the name.
        states: the number of each state, by its name in the built-in list.
    """

    known: tuple[Known, ...]
    trie: Trie = field(repr=False)
    surnames: Mapping[str, tuple[int, ...]] = field(repr=False)
    states: Mapping[str, int] = field(repr=False)

    @classmethod
    def built_in(cls) -> "Gazetteer":
        """Return the list that comes with the program."""
        return cls.of(built_in())

    @classmethod
    def of(cls, known: Iterable[Known]) -> "Gazetteer":
        """Return a gazetteer of these alone."""
        entries, trie = tuple(known), Trie()
        surnames: dict[str, tuple[int, ...]] = {}
        for number, one in enumerate(entries):
            for name in one.all_names():
                words = tokens(name)
                is_place = name in one.places
                trie.add([word.folded for word in words], Naming(number, _cases(words), is_place))
                if one.term in PERSONS and len(words) > 1 and words[-1].is_capital:
                    bearers = surnames.get(words[-1].folded, ())
                    if number not in bearers:
                        surnames[words[-1].folded] = (*bearers, number)
        states = {one.state: number for number, one in enumerate(entries) if one.state and one.places}
        return cls(entries, trie, surnames, states)

    def with_records(self, records: Iterable[KnownName]) -> "Gazetteer":
        """Return this list with the records of an archive.

        A record that bears the name of a built-in entry of its kind takes its place and gains its names.
        """
        twins: dict[tuple[Kind, str], int] = {}
        for number, one in enumerate(self.known):
            for name in one.all_names():
                twins.setdefault((one.kind, name_key(name)), number)
        merged: dict[int, Known] = {}
        own = []
        for record in records:
            known = _of_record(record)
            twin = _twin(known, twins, self.known)
            if twin is None or twin in merged:
                own.append(known)
            else:
                merged[twin] = _merged(known, self.known[twin])
        return Gazetteer.of((*own, *(merged.get(number, one) for number, one in enumerate(self.known))))


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
    for name in (record.name, record.plain_name):
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


def _cases(words: Iterable[Token]) -> str:
    """Return what capitals a name asks for, a sign for each word: 2 all, 1 the first, 0 none.

    What a building or body is may be written small: "temple of Bel". So may an article: "the Guardian".
    """
    lexicon, several = english(), len(tuple(words)) > 1
    return "".join(
        "2"
        if len(word.printed) < 4 and word.printed.isupper() and len(word.printed) > several
        else "1"
        if word.is_capital and not (several and (word.folded in lexicon.common or word.folded == "the"))
        else "0"
        for word in words
    )
