"""When an act was, by the dates around its words; the date of a report is never the date of the act."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.findings import Article, DateFound, Span
from palmyra_desktop.importers.article.dates.clock import month_text, plain
from palmyra_desktop.importers.article.dates.english import number_of
from palmyra_desktop.importers.article.events.acts import Act

_REPORTED = re.compile(
    r"\b(?:said|says|say|told|tells|reported|reports|report|announced|announces|confirmed|confirms|revealed|reveal|reveals"
    r"|showed|show|shows|shown|indicated|indicates|suggested|suggest|wrote|stated|declared|warned|claimed|claims|found"
    r"|tweeted|posted|published|released|described|condemned|denied|added|acknowledged|admitted|insisted|noted)\b",
    re.IGNORECASE,
)
_BEFORE_LEAVING = re.compile(
    r"\bbefore\s+(?:(?:withdraw|leav|retreat|flee|pull|depart|be)ing|their\s+(?:flight|retreat|withdrawal)"
    r"|they\s+(?:withdrew|left|fled|retreated))",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(
    r"\b(?:built|founded|erected|carved|constructed|made|dat(?:ed|es|ing)|established|inscribed|listed|born|completed|discovered)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""Words before a date that make it one of a thing's age."""
_BEGAN = re.compile(
    r"\b(?:began|begun|started|erupted|broke out|(?:was|were) launched)\s+(?:on\s+|in\s+)?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|since)\s", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_AFTER = re.compile(r"after\b", re.IGNORECASE)
_SPAN_BEFORE = re.compile(r"(?P<n>[\w-]+)\s+(?P<u>day|month|year)s?\s+$", re.IGNORECASE)
_AT_VERB = 45  # code points between a verb of speaking and the date it was spoken on
_STOPS = re.compile(r"[,;:]|\b(?:that|had|was|were)\b")
_PERIOD_GROUPS = frozenset({"destruction", "looting", "killing", "mining"})
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """When an act was: EDTF or None, the rule, and the words that say it."""

    edtf: str | None
    rule: str
    span: Span | None = None
    is_relative: bool = False


UNDATED = Dated(None, "")


@dataclass(slots=True)
class Periods:
    """The stretch of time that a passage is about, for acts told inside it."""

    edtf: str | None = None
    block: int = -9

    def note(self, edtf: str | None, block: int) -> None:
        """Keep a stretch that was told; a single day or month is none."""
        if edtf is not None and "/" in edtf and not edtf.startswith(".."):
            self.edtf, self.block = edtf, block

    def around(self, act: Act, text: str) -> str | None:
        """Return the stretch an act is told inside: of its own block, or the one before where it goes on."""
        if act.trigger.group not in _PERIOD_GROUPS or self.edtf is None:
            return None
        block = act.sentence.block
        goes_on = block == self.block + 1 and _ALSO.search(text) is not None
        return self.edtf if block == self.block or goes_on else None


def dated(
    act: Act, others: Sequence[Act], dates: Sequence[DateFound], article: Article, periods: Periods
) -> Dated:
    """Return when an act was.

    Args:
        others: the acts of its sentence. dates: those of its sentence, in order. periods: as told so far.
    """
    text = article.words(act.clause)
    dates = [
        one for one in dates if not _is_of_a_thing(one, act, article.text) and not _is_to_come(one, article)
    ]
    own = [one for one in dates if act.clause.holds(one.span) and one.edtf is not None]
    if act.trigger.group == "restoration":
        # "demolished in 1936 and rebuilt": the date behind the one is not that of the other.
        done = [other.words.end for other in others if other.words.end <= act.words.start]
        dates = [one for one in dates if not done or not max(done) <= one.span.start < act.words.start]
        own = [one for one in own if one in dates]
    chosen = _nearest(act, [one for one in own if not _is_of_report(one, act, article)])
    if chosen is not None:
        chosen = _said_then(chosen, dates, act, article) or chosen
        return (
            _begun(chosen, act, article)
            or _held(chosen, dates, act, article)
            or Dated(chosen.edtf, chosen.rule, chosen.span, chosen.is_relative)
        )
    counted = _counted(act, dates, article)
    if counted is not None:
        return counted
    reported = next((one for one in own if one.span.end <= act.words.start), None)
    if reported is not None and _is_opening(reported, act):
        return _until(reported.edtf, f"{reported.rule}.report", reported)
    if _BEFORE_LEAVING.search(article.words(act.sentence.span)) and article.source.published:
        return _until(article.source.published, "date.before-leaving", None)
    free = [
        one
        for one in dates
        if one.edtf is not None
        and not any(other.clause.holds(one.span) for other in others if other is not act)
        and not _is_of_report(one, act, article)
    ]
    chosen = _nearest(act, free)
    if chosen is not None:
        chosen = _said_then(chosen, dates, act, article) or chosen
        return Dated(chosen.edtf, f"{chosen.rule}.sentence", chosen.span, chosen.is_relative)
    period = periods.around(act, text)
    return Dated(period, "date.inside-period") if period else UNDATED


def _is_of_a_thing(date: DateFound, act: Act, text: str) -> bool:
    """Whether a date is a thing's age: a century, or behind "built" where that is not the act itself."""
    made = _OF_A_THING.search(text, max(0, date.span.start - 24), date.span.start)
    is_act = made is not None and act.words.start <= made.start() < act.words.end
    return date.rule == "date.century" or (made is not None and not is_act)


def _is_to_come(date: DateFound, article: Article) -> bool:
    """Whether a date lies behind the publication: what happened was not then."""
    published = article.source.published
    if date.edtf is None or published is None or date.edtf.endswith("/.."):
        return False
    first, day = date_span(date.edtf).earliest_day, date_span(published).latest_day
    return first is not None and day is not None and first > day


def _begun(date: DateFound, act: Act, article: Article) -> Dated | None:
    """Return the open stretch of what lasts since something began: "the battle, which began on 7 March"."""
    began = _BEGAN.search(article.text, max(act.clause.start, date.span.start - 24), date.span.start)
    is_of_act = began is not None and act.words.start <= began.start() < act.words.end
    if began is None or is_of_act or date.edtf is None or "/" in date.edtf or date.edtf[0] in "[{":
        return None
    return Dated(f"{date.edtf}/..", f"{date.rule}.begun", date.span, date.is_relative)


def _said_then(date: DateFound, dates: Sequence[DateFound], act: Act, article: Article) -> DateFound | None:
    """Return the day that "today" is in a quotation: as the editor adds, "[Sunday]", or when it was said."""
    text = article.text
    if date.rule != "date.near-day":
        return None
    added = [
        one
        for one in dates
        if 0 <= one.span.start - date.span.end <= 2 and "[" in text[date.span.end : one.span.start]
    ]
    marks = [mark for mark in text[act.sentence.span.start : date.span.start] if mark in '"“”']
    if added or len(marks) % 2 == 0:
        return added[0] if added else None
    said = [one for one in dates if one.span.end <= date.span.start and _is_of_report(one, act, article)]
    return said[-1] if said else None


def _held(date: DateFound, dates: Sequence[DateFound], act: Act, article: Article) -> Dated | None:
    """Return the stretch that something was held for: "from May 2015 until it was forced out in March"."""
    text = article.text
    is_start = _FROM.search(text[max(0, date.span.start - 6) : date.span.start + 6]) is not None
    if act.trigger.group != "occupation" or not is_start or date.edtf is None or "/" in date.edtf:
        return None
    later = [one for one in dates if one.span.start > date.span.end and plain(one.edtf)]
    is_ended = bool(later) and _UNTIL.search(text, date.span.end, later[0].span.start + 6) is not None
    end = plain(later[0].edtf) if is_ended else ".."
    return Dated(f"{date.edtf}/{end}", f"{date.rule}.held", date.span, date.is_relative)


def _counted(act: Act, dates: Sequence[DateFound], article: Article) -> Dated | None:
    """Return when an act was that is told by how long before another: "nine months after it had been taken".

    Counted from what the sentence dates before it, else from the publication; weeks are not.
    """
    text = article.text
    opening = _AFTER.match(text, act.clause.start, act.clause.end)
    told = _SPAN_BEFORE.search(text, max(act.sentence.span.start, act.clause.start - 30), act.clause.start)
    if opening is None or told is None:
        return None
    base = [one.edtf for one in dates if one.edtf and one.span.end <= told.start() and "/" not in one.edtf]
    start = plain(base[-1] if base else article.source.published)
    number = number_of(told["n"])
    if start is None or number is None:
        return None
    if told["u"] == "day":
        if len(start) < 10:
            return None
        edtf = (datetime.date.fromisoformat(start) - datetime.timedelta(days=number)).isoformat()
    elif told["u"] == "year":
        edtf = f"{int(start[:4]) - number:04}"
    elif len(start) >= 7:
        edtf = month_text(int(start[:4]) * 12 + int(start[5:7]) - 1 - number)
    else:
        return None
    return Dated(edtf, "date.counted", Span(told.start(), told.end()), not base)


def _nearest(act: Act, dates: Sequence[DateFound]) -> DateFound | None:
    """Return the date behind the words that tell the act, else the nearest before them."""
    behind = [one for one in dates if one.span.start >= act.words.start]
    if behind:
        return min(behind, key=lambda one: one.span)
    return max(dates, key=lambda one: one.span, default=None)


def _is_opening(date: DateFound, act: Act) -> bool:
    return date.span.start - act.clause.start <= 4


def _is_of_report(date: DateFound, act: Act, article: Article) -> bool:
    """Whether a date tells when somebody spoke: it stands at a verb of speaking, not at the act's words."""
    if date.span.start >= act.words.start:
        # Behind the act: "... was blown up, the ministry said on Sunday".
        between = article.text[act.words.end : date.span.start]
        ends = [verb.end() for verb in _REPORTED.finditer(between)]
        rest = between[ends[-1] :] if ends else ","
        return len(rest) <= _AT_VERB and not _STOPS.search(rest)
    between = article.text[date.span.end : act.words.start]
    before = article.text[max(act.sentence.span.start, date.span.start - 60) : date.span.start]
    spoken = _REPORTED.search(before)
    if spoken is not None and len(before) - spoken.end() <= 12:
        return True
    return _REPORTED.search(between) is not None


def _until(edtf: str | None, rule: str, date: DateFound | None) -> Dated:
    if edtf is None or "/" in edtf or edtf[0] in "[{":
        return UNDATED
    return Dated(f"/{edtf}", rule, date.span if date else None, date.is_relative if date else True)
