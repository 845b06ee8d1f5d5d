"""Everything that is found in one article, each part from those before it."""

from dataclasses import replace

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.findings import Article, Findings
from palmyra_desktop.importers.article.claims.finding import find_claims
from palmyra_desktop.importers.article.dates.finding import find_dates
from palmyra_desktop.importers.article.dates.publication import infer_publication
from palmyra_desktop.importers.article.events.finding import find_events, linked_claims
from palmyra_desktop.importers.article.names.finding import find_names
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer


def extract(article: Article, gazetteer: Gazetteer, cancel: Cancellation | None = None) -> Findings:
    """Return what an article says; nothing is looked up outside it and the names that are known.

    Raises:
        Cancelled: on request, after each part.
    """
    cancel = cancel or Cancellation()
    article = _dated(article)
    cancel.check()
    names = find_names(article, article.captions, gazetteer)
    cancel.check()
    dates = find_dates(article)
    cancel.check()
    claims = find_claims(article, names)
    cancel.check()
    events = find_events(article, names, dates, claims)
    return Findings(
        article,
        captions=article.captions,
        entities=names.entities,
        mentions=names.mentions,
        dates=dates,
        claims=linked_claims(article, claims, events, dates),
        events=events,
    )


def _dated(article: Article) -> Article:
    """Infer when an article was published, where it does not say so."""
    if article.source.published is not None:
        return article
    published, rule = infer_publication(article)
    if published is None:
        return article
    return replace(
        article,
        source=replace(article.source, published=published, published_basis="inferred", published_rule=rule),
    )
