"""The bands a user made behind the timeline: one value, a list, among what the archive knows of itself."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.domain.timeline.made_bands import MadeBand, from_values, to_values
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.schema import archive
from palmyra_desktop.storage.unit_of_work import Writing

STORED = "timeline_bands"
"""Key of the archive's value that holds them as JSON."""
_SEPARATOR = "; "


class TimeBands(Subject):
    """All bands together, under no name."""

    key = "time_bands"

    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return the list; none where no band was ever made."""
        stored = select(archive.c.value).where(archive.c.key == STORED)
        text = connection.execute(stored).scalar()
        return {} if text is None else {"": _read(text)}

    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Put a list in the place of the one there is."""
        unit.connection.execute(delete(archive).where(archive.c.key == STORED))
        if values[""] is not None:
            text = json.dumps(values[""], ensure_ascii=False)
            unit.connection.execute(insert(archive), {"key": STORED, "value": text})

    def label(self, connection: Connection, name: str) -> str:
        """Return what they are."""
        return _("Time bands")

    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return the bands with their times."""
        return _SEPARATOR.join(
            f"{set_apart(band.name)} ({date_in_words(band.date) or band.date})" for band in from_values(value)
        )

    def changed_again(self, connection: Connection, name: str) -> str:
        """Return that they were changed."""
        return _("The time bands were changed again later.")


def made(connection: Connection) -> tuple[MadeBand, ...]:
    """Return the bands, as they were kept."""
    return from_values(TimeBands().read(connection).get("", ()))


def value_of(bands: Sequence[MadeBand]) -> Mapping[str, Any]:
    """Return bands as `changes.put` takes them."""
    return {TimeBands.key: to_values(bands) or None}


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:  # not as this program writes it: nobody's bands
        return []
