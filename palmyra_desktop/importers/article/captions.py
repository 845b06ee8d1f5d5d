"""The captions of an article: which of its passages stand under a picture, each with its credit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from palmyra_desktop.domain.findings import BlockKind, CaptionFound, Span
from palmyra_desktop.importers.article.credits import LONGEST, Credit, read_credit
from palmyra_desktop.importers.article.labels import label_of, share_lead
from palmyra_desktop.importers.article.layout import Passage

_PLAIN = (BlockKind.PARAGRAPH, None)
_LONGEST_CAPTION = 90  # words
_LONGEST_UNLABELLED = 60
_SHORTEST_BARE = 7
_LONGEST_BARE = 30
_WORD = re.compile(r"\w[\w’'-]*")
_SAID = re.compile(
    r"[\"“”«»]|\b(?:said|says|told|tells|adding|added|according to|announced|claimed|claims|reported|reports"
    r"|denied|warned|confirmed|stated|insisted|argued|accused|condemned|wrote|suggested|believes?|asked)\b"
)
_SHOWS_PICTURE = re.compile(
    r"\b(?:file (?:photo|picture|image|pic)|pictured|photographed|undated (?:photo|image|handout|picture)"
    r"|(?:photo|image|picture|handout|frame grab|screengrab)(?: \w+){0,5} (?:shows?|showing)"
    r"|in this (?:\w+ ){0,3}(?:photo|image|picture|file)|seen (?:here|from|in|on|behind|through)"
    r"|(?:a|general|aerial|satellite) (?:view|image|photograph) (?:of|shows)|before and after)\b"
    r"|\((?:above|below|left|right|centre|center|pictured|top|bottom|background|foreground)\)",
    re.IGNORECASE,
)
_TABLOID = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,3}: ")
_TAIL = re.compile(
    r"(?P<bracket>[(\[](?=[^()\[\]]{2,160}[)\]]?\W{0,3}$))"
    r"|(?P<label>(?<![\w-])(?:(?:photo(?:graph)?s?|picture|pic|image|video)\s?(?:credit|source|copyright)?\s?(?::|by\b)|credits?\s?:|©|copyright\b"
    r"|(?:photo(?:graph)?s? )?courtesy(?: of)?\b|الصورة:|تصوير))"
    r"|(?P<stop>(?<=[.!?…”\"])\s+(?=[^\s]))"
    r"|(?P<mark>\s[/|–—-]\s|\s?\|\s?)",
    re.IGNORECASE,
)
_MAY_CREDIT = re.compile(r"[/|©]|\bvia\b|phot|pic|imag|view|seen|shows|credit|courtesy|صور", re.IGNORECASE)
_ENDS = ".!?…:;\"”’'»)]*"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text and what it is; a caption knows its picture."""

    span: Span
    kind: BlockKind
    group: int
    caption: CaptionFound | None = None


@dataclass(slots=True)
class _Held:
    """What was read before the caption it belongs to."""

    credit: Credit | None = None
    span: Span | None = None
    group: int = -1
    media: str = ""


def mark_captions(text: str, passages: Sequence[Passage]) -> tuple[Marked, ...]:
    """Return the passages with captions and credits told apart, in the order of the text.

    A passage without a kind comes back as a paragraph.
    """
    marking = _Marking(text, passages)
    for number, passage in enumerate(passages):
        marking.read(number, passage)
    return tuple(marking.marked)


