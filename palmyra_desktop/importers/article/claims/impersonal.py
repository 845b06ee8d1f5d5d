"""Attribution without somebody who says: according to, reported to, it is said, images that show."""

import re
from collections.abc import Iterator, Sequence

from palmyra_desktop.importers.article.claims import english
from palmyra_desktop.importers.article.claims.groups import verb_groups
from palmyra_desktop.importers.article.claims.speakers import (
    Attribution,
    Place,
    Speaks,
    head_of,
    is_quoted,
    may_speak,
    subject_start,
)

_LEAST_SHOWN = 4  # code points: "it."


def impersonal(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    """Return what a sentence attributes so, in the order of the rules."""
    yield from _according(text, quoted, speaks)
    yield from _evidence(text, quoted, speaks)
    for match in english.ACCOUNT.finditer(text):
        if not is_quoted(match.start(), quoted) and may_speak(
            text, match.span("who"), speaks, is_strong=True
        ):
            yield Attribution(
                "claim.by-account", (0, len(text)), (0, len(text)), match.start(), match.span("who"),
                match.span("verb"), speaks(*match.span("who")),
            )  # fmt: skip
    for match in english.ANSWERED_BY.finditer(text):
        agent = match.span("agent")
        if not is_quoted(match.start(), quoted) and may_speak(text, agent, speaks):
            stance = english.ANSWERS.get(match["verb"].casefold(), "asserts")
            yield Attribution(
                "claim.answered-by", (0, len(text)), (0, match.start()), match.start("verb"), agent,
                match.span("verb"), speaks(*agent), stance,
            )  # fmt: skip
    for match in english.REJECTED.finditer(text):
        agent = match.span("agent")
        if not is_quoted(match.start(), quoted) and may_speak(text, agent, speaks):
            yield Attribution(
                "claim.rejected", (0, len(text)), (0, match.start()), match.start("verb"), agent,
                match.span("verb"), speaks(*agent), "denies",
            )  # fmt: skip
    small = text.casefold()
    if any(stem in small for stem in english.UNSAID):
        yield from _reported(text, quoted, speaks)


def _according(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    for match in english.ACCORDING.finditer(text):
        if is_quoted(match.start(), quoted) or match["verb"].casefold() in ("citing", "quoting"):
            continue
        rest = text[match.end() :]
        is_first = match.start() < 4
        cut = re.search(r",\s" if is_first else r"[,;.]\s|[.;]?$|\s(?:but|while|which|who)\s", rest)
        end = match.end() + (cut.start() if cut else len(rest.rstrip(".")))
        named = english.NAME_BEHIND.match(text, end) if cut else None
        if named and speaks(*named.span("name")):
            end = match.end() + len(text[match.end() : named.end("name")].rstrip("."))
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
    small = text.casefold()
    ways = [(english.EVIDENCE_VERB, english.EVIDENCE_NOUN)]
    if any(stem in small for stem in english.DOCUMENTS):
        ways.append((english.DOCUMENT_VERB, english.DOCUMENT_NOUN))
    every = ((match, nouns) for verbs, nouns in ways for match in verbs.finditer(text))
    for match, nouns in sorted(every, key=lambda one: one[0].start()):
        if is_quoted(match.start(), quoted) or text[: match.start()].rstrip().endswith((" to", "which")):
            continue
        start = subject_start(text, match.start(), quoted)
        subject = text[start : match.start()]
        noun = nouns.search(subject)
        if noun is None or len(subject) > 160 or len(text) - match.end() < _LEAST_SHOWN:
            continue
        if subject.rstrip().endswith(",") and not english.RELATIVE.match(subject):
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
        owner = english.POSSESSIVE.match(subject)
        speakers = (speaks(start, start + owner.end()) if owner else ()) or speaks(*place)
        speakers = () if english.ON_PLATFORM.search(subject) else speakers  # where it is, not whose
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


def _reported(text: str, quoted: Sequence[Place], speaks: Speaks) -> Iterator[Attribution]:
    whole = (0, len(text))
    for match in english.IMPERSONAL.finditer(text):
        if is_quoted(match.start(), quoted):
            continue
        verb = (match.start("be"), match.end("verb"))
        agent = match.span("agent") if match["agent"] else None
        told = re.match(r"\s+to have (?:\w+ly )?", text[match.end() :])
        if agent is not None and told is not None:
            nested = next((one for one in verb_groups(text) if one.head == match.end() + told.end()), None)
            if nested is not None:  # "was reported by local media to have told Y that ..."
                who = (subject_start(text, match.start(), quoted), match.start())
                yield Attribution(
                    "claim.nested", whole, (nested.end, len(text)), match.start(), who,
                    (nested.head, nested.end), speaks(*who), nested.verb.stance, via=agent, hedge=verb,
                )  # fmt: skip
                continue
        is_belief = match["verb"].casefold() in {"known", "considered", "feared", "expected", "described as"}
        yield Attribution(
            "claim.reported-by" if agent else "claim.impersonal", whole, whole, match.start(), agent, verb,
            speaks(*agent) if agent else (), quotation="impersonal", hedge=verb, is_optional=is_belief,
        )  # fmt: skip
    for match in english.QUOTED_AS.finditer(text):
        if not is_quoted(match.start(), quoted):
            who = (subject_start(text, match.start(), quoted), match.start())
            via = match.span("agent") if match["agent"] else None
            yield Attribution(
                "claim.quoted-as-saying", whole, (match.end(), len(text)), match.start(),
                head_of(text, who, speaks), match.span("verb"), speaks(*who), via=via,
            )  # fmt: skip
    for match in english.IT_WAS.finditer(text):
        if not is_quoted(match.start(), quoted):
            yield Attribution(
                "claim.it-was-said", whole, (0, match.start()), match.start(), None, match.span("verb"),
                quotation="impersonal", hedge=match.span("verb"),
            )  # fmt: skip
    for match in english.IT_IS.finditer(text):
        if not is_quoted(match.start(), quoted):
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
        if not is_quoted(match.start(), quoted) and not english.NO_VERB_BEFORE.search(text[: match.start()]):
            yield Attribution(
                "claim.reports-say",
                whole,
                (match.end(), len(text)),
                match.start(),
                None,
                match.span("verb") if match["verb"] else match.span("said"),
                quotation="impersonal",
                via=match.span("noun") if match["noun"] else match.span("these"),
            )
    for match in english.ADVERB.finditer(text):
        if not is_quoted(match.start(), quoted):
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
