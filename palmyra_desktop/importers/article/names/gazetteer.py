"""The names that are known: a built-in list of actors and monuments, and the records of an archive.

The built-in list lies in ``resources/gazetteer``. It gives no identifiers: which record of which list a
name is, is for the user to say.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from palmyra_desktop import assets
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.tokens import words_of
from palmyra_desktop.importers.article.names.trie import Trie


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or monument that is known.

    Attributes:
        names: further names, in any script. A name's capitals are asked for in the text, too.
        term: a key of `actor_kind` or `monument_kind`. record_id: its record in the archive.
        site: of a monument, the name of the site it stands on.
        is_generic: whether it is named but is no party or monument of a story (a settlement).
        role: of a person, the office.
    """

    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    term: str | None = None
    record_id: int | None = None
    site: str | None = None
    is_generic: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known, and its names as a trie of numbers of `known`."""

    known: tuple[Known, ...]
    trie: Trie = field(repr=False, compare=False)

    @classmethod
    def built_in(cls) -> "Gazetteer":
        """Return the list that comes with the program; it is read once."""
        return _built_in()

    @classmethod
    def of(cls, known: Iterable[Known]) -> "Gazetteer":
        """Return a gazetteer of these alone."""
        entries, trie = tuple(known), Trie()
        for number, one in enumerate(entries):
            for name in (one.name, *one.names):
                trie.add(words_of(name), number)
        return cls(entries, trie)

    def with_records(self, records: Iterable[Known]) -> "Gazetteer":
        """Return this list with the records of an archive.

        A record that bears the name of a built-in entry of its kind takes its place and gains its names.
        """
        by_name = {(one.kind, words_of(name)): one for one in self.known for name in (one.name, *one.names)}
        taken, merged = set(), []
        for record in records:
            twin = by_name.get((record.kind, words_of(record.name)))
            if twin is None or twin.name in taken:
                merged.append(record)
                continue
            taken.add(twin.name)
            names = tuple(dict.fromkeys((*record.names, twin.name, *twin.names)))
            merged.append(
                replace(
                    record,
                    names=names,
                    term=record.term or twin.term,
                    site=record.site or twin.site,
                    role=record.role or twin.role,
                    is_generic=record.is_generic or twin.is_generic,
                )
            )
        return Gazetteer.of((*merged, *(one for one in self.known if one.name not in taken)))


@cache
def _built_in() -> Gazetteer:
    return Gazetteer.of((*_read("actors.json", Kind.ACTOR), *_read("monuments.json", Kind.MONUMENT)))


def _read(file: str, kind: Kind) -> Iterable[Known]:
    for entry in json.loads(assets.read_text("gazetteer", file)):
        yield Known(
            kind,
            entry["name"],
            tuple(entry.get("names", ())),
            entry.get("term"),
            site=entry.get("site"),
            is_generic=entry.get("generic", False),
            role=entry.get("role"),
        )
