"""What is found in articles, without an archive: nothing is looked up in one and nothing is written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from palmyra_desktop.importers.article.dry_run import draft_values
from palmyra_desktop.importers.article.extraction import extract
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.reading import read_file


def article_drafts(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Return what is found in each article, as `import --dry-run --json` prints it.

    Raises:
        KnownError: at a file that cannot be read, or in which there is no article.
    """
    gazetteer = Gazetteer.built_in()
    for path in paths:
        yield draft_values(extract(read_file(path), gazetteer))
