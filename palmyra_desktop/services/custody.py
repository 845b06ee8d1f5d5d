"""The chain of custody of files and texts: look at all that an archive holds, and log what was seen."""

from collections.abc import Iterator, Mapping

from palmyra_desktop.domain.custody import Step
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import custody, integrity
from palmyra_desktop.storage.attached import Files, files_of
from palmyra_desktop.storage.custody import FILE, Held
from palmyra_desktop.storage.unit_of_work import reading, writing


def look_again(archive: Archive, *, author: str = "", initiator: str = "window") -> Mapping[Step, int]:
    """Compare every file and text with the SHA-256 it was taken in with, and log it; return the counts.

    Raises:
        KnownError: if the archive may only be read, or cannot be written.
    """
    if archive.read_only:
        raise KnownError(_("This archive can only be read."), _("Open it for writing, and check it then."))
    with reading(archive.engine) as connection:
        other_texts = set(integrity.other_texts(connection))
        held = tuple(custody.held(connection))
    files = files_of(archive.engine, archive.files_folder)
    seen = tuple((one, _seen(files, one, other_texts)) for one in held)
    with writing(archive.engine, _("Check"), author, initiator) as unit:
        custody.append(unit, ((one, step, "") for one, step in seen))
    return _counted(step for _one, step in seen)


def _seen(files: Files, held: Held, other_texts: set[int]) -> Step:
    ref, what, sha256 = held
    if what != FILE:
        return Step.CHANGED if ref.id in other_texts else Step.AS_IT_WAS
    try:
        return Step.AS_IT_WAS if files.is_as_it_was(sha256) else Step.CHANGED
    except OSError:
        return Step.MISSING


def _counted(steps: Iterator[Step]) -> Mapping[Step, int]:
    found = dict.fromkeys(Step, 0)
    for step in steps:
        found[step] += 1
    return {step: count for step, count in found.items() if count}
