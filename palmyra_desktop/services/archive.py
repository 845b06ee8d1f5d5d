"""An open archive: the one door for reading it, for the window and the command line.

Every method may be called from any thread; each uses a short session of its own.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Detail, FacetCounts, Found, Spans
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.domain.source import Source, SourceText
from palmyra_desktop.domain.text import fold
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.i18n import _
from palmyra_desktop.storage import (
    alike,
    archive_file,
    facets,
    linked,
    names,
    nested,
    queries,
    records,
    texts,
)
from palmyra_desktop.storage import spans as timeline
from palmyra_desktop.storage.change_log import newest_act
from palmyra_desktop.storage.engine import Opened, check_place, close, key_of, put_into_file, shown
from palmyra_desktop.storage.furnishing import own_terms
from palmyra_desktop.storage.nested import Nested
from palmyra_desktop.storage.unit_of_work import interruptible, reading

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.domain.findings import KnownName
    from palmyra_desktop.storage.facet_index.indexes import Indexes

_FILES = "files"


class UnknownName(KnownError):
    """A name no record has, or several; `nearest` are names to choose from, with their numbers."""

    def __init__(self, message: str, nearest: tuple[str, ...]) -> None:
        """Keep the names; the hint lists them."""
        super().__init__(message, _("Near it: {names}.").format(names="; ".join(nearest)) if nearest else "")
        self.nearest = nearest


class Archive:
    """One archive, open. Made by `create` or `open`; closed by `close` or at the end of a `with`.

    Attributes:
        awaits_index: whether an index is kept in it that `load_index` has not loaded yet.
    """

    def __init__(self, location: Path | str, opened: Opened, *, read_only: bool) -> None:
        """Take an engine that is ready; nothing else is to call this."""
        self.engine = opened.engine
        self.warning = opened.warning
        self.location = location
        self.read_only = read_only
        with reading(self.engine) as connection:
            self._about = archive_file.about(connection)
            own_terms.know(connection)
            self.awaits_index = archive_file.keeps_index(connection)
        self._loading = Lock()
        self._watched: int | None = None
        self.indexes: Indexes | None = None

    @classmethod
    def create(
        cls,
        location: Path | str,
        *,
        title: str | None = None,
        is_sample: bool = False,
        passphrase: str | None = None,
    ) -> Self:
        """Make an empty archive and open it; with a passphrase, an encrypted one.

        Raises:
            KnownError: if there is something already, or the place cannot be written.
        """
        title = title or (Path(location).stem if isinstance(location, Path) else _("Archive"))
        made = archive_file.create(location, title, is_sample=is_sample, passphrase=passphrase)
        return cls(location, made, read_only=False)

    @classmethod
    def open(
        cls,
        location: Path | str,
        *,
        read_only: bool = False,
        passphrase: str | None = None,
        cancel: Cancellation | None = None,
        progress: Progress = lambda done, total: None,
    ) -> Self:
        """Open an archive; `cancel` and `progress` are of bringing one of an older version up to date.

        Raises:
            Cancelled: if asked to stop meanwhile; the archive is as it was.
            PassphraseNeeded: if it is encrypted, and the passphrase is missing or wrong.
            KnownError: in words, with a way out, for all that may be wrong with the file or the server.
        """
        opened = archive_file.open_archive(
            location, read_only=read_only, passphrase=passphrase, cancel=cancel, progress=progress
        )
        return cls(location, opened, read_only=read_only)

    def __enter__(self) -> Self:
        """Return the archive, closed at the end of the block."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        own_terms.forget(self.engine)
        close(self.engine)

    @property
    def title(self) -> str:
        """The archive's own name."""
        return self._about.get(archive_file.TITLE, "")

    @property
    def is_encrypted(self) -> bool:
        """Whether it opens with a passphrase alone."""
        return key_of(self.engine) is not None

    @property
    def is_sample(self) -> bool:
        """Whether it was built from the sample."""
        return archive_file.SAMPLE in self._about

    @property
    def shown_location(self) -> str:
        """Where it is, fit to be shown: without a password."""
        return shown(self.location)

    @property
    def folder(self) -> Path:
        """The folder of its files and backups; it may not be there yet."""
        return archive_file.folder_beside(self.location, self._about.get(archive_file.UID, ""))

    @property
    def files_folder(self) -> Path:
        """The folder of attached files; how they lie in it, and are read, is told in storage/attached.py."""
        return self.folder / _FILES

    def totals(self) -> Mapping[Kind, int]:
        """Return how many records of each kind there are, the trash left out."""
        with reading(self.engine) as connection:
            return queries.totals(connection, self.indexes)

    def search(self, criteria: Criteria, first: int = 200, cancel: Cancellation | None = None) -> Found:
        """Return all ids found, in order, and the first rows.

        Raises:
            Cancelled: if asked to stop meanwhile.
        """
        with interruptible(self.engine, cancel) as connection:
            return queries.search(connection, criteria, first, self.indexes)

    def first_ids(self, criteria: Criteria, first: int) -> Sequence[int]:
        """Return the first of the ids found, in order; of a list by date at once, however long it is."""
        with reading(self.engine) as connection:
            return queries.first_ids(connection, criteria, first)

    def rows(self, kind: Kind, ids: Sequence[int]) -> tuple[Record, ...]:
        """Return records in the order of their ids; those that are not there are left out."""
        with reading(self.engine) as connection:
            return records.read(connection, kind, ids, self.indexes)

    def nested(self, kind: Kind, ids: Sequence[int]) -> Mapping[int, Nested]:
        """Return what a nested export writes inside these records."""
        with reading(self.engine) as connection:
            return nested.nested(connection, kind, ids)

    def record(self, ref: RecordRef) -> Record:
        """Return a record.

        Raises:
            KnownError: if it is not there.
        """
        found = self.rows(ref.kind, (ref.id,))
        if not found:
            raise _absent(ref)
        return found[0]

    def detail(self, ref: RecordRef) -> Detail:
        """Return a record with its claims and all that is linked to it.

        Raises:
            KnownError: if it is not there.
        """
        with reading(self.engine) as connection:
            found = linked.detail(connection, ref, self.indexes)
        if found is None:
            raise _absent(ref)
        return found

    def facet_counts(
        self, criteria: Criteria, limit: int = 200, cancel: Cancellation | None = None
    ) -> tuple[FacetCounts, ...]:
        """Return every facet that has a meaning for the kind, counted without its own choice."""
        with interruptible(self.engine, cancel) as connection:
            return queries.facet_counts(connection, criteria, limit, self.indexes)

    def load_index(self) -> None:
        """Have the index that is kept in the archive answer, if there is one: quick, unlike `index`."""
        with self._loading:
            if self.awaits_index:  # else numpy need not be imported
                from palmyra_desktop.storage.facet_index.indexes import load_kept

                self.indexes = load_kept(self.engine)
                self.awaits_index = False

    def index(self, cancel: Cancellation | None = None) -> tuple[Kind, ...]:
        """Load or make what answers filters of a large archive in milliseconds; until it is ready, SQL does.

        Returns:
            The kinds it was made for, to be kept with `gather_index`.

        Raises:
            Cancelled: if asked to stop meanwhile.
        """
        from palmyra_desktop.storage.facet_index.indexes import Indexes, prepare

        self.indexes = self.indexes or Indexes()
        return prepare(self.engine, self.indexes, cancel)

    def gather_index(self, kind: Kind, cancel: Cancellation | None = None) -> Callable[[], None]:
        """Gather what the next start need not make; return what writes it into the archive, which is short.

        Raises:
            Cancelled: if asked to stop meanwhile.
        """
        from palmyra_desktop.storage.facet_index.indexes import Indexes, gather

        return gather(self.engine, self.indexes or Indexes(), kind, cancel)

    def keep_index(self, kinds: Collection[Kind]) -> None:
        """Gather what was made for some kinds, and keep it in the archive."""
        for kind in kinds:
            self.gather_index(kind)()

    def forget_index(self) -> None:
        """Have SQL answer, until an index is made anew."""
        self.indexes = None

    def spans(self, criteria: Criteria, lanes: str = "none", cancel: Cancellation | None = None) -> Spans:
        """Return what the timeline draws; `lanes` is none or the key of a facet."""
        with interruptible(self.engine, cancel) as connection:
            return timeline.spans(connection, criteria, lanes, self.indexes)

    def source_text(self, source_id: int) -> SourceText | None:
        """Return the archived text of a source, None where there is none."""
        with reading(self.engine) as connection:
            return texts.source_text(connection, source_id)

    def claims_in(self, source_id: int, most: int | None = None) -> tuple[Claim, ...]:
        """Return at most so many claims in a source by their place in its text, those without one last."""
        with reading(self.engine) as connection:
            return texts.claims_in(connection, source_id, most)

    def find(self, kind: Kind, name: str) -> RecordRef:
        """Return the record of a name: equal after folding, else its only prefix; or of an id, "#12".

        Raises:
            UnknownName: if there is none, or several.
        """
        number = name.strip().removeprefix("#")
        with reading(self.engine) as connection:
            if number.isascii() and number.isdigit() and names.exists(connection, kind, int(number)):
                return RecordRef(kind, int(number))
            found = names.named(connection, kind, name)
            if len(found) == 1:
                return RecordRef(kind, found[0])
            if found:
                several = tuple(
                    f"{title} (#{ref.id})"
                    for ref, title in records.titles(connection, (RecordRef(kind, n) for n in found)).items()
                )
                raise UnknownName(_("“{name}” names several records.").format(name=name), several)
            near = names.nearest(connection, kind, name)
        raise UnknownName(_("No {kind} is called “{name}”.").format(kind=kind.value, name=name), near)

    def facet_key(self, facet: str, name: str) -> FacetKey:
        """Return the key of a facet's value by its name: a record's, a term's or a text's.

        Raises:
            UnknownName: if there is none, or several.
        """
        described = next(found for found in facets.FACETS if found.key == facet)
        if described.target is not None:
            return self.find(described.target, name).id
        if described.vocabulary is not None:
            known = vocabulary.key_of(described.vocabulary, name)
            if known is not None:
                return known
        with reading(self.engine) as connection:
            values = queries.texts_of(connection, described)
        same = [value for value in values if fold(value) == fold(name)]
        found = same or [value for value in values if fold(value).startswith(fold(name))]
        if len(found) == 1:
            return found[0]
        near = tuple(found) or values[:8]
        raise UnknownName(_("There is no “{name}” to filter by.").format(name=name), near)

    def suggest(self, kind: Kind, text: str, limit: int = 12) -> tuple[Link, ...]:
        """Return records for somebody who is still typing a name."""
        with reading(self.engine) as connection:
            return names.suggested(connection, kind, text, limit)

    def known_names(self) -> "tuple[KnownName, ...]":
        """Return every monument and actor with all its names, as an article may mention them."""
        with reading(self.engine) as connection:
            return names.known(connection)

    def sources_like(self, sha256: str, url: str | None, title: str) -> tuple[Source, ...]:
        """Return the sources of the same text or address, or of a title like it."""
        with reading(self.engine) as connection:
            return alike.sources(connection, sha256, url, title)

    def events_like(self, event_kind: str, monuments: Collection[int]) -> tuple[Event, ...]:
        """Return the events of one kind at any of these monuments."""
        with reading(self.engine) as connection:
            return alike.events(connection, event_kind, monuments)

    def terms(self, vocabulary_key: str) -> tuple[Term, ...]:
        """Return the terms of a controlled list: the built-in ones, then the user's own."""
        with reading(self.engine) as connection:
            own = own_terms.terms(connection, vocabulary_key)
        return (*vocabulary.vocabulary(vocabulary_key).terms, *own)

    def changed_elsewhere(self, own: int = 0) -> bool:
        """Whether another program did an act since last asked, beside our act `own`; False the first time.

        Raises:
            Displaced: if the file is not in its place any more.
        """
        check_place(self.engine)
        with reading(self.engine) as connection:
            now = newest_act(connection)
            if now != self._watched:
                own_terms.know(connection)
        if not self.read_only:
            with self.engine.connect() as connection:
                put_into_file(connection)  # what a long reading kept in the log when it was written
        before, self._watched = self._watched, now
        return before is not None and now != before + (own == now)


def facets_of(kind: Kind) -> tuple[str, ...]:
    """Return the keys of the facets that have a meaning for a kind."""
    return tuple(facet.key for facet in facets.facets_of(kind))


def kinds_with(facet: str) -> tuple[Kind, ...]:
    """Return the kinds a facet has a meaning for."""
    return next(found.kinds for found in facets.FACETS if found.key == facet)


def _absent(ref: RecordRef) -> KnownError:
    words = _("There is no {kind} #{number} in the archive.")
    return KnownError(
        words.format(kind=ref.kind.value, number=ref.id), _("It may have been removed meanwhile.")
    )
