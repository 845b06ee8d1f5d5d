"""The timeline as an SVG picture: bars, lanes, bands and axis laid out as on screen, by the same numbers.

A drawing of its own size with all lanes, all bars, and the records without a date below; no script, nothing
from elsewhere, all text from the archive escaped. A record is marked once by the class `record`; where it
stands in further lanes, by `again`, so that the file can be counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.found import Bar, Lane
from palmyra_desktop.domain.record import heading
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.exporters.dated import check_dated, date_of, monuments_of
from palmyra_desktop.exporters.svg_timeline import Drawing, Shown
from palmyra_desktop.i18n import N_, _, format_number

MOST: Final = 100_000
"""Records; a picture of more is a grey wall, and no viewer opens it."""
_NO_LANE: Final = ""


@dataclass(frozen=True, slots=True)
class TimelineSvgOptions:
    """How the picture is drawn."""

    lanes: bool = field(default=True, metadata={"label": N_("A lane for each monument")})
    hijri: bool = field(default=False, metadata={"label": N_("Hijri dates on the axis")})


class TimelineSvg:
    """A picture of the timeline."""

    key = "timeline-svg"
    label = N_("Timeline")
    explanation = N_("a picture in SVG, of any size without loss")
    promise = N_("All lanes and all bars; what has no date is listed below them.")
    suffix = ".svg"
    has_columns = False
    is_nested = False
    needs_dates = True
    options = TimelineSvgOptions

    def write(self, selection: Selection, stream: BinaryIO, options: TimelineSvgOptions) -> int:
        """Draw the records; return how many there are, dated or not.

        Raises:
            KnownError: if the kind has no date, or there are more than a picture can hold.
        """
        check_dated(selection.kind)
        if selection.count > MOST:
            words = _("A picture has room for {most} records, but {count} are to be drawn.")
            counts = {"most": format_number(MOST), "count": format_number(selection.count)}
            raise KnownError(words.format(**counts), _("Filter first, or choose a range of time."))
        shown = _shown(selection, options.lanes)
        selection.check()
        drawing = Drawing(selection, shown, options.hijri)
        for part in drawing.parts():
            stream.write(part.encode())
            selection.check()
        return len(shown.bars) + len(shown.undated)

    def count(self, stream: BinaryIO) -> int:
        """Parse the picture to its end and count the records in it."""
        found = 0

        def begin(_name: str, attributes: dict[str, str]) -> None:
            nonlocal found
            found += attributes.get("class") == "record"

        parser = expat.ParserCreate()
        parser.StartElementHandler = begin
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        return found


def _shown(selection: Selection, with_lanes: bool) -> Shown:
    bars: list[Bar] = []
    undated: list[str] = []
    names: dict[FacetKey, str] = {_NO_LANE: ""}
    for item in selection.items:
        record, date = item.record, date_of(item.record)
        if date is None:
            undated.append(heading(record))
            continue
        links = monuments_of(record) if with_lanes else ()
        names |= {link.id: link.title for link in links}
        keys = tuple(dict.fromkeys(link.id for link in links)) or (_NO_LANE,)
        bars.append(Bar(record.ref, heading(record), date, date.earliest_day, date.latest_day, keys))
    bars.sort(key=lambda bar: bar.date.sort_key)
    counted = Counter(key for bar in bars for key in bar.lanes)
    lanes = [Lane(key, names[key], count) for key, count in counted.items()]
    lanes.sort(key=lambda lane: (lane.key == _NO_LANE, -lane.count, lane.label))
    return Shown(tuple(bars), tuple(lanes), tuple(undated), selection.bands())
