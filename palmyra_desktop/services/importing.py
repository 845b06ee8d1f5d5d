"""Bring files into an archive: read them, resolve what they name, write all as one act."""

from array import array
from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from pathlib import Path

from palmyra_desktop import open_files
from palmyra_desktop.collecting import no_collecting
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.review import Review
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.importers.base import Draft, Importer, Met, OpenLink, ignored
from palmyra_desktop.importers.base import ImportIssue as ImportIssue  # what an answer is made of
from palmyra_desktop.importers.registry import IMPORTERS, importer_for
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_import import add_reviews, read_findings
from palmyra_desktop.services.editing import bring_in
from palmyra_desktop.storage import names
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import time_bands
from palmyra_desktop.storage.unit_of_work import Writing, reading

_HEAD = 4096
_AT_ONCE = 5_000  # records looked for in the archive by one statement
_STEPS = 1_000  # how many parts progress is told in
_FIRST_READING = 0.1
"""The part of an import that the first reading is, measured on a hundred thousand events."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought.

    Attributes:
        counts: new records per kind. already: records recognised as in the archive, and left as they are.
        issues: what could not be taken in, and why.
    """

    changes: ChangeSet
    counts: Mapping[Kind, int]
    already: int
    issues: tuple[ImportIssue, ...]


def suffixes() -> tuple[str, ...]:
    """Return the endings of the files that can be brought in, for a file dialog."""
    return tuple(sorted({suffix for importer in IMPORTERS for suffix in importer.suffixes}))


def draft(paths: Sequence[Path], cancel: Cancellation | None = None) -> Draft:
    """Read files without an archive; nothing is looked up and nothing is written.

    Raises:
        KnownError: if a file is missing or of no known format. Cancelled: on request.
    """
    found = _importer_of(paths).read(paths, cancel or Cancellation())
    issues: list[ImportIssue] = []
    for _edit in found.edits(lambda link: None, issues):
        pass
    return replace(found, issues=(*found.issues, *issues))


