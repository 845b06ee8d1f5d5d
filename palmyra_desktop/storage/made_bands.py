"""The bands a user made, as each act left them: appended to, never altered; the newest row is what there is.

Each row is bound to the one before by its hash, as in the log of changes: see change_log.py.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, insert, select

from palmyra_desktop.domain.timeline.made_bands import MadeBand, from_text, to_text
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.change_log import chained
from palmyra_desktop.storage.schema import made_bands
from palmyra_desktop.storage.unit_of_work import Writing

BEFORE = "timeline_bands"
"""Key of the value of an archive that held them before schema 0007."""


def made(connection: Connection) -> tuple[MadeBand, ...]:
    """Return the bands, as they were kept."""
    return from_text(_newest(connection)[1])


def keep(unit: Writing, bands: Sequence[MadeBand]) -> bool:
    """Keep these bands instead of those there are, as part of an act; say whether that changes anything."""
    number, kept, last_hash = _newest(unit.connection)
    text = to_text(bands)
    if text == kept:
        return False
    values = {"id": number + 1, "group_id": unit.open_group(), "bands": text}
    unit.connection.execute(insert(made_bands), values | {"hash": chained(last_hash, values)})
    return True


def take_over(connection: Connection, text: str) -> None:
    """Keep the bands of an archive older than this log, if it has none yet."""
    if not _newest(connection)[0]:
        values = {"id": 1, "group_id": None, "bands": text}
        connection.execute(insert(made_bands), values | {"hash": chained("", values)})


def has_moved_on(connection: Connection, group_id: int) -> bool:
    """Whether the bands are no more as an act left them; False if it did not change them."""
    left = select(made_bands.c.bands).where(made_bands.c.group_id == group_id)
    text = connection.execute(left).scalar()
    return text is not None and text != _newest(connection)[1]


def revert(unit: Writing, group_id: int) -> bool:
    """Keep the bands there were before an act; say whether it had changed them."""
    columns = made_bands.c
    number = unit.connection.execute(select(columns.id).where(columns.group_id == group_id)).scalar()
    if number is None:
        return False
    before = select(columns.bands).where(columns.id == number - 1)
    return keep(unit, from_text(unit.connection.execute(before).scalar() or _NONE))


def acts_after(connection: Connection, group_id: int) -> set[int]:
    """Return the acts that changed the bands after an act did; none if it did not."""
    columns = made_bands.c
    number = connection.execute(select(columns.id).where(columns.group_id == group_id)).scalar()
    if number is None:
        return set()
    return set(connection.execute(select(columns.group_id).where(columns.id > number)).scalars())


def verify(connection: Connection) -> Iterator[str]:
    """Yield in words the first row that is not as it was written, or is gone."""
    last_hash = ""
    for expected, row in enumerate(connection.execute(select(made_bands).order_by(made_bands.c.id)), 1):
        values = {"id": row.id, "group_id": row.group_id, "bands": row.bands}
        last_hash = chained(last_hash, values)
        if row.id != expected or row.hash != last_hash:
            words = _("Change {number} of the time bands was altered, or one before it is missing.")
            yield words.format(number=expected)
            return


_NONE = "[]"


def _newest(connection: Connection) -> tuple[int, str, str]:
    """Return number, bands and hash of the newest row."""
    columns = made_bands.c.id, made_bands.c.bands, made_bands.c.hash
    row = connection.execute(select(*columns).order_by(made_bands.c.id.desc()).limit(1)).one_or_none()
    return (row.id, row.bands, row.hash) if row else (0, _NONE, "")
