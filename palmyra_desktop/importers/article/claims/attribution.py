"""Who speaks and what is said, sentence by sentence. All places are in the sentence, ends exclusive."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from palmyra_desktop.importers.article.claims import english
from palmyra_desktop.importers.article.claims.groups import VerbGroup, verb_groups
from palmyra_desktop.importers.article.claims.impersonal import impersonal
from palmyra_desktop.importers.article.claims.speakers import (
    Attribution,
    Place,
    Speaks,
    head_of,
    is_quoted,
    may_speak,
    subject_start,
)

_LEAST_CONTENT = 8
_NEAR = 60  # code points before a verb in which words stand that belong to it
_HEAD = 5  # words at the head of a sentence that may name who is quoted behind a colon
_WORD_END = re.compile(r"[^\s,;:]+?(?=(?:['’]s)?[\s,;:])")
_IMMEDIATE = frozenset({"any", "that"})
_OBJECTS = frozenset({"any", "np", "as", "call", "of", "for", "on", "to", "at"})
_LEAST_OBJECT = 4
_NEEDED = {
    "as": re.compile(r"\bas\b"),
    "of": re.compile(r"\bof\b"),
    "for": re.compile(r"^\s+(?:to\s[^,;]{2,40}\s)?for\b"),
    "on": re.compile(r"^\s+on\b"),
    "to": re.compile(r"^\s+to\b"),
    "at": re.compile(
        r"^\s+the\s[^,;.]{0,40}\b(?:number|tolls?|figures?|costs?|losses|damage|dead|killed|total|chances?|risk|odds|price|value|share)\b[^,;.]*\sat\s"
    ),
    "call": re.compile(r"[\"“'‘]|\ban?\b"),
}
"""What must stand behind a verb that takes no object alone."""


def attributions(text: str, quoted: Sequence[Place], speaks: Speaks) -> list[Attribution]:
    """Return the attributed statements of a sentence, in order, none inside another.

    Args:
        quoted: the quotations that lie in it or reach into it.
    """
    groups = list(verb_groups(text))
    found = [
        *_spoken(text, groups, quoted, speaks),
        *impersonal(text, quoted, speaks),
    ]
    if not found:
        return list(_colon(text, quoted, speaks))
    breaks = [match.end() for match in english.BREAK.finditer(text) if not is_quoted(match.start(), quoted)]
    for again in _again(text, groups, quoted, found):
        found.append(again)
        breaks.append(again.at)
    breaks.sort()
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.at):
        clash = next((other for other in kept if _same_stretch(one, other, breaks)), None)
        if clash is None:
            kept.append(one)
    return [_cut(one, kept, breaks, text) for one in kept]


def _colon(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    """Yield a quotation behind a colon of who stands first: "The bureau had two words: “Not again.”"."""
    start, end = next(((start, end) for start, end in quoted if start > 0), (0, 0))
    before = text[:start].rstrip()
    if not before.endswith(":") or len(text.rstrip()) - end > 1:
        return
    for word in islice(_WORD_END.finditer(before), _HEAD):
        speakers = speaks(0, word.end())
        if speakers:
            who = (0, word.end())
            yield Attribution(
                "claim.colon", (0, len(text)), (start, end), start, who, None, speakers, quotation="direct",
                is_certain=False,
            )  # fmt: skip
            return


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
    match = re.search(
        r"(?:,?\s+(?:but|while|whereas|although|though|and|then)|;|\s+[–—])\s+(?:\w+ly\s+|also\s+)?$", head
    )
    return match.start() if match else place


def _spoken(
    text: str, groups: Sequence[VerbGroup], quoted: Sequence[Place], speaks: Speaks
) -> Iterator[Attribution]:
    spoke = False
    for number, group in enumerate(groups):
        if _is_aside(text, group, groups[number + 1 :]):
            continue
        if not _is_verb(text, group, quoted) or (
            spoke and english.ELIDED.search(text[max(0, group.start - _NEAR) : group.start])
        ):
            continue
        # "X, head of Y, said ..." looks like "..., said X" until who speaks is looked at.
        before = text[: group.start].rstrip()
        is_apposed = before.endswith(",") and not english.CLAUSE.match(before)
        ways = (_before, _behind) if is_apposed else (_behind, _before)
        found = ways[0](text, group, quoted, speaks) or ways[1](text, group, quoted, speaks)
        if found is not None:
            spoke = True
            yield found


def _is_verb(text: str, group: VerbGroup, quoted: Sequence[Place]) -> bool:
    """Whether a form of a verb of saying is one here, of somebody who speaks."""
    if is_quoted(group.head, quoted) or group.is_passive or group.tags == {"g"}:
        return False
    if group.is_negated and group.verb.lemma in english.SILENT:
        return False
    before = text[max(0, group.start - _NEAR) : group.start]
    if english.NO_VERB_BEFORE.search(before) or (group.tags <= {"n"} and group.start == group.head):
        return False
    after = text[group.end : group.end + _NEAR]
    # "a claim denied by the ministry"
    is_done_to = text[group.head : group.end].casefold() in english.ANSWERS and after.startswith(" by ")
    return not is_done_to and not english.REFLEXIVE.match(after)


def _is_aside(text: str, group: VerbGroup, later: Sequence[VerbGroup]) -> bool:
    """Whether a verb only tells who speaks by another: "the alliance that claimed it, replied: ..."."""
    if not english.IN_RELATIVE.search(text[max(0, group.start - _NEAR) : group.start]):
        return False
    closed = (one for one in later if text[: one.start].rstrip().endswith(","))
    return any(english.QUOTES_NEXT.match(text, one.end) for one in closed)


def _is_joined(text: str, group: VerbGroup) -> bool:
    """Whether "and", "but" or "then" stands before a verb: who speaks may be named before another."""
    return english.ELIDED.search(text[max(0, group.start - _NEAR) : group.start]) is not None


def _again(
    text: str, groups: Sequence[VerbGroup], quoted: Sequence[Place], found: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Return what a speaker says by a second verb, without being named again: "... and called on ..."."""
    for group in groups:
        if not _is_joined(text, group) or not _is_verb(text, group, quoted):
            continue
        first = next((one for one in found if one.at < group.start and one.speaker is not None), None)
        if first is None or any(one.at == group.head for one in found):
            continue
        if len(text) - group.end < 4 or group.verb.frames <= {"belief"} or group.verb.lemma == "express":
            continue
        yield replace(
            first,
            rule="claim.same-speaker",
            whole=(group.start, len(text)),
            content=(group.end, len(text)),
            at=group.head,
            verb=(group.start, group.end),
            stance=group.verb.stance,
            via=None,
            hedge=None,
        )


