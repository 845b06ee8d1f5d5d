"""Put together what is told of one act: by what it hit, when it was, and how near the tellings stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.findings import Article, BlockKind, ClaimFound, Span
from palmyra_desktop.importers.article.dates.clock import plain
from palmyra_desktop.importers.article.events.acts import Act
from palmyra_desktop.importers.article.events.dating import Dated
from palmyra_desktop.importers.article.events.parties import Parties
from palmyra_desktop.importers.article.names.names import Names

_SITES = frozenset({"archaeological_site", "site", "settlement", "old_city"})
_BLOWS = frozenset({"event.air-strike", "event.shelling", "event.damage", "event.destruction"})
_NEWS = 45  # days in which something is told as news
_NEAR = 2  # blocks between two tellings of one act where neither says what was hit


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an act.

    A summary speaks of many things at once, "some of its monuments"; the perfect tells news: "has fallen".
    """

    act: Act
    dated: Dated
    parties: Parties
    kind: str
    is_body: bool
    is_summary: bool
    is_perfect: bool


def joined(
    told: Sequence[Told], names: Names, article: Article, claims: Sequence[ClaimFound]
) -> list[list[Told]]:
    """Put together what is told of the same act: same kind, what it hit, and dates that fit."""
    groups: list[list[Told]] = []
    # What is done to a whole site may be what is done to its parts: sites tell no two acts apart.
    sites = {number for number, one in enumerate(names.entities) if one.term in _SITES or one.is_generic}
    lead = _lead(article)
    blows = (one for one in told if one.dated.edtf is None and one.act.trigger.key in _BLOWS)
    claimed = {id(one) for one in blows if claim_of(one.act.clause, claims) is not None}
    # Dated tellings first: what is told without a date joins them.
    for one in sorted(told, key=lambda one: (one.dated.edtf is None, one.act.clause)):
        fitting = [group for group in groups if _is_same(one, group, sites, lead, id(one) in claimed)]
        if one.is_perfect and one.dated.edtf is None:
            hit = set(one.parties.monuments) - sites
            fitting = [
                group
                for group in fitting
                if _is_recent(group[0].dated.edtf, article)
                or any(hit & set(other.parties.monuments) for other in group)
            ]
        if fitting:
            _meant(one, fitting, lead).append(one)
        else:
            groups.append([one])
    for group in groups:
        # The telling that stands for the act: one with its date and year, in the body of the article.
        group.sort(
            key=lambda one: (one.dated.edtf is None, one.dated.is_relative, not one.is_body, one.act.clause)
        )
    return groups


def _meant(one: Told, fitting: Sequence[list[Told]], lead: int) -> list[Told]:
    """Return which of some acts a telling is of: in a title or lead the newest, else the one told nearest."""
    if not one.is_body or one.act.sentence.block <= lead:
        return max(fitting, key=lambda group: plain(group[0].dated.edtf) or "")
    return min(
        fitting,
        key=lambda group: min(abs(one.act.words.start - other.act.words.start) for other in group),
    )


def _lead(article: Article) -> int:
    """Return the block up to which an article sums up what it tells: its first three paragraphs."""
    body = [number for number, block in enumerate(article.blocks) if block.kind is BlockKind.PARAGRAPH]
    return body[min(2, len(body) - 1)] if body else 0


def _is_recent(edtf: str | None, article: Article) -> bool:
    """Whether a date is of what was news when the article was published; unknown where either is."""
    published = article.source.published
    if edtf is None or published is None:
        return True
    last, day = date_span(edtf).latest_day, date_span(published).earliest_day
    return last is None or day is None or last >= day - _NEWS


def _is_same(one: Told, group: Sequence[Told], sites: set[int], lead: int, is_claimed: bool) -> bool:
    """Whether a telling is of the act of a group: by what was hit, or near it where that is not said.

    A blow that somebody claims ("it was an air strike") is the one just told, whatever its kind.
    """
    first = group[0]
    is_undated = one.dated.edtf is None
    is_near = any(abs(one.act.sentence.block - other.act.sentence.block) <= _NEAR for other in group)
    is_blow = is_undated and is_claimed and one.act.trigger.key in _BLOWS and first.act.trigger.key in _BLOWS
    if not (is_blow and is_near) and (
        one.act.trigger.group != first.act.trigger.group or one.kind != first.kind
    ):
        return False
    if not _fit(one.dated.edtf, first.dated.edtf):
        return False
    if one.act.trigger.group == "killing":
        mine = set(one.parties.others)
        hit = {number for each in group for number in each.parties.others}
    else:
        mine = set(one.parties.monuments) - sites
        hit = {number for each in group for number in each.parties.monuments} - sites
    if mine and hit:
        return bool(mine & hit)
    if one.act.trigger.group == "killing" and (mine or hit):
        return False
    if not is_undated and one.act.trigger.group not in ("destruction", "killing"):
        return True
    is_summed_up = one.is_summary or not one.is_body or any(not other.is_body for other in group)
    is_summed_up = is_summed_up or min(one.act.sentence.block, first.act.sentence.block) <= lead
    return is_near or (is_undated and is_summed_up) or one.dated.edtf == first.dated.edtf


def _fit(one: str | None, other: str | None) -> bool:
    """Whether two dates may be of the same act: one is not told, or one holds the other."""
    if one is None or other is None or one == other:
        return True
    first, second = date_span(one), date_span(other)
    low, high = second.earliest_day, second.latest_day
    if first.is_interval != second.is_interval:
        return False
    return first.certainly_within(low, high) or second.certainly_within(first.earliest_day, first.latest_day)


def claim_of(span: Span, claims: Sequence[ClaimFound]) -> int | None:
    """Return the claim that tells of an act: the narrowest that holds its words."""
    holding = [
        (claim.span.end - claim.span.start, number)
        for number, claim in enumerate(claims)
        if claim.span.holds(span) or (claim.span.overlaps(span) and span.holds(claim.span))
    ]
    return min(holding)[1] if holding else None
