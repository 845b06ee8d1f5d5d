"""Find the events of an article: its acts, dated and with their parties, each told once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, BlockKind, ClaimFound, DateFound, EventFound, Span
from palmyra_desktop.importers.article.dates.clock import plain
from palmyra_desktop.importers.article.events.acts import Act, acts
from palmyra_desktop.importers.article.events.dating import Dated, Periods, dated
from palmyra_desktop.importers.article.events.parties import Parties, parties, side, told_from
from palmyra_desktop.importers.article.events.titles import title
from palmyra_desktop.importers.article.names.known import PERSONS
from palmyra_desktop.importers.article.names.names import Names

_SUBORDINATE = ("after ", "before ", "when ", "as ", "until ", "where ")
_LOOSE = frozenset({"withdrawal", "removal", "inspection", "displacement", "detention", "clearing"})
"""Acts that are taken only from a clause of their own: beside others they are mostly background."""


_SITES = frozenset({"archaeological_site", "site", "settlement", "old_city"})
_FORCES = frozenset(
    {
        "state_forces",
        "external_forces",
        "non_state_armed_group",
        "militia",
        "government_body",
        "unknown",
        None,
    }
)
"""Who fights, takes, destroys and kills; others beside the words only speak of it."""
_BLOWS = frozenset({"event.air-strike", "event.shelling", "event.damage", "event.destruction"})
_MANY = re.compile(
    r"\b(?:some of|parts? of|much of|of the victims|monuments|temples|mausoleums|shrines|tombs|heritage"
    r"|treasures|antiquities|sites)\b"
)
_PERFECT = re.compile(r"\b(?:has|have)\s+(?:been\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_WHO = re.compile(r"\bwho\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NEWS = 45  # days in which something is told as news
_NEAR = 2  # blocks between two tellings of one act where neither says what was hit
_PEACEFUL = frozenset({"restoration", "inspection", "removal", "clearing", "detention", "displacement"})


@dataclass(frozen=True, slots=True)
class _Told:
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


def find_events(
    article: Article, names: Names, dates: Sequence[DateFound], claims: Sequence[ClaimFound]
) -> tuple[EventFound, ...]:
    """Return the physical acts that an article tells of, in the order of the text; one told twice is one."""
    told: list[_Told] = []
    periods = Periods()
    by_sentence: dict[Span, list[Act]] = {}
    every = list(acts(article))
    for act in every:
        by_sentence.setdefault(act.sentence.span, []).append(act)
    for act in every:
        own = [one for one in dates if act.sentence.span.holds(one.span)]
        for one in own:
            if one.span.end <= act.words.end or one.rule == "date.lasted":
                periods.note(one.edtf, act.sentence.block)
        found = _told(act, by_sentence[act.sentence.span], own, article, names, periods)
        if found is not None:
            periods.note(found.dated.edtf, act.sentence.block)
            told.append(found)
    joined = _joined(told, names, article, claims)
    return tuple(_event(one, names, article, claims) for one in sorted(joined, key=lambda g: g[0].act.clause))


def _told(
    act: Act,
    others: Sequence[Act],
    dates: Sequence[DateFound],
    article: Article,
    names: Names,
    periods: Periods,
) -> _Told | None:
    found = parties(act, names, article)
    if not found.agents and not found.others:
        found = replace(found, agents=_subject_before(act, others, names, article))
    when = dated(act, others, dates, article, periods)
    words = article.words(act.clause).casefold()
    if act.is_attribute and when.edtf is None:
        return None
    before = article.text[max(act.sentence.span.start, act.words.start - 24) : act.words.start]
    if act.trigger.group in _LOOSE and _WHO.search(before):
        return None
    is_bare = when.span is None and not found.monuments
    if act.trigger.group in _LOOSE and is_bare and (words.startswith(_SUBORDINATE) or not found.agents):
        return None
    kind = act.trigger.kind
    if act.trigger.group == "capture":
        whose = side(act, found, names, article)
        if whose:
            kind = (
                "government_regains_territory" if whose == "state" else "non_state_actor_overtakes_territory"
            )
    block = article.blocks[act.sentence.block].kind
    is_body = block not in (BlockKind.TITLE, BlockKind.CAPTION)
    is_perfect = _PERFECT.search(before) is not None
    return _Told(act, when, found, kind, is_body, _MANY.search(words) is not None, is_perfect)


def _subject_before(act: Act, others: Sequence[Act], names: Names, article: Article) -> tuple[int, ...]:
    """Return who the clause before is about, for one that has no subject of its own ("but managed to")."""
    earlier = [one for one in others if one.clause.end <= act.clause.start]
    if not earlier:
        return ()
    before = earlier[-1]
    start = told_from(before, article.text)
    subjects = [
        one.entity
        for one in names.meant_within(before.clause)
        if start <= one.span.start
        and one.span.end <= before.words.start
        and names.entities[one.entity].kind is Kind.ACTOR
    ]
    return tuple(subjects[:1])


def _joined(
    told: Sequence[_Told], names: Names, article: Article, claims: Sequence[ClaimFound]
) -> list[list[_Told]]:
    """Put together what is told of the same act: same kind, what it hit, and dates that fit."""
    groups: list[list[_Told]] = []
    # What is done to a whole site may be what is done to its parts: sites tell no two acts apart.
    sites = {number for number, one in enumerate(names.entities) if one.term in _SITES or one.is_generic}
    lead = _lead(article)
    blows = (one for one in told if one.dated.edtf is None and one.act.trigger.key in _BLOWS)
    claimed = {id(one) for one in blows if _claim(one.act.clause, claims) is not None}
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


def _meant(one: _Told, fitting: Sequence[list[_Told]], lead: int) -> list[_Told]:
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


def _is_same(one: _Told, group: Sequence[_Told], sites: set[int], lead: int, is_claimed: bool) -> bool:
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


def _event(
    group: Sequence[_Told], names: Names, article: Article, claims: Sequence[ClaimFound]
) -> EventFound:
    first = group[0]
    claim = _claim(first.act.clause, claims)
    does = [number for one in group for number in one.parties.agents]
    undergoes = [number for one in group for number in one.parties.others]
    if first.act.trigger.group not in _PEACEFUL:
        does = [number for number in does if names.entities[number].term in _FORCES]
        hit = _FORCES | PERSONS if first.act.trigger.group == "killing" else _FORCES
        undergoes = [number for number in undergoes if names.entities[number].term in hit]
    agents = dict.fromkeys(does)
    others = dict.fromkeys(number for number in undergoes if number not in agents)
    monuments = dict.fromkeys(number for one in group for number in one.parties.monuments)
    role = "controller" if first.act.trigger.group == "occupation" else "perpetrator"
    if first.act.trigger.group in ("combat", "capture", "restoration", "inspection", "clearing"):
        role = "participant"
    return EventFound(
        span=first.act.clause,
        title=title(article, first.act.clause, first.act.words, None if claim is None else claims[claim]),
        kind=first.kind,
        rule=first.act.trigger.key,
        date=first.dated.edtf,
        date_rule=first.dated.rule,
        date_span=first.dated.span,
        is_relative=first.dated.is_relative,
        actors=(*((number, role) for number in agents), *((number, "target") for number in others)),
        monuments=tuple(number for number in monuments if not names.entities[number].is_generic),
        place=next((names.entities[n].name for n in monuments if names.entities[n].is_generic), None),
        damage=first.act.trigger.damage,
        claim=claim,
        mentions=tuple(one.act.clause for one in group[1:]),
        is_certain=first.dated.edtf is not None and bool(agents or monuments),
    )


def _claim(span: Span, claims: Sequence[ClaimFound]) -> int | None:
    """Return the claim that tells of an act: the narrowest that holds its words."""
    holding = [
        (claim.span.end - claim.span.start, number)
        for number, claim in enumerate(claims)
        if claim.span.holds(span) or (claim.span.overlaps(span) and span.holds(claim.span))
    ]
    return min(holding)[1] if holding else None


def linked_claims(
    article: Article, claims: Sequence[ClaimFound], events: Sequence[EventFound], dates: Sequence[DateFound]
) -> tuple[ClaimFound, ...]:
    """Return claims with what they are about and when they were said, else as they are."""
    return tuple(_linked(article, number, claim, events, dates) for number, claim in enumerate(claims))


def _linked(
    article: Article,
    number: int,
    claim: ClaimFound,
    events: Sequence[EventFound],
    dates: Sequence[DateFound],
) -> ClaimFound:
    about = next((place for place, event in enumerate(events) if event.claim == number), None)
    if about is None:
        spans = [
            (place, span) for place, event in enumerate(events) for span in (event.span, *event.mentions)
        ]
        about = next((place for place, span in spans if claim.span.overlaps(span)), None)
    said, rule = article.source.published, "said.published"
    if claim.verb_span is not None:
        for date in dates:
            gap = date.span.start - claim.verb_span.end
            if date.edtf is not None and 0 <= gap <= 8 and "/" not in date.edtf:
                said, rule = date.edtf, f"said.{date.rule}"
    return replace(claim, event=about, said=said, said_rule=rule if said else "")
