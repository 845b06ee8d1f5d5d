"""Check an archive: its file, log, links, search, index, dates, texts, anchors of claims, attached files."""

from collections.abc import Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.unneeded import is_aside, unneeded
from palmyra_desktop.storage import (
    archive_file,
    change_log,
    custody,
    derived,
    fulltext,
    integrity,
    logged_values,
)
from palmyra_desktop.storage.attached import Files, files_of
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an archive.

    Attributes:
        code: stable, for programs: file, links, log, custody, search, derived, index, value, text, anchor,
            attachment, unneeded.
        refs: the records it concerns; empty where it concerns the whole.
        is_repairable: whether it is worked out from other things, and can be worked out anew.
    """

    code: str
    message: str
    refs: tuple[RecordRef, ...] = ()
    is_repairable: bool = False


def check(archive: Archive) -> tuple[Finding, ...]:
    """Return what is wrong with an archive, in words; nothing where all is well. It writes nothing.

    Raises:
        KnownError: if the archive cannot be read at all.
    """
    return tuple(_findings(archive))


def _findings(archive: Archive) -> Iterator[Finding]:
    with reading(archive.engine) as connection:
        for problem in integrity.damage(connection):
            words = _("The file is damaged: {problem}.").format(problem=problem)
            yield Finding("file", words, is_repairable=integrity.is_derived(problem))
        for table in integrity.broken_links(connection):
            yield Finding("links", _("A link in the table {table} leads nowhere.").format(table=table))
        for problem in change_log.verify(connection):
            yield Finding("log", problem)
        for ref, key in logged_values.differing(connection):
            described = record_type(ref.kind)
            field = _(described.field(key).label) if described.has_field(key) else key
            words = _("“{field}” of {kind} #{number} is not what the log says it was changed to.")
            message = words.format(field=field, kind=_(described.label).lower(), number=ref.id)
            yield Finding("log", message, (ref,))
        for key in furnishing.differing(connection):
            words = _("{what}: not what the log says it was changed to.")
            yield Finding("log", words.format(what=furnishing.label_of(connection, key)))
        for problem in custody.verify(connection):
            yield Finding("custody", problem)
        for source_id in integrity.other_texts(connection):
            words = _("The text of source #{number} is not the one that was taken in.")
            yield Finding("text", words.format(number=source_id), (RecordRef(Kind.SOURCE, source_id),))
        for claim_id in integrity.lost_anchors(connection):
            words = _("The exact words of claim #{number} do not stand at their place in its source.")
            yield Finding("anchor", words.format(number=claim_id), (RecordRef(Kind.CLAIM, claim_id),))
        attached = tuple(integrity.attachments(connection))
    yield from _derived(archive)
    files = files_of(archive.engine, archive.files_folder)
    for ref, sha256 in attached:
        yield from _attachment(files, ref, sha256)
    if count := len(files.astray()) + len(files.aside.astray()):
        words = ngettext(
            "{count} attached file is not as the archive is: encrypted, or not.",
            "{count} attached files are not as the archive is: encrypted, or not.",
            count,
        )
        yield Finding("attachment", words.format(count=format_number(count)), is_repairable=True)
    for name in unneeded(archive):
        words = _("No record, change or backup needs the file {name} any more; a repair puts it aside.")
        yield Finding("unneeded", words.format(name=name), is_repairable=True)


def _derived(archive: Archive) -> Iterator[Finding]:
    """Yield what is worked out from other things and not as it should be."""
    yield from _unsearchable(archive)
    with reading(archive.engine) as connection:
        for ref, right in derived.differing(connection):
            words = _("The date of {kind} #{number} cannot be read.")
            if right:
                words = _("{kind} #{number} is not found by its name or its dates as they are.")
            message = words.format(kind=ref.kind.value, number=ref.id)
            yield Finding("derived" if right else "value", message, (ref,), is_repairable=bool(right))
        for ref in dict.fromkeys(ref for ref, *_place in derived.differing_names(connection)):
            words = _("{kind} #{number} is not found by one of its other names.")
            message = words.format(kind=ref.kind.value, number=ref.id)
            yield Finding("derived", message, (ref,), is_repairable=True)
        if archive_file.keeps_index(connection):  # else numpy need not be imported
            from palmyra_desktop.storage.facet_index.verify import wrong

            for kind in wrong(connection):
                words = _("The index that filters {kinds} does not say what the archive says.")
                yield Finding("index", words.format(kinds=kind.plural), is_repairable=True)


def _unsearchable(archive: Archive) -> Iterator[Finding]:
    with archive.engine.connect() as connection:
        damaged = fulltext.damaged(connection)
    try:
        with reading(archive.engine) as connection:
            refs = () if damaged else fulltext.check(connection)
    except KnownError:
        damaged, refs = tuple(Kind), ()
    if damaged:
        yield Finding("search", _("The words that are searched are damaged."), is_repairable=True)
    if refs:
        words = _("The search does not know the newest words of {count} records.")
        yield Finding("search", words.format(count=format_number(len(refs))), refs, is_repairable=True)


def _attachment(files: Files, ref: RecordRef, sha256: str) -> Iterator[Finding]:
    kind = _(record_type(ref.kind).label).lower()
    try:
        is_as_it_was = files.is_as_it_was(sha256)
    except OSError:
        yield Finding(
            "attachment",
            _("The file of {kind} #{number} is missing.").format(kind=kind, number=ref.id),
            (ref,),
            is_aside(files, sha256),
        )
        return
    if not is_as_it_was:
        words = _("The file of {kind} #{number} was changed.")
        yield Finding("attachment", words.format(kind=kind, number=ref.id), (ref,))
