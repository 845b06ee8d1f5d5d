"""What lies at a point of the timeline."""

from dataclasses import dataclass
from enum import Enum

from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.timeline.bands import BandBox
from palmyra_desktop.domain.timeline.density import Cell
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.stacks import Stack


class Zone(Enum):
    """A part of the view."""

    NAMES = "names"
    DENSITY = "density"
    UNDATED = "undated"
    AXIS = "axis"
    BANDS = "bands"
    LANES = "lanes"


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies at a point; lane, bar, stack, band, cell and undated record where there is one."""

    zone: Zone
    lane: LaneRows | None = None
    placed: Placed | None = None
    band: BandBox | None = None
    cell: Cell | None = None
    stack: Stack | None = None
    undated: Link | None = None
    made: MadeBand | None = None
