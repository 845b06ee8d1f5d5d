"""News articles as one of the formats that can be brought in; what is found in them is reviewed first."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import N_
from palmyra_desktop.importers.base import Draft, Met, Tell, ignored, unheard


class ArticleImporter:
    """Reports, statements and blogs as plain text, saved pages or Markdown."""

    key = "article"
    label = N_("News article (text, HTML, Markdown)")
    suffixes: tuple[str, ...] = (".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".markdown")

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether its name ends as an article's does, or it has no ending and is text."""
        ending = Path(name).suffix.casefold()
        return ending in self.suffixes or (not ending and b"\0" not in head)

    def read(
        self,
        files: Sequence[Path],
        cancel: Cancellation,
        begin: Callable[[], Met] = unheard,
        tell: Tell = ignored,
    ) -> Draft:
        """Count the records that articles would give; the edits that write them come of their review."""
        from palmyra_desktop.importers.article.extraction import extract
        from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
        from palmyra_desktop.importers.article.reading import read_file

        counts: Counter[Kind] = Counter()
        for path in files:
            cancel.check()
            found = extract(read_file(path), Gazetteer.built_in())
            counts[Kind.SOURCE] += 1
            counts[Kind.IMAGE] += len(found.captions)
            counts.update(entity.kind for entity in found.entities if not entity.is_generic)
            counts[Kind.CLAIM] += sum(not claim.is_optional for claim in found.claims)
            counts[Kind.EVENT] += len(found.events)
        return Draft(counts=counts)
