"""Find the claims of an article: attributed sentences, joined over quotations, cut at "and that"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from palmyra_desktop.domain.findings import Article, BlockKind, ClaimFound, Span
from palmyra_desktop.importers.article.claims import arabic, english
from palmyra_desktop.importers.article.claims.attribution import attributions
from palmyra_desktop.importers.article.claims.grammar import STANCES
from palmyra_desktop.importers.article.claims.speakers import Attribution
from palmyra_desktop.importers.article.names.names import Names
from palmyra_desktop.importers.article.places import Places
from palmyra_desktop.importers.article.sentences import Quotation, Sentence, quotations, sentences

_MOSTLY = 0.75  # of a sentence that is quoted: it is somebody's words, attributed or not
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim while its paragraph is read; `is_quote`: whether more of the same quotation may follow it."""

    claim: ClaimFound
    block: int
    is_quote: bool


def find_claims(article: Article, names: Names) -> tuple[ClaimFound, ...]:
    """Return every attributed statement, in the order of the text; what the publisher says itself is none."""
    marks = _Marks(quotations(article))
    found: list[_Found] = []
    waiting: list[Sentence] = []  # quoted sentences before the one that says who speaks
    last_block = -1
    for sentence in sentences(article):
        if sentence.block != last_block:
            _speak_on(found, waiting, article)
            waiting, last_block = [], sentence.block
        kind = article.blocks[sentence.block].kind
        if kind is BlockKind.HEADING:
            continue
        here = list(_in_sentence(article, sentence, marks, names))
        share = marks.share(sentence.span)
        is_quote = share >= _MOSTLY
        if not here:
            if is_quote and kind is BlockKind.PARAGRAPH:
                previous = found[-1] if found and found[-1].block == sentence.block else None
                if previous is not None and previous.is_quote:
                    found[-1] = _longer(previous, sentence.span.end)
                else:
                    waiting.append(sentence)
            continue
        if waiting and here[0].quotation in ("direct", "mixed"):
            here[0] = replace(here[0], span=Span(waiting[0].span.start, here[0].span.end))
        waiting = []
        for claim in here:
            optional = claim.is_optional or (kind is BlockKind.TITLE and not claim.speakers)
            found.append(_Found(replace(claim, is_optional=optional), sentence.block, share > 0))
    _speak_on(found, waiting, article)
    return tuple(one.claim for one in found)


def _longer(one: _Found, end: int) -> _Found:
    return replace(one, claim=replace(one.claim, span=Span(one.claim.span.start, end)))


def _speak_on(found: list[_Found], waiting: Sequence[Sentence], article: Article) -> None:
    """Give a quoted paragraph without an attribution to whom the paragraph before quoted, else to nobody."""
    if not waiting:
        return
    block = waiting[0].block
    before = next((one for one in reversed(found) if one.is_quote and block - one.block <= 2), None)
    span = Span(waiting[0].span.start, waiting[-1].span.end)
    if span.end - span.start < 25:
        return
    if before is not None:
        claim = replace(
            before.claim,
            span=span,
            proposition=_plain(article.words(span)),
            rule="claim.continued",
            verb=None,
            verb_span=None,
            quotation="direct",
            hedges=(),
            is_certain=False,
        )
    else:
        claim = ClaimFound(
            span, _plain(article.words(span)), "claim.bare-quotation", quotation="direct", is_certain=False
        )
    found.append(_Found(claim, block, True))


class _Marks:
    """The quotations of an article, by where they are."""

    def __init__(self, marks: Sequence[Quotation]) -> None:
        self._marks = marks
        self._places = Places(mark.span for mark in marks)

    def at(self, span: Span) -> list[Quotation]:
        """Return those that lie in a stretch or reach into it."""
        return [self._marks[number] for number in self._places.at(span)]

    def share(self, span: Span) -> float:
        """Return which share of a stretch is quoted; a few words in single marks are none of it."""
        inside = sum(
            min(mark.span.end, span.end) - max(mark.span.start, span.start)
            for mark in self.at(span)
            if not (mark.is_single and mark.span.end - mark.span.start < 40)
        )
        return inside / max(1, span.end - span.start)


