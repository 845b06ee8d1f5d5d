"""Where the parts of the timeline stand, from the top down and beside the names of the lanes."""

from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.gui.theme import Theme

_NAMES, _NAMES_SHARE = 172, 0.26
"""Width of the lane names, and the share of a narrow panel they may take."""
_AXIS_TOP, _AXIS_BOTTOM = 17, 41
_HIJRI = 17
"""Height of the second line of the axis."""
_DENSITY_TOP, _DENSITY_BOTTOM = 4, 14
_BAND_MARGIN, _BETWEEN = 5, 3


class Places:
    """Tell the places of the parts, in pixels."""

    def __init__(self, theme: Theme) -> None:
        """Measure by a theme."""
        self._theme = theme
        self.width = self.height = 1.0
        self.sizes = Sizes()
        self.pinned_rows = 0
        self.has_hijri = False
        self.made_rows = 0

    @property
    def has_bands(self) -> bool:
        """Whether there are bands above the lanes."""
        return False

    @property
    def names_width(self) -> float:
        """Width of the column of names."""
        return min(self._theme.px(_NAMES), round(self.width * _NAMES_SHARE))

    @property
    def chart_width(self) -> float:
        """Width of what is beside the names."""
        return max(self.width - self.names_width, 1.0)

    @property
    def density_y(self) -> tuple[float, float]:
        """Top and bottom of the strip of counts."""
        return self._theme.px(_DENSITY_TOP), self._theme.px(_DENSITY_BOTTOM)

    @property
    def axis_y(self) -> tuple[float, float]:
        """Top and bottom of the axis."""
        return self._theme.px(_AXIS_TOP), self.hijri_y[1] if self.has_hijri else self.hijri_y[0]

    @property
    def hijri_y(self) -> tuple[float, float]:
        """Top and bottom of the second line of the axis, where there is one."""
        return self._theme.px(_AXIS_BOTTOM), self._theme.px(_AXIS_BOTTOM + _HIJRI)

    @property
    def bands_y(self) -> tuple[float, float]:
        """Top and bottom of the bands."""
        top = self.axis_y[1] + self._theme.px(_BAND_MARGIN)
        return top, top + self.sizes.band

    @property
    def lanes_top(self) -> float:
        """Where the lanes begin when they are not scrolled."""
        margin = self._theme.px(_BAND_MARGIN)
        if self.made_rows:
            return round(self.made_y(self.made_rows - 1)[1]) + margin
        return round(self.bands_y[1]) + margin if self.has_bands else self.axis_y[1]

    def made_y(self, row: int) -> tuple[float, float]:
        """Top and bottom of a row of the user's own bands, below those of who held the place."""
        top = self.bands_y[1] + self._theme.px(_BETWEEN) if self.has_bands else self.bands_y[0]
        top += row * (self.sizes.band + self._theme.px(_BETWEEN))
        return top, top + self.sizes.band

    @property
    def pinned_bottom(self) -> float:
        """Where the rows that scroll begin."""
        return self.lanes_top + self.pinned_rows * self.row_height

    def row_y(self, row: int, scrolled: float) -> float:
        """The top of a row, numbered from the topmost, where the view is scrolled down."""
        return self.lanes_top + row * self.row_height - (0 if row < self.pinned_rows else scrolled)

    def row_at(self, y: float, scrolled: float) -> int:
        """The number of the row at a height below the head."""
        return int((y - self.lanes_top + (0 if y < self.pinned_bottom else scrolled)) // self.row_height)

    @property
    def row_height(self) -> float:
        """Height of a row of bars."""
        return round(self.sizes.row)
