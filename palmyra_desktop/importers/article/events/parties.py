"""Who did it to what: the actors and monuments in and around the words that tell of an act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, Mention, Span
from palmyra_desktop.importers.article.events.acts import Act
from palmyra_desktop.importers.article.names.names import Names

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|(?-i:is)|are|be|get|got)\s+(?:\w+ly\s+|then\s+|also\s+|reportedly\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:the\s+|an?\s+|its\s+|their\s+|[\w-]+-backed\s+)?$", re.IGNORECASE)
_AGAINST_SUBJECT = re.compile(
    r"\b(?:drove|driven|forced|pushed|expelled|ousted|cleared|drives)\b", re.IGNORECASE
)
_SPOKE = (
    "said|says|say|saying|noted|told|tells|reported|reports|announced|announces|confirmed|confirms|claimed|claims|stated|admitted"
    "|acknowledged|insisted|alleged|warned|denied|added|wrote|writes|maintains?|maintained|declared|reveals?|revealed|shows?"
    "|showed|indicates?|indicated|suggests?|suggested|concedes?|conceded|condemned|believes?"
)
_SPEAKS_FIRST = re.compile(
    rf"\b(?:{_SPOKE})\b(?!\s+(?:by\s[^,;]{{2,40}}?\s)?to\b)(?:[^,;]{{0,60}}?\bthat\b)?", re.IGNORECASE
)
_SPEAKS_NEXT = re.compile(rf"\s*(?:\w+ly\s+|also\s+|has\s+|have\s+|had\s+)?(?:{_SPOKE})\b", re.IGNORECASE)
_SPOKEN_BY = re.compile(
    r"\b(?:said|says|adds|added|told|tells)\s+(?:the\s+)?$|\baccording to\s[^,.;]{0,60}$", re.IGNORECASE
)
_LOST = re.compile(r"los[te]\b", re.IGNORECASE)
_STATE_WORDS = re.compile(
    r"\b(?:police|army|troops|soldiers|(?:government|security|regime|loyalist|iraqi|syrian) forces"
    r"|peshmerga|(?:special|joint) forces|paramilitar(?:y|ies))\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"\b(?:militants?|jihadi(?:s|sts?)?|extremists?|rebels?|insurgents?|gunmen|terrorists?|islamists?|fighters)\b",
    re.IGNORECASE,
)
_STATES = frozenset({"state_forces", "external_forces", "government_body", "government_official", "militia"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The entities of an act, by their places in `Names.entities`.

    Attributes:
        agents: who did it. others: mostly whom it was done to. monuments: what was hit.
    """

    agents: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    monuments: tuple[int, ...] = ()


def parties(act: Act, names: Names, article: Article) -> Parties:
    """Return who did what to what, as far as the words tell."""
    inside = names.meant_within(act.clause)
    text = article.text
    first = told_from(act, text)
    actors = [
        one
        for one in inside
        if names.entities[one.entity].kind is Kind.ACTOR
        and one.span.start >= first
        and not _only_speaks(one.span, text)
    ]
    monuments = dict.fromkeys(
        one.entity for one in inside if names.entities[one.entity].kind is Kind.MONUMENT
    )
    before = text[max(act.clause.start, act.words.start - 30) : act.words.start]
    is_passive = bool(_PASSIVE.search(before))
    agents: list[int] = []
    others: list[int] = []
    for one in actors:
        follows_by = bool(_BY.search(text[max(act.clause.start, one.span.start - 24) : one.span.start]))
        is_subject = one.span.end <= act.words.start
        (agents if follows_by or (is_subject and not is_passive) else others).append(one.entity)
    if len(agents) > 1 and not is_passive:
        agents = _nearest_subject(act, actors, agents, text)
    return Parties(
        tuple(dict.fromkeys(agents)),
        tuple(one for one in dict.fromkeys(others) if one not in agents),
        tuple(monuments),
    )


def told_from(act: Act, text: str) -> int:
    """Return where the clause stops saying who says so: "the army said that" names nobody who acts."""
    spoken = [*_SPEAKS_FIRST.finditer(text, act.clause.start, act.words.start)]
    return spoken[-1].end() if spoken else act.clause.start


def _only_speaks(span: Span, text: str) -> bool:
    """Whether an actor is named only as who says so: "..., a monitor said", "according to the ministry"."""
    before = text[max(0, span.start - 80) : span.start]
    return bool(_SPEAKS_NEXT.match(text, span.end, span.end + 40) or _SPOKEN_BY.search(before))


def _nearest_subject(act: Act, actors: Sequence[Mention], agents: Sequence[int], text: str) -> list[int]:
    """Of several actors before the verb keep the last, and those joined to it by "and" or a comma."""
    kept: list[int] = []
    end = act.words.start
    for one in reversed([one for one in actors if one.entity in agents]):
        span: Span = one.span
        if span.start >= act.words.start:
            kept.append(one.entity)
            continue
        between = text[span.end : end].casefold()
        if kept and " and " not in f" {between} " and between.strip(" ,") not in ("", "with", "backed by"):
            break
        kept.append(one.entity)
        end = span.start
    return kept[::-1]


def side(act: Act, found: Parties, names: Names, article: Article) -> str:
    """Return "state", "other" or "" where it is not clear: on whose side a place was taken."""
    who = found.agents or ()
    is_turned = False
    if not who and _AGAINST_SUBJECT.search(article.words(act.words)):
        who, is_turned = found.others, True
    elif not who:
        return _side_by_words(act, article.text)
    terms = {names.entities[one].term for one in who}
    if not terms:
        return ""
    is_turned = is_turned or _LOST.match(article.words(act.words)) is not None
    is_state = bool(terms & _STATES)
    return "state" if is_state != is_turned else "other"


def _side_by_words(act: Act, text: str) -> str:
    """Return the side of who acts without a name: "police have taken", "seized by gunmen", "from rebels"."""
    before = text[told_from(act, text) : act.words.start]
    after = text[act.words.end : act.clause.end]
    who = after if _PASSIVE.search(before) else before
    for told, whose, against in ((_STATE_WORDS, "state", "other"), (_OTHER_WORDS, "other", "state")):
        if told.search(who):
            return whose
        if who is before and re.search(
            rf"\bfrom\s+(?:[\w-]+\s+){{0,4}}(?:{told.pattern})", after, re.IGNORECASE
        ):
            return against
    return ""
