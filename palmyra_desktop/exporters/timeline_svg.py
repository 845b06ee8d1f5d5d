"""The timeline as an SVG picture: bars, stacks, lanes, bands and axis as on screen, by the same numbers.

A drawing of its own size with all lanes and the records without a date below; no script, nothing from
elsewhere, all text from the archive escaped. A record is marked once by the class `record`; where it
stands in further lanes, by `again`. Those without a mark of their own are counted by `data-records`, so
that what the file holds can be counted.
"""

from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.timeline.lanes import OF_NONE
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.exporters.dated import check_dated, date_of, is_placed
from palmyra_desktop.exporters.svg.drawing import drawn
from palmyra_desktop.i18n import N_, _

_MOST_LISTED: Final = 5_000
"""Records up to which all without a date are named; of more, the first."""


@dataclass(frozen=True, slots=True)
class TimelineSvgOptions:
    """How the picture is drawn; lanes may stand for another facet: a key of OF_NONE, or "none"."""

    lanes: bool | str = field(default=True, metadata={"label": N_("A lane for each monument")})
    hijri: bool = field(default=False, metadata={"label": N_("Hijri dates on the axis")})


class TimelineSvg:
    """A picture of the timeline."""

    key = "timeline-svg"
    label = N_("Timeline")
    explanation = N_("a picture in SVG, of any size without loss")
    promise = N_(
        "All lanes; where too many begin at once, stacks with their number. What has no date is below."
    )
    suffix = ".svg"
    has_columns = False
    is_nested = False
    needs_dates = True
    options = TimelineSvgOptions

    def write(self, selection: Selection, stream: BinaryIO, options: TimelineSvgOptions) -> int:
        """Draw the records; return how many there are, dated or not.

        Raises:
            KnownError: if the kind has no date, or there are no such lanes.
        """
        check_dated(selection.kind)
        lanes = _lanes(options.lanes)
        spans = selection.spans(lanes)
        undated = tuple(link.title for link in spans.undated_links)
        if len(undated) < spans.undated and selection.count <= _MOST_LISTED:
            records = (item.record for item in selection.items)
            undated = tuple(heading(record) for record in records if not is_placed(date_of(record)))
        selection.check()
        for part in drawn(selection, spans, undated, lanes, options.hijri):
            stream.write(part.encode())
            selection.check()
        return spans.total

    def count(self, stream: BinaryIO) -> int:
        """Parse the picture to its end and count the records in it."""
        found = 0

        def begin(_name: str, attributes: dict[str, str]) -> None:
            nonlocal found
            found += attributes.get("class") == "record"
            found += int(attributes.get("data-records", 0))

        parser = expat.ParserCreate()
        parser.StartElementHandler = begin
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        return found


def _lanes(wanted: bool | str) -> str:
    if isinstance(wanted, bool):
        return "monument" if wanted else "none"
    known = ("none", *OF_NONE)
    if wanted not in known:
        words = _("There are no lanes called {lanes}.").format(lanes=wanted)
        raise KnownError(words, _("Choose one of: {known}.").format(known=", ".join(known)))
    return wanted
