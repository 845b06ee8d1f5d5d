"""A large archive of made-up records, the same for the same numbers.

    python -m tests.benchmarks.generate FILE [--events N]

300 monuments, 500 actors (frequencies after Zipf: the fifth actor takes part in about one event in twenty),
2 000 sources, and for each event one to three monuments, actors and claims, up to two captions, and a text of
20 to 60 words. The schema is the program's own: the file is made by it and then filled in bulk, the words for
searching included; a test compares a small one with what the program would write. The log of changes holds
one act without rows: nobody wants to undo a million made-up events.
"""

import argparse
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from palmyra_desktop.domain.calendar import day_of, days_to_iso
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.text import index_text
from palmyra_desktop.services.archive import Archive
from tests.benchmarks.words import VOCABULARY, vocabulary, zipf

MONUMENTS, ACTORS, SOURCES, AGENCIES, PLACES = 300, 500, 2_000, 40, 120
_CHUNK = 20_000
_FIRST_DAY, _DAYS = day_of(1990, 1, 1), 12_784  # 35 years
_KINDS = ("destruction_of_heritage", "looting_property_destruction", "shelling_artillery", "armed_clash",
          "air_drone_strike", "demolition", "control_of_territory", "assessment_mission", "restoration",
          "statement", "attack_on_civilians", "other")  # fmt: skip
_DAMAGES = ("destroyed", "severe", "moderate", "slight", "no_visible_or_known_damage", "unknown", None, None)
_ROLES = ("perpetrator", "participant", "target", "victim", "controller")
_FIELDS = ("occurrence", "damage", "date", "description")
_STANCES = ("asserts",) * 6 + ("confirms",) * 2 + ("doubts", "denies")
_STATUSES = ("accepted",) * 18 + ("work_needed", "conflict")
_VERBS = {"asserts": "said", "confirms": "confirmed", "doubts": "doubted", "denies": "denied"}
_BUILDINGS = ("Temple", "Arch", "Tomb", "Museum", "Theatre")
_BODIES = ("group", "directorate", "mission", "brigade")

Row = tuple[Any, ...]


def make(path: Path, events: int, seed: int = 7) -> None:
    """Write a new archive of this many events; it must not be there yet."""
    Archive.create(path, title=f"{events} made-up events").close()
    with sqlite3.connect(path, isolation_level=None) as database:
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "PRAGMA cache_size=-400000",
            "BEGIN",
        ):
            database.execute(statement)
        indexes = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _sql in indexes:
            database.execute(f"DROP INDEX {name}")
        _Filling(database, seed).fill(events)
        for _name, sql in indexes:
            database.execute(sql)
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode=WAL")
    database.close()


