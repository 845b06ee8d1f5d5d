"""Put together what is told of one act: by what it hit, when it was, and how near the tellings stand."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.findings import Article, BlockKind
from palmyra_desktop.importers.article.dates.clock import plain
from palmyra_desktop.importers.article.events.acts import Act
from palmyra_desktop.importers.article.events.dating import Dated
from palmyra_desktop.importers.article.events.parties import Parties
from palmyra_desktop.importers.article.names.names import Names

_SITES = frozenset({"archaeological_site", "site", "settlement", "old_city"})
_BLOWS = frozenset({"event.air-strike", "event.shelling", "event.damage", "event.destruction"})
_NEWS = 45  # days in which something is told as news
_LATEST = 100  # acts
_NEAR = 2  # blocks between two tellings of one act where neither says what was hit


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an act.

    A summary speaks of many things at once, "some of its monuments"; the perfect tells news: "has fallen"; a
    circumstance is how or when the act of its sentence was: "after a bomb was set off".
    `claim` is the number of the statement it is told in, None where the publisher tells it.
    """

    act: Act
    dated: Dated
    parties: Parties
    kind: str
    is_body: bool
    is_summary: bool
    is_perfect: bool
    is_circumstance: bool
    claim: int | None = None


@dataclass(slots=True)
class _Group:
    """The tellings of one act, the first as it was met.

    Attributes:
        monuments, others: what and who was hit by any. blocks, starts: where they stand.
        is_summed_up: whether any stands in a title or caption.
    """

    tellings: list[Told] = field(default_factory=list)
    monuments: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    is_summed_up: bool = False

    @property
    def first(self) -> Told:
        return self.tellings[0]

    def add(self, one: Told) -> None:
        self.tellings.append(one)
        self.monuments.update(one.parties.monuments)
        self.others.update(one.parties.others)
        self.blocks.add(one.act.sentence.block)
        insort(self.starts, one.act.words.start)
        self.is_summed_up = self.is_summed_up or not one.is_body

    def is_near(self, one: Told) -> bool:
        """Whether a telling stands few blocks from one of the act."""
        block = one.act.sentence.block
        return any(near in self.blocks for near in range(block - _NEAR, block + _NEAR + 1))

    def away(self, one: Told) -> int:
        """Return how far a telling stands from the nearest of the act, in code points."""
        start = one.act.words.start
        place = bisect_left(self.starts, start)
        return min(abs(start - other) for other in self.starts[max(0, place - 1) : place + 1])


def joined(told: Sequence[Told], names: Names, article: Article) -> list[list[Told]]:
    """Put together what is told of the same act: same kind, what it hit, and dates that fit.

    A telling is held against the last hundred acts at most, so that the time stays linear.
    """
    groups: list[_Group] = []
    # What is done to a whole site may be what is done to its parts: sites tell no two acts apart.
    sites = {number for number, one in enumerate(names.entities) if one.term in _SITES or one.is_generic}
    lead = _lead(article)
    # Dated tellings first: what is told without a date joins them.
    for one in sorted(told, key=lambda one: (one.dated.edtf is None, one.act.clause)):
        fitting = [group for group in groups[-_LATEST:] if _is_same(one, group, sites, lead)]
        is_news = one.is_perfect or not one.is_body
        if is_news and one.dated.edtf is None:
            hit = set(one.parties.monuments) - sites
            fitting = [
                group
                for group in fitting
                if _is_recent(group.first.dated.edtf, article) or hit & group.monuments
            ]
        if not fitting:
            groups.append(_Group())
        (_meant(one, fitting, lead) if fitting else groups[-1]).add(one)
    # The telling that stands for the act comes first: one with its date and year, in the body of the article.
    return [
        sorted(
            group.tellings,
            key=lambda one: (one.dated.edtf is None, one.dated.is_relative, not one.is_body, one.act.clause),
        )
        for group in groups
    ]


def _meant(one: Told, fitting: Sequence[_Group], lead: int) -> _Group:
    """Return which of some acts a telling is of: in a title or lead the newest, else the one told nearest."""
    if not one.is_body or one.act.sentence.block <= lead:
        return max(fitting, key=lambda group: plain(group.first.dated.edtf) or "")
    return min(fitting, key=lambda group: group.away(one))


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


def _is_same(one: Told, group: _Group, sites: set[int], lead: int) -> bool:
    """Whether a telling is of the act of a group: by what was hit, or near it where that is not said.

    A blow that somebody claims ("it was an air strike") is the one just told, whatever its kind.
    """
    first = group.first
    is_undated = one.dated.edtf is None
    is_claimed = is_undated and one.claim is not None
    is_blow = is_claimed and one.act.trigger.key in _BLOWS and first.act.trigger.key in _BLOWS
    is_alike = one.act.trigger.group == first.act.trigger.group and one.kind == first.kind
    if not is_alike and not (is_blow and group.is_near(one)):
        return False
    if not _fit(one.dated.edtf, first.dated.edtf):
        return False
    if one.act.trigger.group == "killing":
        mine = set(one.parties.others)
        hit = group.others
    else:
        mine = set(one.parties.monuments) - sites
        hit = group.monuments - sites
    if mine and hit:
        return bool(mine & hit)
    is_listed = is_undated and not one.is_circumstance and one.act.trigger.group in ("destruction", "looting")
    if is_listed and any(one.act.sentence == other.act.sentence for other in group.tellings[-3:]):
        return False  # "smashed the altar ... while the caves were set ablaze"
    if one.act.trigger.group == "killing" and (mine or hit):
        return False
    if not is_undated and one.act.trigger.group not in ("destruction", "killing"):
        return True
    is_summed_up = one.is_summary or not one.is_body or group.is_summed_up
    is_summed_up = is_summed_up or min(one.act.sentence.block, first.act.sentence.block) <= lead
    is_near = group.is_near(one)
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
