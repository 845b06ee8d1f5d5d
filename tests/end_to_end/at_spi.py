"""Look at the window as a screen reader does: `python -m tests.end_to_end.at_spi ARCHIVE`.

Within a session bus and a display. Starts the program, asks the accessibility bus (AT-SPI) for the timeline,
and prints its lanes with the roles and names of their items as JSON; gdbus does the talking.
"""

import json
import os
import re
import subprocess
import sys
import time

Place = tuple[str, str]
"""The bus name of a program and the path of an object in it."""

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


def main() -> int:
    """Print the timeline's lanes; 1 if it was not found within a minute, 2 if the session has no such bus."""
    bus = Bus()
    if not bus.address:
        return 2
    environment = os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [sys.executable, "-m", "palmyra_desktop", sys.argv[1]]
    with subprocess.Popen(command, env=environment) as program:
        lanes = bus.wait_for_lanes(until=time.monotonic() + 60)
        print(json.dumps({"lanes": lanes, "is_running": program.poll() is None}))
        program.terminate()
    return 0 if lanes else 1


class Bus:
    """The accessibility bus of the session."""

    def __init__(self) -> None:
        """Ask the session where it is."""
        words = ("--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus")
        answer = _gdbus("--session", *words, "--method", "org.a11y.Bus.GetAddress")
        self.address = answer.removeprefix("('").removesuffix("',)")

    def wait_for_lanes(self, until: float) -> "dict[str, list[list[str]]]":
        """Each lane's items as role and name; none if there is no timeline by then."""
        while time.monotonic() < until:
            timeline = self._timeline(_REGISTRY)
            lanes = self._children(timeline) if timeline else []
            if lanes:
                return {self._name(lane): self._items(lane) for lane in lanes}
            time.sleep(0.5)
        return {}

    def _items(self, lane: Place) -> list[list[str]]:
        return [[self._role(item), self._name(item)] for item in self._children(lane)]

    def _timeline(self, place: Place) -> Place | None:
        if self._name(place) == "Timeline" and self._role(place) == "list":
            return place
        found = (self._timeline(child) for child in self._children(place))
        return next(filter(None, found), None)

    def _children(self, place: Place) -> list[Place]:
        return re.findall(r"\('(:[\d.]+)', (?:objectpath )?'(/[^']+)'\)", self._call(place, "GetChildren"))

    def _role(self, place: Place) -> str:
        return self._call(place, "GetRoleName").removeprefix("('").removesuffix("',)")

    def _name(self, place: Place) -> str:
        words = ("org.freedesktop.DBus.Properties.Get", _ACCESSIBLE, "Name")
        return self._ask(place, *words).removeprefix("(<'").removesuffix("'>,)")

    def _call(self, place: Place, method: str) -> str:
        return self._ask(place, f"{_ACCESSIBLE}.{method}")

    def _ask(self, place: Place, *words: str) -> str:
        at = ("--dest", place[0], "--object-path", place[1])
        return _gdbus("--address", self.address, *at, "--method", *words)


def _gdbus(*words: str) -> str:
    command = ["gdbus", "call", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