def _behind(text: str, group: VerbGroup, quoted: Sequence[Place], speaks: Speaks) -> Attribution | None:
    """The attribution behind what is said: "..., the Observatory said", "...," said X, head of Y."""
    if not group.verb.frames & _IMMEDIATE or group.is_negated:
        return None
    before = text[: group.start].rstrip()
    if not before:
        return None
    if before[-1] == "," and (told := _told_of(text, group, quoted, speaks)):
        return _made("claim.speaker-behind", text, group, told, (0, told[0]), quoted, speaks)
    if before[-1] in ",”\"’'»?!" and len(before) > _LEAST_OBJECT:  # ..., said X
        if group.verb.lemma in english.TO_SOMEBODY or (
            group.tags <= {"b"} and group.verb.lemma in english.ELSE | english.NOUN_LIKE
        ):
            return None
        match = english.WHO_BEHIND.match(text[group.end :])
        if match is None:
            return None
        who = (group.end + match.start("who"), group.end + match.end("who"))
        if not may_speak(text, who, speaks):
            return None
        return _made("claim.verb-first", text, group, who, (0, len(before)), quoted, speaks)
    after = text[group.end :]
    if not english.TIME_TAIL.match(after) and not english.BREAKS_OFF.match(after):
        return None
    if group.verb.lemma in english.NOUN_MOSTLY and group.tags <= {"s", "b"}:
        return None
    comma = _last_comma(text, group.start, quoted)
    goes_on = english.QUOTES_NEXT.match(after)  # "It was, he concedes, "a catastrophe" ..."
    if comma is None or (comma < _LEAST_CONTENT and not goes_on):
        return None
    who = (comma, group.start)
    while who[0] < who[1] and text[who[0]] in " ,\"“”'’»":
        who = (who[0] + 1, who[1])
    if who[1] - who[0] > 110 or not may_speak(text, who, speaks):
        return None
    return _made("claim.speaker-behind", text, group, who, (0, comma), quoted, speaks)


