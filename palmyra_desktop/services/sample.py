"""The sample archive, Palmyra 2015-2017: built from plain data files into an archive of the user's own."""

from pathlib import Path
from tempfile import TemporaryDirectory

from palmyra_desktop import assets
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import N_, _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.importing import import_files

SAMPLE_TITLE = N_("Palmyra 2015-2017")
_ORDER = ("actors.json", "monuments.json", "sources.json", "events.json", "images.json")


def build_sample(
    location: Path, cancel: Cancellation | None = None, progress: Progress | None = None
) -> Archive:
    """Build the sample archive and open it.

    It is made under a temporary name beside its place and renamed when it is whole.

    Raises:
        KnownError: if a file is there already, or the folder cannot be written.
        Cancelled: on request; nothing is left behind.
    """
    if location.exists():
        message = _("{path} is there already.").format(path=location)
        raise KnownError(message, _("Open it, or choose another name for the sample."))
    files = tuple(assets.path("sample", name) for name in _ORDER)
    try:
        location.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=location.parent, prefix=".sample-") as folder:
            made = Path(folder) / location.name
            with Archive.create(made, title=SAMPLE_TITLE, is_sample=True) as archive:
                found = import_files(archive, files, initiator="sample", cancel=cancel, progress=progress)
            if found.issues:
                raise RuntimeError(f"the sample is not whole: {found.issues[0]}")
            made.rename(location)
    except OSError as error:
        message = _("The sample archive cannot be written to {folder}: {reason}.")
        raise KnownError(
            message.format(folder=location.parent, reason=error.strerror),
            _("Make room, or choose another folder."),
        ) from error
    return Archive.open(location)
