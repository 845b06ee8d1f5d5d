"""Places as people paste them, read as degrees: "34.55, 38.27", "34°33′05″N 38°16′20″E"."""

import re
from typing import Final

from palmyra_desktop.domain.text import fold

_NUMBER = r"[-−]?\d{1,3}(?:\.\d+)?"
_FRACTION = r"\d{1,2}(?:\.\d+)?"


def _pattern(name: str) -> str:
    """Return the pattern of degrees, its groups NAME, and NAMEm and NAMEs of minutes and seconds."""
    minutes = rf"(?:(?P<{name}m>{_FRACTION})\s*['′’]\s*)?"
    seconds = rf"(?:(?P<{name}s>{_FRACTION})\s*(?:\"|”|''|′′)\s*)?"
    return rf"(?P<{name}>{_NUMBER})\s*[°º]?\s*{minutes}{seconds}"


_PAIR: Final = re.compile(
    rf"^(?:geo:)?\s*(?P<n1>[ns])?\s*{_pattern('a')}(?P<n2>[ns])?"
    rf"(?:\s*[,;،/]\s*|\s+|(?<=[ns]))(?P<e1>[ew])?\s*{_pattern('b')}(?P<e2>[ew])?$"
)


def read_position(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, WGS 84, north and east positive; None where it is no pair.

    The latitude comes first. Whether they lie on the globe is for the record to say.
    """
    match = _PAIR.match(fold(text).strip()) if len(text) < 80 else None
    if match is None:
        return None
    latitude, longitude = _degrees(match, "a"), _degrees(match, "b")
    if "s" in (match["n1"], match["n2"]):
        latitude = -latitude
    if "w" in (match["e1"], match["e2"]):
        longitude = -longitude
    return latitude, longitude


def _degrees(match: re.Match[str], which: str) -> float:
    whole = float(match[which].replace("−", "-"))
    part = float(match[f"{which}m"] or 0) / 60 + float(match[f"{which}s"] or 0) / 3600
    return round(whole - part if whole < 0 else whole + part, 7)