def _told_of(text: str, group: VerbGroup, quoted: Sequence[Place], speaks: Speaks) -> Place | None:
    """Return who speaks behind a quotation, told of between commas: "...," a man, who fled, said."""
    start = max((end for _start, end in quoted if end <= group.start), default=None)
    if start is None or not english.TIME_TAIL.match(text[group.end :]):
        return None
    if not english.RELATIVE.match(text[start : group.start]):
        return None
    start += len(text[start : group.start]) - len(text[start : group.start].lstrip(" ,"))
    who = (start, text.index(",", start))
    return who if may_speak(text, who, speaks) else None


def _last_comma(text: str, end: int, quoted: Sequence[Place]) -> int | None:
    """Return the place of the comma or closing mark before the words that name who spoke."""
    closing = max((stop for _start, stop in quoted if stop <= end), default=0)
    commas = [
        match.start()
        for match in re.finditer(r",(?=\s)|[?!][\"”’]?\s|[\"”»]\s", text[:end])
        if not is_quoted(match.start(), quoted)
    ]
    places = [place for place in (*commas, closing - 1 if closing else -1) if place >= 0]
    return max(places, default=None)


def _before(text: str, group: VerbGroup, quoted: Sequence[Place], speaks: Speaks) -> Attribution | None:
    """The attribution before what is said: "X said that ...", "X, head of Y, told Z: ...", "X denied it"."""
    start = subject_start(text, group.start, quoted)
    who = (start, group.start)
    subject = text[start : group.start].strip(" ,")
    if not subject or len(subject) > 260:
        return None
    pronoun = english.SUBJECT_PRONOUN.search(subject)
    if pronoun:  # "In a message to the agency she described ..."
        who = (start + text[start : group.start].index(subject) + pronoun.start(), group.start)
    told = english.NOUN_BEFORE.search(text, 0, start) if subject == "which" else None
    if told:
        who = (told.start(), told.start() + len(told[0].rstrip(" ,")))
    after = text[group.end :]
    complement = english.COMPLEMENT.match(after)
    frames = group.verb.frames
    kind = complement["kind"].strip() if complement else ""
    says = bool(complement) and bool(frames & {"any", "that", "belief"})
    is_noun_like = group.verb.lemma in english.NOUN_LIKE and group.tags <= {"s", "b"}
    if is_noun_like and group.verb.lemma not in english.NOUN_MOSTLY and "s" in group.tags:
        # "Amaq, an agency close to it, claims the group ..." is said by somebody who is known.
        is_noun_like = not (says and not kind and speaks(*head_of(text, who, speaks)))
    if (
        (group.verb.lemma in english.ELSE or is_noun_like)
        and not kind.endswith("that")
        and not kind.endswith(('"', "“", "‘", "'", ":"))
    ):
        says = False
    if not says:
        if is_noun_like:
            return None
        if not frames & _OBJECTS or len(after.strip(" .")) < (
            2 if group.verb.lemma == "deny" else _LEAST_OBJECT
        ):
            return None
        is_heard = group.verb.lemma in english.TO_SOMEBODY and start < _LEAST_CONTENT
        if english.ABOUT.match(after) or (is_heard and not english.SAID_THEN.search(after)):
            return None  # "argued about it", "told us"
        if not ("np" in frames or "any" in frames) and not any(
            _NEEDED[frame].search(after[:120]) for frame in frames & _NEEDED.keys()
        ):
            return None
    head = head_of(text, who, speaks)
    is_strong = group.verb.lemma in english.STRONG and (says or group.verb.lemma == "deny")
    if not may_speak(text, head, speaks, is_strong) and not may_speak(text, who, speaks):
        return None
    content = (group.end + (complement.start("kind") if complement else 0), len(text))
    if content[1] - content[0] < _LEAST_OBJECT:
        return None
    made = _made("claim.speaker-before", text, group, head, content, quoted, speaks)
    if not made.speakers:
        made = replace(made, speakers=speaks(*who))
    if group.verb.frames <= {"belief"}:
        made = replace(made, is_optional=True, rule="claim.belief")
    return made


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
