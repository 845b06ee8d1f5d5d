"""Who speaks and what is said, sentence by sentence. All places are in the sentence, ends exclusive."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from palmyra_desktop.importers.article.claims import english
from palmyra_desktop.importers.article.claims.groups import VerbGroup, verb_groups

Speaks = Callable[[int, int], tuple[int, ...]]
"""Returns the actors that words at a place stand for; () where that is not clear."""

Place = tuple[int, int]
_LEAST_CONTENT = 8
_IMMEDIATE = frozenset({"any", "that"})
_OBJECTS = frozenset({"any", "np", "as", "call", "of", "for", "on", "to"})
_NO_CLAIM = frozenset({"hold", "find", "read", "ask", "begin", "open", "finish", "go", "hit", "air", "feel", "know", "agree", "order",
                       "repeat", "continue", "answer", "respond", "identify", "celebrate", "mark", "capture", "express", "project",
                       "understand", "call", "term", "cite", "regard", "question", "challenge", "cry", "project", "determine"})  # fmt: skip
"""Verbs that mostly do something else: taken only before "that", a quotation, or with a word of their frame."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed statement of a sentence.

    Attributes:
        whole: the statement with its attribution; content: what is said. at: where the attribution stands.
        speaker: the words that name who speaks, None where nobody is. verb: with auxiliaries, None without one.
    """

    rule: str
    whole: Place
    content: Place
    at: int
    speaker: Place | None
    verb: Place | None
    speakers: tuple[int, ...] = ()
    stance: str = "asserts"
    quotation: str = "indirect"
    via: Place | None = None
    hedge: Place | None = None
    is_optional: bool = False
    is_certain: bool = True


def attributions(text: str, quoted: Sequence[Place], speaks: Speaks) -> list[Attribution]:
    """Return the attributed statements of a sentence, in order, none inside another.

    Args:
        quoted: the quotations that lie in it or reach into it.
    """
    found = [
        *_according(text, quoted, speaks),
        *_evidence(text, quoted, speaks),
        *_spoken(text, quoted, speaks),
        *_impersonal(text, quoted, speaks),
    ]
    breaks = [match.end() for match in english.BREAK.finditer(text) if not _inside(match.start(), quoted)]
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.at):
        clash = next((other for other in kept if _same_stretch(one, other, breaks)), None)
        if clash is None:
            kept.append(one)
    return [_cut(one, kept, breaks, text) for one in kept]


def _inside(place: int, quoted: Sequence[Place]) -> bool:
    return any(start < place < end - 1 for start, end in quoted)


def _same_stretch(one: Attribution, other: Attribution, breaks: Sequence[int]) -> bool:
    low, high = sorted((one.at, other.at))
    return not any(low < place <= high for place in breaks)


def _cut(one: Attribution, every: Sequence[Attribution], breaks: Sequence[int], text: str) -> Attribution:
    """Return an attribution without the stretches of the sentence that others speak in."""
    if len(every) == 1:
        return one
    start, end = one.whole
    for other in every:
        if other is one:
            continue
        between = [place for place in breaks if min(one.at, other.at) < place <= max(one.at, other.at)]
        if not between:
            continue
        if other.at < one.at:
            start = max(start, between[0] if one.content[0] <= between[0] else between[-1])
        else:
            end = min(end, _before_break(text, between[-1]))
    return replace(one, whole=(start, max(end, start + 1))) if (start, end) != one.whole else one


def _before_break(text: str, place: int) -> int:
    """Return where a clause ends that a break follows: before its "but", comma or dash."""
    head = text[:place]
    match = re.search(r"(?:,?\s+(?:but|while|whereas|although|though|and)|;|\s+[–—])\s+$", head)
    return match.start() if match else place


def _according(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    for match in english.ACCORDING.finditer(text):
        if _inside(match.start(), quoted) or match["verb"].casefold() in ("citing", "quoting"):
            continue
        rest = text[match.end() :]
        is_first = match.start() < 4
        cut = re.search(r",\s" if is_first else r"[,;.]\s|[.;]?$|\s(?:but|while|which|who)\s", rest)
        end = match.end() + (cut.start() if cut else len(rest.rstrip(".")))
        agent = (match.end(), end)
        content = (end + 1, len(text)) if is_first else (0, match.start())
        yield Attribution(
            "claim.according-to",
            (0, len(text)),
            content,
            match.start(),
            agent,
            match.span("verb"),
            speaks(*agent),
        )


def _evidence(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    for match in english.EVIDENCE_VERB.finditer(text):
        if _inside(match.start(), quoted) or text[: match.start()].rstrip().endswith((" to", "which", ",")):
            continue
        start = _subject_start(text, match.start(), quoted)
        subject = text[start : match.start()]
        noun = english.EVIDENCE_NOUN.search(subject)
        if noun is None or len(subject) > 160 or len(text) - match.end() < _LEAST_CONTENT:
            continue
        if match[0].casefold().endswith("ing") and not subject.strip():
            continue
        place = (start, match.start())
        satellite = re.search(
            r"\b(?:satellite|aerial|drone)\b[\w\s]*?(?:images?|imagery|pictures?|photographs?)|imagery",
            subject,
            re.IGNORECASE,
        )
        span = satellite.span() if satellite else noun.span()
        via = (start + span[0], start + span[1])
        speakers = speaks(*place)
        yield Attribution(
            "claim.evidence",
            (0, len(text)),
            (match.end(), len(text)),
            match.start(),
            place,
            match.span(),
            speakers,
            via=via,
        )


def _subject_start(text: str, verb: int, quoted: Sequence[Place]) -> int:
    """Return where the subject of a verb begins: after the last break, and after what only leads in."""
    start = 0
    for match in english.BREAK.finditer(text, 0, verb):
        if not _inside(match.start(), quoted):
            start = match.end()
    for end in (end for _start, end in quoted if end <= verb):
        start = max(start, end)
    lead = english.LEAD_IN.match(text[start:verb])
    if lead is not None and start + lead.end() < verb:
        start += lead.end()
    while start < verb and text[start] in " ,;–—-":
        start += 1
    return start


def _spoken(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    for group in verb_groups(text):
        if _inside(group.head, quoted) or group.is_passive or group.tags == {"g"}:
            continue
        if re.search(r"\bto\s+$", text[: group.start]) or (group.tags <= {"n"} and group.start == group.head):
            continue
        found = _behind(text, group, quoted, speaks) or _before(text, group, quoted, speaks)
        if found is not None:
            yield found


def _behind(text: str, group: VerbGroup, quoted: Sequence[Place], speaks: Speaks) -> Attribution | None:
    """The attribution behind what is said: "..., the Observatory said", "...," said X, head of Y."""
    if not group.verb.frames & _IMMEDIATE or group.is_negated:
        return None
    before = text[: group.start].rstrip()
    if not before:
        return None
    if before[-1] in ",”\"’'»?!" and len(before) > _LEAST_CONTENT:  # ..., said X
        match = re.match(
            r"\s+(?!that\b|to\b|it\b(?! is)|the following)(?P<who>[^,;.:\"“”]{2,90}?)(?=\s*[,;.:]|\s+(?:on|in|during|at|after|who|told)\s|\s*$)",
            text[group.end :],
        )
        if match is None:
            return None
        who = (group.end + match.start("who"), group.end + match.end("who"))
        if not _may_speak(text, who, speaks):
            return None
        return _made("claim.verb-first", text, group, who, (0, len(before)), quoted, speaks)
    after = text[group.end :]
    if not english.TIME_TAIL.match(after) and not re.match(
        r"\s*[,:]\s*[\"“„«‘']|\s*\.\s*[\"“]|\s*[,;]\s", after
    ):
        return None
    comma = _last_comma(text, group.start, quoted)
    if comma is None or comma < _LEAST_CONTENT:
        return None
    who = (comma, group.start)
    while who[0] < who[1] and text[who[0]] in " ,\"“”'’»":
        who = (who[0] + 1, who[1])
    if who[1] - who[0] > 110 or not _may_speak(text, who, speaks):
        return None
    return _made("claim.speaker-behind", text, group, who, (0, comma), quoted, speaks)


def _last_comma(text: str, end: int, quoted: Sequence[Place]) -> int | None:
    """Return the place of the comma or closing mark before the words that name who spoke."""
    closing = max((stop for _start, stop in quoted if stop <= end), default=0)
    commas = [
        match.start()
        for match in re.finditer(r",(?=\s)|[?!][\"”’]?\s|[\"”»]\s", text[:end])
        if not _inside(match.start(), quoted)
    ]
    places = [place for place in (*commas, closing - 1 if closing else -1) if place >= 0]
    return max(places, default=None)


def _before(text: str, group: VerbGroup, quoted: Sequence[Place], speaks: Speaks) -> Attribution | None:
    """The attribution before what is said: "X said that ...", "X, head of Y, told Z: ...", "X denied the ..."."""
    start = _subject_start(text, group.start, quoted)
    who = (start, group.start)
    subject = text[start : group.start].strip(" ,")
    if not subject or len(subject) > 260:
        return None
    after = text[group.end :]
    complement = english.COMPLEMENT.match(after)
    frames = group.verb.frames
    kind = complement["kind"].strip() if complement else ""
    says = bool(complement) and bool(frames & {"any", "that", "belief"})
    if group.verb.lemma in _NO_CLAIM and kind != "that" and not kind.endswith(('"', "“", "‘", "'", ":")):
        says = False
    if not says:
        if not frames & _OBJECTS or len(after.strip(" .")) < _LEAST_CONTENT:
            return None
        needed = {
            "as": r"\bas\b",
            "of": r"\bof\b",
            "for": r"^\s+for\b",
            "on": r"^\s+on\b",
            "to": r"^\s+to\b",
            "call": r"[\"“'‘]|\ba\b",
        }
        if not ("np" in frames or "any" in frames) and not any(
            re.search(needed[frame], after[:120]) for frame in frames & needed.keys()
        ):
            return None
    head = _head_of(text, who)
    if not _may_speak(text, head, speaks) and not _may_speak(text, who, speaks):
        return None
    content = (group.end + (complement.start("kind") if complement else 0), len(text))
    if content[1] - content[0] < _LEAST_CONTENT:
        return None
    made = _made("claim.speaker-before", text, group, head, content, quoted, speaks)
    if not made.speakers:
        made = replace(made, speakers=speaks(*who))
    if group.verb.frames <= {"belief"}:
        made = replace(made, is_optional=True, rule="claim.belief")
    return made


def _head_of(text: str, who: Place) -> Place:
    """Return the words that name the speaker without what is told of him behind a comma."""
    words = text[who[0] : who[1]]
    comma = words.find(",")
    return (who[0], who[0] + (comma if comma > 1 else len(words.rstrip(" ,"))))


def _may_speak(text: str, who: Place, speaks: Speaks) -> bool:
    words = text[who[0] : who[1]].strip(" ,\"“”'’")
    if not words or english.NOT_A_SPEAKER.match(words):
        return False
    if english.PRONOUN.match(words):
        return True
    if speaks(*who) or english.SPEAKER_NOUN.search(words):
        return True
    return bool(
        re.match(
            r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt)\.?\s+)?[A-Z][\w’'.-]+(?:\s+(?:al-|bin |de |von |van )?[A-Z][\w’'.-]+){0,4}$",
            words,
        )
    )


def _made(
    rule: str,
    text: str,
    group: VerbGroup,
    who: Place,
    content: Place,
    quoted: Sequence[Place],
    speaks: Speaks,
) -> Attribution:
    inside = sum(
        min(end, content[1]) - max(start, content[0])
        for start, end in quoted
        if end > content[0] and start < content[1]
    )
    length = max(1, content[1] - content[0])
    quotation = "direct" if inside >= 0.8 * length else "mixed" if inside else "indirect"
    return Attribution(
        rule,
        (0, len(text)),
        content,
        group.head,
        who,
        (group.start, group.end),
        speaks(*who),
        group.verb.stance,
        quotation,
    )


def _impersonal(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    whole = (0, len(text))
    for match in english.IMPERSONAL.finditer(text):
        if _inside(match.start(), quoted):
            continue
        verb = (match.start("be"), match.end("verb"))
        agent = match.span("agent") if match["agent"] else None
        told = re.match(r"\s+to have (?:\w+ly )?", text[match.end() :])
        if agent is not None and told is not None:
            nested = next((one for one in verb_groups(text) if one.head == match.end() + told.end()), None)
            if nested is not None:  # "was reported by local media to have told Y that ..."
                who = (_subject_start(text, match.start(), quoted), match.start())
                yield Attribution(
                    "claim.nested", whole, (nested.end, len(text)), match.start(), who, (nested.head, nested.end),
                    speaks(*who), nested.verb.stance, via=agent, hedge=verb,
                )  # fmt: skip
                continue
        is_belief = match["verb"].casefold() in {"known", "considered", "feared", "expected", "described as"}
        yield Attribution(
            "claim.reported-by" if agent else "claim.impersonal", whole, whole, match.start(), agent, verb,
            speaks(*agent) if agent else (), quotation="impersonal", hedge=verb, is_optional=is_belief,
        )  # fmt: skip
    for match in english.IT_IS.finditer(text):
        if not _inside(match.start(), quoted):
            yield Attribution(
                "claim.it-is-said",
                whole,
                (match.end(), len(text)),
                match.start(),
                None,
                match.span(),
                quotation="impersonal",
                hedge=match.span("verb"),
            )
    for match in english.REPORTS_SAY.finditer(text):
        if not _inside(match.start(), quoted):
            yield Attribution(
                "claim.reports-say",
                whole,
                (match.end(), len(text)),
                match.start(),
                None,
                match.span("verb"),
                quotation="impersonal",
                via=match.span("noun"),
            )
    for match in english.ADVERB.finditer(text):
        if not _inside(match.start(), quoted):
            yield Attribution(
                "claim.adverb",
                whole,
                whole,
                match.start(),
                None,
                match.span(),
                quotation="impersonal",
                hedge=match.span(),
                is_certain=False,
            )
