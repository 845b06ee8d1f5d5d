"""From an older schema to the newest, in order, by alembic; run from code, never by a user.

Alembic is imported only where the stored revision differs: a new archive is made from schema.py and marked.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.schema import revision

_SCRIPTS = Path(__file__).parent


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of an archive's schema; None where none is marked."""
    if not inspect(connection).has_table(revision.name):
        return None
    return connection.execute(select(revision.c.version_num)).scalar_one_or_none()


def refuse_newer(stored: str | None, scripts: Path = _SCRIPTS) -> None:
    """Raise the KnownError `newer` if an archive has a revision this version does not know."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(scripts).walk_revisions()}
    if stored is not None and stored not in known:
        raise newer()


def upgrade(connection: Connection, scripts: Path = _SCRIPTS) -> bool:
    """Bring an archive of a known revision to the newest, within the connection's transaction.

    Args:
        scripts: folder of env.py and versions/.

    Returns:
        Whether a migration on the way changed what records are found by: it says `gathers_words = True`.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    before = stored_revision(connection)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    steps = ScriptDirectory(scripts).iterate_revisions("head", before)
    return any(getattr(step.module, "gathers_words", False) for step in steps)


def newer() -> KnownError:
    """Return the words for an archive this version cannot read."""
    return KnownError(
        _("The archive was made by a newer version of this program."),
        _("Nothing was changed. Install the newer version to open it."),
    )
