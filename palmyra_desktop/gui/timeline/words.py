"""What the timeline says in words: tool tips, and the current bar for a screen reader."""

from dataclasses import replace

from palmyra_desktop import i18n
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Band, Bar, Spans
from palmyra_desktop.domain.shown import term
from palmyra_desktop.domain.timeline.density import Cell
from palmyra_desktop.domain.timeline.ranges import span_of
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.gui.timeline.chart import Hit, Zone
from palmyra_desktop.i18n import _, format_number, ngettext


def date_words(date: DateSpan) -> str:
    """A date in the language of the window."""
    return date.words(i18n.language())


def tip(hit: Hit) -> str:
    """What a point of the timeline tells of itself; "" for nothing."""
    if hit.placed:
        return bar_words(hit.placed.bar)
    if hit.band:
        return "\n\n".join(band_words(band) for band in hit.band.bands)
    if hit.cell:
        return cell_words(hit.cell)
    if hit.stack:
        return "\n".join((cell_words(hit.stack), _("Click to enlarge.")))
    if hit.zone is Zone.NAMES and hit.lane and hit.lane.lane.label:
        count = hit.lane.lane.count
        text = ngettext("{lane}: {count} record. Click to filter by it.",
                        "{lane}: {count} records. Click to filter by it.", count)  # fmt: skip
        return text.format(lane=hit.lane.lane.label, count=format_number(count))
    if hit.zone is Zone.AXIS:
        return _("Drag to filter by a range of time.")
    return ""


def bar_words(bar: Bar) -> str:
    """A record's title, its date in words and as EDTF, one below the other."""
    return "\n".join((bar.title, date_words(bar.date), str(bar.date)))


def band_words(band: Band) -> str:
    """Who held the place, when, and on how many claims that rests."""
    count = len(band.claims)
    claims = ngettext("{count} claim", "{count} claims", count).format(count=format_number(count))
    return "\n".join((band.holder.title, date_words(band.date), claims))


def cell_words(cell: Cell | Stack) -> str:
    """How many records count in a stretch of time."""
    count = ngettext("{count} record", "{count} records", cell.records)
    shown = count.format(count=format_number(cell.records))
    return "\n".join((date_words(span_of(cell.first_day, cell.last_day)), shown))


def named(spans: Spans, lanes: str) -> Spans:
    """The same with lanes named in the language of the window, where they stand for terms."""
    if lanes != "event_kind":
        return spans
    return replace(spans, lanes=tuple(replace(lane, label=term(lanes, lane.label)) for lane in spans.lanes))


def spoken(spans: Spans, bar: Bar | None, lane: str) -> str:
    """The timeline for those who do not see it: the current bar, or what there is."""
    if bar is None:
        count = spans.days.total
        text = ngettext("{count} dated record. Arrow keys go from one to the next.",
                        "{count} dated records. Arrow keys go from one to the next.", count)  # fmt: skip
        return text.format(count=format_number(count))
    if not lane:
        return _("{title}, {date}").format(title=bar.title, date=date_words(bar.date))
    return _("{title}, {date}, lane {lane}").format(title=bar.title, date=date_words(bar.date), lane=lane)
