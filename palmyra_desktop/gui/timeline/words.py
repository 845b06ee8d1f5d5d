"""What the timeline says in words: tool tips, and the current bar for a screen reader."""

from dataclasses import replace

from palmyra_desktop import i18n
from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Band, Bar, Spans
from palmyra_desktop.domain.shown import term
from palmyra_desktop.domain.timeline.density import Cell
from palmyra_desktop.domain.timeline.notes import Dating, Notes
from palmyra_desktop.domain.timeline.ranges import span_of
from palmyra_desktop.domain.timeline.reports import Turn
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.domain.timeline.steps import Spot
from palmyra_desktop.gui.timeline.chart import NO_NOTES
from palmyra_desktop.gui.timeline.hit import Hit, Zone
from palmyra_desktop.i18n import N_, _, format_number, left_to_right, ngettext

_MOST_DATINGS = 8
_TITLES = {Turn.FIRST: N_("First: {title}"), Turn.TAKEN_BACK: N_("Takes back: {title}")}
_TURNS = {
    Turn.FIRST: N_("The first to say so"),
    Turn.TAKEN_BACK: N_("Takes back what it said before"),
}


def date_words(date: DateSpan) -> str:
    """A date in the language of the window."""
    return date.words(i18n.language())


def tip(hit: Hit, notes: Notes = NO_NOTES) -> str:
    """What a point of the timeline tells of itself; "" for nothing."""
    if hit.placed:
        return bar_words(hit.placed.bar, notes)
    if hit.made:
        return "\n".join((hit.made.name, date_words(hit.made.date), str(hit.made.date)))
    if hit.undated:
        return "\n".join((hit.undated.title, _("without a date")))
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


def bar_words(bar: Bar, notes: Notes) -> str:
    """A record's title, its date in words and as EDTF, who dates it and what else is known, by lines."""
    lines = [bar.title, date_words(bar.date), left_to_right(str(bar.date))]
    mark = notes.marks.get(bar.ref)
    if mark is not None:
        lines.append(term("stance", mark.stance))
        lines += [_(_TURNS[mark.turn])] if mark.turn else []
    datings = notes.datings.get(bar.ref, ())
    if datings:
        lines += ["", _("Dated by")]
        lines += [dating_words(dating) for dating in datings[:_MOST_DATINGS]]
        more = len(datings) - _MOST_DATINGS
        lines += [_("+{count}").format(count=format_number(more))] if more > 0 else []
    if notes.is_disputed(bar):
        lines.append(_("Sources disagree about the date."))
    return "\n".join(lines)


def dating_words(dating: Dating) -> str:
    """A claimed date, and who says so, where."""
    by = dating.by or _("not named")
    words = f"{date_words(dating.date)} ({dating.date}): {by}"
    return f"{words}, {dating.source}" if dating.source else words


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


def turned(spans: Spans, notes: Notes) -> Spans:
    """The same with the turn of each report said before its title, where it has one."""
    turns = {ref: _(_TITLES[mark.turn]) for ref, mark in notes.marks.items() if mark.turn}
    if not turns:
        return spans
    bars = (
        replace(bar, title=turns[bar.ref].format(title=bar.title)) if bar.ref in turns else bar
        for bar in spans.bars
    )
    return replace(spans, bars=tuple(bars))


def role_words(notes: Notes, lane: FacetKey) -> str:
    """The parts an actor plays in the bars of its lane, the most frequent first; "" for other lanes."""
    return " · ".join(term("actor_role", role) for role in notes.roles.get(lane, ()))


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


def spoken_stack(spot: Spot) -> str:
    """The stack in which one stands, and that it opens; "" at a bar."""
    if spot.days is None:
        return ""
    date, count = date_words(span_of(*spot.days)), spot.lane.lane.days.between(*spot.days)
    text = ngettext("A stack of {count} record, {date}: Enter enlarges it.",
                    "A stack of {count} records, {date}: Enter enlarges it.", count)  # fmt: skip
    return text.format(count=format_number(count), date=date)
