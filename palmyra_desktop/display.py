"""What a window needs of this system: a screen to open on, and the libraries Qt loads.

Asked before Qt is imported, because Qt itself aborts (exit 134) without words of use where
either is missing. Only Linux can lack them: elsewhere Qt brings all it needs.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping

_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
}
_WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}

Load = Callable[[str], object]


def x_server_answers(name: str) -> bool:
    """Say whether the X server of this name (":0") can be connected to; True if nobody can ask."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # missing_packages will say what to install
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(name.encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def platforms(
    environ: Mapping[str, str],
    system: str = sys.platform,
    answers: Callable[[str], bool] = x_server_answers,
) -> tuple[str, ...]:
    """Return the names of Qt's platforms that can open a window here, as the environment tells.

    An empty tuple means that there is no display. A platform asked for by QT_QPA_PLATFORM that
    needs neither X11 nor Wayland ("offscreen", "vnc") can always open one.
    """
    if not system.startswith("linux"):
        return ("native",)
    wished = environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    names = (wish.split(":")[0].split("-")[0] for wish in wished.split(";"))
    x_server = environ.get("DISPLAY", "")
    reachable = {"xcb": bool(x_server) and answers(x_server), "wayland": bool(environ.get("WAYLAND_DISPLAY"))}
    return tuple(name for name in names if reachable.get(name, True))


def missing_packages(platforms: tuple[str, ...], load: Load = ctypes.CDLL) -> tuple[str, ...]:
    """Return the Debian packages to install before Qt can open a window; empty if there are none.

    Args:
        platforms: what `platforms` returned; one of them with all its libraries is enough.
        load: opens a shared library by its file name, raising OSError if it cannot be found.
    """
    if "native" in platforms:
        return ()
    extra = {"xcb": _X11_LIBRARIES, "wayland": _WAYLAND_LIBRARIES}
    common = _missing(_LIBRARIES, load)
    choices = [common + _missing(extra.get(platform, {}), load) for platform in platforms]
    return min(choices, key=len, default=common)


def _missing(libraries: Mapping[str, str], load: Load) -> tuple[str, ...]:
    return tuple(package for library, package in libraries.items() if not _loads(library, load))


def _loads(library: str, load: Load) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
