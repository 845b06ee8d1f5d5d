"""Bring articles into an archive: read one, find what it says, and write what was taken in as one act.

Nothing is fetched, and nothing is written before `add_reviews`. The readers of articles and the rules are
imported where they are used: they are no part of opening an archive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, Block, BlockKind, Findings, Span
from palmyra_desktop.domain.review import Review, Verdict, begun
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_edits import Edits, add_article, by_name
from palmyra_desktop.services.article_known import added_to, sources_there, with_similar_events
from palmyra_desktop.services.editing import apply

_TITLE = 60
_BESIDE_DATES = frozenset(("on", "in", "at", "the", "of", "by", "يوم", "في"))
"""Words that may stand beside a date without saying more of it."""


@dataclass(frozen=True, slots=True)
class AddedArticles:
    """What was written of reviewed articles.

    Attributes:
        counts: new records per kind. findings: how many findings were taken in.
    """

    changes: ChangeSet
    counts: Mapping[Kind, int]
    findings: int


def read_findings(
    archive: Archive,
    content: bytes | str | Path,
    name: str = "",
    url: str | None = None,
    cancel: Cancellation | None = None,
) -> Review:
    """Read an article and return what was found in it, as a review nobody has touched.

    Args:
        content: a file's bytes, its path, or a text that was pasted.
        name: what it is called in notes; a path has its own, of a pasted text that it was pasted.
        url: its address, where the article itself names none.

    Raises:
        KnownError: if it cannot be read, or there is no article in it. Cancelled: on request.
    """
    if isinstance(content, str):
        name, content = name or _("pasted text"), content.encode("utf-8", "replace")
    findings = found_in(archive, content, name, cancel)
    if cancel:
        cancel.check()
    if url and findings.article.source.url is None:
        source = replace(findings.article.source, url=url)
        findings = replace(findings, article=replace(findings.article, source=source))
    return review_of(archive, findings)


def found_in(
    archive: Archive, content: bytes | Path, name: str, cancel: Cancellation | None = None
) -> Findings:
    """Return what the rules find in an article, with the names of the archive known."""
    from palmyra_desktop.importers.article.extraction import extract
    from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
    from palmyra_desktop.importers.article.reading import read_article, read_file

    article = read_file(content) if isinstance(content, Path) else read_article(content, name)
    return extract(article, Gazetteer.built_in().with_records(archive.known_names()), cancel)


def read_date(words: str, article: Article) -> str | None:
    """Return what words say as a date in an article, as EDTF; None where they are no one date."""
    from palmyra_desktop.importers.article.dates.finding import find_dates

    block = Block(BlockKind.PARAGRAPH, Span(0, len(words)))
    found = find_dates(replace(article, raw=words, text=words, blocks=(block,), raw_positions=None))
    if len(found) != 1:
        return None
    rest = words[: found[0].span.start] + words[found[0].span.end :]
    return found[0].edtf if _BESIDE_DATES.issuperset(rest.casefold().split()) else None


def review_of(archive: Archive, findings: Findings) -> Review:
    """Return findings as a review, with what the archive may have of them already.

    An article whose very text is in the archive gives more findings for that source.
    """
    there = sources_there(archive, findings.article)
    review = begun(with_similar_events(archive, findings), there)
    if there and there[0].is_same_text:
        return added_to(archive, review, there[0].record_id)
    return review


def add_reviews(
    archive: Archive,
    reviews: Sequence[Review],
    *,
    author: str = "",
    initiator: str = "window",
    cancel: Cancellation | None = None,
) -> AddedArticles:
    """Write what was taken in of reviewed articles as one act, so that one undo takes it back.

    Raises:
        InvalidRecord: for a value that a record cannot hold; nothing was written.
        KnownError: if the archive cannot be written. Cancelled: on request; nothing was written.
    """
    edits = Edits(by_name(archive.known_names()))
    for review in reviews:
        if cancel:
            cancel.check()
        add_article(edits, review)
    taken = sum(review.count(Verdict.TAKEN) for review in reviews)
    counts: dict[Kind, int] = {}
    for edit in edits.made:
        counts[edit.kind] = counts.get(edit.kind, 0) + 1
    if not edits.made:
        return AddedArticles(ChangeSet(initiator=initiator), counts, taken)
    label = _label([review.findings.article.source.title for review in reviews], taken)
    changes = apply(archive, edits.made, label=label, author=author, initiator=initiator)
    return AddedArticles(changes, counts, taken)


def _label(titles: Sequence[str], taken: int) -> str:
    """Return the act in words, as the status bar and Undo name it."""
    findings = ngettext("{count} finding", "{count} findings", taken).format(count=format_number(taken))
    if len(titles) > 1:
        words = ngettext(
            "Import of {count} article: {findings}", "Import of {count} articles: {findings}", len(titles)
        )
        return words.format(count=format_number(len(titles)), findings=findings)
    title = titles[0] if len(titles[0]) <= _TITLE else f"{titles[0][: _TITLE - 1].rstrip()}…"
    return _("Import of “{title}”: {findings}").format(title=title, findings=findings)