class _Marking:
    """One reading of an article's passages from the first to the last."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self.passages = passages
        self.marked: list[Marked] = []
        self.held = _Held()
        self.awaited = ""

    def read(self, number: int, passage: Passage) -> None:
        words = self.text[passage.span.start : passage.span.end]
        label = label_of(words) if passage.kind in (*_PLAIN, BlockKind.CAPTION, BlockKind.CREDIT) else None
        awaited, self.awaited = self.awaited, ""
        if passage.kind is BlockKind.CREDIT:
            self._credit(passage, passage.span, read_credit(words), comes_first=False)
        elif label and (label.role != "caption" and (label.role == "credit" or self._is_credit(words))):
            self._credit(passage, passage.span, read_credit(words), comes_first=label.comes_first)
        elif label and passage.span.start + label.length >= passage.span.end:
            self.awaited = label.media
        elif label:
            start = passage.span.start + label.length
            self._caption(Span(start, passage.span.end), passage, label.media, "caption.labelled")
        elif awaited:
            self._caption(passage.span, passage, awaited, "caption.labelled")
        elif passage.kind is BlockKind.CAPTION:
            self._caption(passage.span, passage, passage.media or "image", "caption.markup")
        elif passage.kind not in _PLAIN:
            self._mark(passage.span, passage.kind or BlockKind.PARAGRAPH, passage.group)
        elif self._is_credit(words):
            self._credit(passage, passage.span, read_credit(words), comes_first=False)
        elif not self._unlabelled(number, passage, words):
            self._mark(passage.span, BlockKind.PARAGRAPH, passage.group)

    def _is_credit(self, words: str) -> bool:
        credit = read_credit(words)
        return credit is not None and credit.is_sure

    def _mark(self, span: Span, kind: BlockKind, group: int, caption: CaptionFound | None = None) -> None:
        self.marked.append(Marked(span, kind, group, caption))

    def _credit(self, passage: Passage, span: Span, credit: Credit | None, *, comes_first: bool) -> None:
        """Give a credit to the caption it stands under, or keep it for the one that follows."""
        if credit is None:
            self._mark(span, BlockKind.ASIDE, passage.group)
            return
        printed = Span(span.start + credit.start, span.start + credit.end)
        before = self.marked[-1] if self.marked else None
        self._mark(printed, BlockKind.CREDIT, passage.group)
        if before and not comes_first:
            caption = before.caption
            if caption and caption.credit is None:
                self.marked[-2] = replace(before, caption=self._credited(caption, credit, printed))
                return
            if caption is None and self._stands_under_picture(before, passage):
                found = CaptionFound(before.span, "image", "caption.before-credit", is_labelled=False)
                found = replace(
                    self._credited(found, credit, printed), is_certain=before.group == passage.group
                )
                self.marked[-2] = Marked(before.span, BlockKind.CAPTION, before.group, found)
                return
        self.held = _Held(credit, printed, passage.group)

    def _stands_under_picture(self, before: Marked, passage: Passage) -> bool:
        """Whether the paragraph before a credit is a caption: beside it, or plainly of a picture."""
        words = self.text[before.span.start : before.span.end]
        if before.kind is not BlockKind.PARAGRAPH or _count(words) > _LONGEST_UNLABELLED:
            return False
        if before.group == passage.group:
            return not _SAID.search(words)
        return bool(_SHOWS_PICTURE.search(words)) or (words[-1] not in _ENDS and _count(words) >= 5)

    def _caption(
        self, span: Span, passage: Passage, media: str, rule: str, *, is_certain: bool = True
    ) -> None:
        """Take a stretch in as a caption, without the credit at its end."""
        is_labelled = rule in ("caption.labelled", "caption.markup")
        lead = share_lead(self.text[span.start : span.end])
        span = Span(span.start + lead, span.end)
        words = self.text[span.start : span.end]
        cut = _credit_at_end(words, is_caption=True)
        found = CaptionFound(span, media, rule, is_labelled=is_labelled, is_certain=is_certain)
        if cut:
            end, credit = cut
            printed = Span(span.start + credit.start, span.start + credit.end)
            found = self._credited(replace(found, span=Span(span.start, span.start + end)), credit, printed)
        elif self.held.credit and self.held.span and self._is_adjacent(passage):
            found = self._credited(found, self.held.credit, self.held.span)
        self.held = _Held()
        if found.span.start >= found.span.end:
            return
        self._mark(found.span, BlockKind.CAPTION, passage.group, found)
        if cut and found.credit_span:
            self._mark(found.credit_span, BlockKind.CREDIT, passage.group)

    def _is_adjacent(self, passage: Passage) -> bool:
        last = self.marked[-1] if self.marked else None
        return last is not None and last.span == self.held.span and passage.group - self.held.group <= 1

    def _credited(self, caption: CaptionFound, credit: Credit, printed: Span) -> CaptionFound:
        return replace(
            caption,
            credit=self.text[printed.start : printed.end],
            credit_span=printed,
            agency=credit.agency,
            photographer=credit.photographer,
            distributor=credit.distributor,
            licence=credit.licence,
        )

    def _unlabelled(self, number: int, passage: Passage, words: str) -> bool:
        """Take a passage in as a caption if its words say so; nothing in the text calls it one."""
        size = _count(words)
        if size > _LONGEST_CAPTION:
            return False
        cut = _credit_at_end(words, is_caption=False)
        if cut:
            self._caption(passage.span, passage, "image", "caption.credit-at-end")
            return True
        held = (
            self.held.credit is not None and self._is_adjacent(passage) and self.held.group == passage.group
        )
        if held and size <= _LONGEST_UNLABELLED and not _SAID.search(words):
            self._caption(passage.span, passage, "image", "caption.after-credit")
            return True
        if self._is_bare_caption(number, passage, words, size):
            self._caption(passage.span, passage, "image", "caption.bare-line", is_certain=False)
            return True
        return False

    def _is_bare_caption(self, number: int, passage: Passage, words: str, size: int) -> bool:
        """Whether a line among paragraphs is one that no sentence ends, too long to be a heading."""
        if not _SHORTEST_BARE <= size <= _LONGEST_BARE or words[0] in "\"“‘'«•":
            return False
        is_open = words[-1] not in _ENDS
        if not is_open and not (_TABLOID.match(words) and _SHOWS_PICTURE.search(words)):
            return False
        is_told = _SAID.search(words) and not _SHOWS_PICTURE.search(words)
        before = [m for m in self.marked[-6:] if m.kind is BlockKind.PARAGRAPH and self._is_sentence(m.span)]
        after = self.passages[number + 1 : number + 3]
        return not is_told and bool(before) and any(self._is_sentence(one.span) for one in after)

    def _is_sentence(self, span: Span) -> bool:
        return span.end - span.start > 60 and self.text[span.end - 1] in _ENDS


def _credit_at_end(words: str, *, is_caption: bool) -> tuple[int, Credit] | None:
    """Return where a caption's own words end and the credit behind them; places lie in the words given.

    Args:
        is_caption: whether it is known to be one; else the credit alone must prove it.
    """
    first = max(0, len(words) - LONGEST)
    if not is_caption and words[-1] not in ")]" and not _MAY_CREDIT.search(words, first):
        return None
    for found in _TAIL.finditer(words, first):
        start = found.end() if found.lastgroup in ("stop", "mark") else found.start()
        credit = read_credit(words[start:])
        if credit is None or not (credit.is_sure or (is_caption and found.lastgroup == "bracket")):
            continue
        if not is_caption and not _proves(words, found, words[start + credit.start : start + credit.end]):
            continue
        end = len(words[: found.start()].rstrip(" \t\n/|–—-"))
        return end, replace(credit, start=start + credit.start, end=start + credit.end)
    return None


def _proves(words: str, found: re.Match[str], credit: str) -> bool:
    """Whether a credit at the end of a paragraph makes it a caption: "(AFP)" may only name who is told of."""
    before = words[: found.start()].rstrip()
    if not before or _count(before) > _LONGEST_CAPTION:
        return False
    is_telling = any(mark in credit for mark in "/|©") or " via " in f" {credit} ".lower()
    is_telling = is_telling or bool(_LABELLED.match(words[found.start() :].lstrip("([ ")))
    if found.lastgroup == "bracket":
        if is_telling or "photo" in credit.lower() or "courtesy" in credit.lower():
            return True
        return (
            _count(before) <= _LONGEST_BARE
            and not _SAID.search(before)
            and (before[-1] in ".…" or before[-1].isalnum() or bool(_SHOWS_PICTURE.search(before)))
        )
    if found.lastgroup == "label":
        return before[-1] in '.!?…"”)' or not _SAID.search(before)
    is_of_picture = is_telling or _SHOWS_PICTURE.search(before) is not None
    return is_of_picture and found.lastgroup == "stop"


_LABELLED = re.compile(
    r"(?:photo|photograph|picture|pic|image|credit|courtesy|©|الصورة|تصوير)", re.IGNORECASE
)


def _count(words: str) -> int:
    return len(_WORD.findall(words))
