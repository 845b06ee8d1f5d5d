"""What the formats that show records in time share: which kinds have a date, and the lanes of a record."""

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.i18n import _


def check_dated(kind: Kind) -> None:
    """Refuse a kind of record that stands at no point of time.

    Raises:
        KnownError: for monuments and actors.
    """
    if record_type(kind).date_key is None:
        plural = _(record_type(kind).label_plural)
        raise KnownError(
            _("{kind} have no date of their own, so that there is no timeline of them.").format(kind=plural),
            _("Write the events, filtered by them."),
        )


def date_of(record: Record) -> DateSpan | None:
    """The date a record stands at; None where it has none, or its kind has none."""
    key = record_type(record.kind).date_key
    date: DateSpan | None = getattr(record, key) if key else None
    return date


def is_placed(date: DateSpan | None) -> bool:
    """Whether a date has a place in time: one end at least is known."""
    return date is not None and (date.earliest_day is not None or date.latest_day is not None)


def monuments_of(record: Record) -> tuple[Link, ...]:
    """The monuments a record is linked to; none where its kind has no such field."""
    found: tuple[Link, ...] = getattr(record, "monuments", ())
    return found
