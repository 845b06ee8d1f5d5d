"""TimelineJS: a JSON file for the storytelling timeline of Northwestern University's Knight Lab.

Its form is described at timeline.knightlab.com/docs/json-format.html. What it shows as HTML is escaped here.
A year before the common era is the negative of its name: -44 is 44 BCE, and there is no year 0.
"""

import json
from collections.abc import Iterator
from html import escape
from math import isfinite
from typing import Any, BinaryIO, Final

from palmyra_desktop.domain.calendar import days_in_month, year_month_day
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import claimants, claimed, date_in_words, term
from palmyra_desktop.domain.timeline.bands import stretches
from palmyra_desktop.exporters.base import ExportItem, NoOptions, Selection
from palmyra_desktop.exporters.dated import check_dated, date_of, is_placed, monuments_of
from palmyra_desktop.i18n import N_, _, format_number, ngettext

_FARTHEST_YEAR: Final = 270_000
"""Beyond it a browser's dates end, and TimelineJS wants to be told that its scale is "cosmological"."""
_UNDATED = '<li class="undated">'
_BODY = {Kind.EVENT: "description", Kind.IMAGE: "credit", Kind.SOURCE: "publisher"}
"""The field that stands under the title."""


class TimelineJs:
    """A timeline to tell a story with."""

    key = "timelinejs"
    label = N_("TimelineJS")
    explanation = N_("a story in time for a web page")
    promise = N_("Dates stand in words; what has no date is listed on the first slide.")
    suffix = ".json"
    has_columns = False
    is_nested = True
    needs_dates = True
    options = NoOptions

    def write(self, selection: Selection, stream: BinaryIO, options: NoOptions) -> int:
        """Write a slide for each dated record, then the title with the undated; return how many of both.

        Raises:
            KnownError: if the kind has no date.
        """
        check_dated(selection.kind)
        undated: list[str] = []
        written, farthest = 0, 0
        stream.write(b'{"events":[')
        for item in selection.items:
            date = date_of(item.record)
            if date is None or not is_placed(date):
                undated.append(_undated(item.record, date))
                continue
            farthest = max(farthest, *(abs(_year(day)) for day in _ends(date)))
            stream.write(b",\n" if written else b"\n")
            stream.write(_dump(_slide(item, date)).encode())
            written += 1
        is_far = farthest > _FARTHEST_YEAR
        rest = {
            "title": {"text": _title(selection, undated)},
            "eras": list(_eras(selection.bands())),
            "scale": "cosmological" if is_far else "human",
        }
        stream.write(f"\n],{_dump(rest)[1:]}\n".encode())
        return written + len(undated)

    def count(self, stream: BinaryIO) -> int:
        """Parse the file back: its slides, each with a date, and those listed as undated."""
        found = json.load(stream)
        if not all("year" in slide["start_date"] for slide in found["events"]):
            raise ValueError("a slide has no date")
        return len(found["events"]) + str(found["title"]["text"]["text"]).count(_UNDATED)


def _slide(item: ExportItem, date: DateSpan) -> dict[str, Any]:
    record = item.record
    first, last = _ends(date)
    start, end = _parts(first, last)
    slide: dict[str, Any] = {"start_date": start}
    if end:
        slide["end_date"] = end
    slide["display_date"] = escape(date_in_words(date))
    slide["text"] = {"headline": escape(heading(record)), "text": "".join(_body(item))}
    monuments = monuments_of(record)
    if monuments:
        slide["group"] = escape(monuments[0].title)
    slide["unique_id"] = f"{record.kind.value}-{record.id}"
    # Words of a source may look like an address; nothing of theirs becomes a link.
    return slide | {"autolink": False}


def _ends(date: DateSpan) -> tuple[int, int]:
    """First and last day; of a date open at one side those of its other end, as its words say."""
    first, last = date.earliest_day, date.latest_day
    if first is not None and last is not None:
        return first, last
    end = date.start if last is None else date.end
    if end is not None and end != date:
        return _ends(end)
    known = last if first is None else first
    assert known is not None  # is_placed
    return known, known


def _parts(first: int, last: int) -> tuple[dict[str, int], dict[str, int] | None]:
    """Start and end as TimelineJS takes dates; a whole year or month is one date without an end."""
    (year, month, day), (end_year, end_month, end_day) = year_month_day(first), year_month_day(last)
    starts_month, ends_month = day == 1, end_day == days_in_month(end_year, end_month)
    if starts_month and ends_month:
        if (month, end_month) == (1, 12):
            start, end = {"year": _named(year)}, {"year": _named(end_year)}
        else:
            start = {"year": _named(year), "month": month}
            end = {"year": _named(end_year), "month": end_month}
    else:
        start = {"year": _named(year), "month": month, "day": day}
        end = {"year": _named(end_year), "month": end_month, "day": end_day}
    return start, (end if end != start else None)


def _year(day: int) -> int:
    return year_month_day(day)[0]


def _named(year: int) -> int:
    """A year as it is called; year 0 is 1 BCE."""
    return year if year > 0 else year - 1


def _body(item: ExportItem) -> Iterator[str]:
    """What is told of a record, and who says so."""
    words = getattr(item.record, _BODY.get(item.record.kind, ""), None)
    if words:
        yield f'<p dir="auto">{_lines(words)}</p>'
    claims = (item.record,) if isinstance(item.record, Claim) else item.claims
    if claims:
        yield f"<ul>{''.join(map(_attribution, claims))}</ul>"


def _attribution(claim: Claim) -> str:
    verb = claim.verb or term("stance", claim.stance)
    words = f" <q>{_lines(claim.words)}</q>" if claim.words else ""
    source = claim.source.title if claim.source else None
    parts = (source, claim.publisher, date_in_words(claim.said), claim.via)
    printed = escape(" · ".join(part for part in parts if part))
    told = f"{escape(claimants(claim))} {escape(verb)}: {escape(claimed(claim))}"
    return f'<li dir="auto">{told}{words}{f" <small>{printed}</small>" if printed else ""}</li>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _undated(record: Record, date: DateSpan | None) -> str:
    words = f" ({escape(date_in_words(date))})" if date else ""
    return f"{_UNDATED}{escape(heading(record))}{words}</li>"


def _title(selection: Selection, undated: list[str]) -> dict[str, str]:
    count = ngettext("{count} record", "{count} records", selection.count)
    lines = [count.format(count=format_number(selection.count)), *selection.filter_words]
    text = "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines)
    if undated:
        words = _("Undated: {count}").format(count=format_number(len(undated)))
        text += f"<p>{escape(words)}</p><ul>{''.join(undated)}</ul>"
    plural = _(record_type(selection.kind).label_plural)
    return {"headline": escape(f"{plural}: {selection.title}" if selection.title else plural), "text": text}


def _eras(bands: tuple[Band, ...]) -> Iterator[dict[str, Any]]:
    """Who held the place; a stretch without beginning or end cannot be told to TimelineJS."""
    for held in stretches(bands):
        if isfinite(held.start) and isfinite(held.end):
            start, end = _parts(int(held.start), int(held.end) - 1)
            names = " / ".join(band.holder.title for band in held.bands)
            yield {"start_date": start, "end_date": end or start, "text": {"headline": escape(names)}}


_dump = json.JSONEncoder(ensure_ascii=False).encode
