"""Bring files into an archive: read them, resolve what they name, write all as one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from palmyra_desktop import open_files
from palmyra_desktop.collecting import no_collecting
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.review import Review
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.importers.base import Draft, Importer, OpenLink
from palmyra_desktop.importers.base import ImportIssue as ImportIssue  # what an answer is made of
from palmyra_desktop.importers.registry import IMPORTERS, importer_for
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_import import add_reviews, read_findings
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import names
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import time_bands
from palmyra_desktop.storage.unit_of_work import Writing, reading

_HEAD = 4096


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
    importers = {importer.key: importer for importer in map(_importer, paths)}
    if len(importers) > 1:
        message = _("These files are of different formats.")
        raise KnownError(message, _("Bring in one format at a time."))
    (importer,) = importers.values()
    return importer.read(paths, cancel or Cancellation())


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
        return _imported(archive, paths, author, initiator, cancel, progress)


def _imported(
    archive: Archive,
    paths: Sequence[Path],
    author: str,
    initiator: str,
    cancel: Cancellation,
    progress: Progress | None,
) -> Imported:
    found = draft(paths, cancel)
    if progress:
        progress(0, len(found.edits))
    known = _known(archive, found)
    cancel.check()
    edits, issues = _resolved(archive, found, known)
    cancel.check()
    counts: dict[Kind, int] = {}
    for edit in edits:
        if edit.action is Action.CREATE:
            counts[edit.kind] = counts.get(edit.kind, 0) + 1

    def tick(part: float) -> None:
        cancel.check()
        if progress:
            progress(int(part * len(found.edits)), len(found.edits))

    def add_bands(unit: Writing) -> None:
        there = time_bands.made(unit.connection)
        added = (band for band in found.bands if band not in there)
        furnishing.put(unit, time_bands.value_of((*there, *added)))

    count = sum(counts.values())
    words = ngettext("Import of {count} record", "Import of {count} records", count)
    label = words.format(count=format_number(count)) if counts else _("Import of time bands")
    changes = (
        apply(
            archive,
            edits,
            label=label,
            author=author,
            initiator=initiator,
            tick=tick,
            beside=add_bands,
        )
        if edits or found.bands
        else ChangeSet(initiator=initiator)
    )
    if progress:
        progress(len(found.edits), len(found.edits))
    return Imported(changes, counts, len(known), (*found.issues, *issues))


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


def _known(archive: Archive, found: Draft) -> dict[tuple[Kind, int], int]:
    """Find the records of a draft that are in the archive: their negative numbers to ids."""
    known: dict[tuple[Kind, int], int] = {}
    for kind in Kind:
        numbers = {
            edit.values["uid"]: edit.id
            for edit in found.edits
            if edit.action is Action.CREATE and edit.kind is kind and "uid" in edit.values
        }
        with reading(archive.engine) as connection:
            ids = names.ids_by_uid(connection, kind, tuple(numbers))
        known.update({(kind, numbers[uid]): record_id for uid, record_id in ids.items()})
    return known


def _resolved(
    archive: Archive, found: Draft, known: Mapping[tuple[Kind, int], int]
) -> tuple[list[Edit], list[ImportIssue]]:
    """Look up links by name, lead links to known records to their ids, and leave those records out."""
    issues: list[ImportIssue] = []
    extra: dict[int, dict[str, Any]] = {}
    for link in found.open_links:
        target = _looked_up(archive, link, issues)
        if target is not None:
            values = extra.setdefault(link.edit, dict(found.edits[link.edit].values))
            values[link.field] = (*values.get(link.field, ()), target) if link.many else target
    if not extra and not known:
        return list(found.edits), issues
    edits = []
    for index, edit in enumerate(found.edits):
        if (edit.kind, edit.id) in known:
            continue
        edit = replace(edit, values=extra.get(index, edit.values))
        edits.append(replace(edit, values=_leading(edit, known)))
    return edits, issues


def _looked_up(archive: Archive, link: OpenLink, issues: list[ImportIssue]) -> Link | None:
    try:
        ref = archive.find(link.kind, link.name)
    except KnownError as error:
        issues.append(ImportIssue(link.place, link.field, link.name, str(error)))
        return None
    return Link(ref.kind, ref.id, link.name, link.role)


def _leading(edit: Edit, known: Mapping[tuple[Kind, int], int]) -> dict[str, Any]:
    values = dict(edit.values)
    if edit.action is Action.CHOOSE:
        claim_id = values["claim_id"]
        return {**values, "claim_id": known.get((Kind.CLAIM, claim_id), claim_id)}
    for field in record_type(edit.kind).entered:
        if field.type is FieldType.LINK and field.key in values:
            values[field.key] = _led(values[field.key], known)
        elif field.type is FieldType.LINKS and field.key in values:
            values[field.key] = tuple(_led(link, known) for link in values[field.key])
    return values


def _led(link: Link, known: Mapping[tuple[Kind, int], int]) -> Link:
    return replace(link, id=known.get((link.kind, link.id), link.id))
