"""Check an archive: the file itself, its log, its search index, the anchors of claims, attached files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import change_log, files, fulltext, integrity
from palmyra_desktop.storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an archive.

    Attributes:
        code: stable, for programs: file, links, log, search, anchor, attachment.
        refs: the records it concerns; empty where it concerns the whole.
    """

    code: str
    message: str
    refs: tuple[RecordRef, ...] = ()


def check(archive: Archive) -> tuple[Finding, ...]:
    """Return what is wrong with an archive, in words; nothing where all is well. It writes nothing.

    Raises:
        KnownError: if the archive cannot be read at all.
    """
    return tuple(_findings(archive))


def _findings(archive: Archive) -> Iterator[Finding]:
    with reading(archive.engine) as connection:
        for problem in integrity.damage(connection):
            yield Finding("file", _("The file is damaged: {problem}.").format(problem=problem))
        for table in integrity.broken_links(connection):
            yield Finding("links", _("A link in the table {table} leads nowhere.").format(table=table))
        for problem in change_log.verify(connection):
            yield Finding("log", problem)
        unsearchable = fulltext.check(connection)
        if unsearchable:
            words = _("The search does not know the newest words of {count} records.")
            yield Finding("search", words.format(count=len(unsearchable)), unsearchable)
        for claim_id in integrity.lost_anchors(connection):
            words = _("The exact words of claim #{number} do not stand at their place in its source.")
            yield Finding("anchor", words.format(number=claim_id), (RecordRef(Kind.CLAIM, claim_id),))
        attached = tuple(integrity.attachments(connection))
    for ref, sha256 in attached:
        yield from _attachment(archive.files_folder, ref, sha256)


def _attachment(folder: Path, ref: RecordRef, sha256: str) -> Iterator[Finding]:
    kind = _(record_type(ref.kind).label).lower()
    try:
        found = files.digest(folder / sha256)
    except OSError:
        yield Finding(
            "attachment",
            _("The file of {kind} #{number} is missing.").format(kind=kind, number=ref.id),
            (ref,),
        )
        return
    if found != sha256:
        words = _("The file of {kind} #{number} was changed.")
        yield Finding("attachment", words.format(kind=kind, number=ref.id), (ref,))