def _in_sentence(article: Article, sentence: Sentence, marks: _Marks, names: Names) -> Iterator[ClaimFound]:
    base, text = sentence.span.start, article.words(sentence.span)
    if arabic.is_arabic(text):
        yield from arabic.claims(text, base, names)
        return

    def speaks(start: int, end: int) -> tuple[int, ...]:
        while start < end and text[start] in " ,\"“”'’":
            start += 1
        while end > start and text[end - 1] in " ,\"“”'’.":
            end -= 1
        return names.speaker(Span(base + start, base + end)) if start < end else ()

    quoted = [(mark.span.start - base, mark.span.end - base) for mark in marks.at(sentence.span)]
    for one in attributions(text, quoted, speaks):
        yield from _pieces(_claim(article, base, text, one), article, quoted, base)


def _claim(article: Article, base: int, text: str, one: Attribution) -> ClaimFound:
    def words(place: tuple[int, int] | None) -> str | None:
        found = "" if place is None else " ".join(text[place[0] : place[1]].split()).strip(" ,\"“”'’")
        return found or None

    start, end = one.whole
    hedges = [match[0] for match in english.HEDGES.finditer(text[start:end])]
    if one.hedge is not None and words(one.hedge):
        hedges.insert(0, words(one.hedge) or "")
    via = words(one.via) or _via(text[start:end])
    content = text[max(start, one.content[0]) : min(end, one.content[1])]
    has_speaker = one.speaker is not None and words(one.speaker)
    return ClaimFound(
        span=Span(base + start, base + end),
        proposition=_plain(content) or _plain(text[start:end]),
        rule=one.rule,
        speakers=one.speakers,
        speaker_text=words(one.speaker),
        speaker_span=Span(base + one.speaker[0], base + one.speaker[1])
        if has_speaker and one.speaker
        else None,
        verb=words(one.verb),
        verb_span=None if one.verb is None else Span(base + one.verb[0], base + one.verb[1]),
        hedges=tuple(dict.fromkeys(hedges)),
        via=via,
        stance=STANCES.get(one.stance, one.stance),
        quotation=one.quotation,
        is_optional=one.is_optional,
        is_certain=one.is_certain and bool(one.speakers or one.speaker is None),
    )


def _via(words: str) -> str | None:
    """Return by what ways the words came, as printed, "; " between several."""
    small = words.casefold()
    patterns = [english.TOLD, english.VIA, english.CITING]
    if any(stem in small for stem in english.PICTURES):
        patterns.append(english.SHOWN_BY)
    found = (match["via"].strip(" .") for pattern in patterns for match in pattern.finditer(words))
    return "; ".join(dict.fromkeys(found)) or None


def _pieces(
    claim: ClaimFound, article: Article, quoted: Sequence[tuple[int, int]], base: int
) -> Iterator[ClaimFound]:
    """Cut indirect speech at "and that": each is a claim of its own, by the same speaker."""
    text = article.words(claim.span)
    cuts = [
        match
        for match in english.AND_THAT.finditer(text)
        if not any(start + base < claim.span.start + match.start() < end + base for start, end in quoted)
    ]
    if not cuts or claim.quotation == "direct" or claim.rule == "claim.according-to":
        yield claim
        return
    starts = [0, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(text)]
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end].rstrip(" .") if start else text[start:end]
        span = Span(claim.span.start + start, claim.span.start + start + len(piece))
        yield (
            claim
            if len(starts) == 1
            else replace(
                claim,
                span=span,
                proposition=_plain(piece if start else claim.proposition.split(" and that ")[0]),
            )
        )


def _plain(words: str) -> str:
    """Return words as a plain sentence: one line, without its marks and its "that"."""
    text = _SPACES.sub(" ", words).strip(' ,;:–—"“”‘’«»')
    text = re.sub(r"^(?:that|:)\s+", "", text).strip(' "“”')
    return text[:1].upper() + text[1:] if text else ""
