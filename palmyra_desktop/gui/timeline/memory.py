"""How the timeline of an archive was looked at last: kept in the user's settings, never in the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from palmyra_desktop.domain.timeline.lanes import LaneView
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.timeline.head import HAPPENED, LANES, TIMES
from palmyra_desktop.settings import RECENT


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one archive.

    Attributes:
        lanes: a key of LANES. time: a key of TIMES. views: how those lanes are looked at, by that key.
        place: the day at the edge and the days per pixel; None where all was in sight.
    """

    lanes: str = "monument"
    time: str = HAPPENED
    views: Mapping[str, LaneView] = field(default_factory=dict)
    place: tuple[float, float] | None = None

    @property
    def view(self) -> LaneView:
        """How the lanes chosen are looked at."""
        return self.views.get(self.lanes, LaneView())

    def looked_at(self, view: LaneView) -> "Remembered":
        """Return it with the lanes chosen looked at in another way."""
        return replace(self, views={**self.views, self.lanes: view})

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        views = {lanes: view.to_json() for lanes, view in self.views.items() if view != LaneView()}
        place = self.place and list(self.place)
        return {"lanes": self.lanes, "time": self.time, "views": views, "place": place}

    @classmethod
    def from_json(cls, values: object) -> "Remembered":
        """Return what `to_json` wrote; what cannot be understood is forgotten."""
        stored = values if isinstance(values, dict) else {}
        lanes, time, views = (stored.get(name) for name in ("lanes", "time", "views"))
        return cls(
            lanes if lanes in tuple(LANES) else "monument",
            time if time in tuple(TIMES) else HAPPENED,
            {key: LaneView.from_json(view) for key, view in views.items() if key in LANES}
            if isinstance(views, dict)
            else {},
            _place(stored.get("place")),
        )


class TimelineMemory:
    """Hold what is remembered of one archive, and hand each change to the settings."""

    def __init__(self, settings: CurrentSettings, archive: str) -> None:
        """Recall an archive by its location."""
        self._settings, self._archive = settings, archive
        self.value = Remembered.from_json(settings.value.timeline.get(archive))

    def keep(self, value: Remembered) -> None:
        """Remember it; of the archives not looked at for longest nothing is kept."""
        if value == self.value:
            return
        self.value = value
        stored = self._settings.value.timeline
        others = {archive: kept for archive, kept in stored.items() if archive != self._archive}
        newest = list(others.items())[-(RECENT - 1) :]
        self._settings.change(timeline={**dict(newest), self._archive: value.to_json()})


def _place(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    start, per_pixel = value
    if not all(isinstance(number, int | float) and isfinite(number) for number in value) or per_pixel <= 0:
        return None
    return float(start), float(per_pixel)
