"""Save what can be read of a damaged archive into a new one, and say in words what is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import Finding, check
from palmyra_desktop.services.copying import copy_files
from palmyra_desktop.storage import archive_file, integrity
from palmyra_desktop.storage import salvage as saving
from palmyra_desktop.storage.attached import files_of
from palmyra_desktop.storage.salvage_kept import Salvaged
from palmyra_desktop.storage.salvage_rows import Losses
from palmyra_desktop.storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class Salvage:
    """What came of it.

    Attributes:
        path: the new archive. kept: records of each kind, those that only stand for lost ones left out.
        lost: what could not be read, in words. findings: what a check finds in the new archive.
    """

    path: Path
    kept: Mapping[Kind, int]
    lost: tuple[str, ...]
    findings: tuple[Finding, ...]


def salvage(damaged: Path, target: Path, *, author: str = "", passphrase: str | None = None) -> Salvage:
    """Make a new archive of what can be read of a damaged one, which is left as it is.

    A record that is lost but known from the log or from links is there again by name alone, so that the
    claims about it stay together. Attached files are copied where they are as they were.

    Raises:
        PassphraseNeeded: if it may be encrypted, and nothing can be read without the passphrase.
        KnownError: if nothing can be read, or there is something at the target, or it cannot be written.
    """
    if not damaged.is_file():
        raise KnownError(
            _("There is no archive {path}.").format(path=damaged),
            _("Look whether it was moved or renamed, or make a new one."),
        )
    label = _("Salvage {name}").format(name=damaged.name)
    found = saving.salvage(damaged, target, label, author, passphrase)
    with Archive.open(target, passphrase=passphrase) as archive:
        new = files_of(archive.engine, archive.files_folder, writes=True)
        old = replace(new, folder=archive_file.folder_beside(damaged, "") / archive.files_folder.name)
        with reading(archive.engine) as connection:
            attached = tuple(integrity.attachments(connection))
        lost = (*_lost(found), *copy_files(attached, old, new))
        kept = {kind: found.rows.get(kind.value, 0) for kind in Kind}
        return Salvage(target, kept, lost, check(archive))


def _lost(found: Salvaged) -> Iterator[str]:
    for ref in found.stand_ins:
        words = _("{kind} #{number} could not be read. A record of that number stands for it.")
        yield words.format(kind=ref.kind.value, number=ref.id)
    for losses in found.losses:
        yield from _of_table(losses)
    for table, count in found.unlinked.items():
        words = ngettext(
            "{count} link in the table {table} led to what is lost, and was left out.",
            "{count} links in the table {table} led to what is lost, and were left out.",
            count,
        )
        yield words.format(count=format_number(count), table=table)


def _of_table(losses: Losses) -> Iterator[str]:
    if losses.found:
        words = ngettext(
            "{count} row of the table {table}, to which the way is lost, was found page by page.",
            "{count} rows of the table {table}, to which the way is lost, were found page by page.",
            losses.found,
        )
        more = _("Others may be lost, and what had been removed may be back.")
        yield f"{words.format(count=format_number(losses.found), table=losses.table)} {more}"
    for first, last in () if losses.found else losses.gaps:
        if last is None:
            words = _("Of the table {table}, nothing can be read from row {first} on.")
        else:
            words = _("Of the table {table}, nothing can be read from row {first} to row {last}.")
        yield words.format(table=losses.table, first=first, last=last)
    if losses.refused:
        words = ngettext(
            "{count} row of the table {table} made no sense.",
            "{count} rows of the table {table} made no sense.",
            losses.refused,
        )
        yield words.format(count=format_number(losses.refused), table=losses.table)
    for row, columns in losses.columns:
        words = _("Of row {row} of the table {table}, these cannot be read: {columns}.")
        yield words.format(row=row, table=losses.table, columns=", ".join(columns))
