"""What to look for in the log of changes."""

from dataclasses import asdict, dataclass
from typing import Any

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Conditions on changes; all must hold, an absent one holds always.

    Attributes:
        author: as it stands in the log; "" is a name, too: of changes nobody signed.
        is_beside: of what the archive has beside its records alone.
        field: key of a field that was changed.
        since, until: ISO 8601, UTC, compared as texts with the time of the act; until is exclusive.
        text: words, each in the act's name, in a value before or after, in the record's title or, where the
            act created it, in a field it still has from then.
    """

    ref: RecordRef | None = None
    author: str | None = None
    kind: Kind | None = None
    is_beside: bool = False
    field: str | None = None
    since: str | None = None
    until: str | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every change is looked for."""
        return self == LogFilter()

    def to_json(self) -> dict[str, Any]:
        """Return the conditions that are set, as plain values."""
        return {key: value for key, value in asdict(self).items() if value not in (None, "", False)}