def import_files(
    archive: Archive,
    paths: Sequence[Path],
    *,
    author: str = "",
    initiator: str = "window",
    cancel: Cancellation | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Read files and write what is new as one act, so that one undo takes it back.

    A record whose uid is in the archive is recognised: links lead to it, it is not changed. Of an article
    comes in what was found, but for what is only offered; one whose text is in the archive is left out.

    Raises:
        KnownError: if a file is missing or of no known format, or the archive cannot be written.
        Cancelled: on request; nothing was written.
    """
    cancel = cancel or Cancellation()
    if paths and all(map(is_article, paths)):
        return _import_articles(archive, paths, author, initiator, cancel)
    with no_collecting():
        return _imported(archive, paths, author, initiator, cancel, progress or ignored)


def _imported(
    archive: Archive,
    paths: Sequence[Path],
    author: str,
    initiator: str,
    cancel: Cancellation,
    progress: Progress,
) -> Imported:
    def tell(share: float) -> None:
        cancel.check()
        progress(int(share * _STEPS), _STEPS)

    tell(0)
    there = _There(archive)
    found = _importer_of(paths).read(
        paths, cancel, there.begin, lambda done, size: tell(_FIRST_READING * done / size)
    )
    there.look()
    names = _Names(archive, found.names, cancel)
    issues: list[ImportIssue] = []
    edits = found.edits(names.look_up, issues)
    counts = Counter(kind for kind, record_id in zip(found.kinds, there.ids, strict=True) if not record_id)
    label = _label(counts.total())

    def add_bands(unit: Writing) -> None:
        bands = time_bands.made(unit.connection)
        added = (band for band in found.bands if band not in bands)
        furnishing.put(unit, time_bands.value_of((*bands, *added)))

    if counts.total() or found.bands:
        changes = bring_in(
            archive,
            found.kinds,
            there.ids,
            edits,
            label=label,
            author=author,
            initiator=initiator,
            tick=lambda part: tell(_FIRST_READING + (1 - _FIRST_READING) * part),
            beside=add_bands,
        )
    else:
        deque(edits, maxlen=0)  # for what it could not take
        changes = ChangeSet(initiator=initiator)
    progress(_STEPS, _STEPS)
    return Imported(
        changes, counts, len(found.kinds) - counts.total(), (*found.issues, *issues, *names.issues)
    )


def _label(count: int) -> str:
    if not count:
        return _("Import of time bands")
    words = ngettext("Import of {count} record", "Import of {count} records", count)
    return words.format(count=format_number(count))


def is_article(path: Path) -> bool:
    """Whether a file is an article, whose findings can be reviewed before they are written.

    Raises:
        KnownError: if it cannot be read, or is of no known format.
    """
    return _importer(path).key == "article"


def _import_articles(
    archive: Archive, paths: Sequence[Path], author: str, initiator: str, cancel: Cancellation
) -> Imported:
    reviews: dict[str, Review] = {}
    issues: list[ImportIssue] = []
    for path in paths:
        cancel.check()
        review = read_findings(archive, path)
        issues += [ImportIssue(path.name, "", there.title, there.reason) for there in review.already]
        if review.source_id is None:
            reviews.setdefault(review.findings.article.text, review.settled())
    added = add_reviews(archive, tuple(reviews.values()), author=author, initiator=initiator, cancel=cancel)
    return Imported(added.changes, added.counts, len(paths) - len(reviews), tuple(issues))


def _importer_of(paths: Sequence[Path]) -> Importer:
    importers = {importer.key: importer for importer in map(_importer, paths)}
    if len(importers) > 1:
        message = _("These files are of different formats.")
        raise KnownError(message, _("Bring in one format at a time."))
    (importer,) = importers.values()
    return importer


def _importer(path: Path) -> Importer:
    try:
        with open_files.reading(path) as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        message = _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
        raise KnownError(message, _("Check its name and try again.")) from error
    found = importer_for(path.name, head)
    if found is None:
        message = _("{file} is of no format that can be brought in.").format(file=path.name)
        known = ", ".join(_(importer.label) for importer in IMPORTERS)
        raise KnownError(message, _("These can: {known}.").format(known=known))
    return found


@dataclass(slots=True)
class _There:
    """Recognises the records of a file that are in the archive, by their uids.

    Attributes:
        ids: of the records, by their numbers in the file: -1, -2, ...; 0 for a record that is not there.
    """

    archive: Archive
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    _waiting: dict[Kind, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in Kind})

    def begin(self) -> Met:
        """Begin with the first record; a reading before that was given up."""
        del self.ids[:]
        for numbers in self._waiting.values():
            numbers.clear()
        return self.met

    def met(self, kind: Kind, number: int, uid: object) -> None:
        """Hear of the next record of a file."""
        self.ids.append(0)
        if isinstance(uid, str):
            waiting = self._waiting[kind]
            waiting[uid] = number
            if len(waiting) == _AT_ONCE:
                self.look()

    def look(self) -> None:
        """Look for those that were not looked for yet."""
        with reading(self.archive.engine) as connection:
            for kind, numbers in self._waiting.items():
                found = names.ids_by_uid(connection, kind, numbers) if numbers else {}
                for uid, record_id in found.items():
                    self.ids[-1 - numbers[uid]] = record_id
                numbers.clear()


@dataclass(slots=True)
class _Names:
    """What the archive has under the names that a file leads to."""

    archive: Archive
    wanted: InitVar[Collection[tuple[Kind, str]]]
    cancel: InitVar[Cancellation]
    issues: list[ImportIssue] = field(default_factory=list)
    _found: dict[tuple[Kind, str], int | str] = field(default_factory=dict)

    def __post_init__(self, wanted: Collection[tuple[Kind, str]], cancel: Cancellation) -> None:
        """Look for all of them, before anything is written."""
        for kind, name in wanted:
            cancel.check()
            try:
                self._found[kind, name] = self.archive.find(kind, name).id
            except KnownError as error:
                self._found[kind, name] = str(error)

    def look_up(self, link: OpenLink) -> int | None:
        """Return the record a link leads to; else tell why there is none."""
        found = self._found[link.kind, link.name]
        if isinstance(found, int):
            return found
        self.issues.append(ImportIssue(link.place, link.field, link.name, found))
        return None
