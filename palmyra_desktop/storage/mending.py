"""Everything derived in an archive, made anew in one transaction: indexes, words, days, folded names."""

from sqlalchemy import Engine, text

from palmyra_desktop.storage import derived, fulltext
from palmyra_desktop.storage.facet_index import verify
from palmyra_desktop.storage.schema import metadata
from palmyra_desktop.storage.unit_of_work import writing


def mend(engine: Engine) -> None:
    """Make it anew. Values users wrote, the log and files are left as they are.

    Raises:
        KnownError: if the archive cannot be written, or is damaged beyond what is derived; it is as it was.
    """
    with writing(engine) as unit:
        connection = unit.connection
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("REINDEX")
        else:
            for table in metadata.sorted_tables:
                connection.execute(text(f'REINDEX TABLE "{table.name}"'))
        derived.mend(connection)
        verify.drop(connection)
        fulltext.drop(connection)
        fulltext.create(connection)
        fulltext.rebuild(connection)
