"""Find the events of an article: its acts, dated and with their parties, each told once."""

import re
from collections.abc import Sequence
from dataclasses import replace

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, BlockKind, ClaimFound, DateFound, EventFound, Span
from palmyra_desktop.importers.article.events.acts import Act, acts
from palmyra_desktop.importers.article.events.dating import Periods, dated
from palmyra_desktop.importers.article.events.joining import Told, joined
from palmyra_desktop.importers.article.events.parties import parties, side, told_from
from palmyra_desktop.importers.article.events.titles import title
from palmyra_desktop.importers.article.names.known import PERSONS
from palmyra_desktop.importers.article.names.names import Names
from palmyra_desktop.importers.article.places import Places

_SUBORDINATE = ("after ", "before ", "when ", "as ", "until ", "where ")
_LOOSE = frozenset({"withdrawal", "removal", "inspection", "displacement", "detention", "clearing"})
"""Acts that are taken only from a clause of their own: beside others they are mostly background."""


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
_BACKGROUND = re.compile(
    r"(?:after|before|during|amid|since|despite)\s+(?:the\s+)?(?:fighting|clashes|battles?)\b"
)
"""A clause that only says when something else was."""
_MANY = re.compile(
    r"\b(?:some of|parts? of|much of|of the victims|monuments|temples|mausoleums|shrines|tombs|heritage"
    r"|treasures|antiquities|sites)\b"
)
_PERFECT = re.compile(r"\b(?:has|have)\s+(?:been\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_WHO = re.compile(r"\bwho\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_AT_VERB = 9  # code points from a verb in which the date begins that it is said on
_PEACEFUL = frozenset({"restoration", "inspection", "removal", "clearing", "detention", "displacement"})


def find_events(
    article: Article, names: Names, dates: Sequence[DateFound], claims: Sequence[ClaimFound]
) -> tuple[EventFound, ...]:
    """Return the physical acts that an article tells of, in the order of the text; one told twice is one."""
    told: list[Told] = []
    periods = Periods()
    when, statements = Places(date.span for date in dates), Places(claim.span for claim in claims)
    by_sentence: dict[Span, list[Act]] = {}
    every = list(acts(article))
    for act in every:
        by_sentence.setdefault(act.sentence.span, []).append(act)
    for act in every:
        own = [dates[number] for number in when.at(act.sentence.span)]
        for one in own:
            if one.span.end <= act.words.end or one.rule == "date.lasted":
                periods.note(one.edtf, act.sentence.block)
        found = _told(act, by_sentence[act.sentence.span], own, article, names, periods)
        if found is not None:
            periods.note(found.dated.edtf, act.sentence.block)
            told.append(replace(found, claim=_claim_of(act.clause, claims, statements)))
    together = sorted(joined(told, names, article), key=lambda group: group[0].act.clause)
    return tuple(_event(one, names, article, claims) for one in together)


def _told(
    act: Act,
    others: Sequence[Act],
    dates: Sequence[DateFound],
    article: Article,
    names: Names,
    periods: Periods,
) -> Told | None:
    found = parties(act, names, article)
    if not found.agents and not found.others:
        found = replace(found, agents=_subject_before(act, others, names, article))
    when = dated(act, others, dates, article, periods)
    words = article.words(act.clause).casefold()
    if when.edtf is None and (act.is_attribute or _BACKGROUND.match(words)):
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
    is_summary = _MANY.search(words) is not None
    return Told(act, when, found, kind, is_body, is_summary, is_perfect, words.startswith(_SUBORDINATE))


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


def _claim_of(span: Span, claims: Sequence[ClaimFound], places: Places) -> int | None:
    """Return the claim that tells of an act: the narrowest that holds its words."""
    holding = [
        (claims[number].span.end - claims[number].span.start, number)
        for number in places.at(span)
        if claims[number].span.holds(span) or span.holds(claims[number].span)
    ]
    return min(holding)[1] if holding else None


def _event(group: Sequence[Told], names: Names, article: Article, claims: Sequence[ClaimFound]) -> EventFound:
    first = group[0]
    claim = first.claim
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


def linked_claims(
    article: Article, claims: Sequence[ClaimFound], events: Sequence[EventFound], dates: Sequence[DateFound]
) -> tuple[ClaimFound, ...]:
    """Return claims with what they are about and when they were said, else as they are."""
    told = {event.claim: number for number, event in reversed([*enumerate(events)])}
    spans = [(number, span) for number, event in enumerate(events) for span in (event.span, *event.mentions)]
    tellings, when = Places(span for _number, span in spans), Places(date.span for date in dates)
    linked = []
    for number, claim in enumerate(claims):
        about = told.get(number)
        if about is None:
            about = next((spans[place][0] for place in tellings.at(claim.span)), None)
        said, rule = _said(article, claim, dates, when)
        linked.append(replace(claim, event=about, said=said, said_rule=rule if said else ""))
    return tuple(linked)


def _said(
    article: Article, claim: ClaimFound, dates: Sequence[DateFound], when: Places
) -> tuple[str | None, str]:
    """Return when a claim was made and by which rule: by the date at its verb, else when it was published."""
    said, rule = article.source.published, "said.published"
    if claim.verb_span is not None:
        end = claim.verb_span.end
        for date in (dates[number] for number in when.at(Span(end, end + _AT_VERB))):
            if date.edtf is not None and date.span.start >= end and "/" not in date.edtf:
                said, rule = date.edtf, f"said.{date.rule}"
    return said, rule
