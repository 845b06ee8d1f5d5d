"""How colours look to people who tell fewer of them apart.

The matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model
for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6),
2009, at severity 1.0; they are applied to linear RGB. Grey is the luminance of ITU-R BT.709, as in WCAG 2.
"""

from collections.abc import Mapping

from PySide6.QtGui import QColor

Matrix = tuple[tuple[float, float, float], ...]

VISIONS: Mapping[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "none": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""How each kind of vision mixes linear red, green and blue."""


def seen(color: QColor, vision: str) -> tuple[float, float, float]:
    """A colour as it looks to a kind of vision, in linear RGB from 0 to 1."""
    channels = [_linear(value) for value in (color.redF(), color.greenF(), color.blueF())]
    mixed = (sum(a * b for a, b in zip(row, channels, strict=True)) for row in VISIONS[vision])
    red, green, blue = (min(max(value, 0.0), 1.0) for value in mixed)
    return red, green, blue


def contrast(one: QColor, other: QColor, vision: str) -> float:
    """The ratio of contrast between two colours as a kind of vision sees them (WCAG 2)."""
    lights = sorted(_luminance(seen(color, vision)) + 0.05 for color in (one, other))
    return lights[1] / lights[0]


def _luminance(color: tuple[float, float, float]) -> float:
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
