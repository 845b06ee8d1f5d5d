"""Whether a window can open here: the display asked for, the libraries Qt will load."""

from collections.abc import Callable

import pytest

from palmyra_desktop.display import missing_packages, platforms, x_server_answers


def answers(name: str) -> bool:
    return name == ":0"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ()),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, ()),
        ({"DISPLAY": ":0"}, ("xcb",)),
        ({"DISPLAY": ":77"}, ()),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ("wayland",)),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ("wayland", "xcb")),
        ({"QT_QPA_PLATFORM": "offscreen"}, ("offscreen",)),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ("vnc",)),
        ({"QT_QPA_PLATFORM": "xcb"}, ()),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ("xcb",)),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb", "DISPLAY": ":0"}, ("xcb",)),
    ],
)
def test_the_environment_tells_which_platforms_can_open_a_window(
    environ: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert platforms(environ, "linux", answers) == expected


def test_other_systems_always_have_a_display_and_all_libraries() -> None:
    assert missing_packages(platforms({}, "win32", answers), load=_nothing) == ()


def test_a_display_nobody_serves_does_not_answer() -> None:
    assert not x_server_answers(":7654")


@pytest.mark.xvfb
def test_a_running_x_server_answers(x_server: str) -> None:
    assert x_server_answers(x_server)


def test_nothing_is_missing_where_every_library_loads() -> None:
    assert missing_packages(("wayland", "xcb"), load=str) == ()


def test_x11_without_the_cursor_library_names_its_package() -> None:
    assert missing_packages(("xcb",), _all_but("libxcb-cursor.so.0")) == ("libxcb-cursor0",)


def test_one_complete_platform_is_enough() -> None:
    assert missing_packages(("wayland", "xcb"), _all_but("libxcb-cursor.so.0")) == ()


def test_a_window_nobody_sees_needs_no_library_of_x11() -> None:
    assert missing_packages(("offscreen",), _all_but("libEGL.so.1", "libxcb-cursor.so.0")) == ("libegl1",)


def _all_but(*absent: str) -> Callable[[str], None]:
    def load(name: str) -> None:
        if name in absent:
            raise OSError(name)

    return load


def _nothing(name: str) -> None:
    raise OSError(name)