class _Filling:
    """One run of the generator: its source of chance, its words, and the numbers of the next records."""

    def __init__(self, database: sqlite3.Connection, seed: int) -> None:
        self._database = database
        self._random = np.random.default_rng(seed)
        self._words = vocabulary(self._random)
        self._claim, self._image = 1, 1
        self._carried: dict[str, list[str]] = {}

    def fill(self, events: int) -> None:
        self._insert(
            "change_group",
            "id at_utc author label initiator",
            [(1, "2020-01-01T00:00:00.000Z", "", "Made up", "cli")],
        )
        self._monuments()
        self._actors()
        self._sources()
        for first in range(1, events + 1, _CHUNK):
            self._events(np.arange(first, min(first + _CHUNK, events + 1)))

    def _insert(self, table: str, columns: str, rows: Iterable[Row]) -> None:
        names = columns.split()
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        self._database.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)

    def _searched(self, kind: str, rows: Iterable[tuple[int, str, str, str]]) -> None:
        self._insert(f"search_{kind}", "rowid titles fields texts", rows)

    def _word(self, number: int) -> str:
        return self._words[number % VOCABULARY].capitalize()

    def _named(self, kind: str, count: int, ends: Sequence[str], kinds: Sequence[str], arabic: str) -> None:
        """Write monuments or actors, each with another name in Arabic, and keep what others show of them."""
        rows, names, searched = [], [], []
        for number in range(1, count + 1):
            title = f"{self._word(number * 13)} {self._word(number * 29)} {ends[number % len(ends)]}"
            other = f"{arabic} {number}"
            rows.append((number, f"{kind}-{number}", 1, title.lower(), title, kinds[number % len(kinds)]))
            names.append((kind, number, 0, other, "ar", "Arab", index_text(other)))
            searched.append((number, index_text(f"{title} {other}"), index_text(f"{other} {title}"), ""))
        self._insert(kind, f"id uid version folded name {kind}_kind", rows)
        self._insert("name", "kind record_id position text language script folded", names)
        self._searched(kind, searched)
        self._carried[kind] = ["", *(titles for _number, titles, _fields, _texts in searched)]

    def _monuments(self) -> None:
        self._named("monument", MONUMENTS, _BUILDINGS, ("temple", "site", "museum", "theatre"), "معبد")

    def _actors(self) -> None:
        kinds = ("state_forces", "heritage_authority", "monitoring_organisation", "non_state_armed_group")
        self._named("actor", ACTORS, _BODIES, kinds, "فريق")

    def _sources(self) -> None:
        rows, searched = [], []
        for number in range(1, SOURCES + 1):
            title = " ".join(self._word(number * 31 + k) for k in range(5))
            publisher = f"{self._word(number % AGENCIES)} Daily"
            day = _FIRST_DAY + number * 6
            date = _dated(days_to_iso(day))
            rows.append(
                (number, f"source-{number}", 1, title.lower(), title, "news_report", publisher, *date)
            )
            searched.append((number, title.lower(), f"{title} {publisher}".lower(), ""))
        columns = "id uid version folded title source_kind publisher published"
        self._insert("source", f"{columns} published_first published_last published_sort", rows)
        self._searched("source", searched)
        self._carried["source"] = ["", *(f"{row[6]}".lower() for row in rows)]

    def _texts(self, sizes: Sequence[int]) -> Iterator[str]:
        """Return texts of as many words each."""
        drawn = zipf(self._random, VOCABULARY, 1.0, int(np.sum(sizes))).tolist()
        start = 0
        for size in sizes:
            yield " ".join([self._words[word] for word in drawn[start : start + size]])
            start += size

    def _choice(self, kinds: int, exponent: float, size: int) -> list[int]:
        return [int(number) for number in zipf(self._random, kinds, exponent, size)]

    def _linked(self, numbers: "np.ndarray[Any, Any]", targets: int) -> list[list[int]]:
        """Return for each record one to three different targets, counted from 1."""
        counts = self._random.integers(1, 4, len(numbers)).tolist()
        drawn = self._choice(targets, 0.9, sum(counts))
        found, start = [], 0
        for count in counts:
            found.append(list(dict.fromkeys(target + 1 for target in drawn[start : start + count])))
            start += count
        return found

    def _dates(self, size: int) -> list[str]:
        """Return EDTF dates, 70 % days, 15 % months, 5 % years, 10 % intervals; most of 2012-2020."""
        dense = self._random.integers(8_035, 11_322, size)
        thin = self._random.integers(0, _DAYS, size)
        days = np.where(self._random.random(size) < 0.75, dense, thin) + _FIRST_DAY
        spans = self._random.integers(30, 540, size).tolist()
        forms = self._random.choice(4, size, p=[0.70, 0.15, 0.05, 0.10]).tolist()
        return [_date(day, form, span) for day, form, span in zip(days.tolist(), forms, spans, strict=True)]

    def _events(self, numbers: "np.ndarray[Any, Any]") -> None:
        size = len(numbers)
        titles = list(self._texts(self._random.integers(4, 10, size).tolist()))
        texts = list(self._texts(self._random.integers(20, 61, size).tolist()))
        monuments, actors = self._linked(numbers, MONUMENTS), self._linked(numbers, ACTORS)
        kinds, places = self._choice(len(_KINDS), 0.8, size), self._choice(PLACES, 0.8, size)
        damages, dates = self._choice(len(_DAMAGES), 0.5, size), self._dates(size)
        rows, searched = [], []
        for index, number in enumerate(numbers.tolist()):
            title, text, place = titles[index], texts[index], f"{self._word(places[index] * 7)} district"
            rows.append(
                (number, f"event-{number}", 1, title[:200], title.capitalize(), _KINDS[kinds[index]], place,
                 _DAMAGES[damages[index]], f"{text.capitalize()}.", *_dated(dates[index]))
            )  # fmt: skip
            shown = [self._carried["monument"][one] for one in monuments[index]]
            shown += [self._carried["actor"][one] for one in actors[index]]
            searched.append((number, title, " ".join([title, place.lower(), text, *shown]), ""))
        columns = "id uid version folded title event_kind place damage description"
        self._insert("event", f"{columns} date date_first date_last date_sort", rows)
        self._searched("event", searched)
        self._insert("event_monument", "event_id position monument_id", _positions(numbers, monuments))
        self._insert(
            "event_actor",
            "event_id position actor_id role",
            ((*row, _ROLES[(row[0] + row[1]) % len(_ROLES)]) for row in _positions(numbers, actors)),
        )
        self._claims(numbers, titles, damages, dates)
        self._images(numbers, titles, monuments)

    def _claims(
        self, numbers: "np.ndarray[Any, Any]", titles: list[str], damages: list[int], dates: list[str]
    ) -> None:
        counts = self._random.integers(1, 4, len(numbers))
        owners = np.repeat(np.arange(len(numbers)), counts).tolist()
        size = len(owners)
        sources, speakers = self._choice(SOURCES, 0.7, size), self._choice(ACTORS, 0.9, size)
        stances, statuses = self._choice(len(_STANCES), 0.0, size), self._choice(len(_STATUSES), 0.0, size)
        fields = self._choice(len(_FIELDS), 0.5, size)
        said = self._texts([8] * size)
        rows, searched, claimants = [], [], []
        for index, (owner, words) in enumerate(zip(owners, said, strict=True)):
            number, event = self._claim + index, int(numbers[owner])
            field, stance = _FIELDS[fields[index]], _STANCES[stances[index]]
            value = {"damage": _DAMAGES[damages[owner]], "date": dates[owner]}.get(field)
            source, speaker = sources[index] + 1, speakers[index] + 1
            rows.append(
                (number, f"claim-{number}", 1, words[:200], words.capitalize(), "event", event, field, value,
                 stance, _VERBS[stance], source, _STATUSES[statuses[index]], *_published(source))
            )  # fmt: skip
            claimants.append((number, 0, speaker))
            own = index_text(" ".join(filter(None, (_VERBS[stance], words, value))))
            shown = self._carried["actor"][speaker], titles[owner], self._carried["source"][source]
            searched.append((number, words, " ".join((own, *shown)), ""))
        columns = (
            "id uid version folded proposition subject_kind subject_id field value stance verb source_id"
        )
        self._insert("claim", f"{columns} status said said_first said_last said_sort", rows)
        self._insert("claim_claimant", "claim_id position actor_id", claimants)
        self._searched("claim", searched)
        self._claim += size

    def _images(self, numbers: "np.ndarray[Any, Any]", titles: list[str], monuments: list[list[int]]) -> None:
        owners = np.repeat(np.arange(len(numbers)), self._random.integers(0, 3, len(numbers))).tolist()
        size = len(owners)
        agencies, dates = self._choice(AGENCIES, 0.9, size), self._dates(size)
        rows, searched, of_monuments, of_events = [], [], [], []
        for index, (owner, caption) in enumerate(zip(owners, self._texts([12] * size), strict=True)):
            number, event = self._image + index, int(numbers[owner])
            agency = f"{self._word(agencies[index] * 11)} Agency"
            rows.append(
                (number, f"image-{number}", 1, caption[:200], caption.capitalize(), "image", agency, agency,
                 *_dated(dates[index]))
            )  # fmt: skip
            of_monuments.append((number, 0, monuments[owner][0]))
            of_events.append((number, 0, event))
            shown = self._carried["monument"][monuments[owner][0]], titles[owner]
            searched.append(
                (number, caption, " ".join((caption, agency.lower(), agency.lower(), *shown)), "")
            )
        columns = "id uid version folded caption image_kind credit agency"
        self._insert("image", f"{columns} date date_first date_last date_sort", rows)
        self._insert("image_monument", "image_id position monument_id", of_monuments)
        self._insert("image_event", "image_id position event_id", of_events)
        self._searched("image", searched)
        self._image += size


def _positions(numbers: "np.ndarray[Any, Any]", links: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    for number, targets in zip(numbers.tolist(), links, strict=True):
        for position, target in enumerate(targets):
            yield number, position, target


def _date(day: int, form: int, span: int) -> str:
    text = days_to_iso(day)
    return (text, text[:7], text[:4], f"{text}/{days_to_iso(day + span)}")[form]


def _published(source: int) -> tuple[str, int | None, int | None, int | None]:
    return _dated(days_to_iso(_FIRST_DAY + source * 6))


@lru_cache(maxsize=1 << 16)
def _dated(text: str) -> tuple[str, int | None, int | None, int | None]:
    span = DateSpan(text)
    return text, span.earliest_day, span.latest_day, span.sort_key[0]


def main() -> None:
    """Make an archive and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    start = perf_counter()
    make(arguments.file, arguments.events, arguments.seed)
    size = arguments.file.stat().st_size / 1e6
    print(f"{arguments.file}: {arguments.events} events, {size:.0f} MB, {perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
