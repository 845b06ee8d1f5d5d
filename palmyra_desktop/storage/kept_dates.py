"""Dates as the archive keeps them, where something else may have written to its file."""

from palmyra_desktop.domain.dates import DateSpan, InvalidDate, date_span
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _


def kept_date(text: str) -> DateSpan:
    """Return a date that is kept.

    Raises:
        KnownError: if it is none: this program writes no such thing.
    """
    try:
        return date_span(text)
    except InvalidDate as error:
        raise KnownError(
            _("A date in the archive cannot be read: “{date}”.").format(date=text[:40]),
            _("Check the archive: it says which record has it. The backups have it as it was."),
        ) from error
