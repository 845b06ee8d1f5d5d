"""Every format that can be brought in."""

from palmyra_desktop.importers.archive_json import ArchiveJsonImporter
from palmyra_desktop.importers.article_file import ArticleImporter
from palmyra_desktop.importers.base import Importer

IMPORTERS: tuple[Importer, ...] = (ArchiveJsonImporter(), ArticleImporter())


def importer_for(name: str, head: bytes) -> Importer | None:
    """Return the importer that accepts a file by its name and first bytes, or None."""
    return next((found for found in IMPORTERS if found.accepts(name, head)), None)
