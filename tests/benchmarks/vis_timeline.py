"""The peer of goal 6f: vis-timeline in a headless Chromium, a stretch of 90 days among 100 000 items.

It is not part of the project and nothing is fetched here. To have it measured, install Chromium, and the
package with

    npm install --prefix ~/.cache/palmyra-benchmarks vis-timeline

or into another folder that PALMYRA_VIS_TIMELINE names. The page is served from this machine alone and sends
back what its frames took. A frame is timed from within, so that no waiting for a screen is counted: it begins
where the browser is about to render, draws at once, and ends with a message that is sent before the
rendering and read after it. Items lie over each other (`stack: false`), with which it is fastest.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import monotonic

from typing_extensions import override

from palmyra_desktop.domain.calendar import day_of
from tests.benchmarks.timing import Times

HOW_TO_GET = "npm install --prefix ~/.cache/palmyra-benchmarks vis-timeline, and Chromium on the path"

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1640,400",
)  # fmt: skip
_PATIENCE = 180.0
_PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/style">
<div id="t" style="width:1600px;height:300px"></div><script src="/script"></script><script>
const frame = () => new Promise(done => requestAnimationFrame(done));
const rendered = () => new Promise(done => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});
let given;
const date = day => new Date(Date.UTC(1970, 0, 1) + (day - given.epoch) * 864e5);
async function measure() {
  given = await (await fetch("/items")).json();
  const items = given.items.map(([day, length], id) => length > 1
    ? {id, content: "Event " + id, start: date(day), end: date(day + length), type: "range"}
    : {id, content: "Event " + id, start: date(day), type: "point"});
  const view = first => [date(first), date(first + given.days), {animation: false}];
  const [start, end] = view(given.first), options = {height: "300px", stack: false, start, end};
  const timeline = new vis.Timeline(document.getElementById("t"), new vis.DataSet(items), options);
  await new Promise(done => { timeline.on("changed", done); setTimeout(done, 60000); });
  await frame(); await frame();
  const times = [];
  for (let step = 1; step <= given.frames; step++) {
    await frame();
    const start = performance.now();
    timeline.setWindow(...view(given.first + step * given.step));
    timeline.redraw();
    await rendered();
    times.push(performance.now() - start);
  }
  return {times, shown: document.querySelectorAll(".vis-item").length};
}
measure().catch(error => ({error: String(error)})).then(
  found => fetch("/found", {method: "POST", body: JSON.stringify(found)}));
</script>"""


class _Server(HTTPServer):
    """Serves the page, the package and the items; waits for what the page found."""

    def __init__(self, package: Path, given: dict[str, object]) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        script = package / "standalone" / "umd" / "vis-timeline-graph2d.min.js"
        style = package / "styles" / "vis-timeline-graph2d.min.css"
        self.pages = {
            "/": ("text/html", _PAGE.encode()),
            "/script": ("text/javascript", script.read_bytes()),
            "/style": ("text/css", style.read_bytes()),
            "/items": ("application/json", json.dumps(given).encode()),
        }
        self.found: dict[str, object] | None = None


class _Asked(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Send a page."""
        kind, body = self.server.pages.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Take what the page found."""
        self.server.found = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def package() -> Path | None:
    """Return the folder of the package; None where it is absent, or no browser is there."""
    folder = Path(os.environ.get("PALMYRA_VIS_TIMELINE") or Path.home() / ".cache" / "palmyra-benchmarks")
    found = folder / "node_modules" / "vis-timeline"
    return found if found.is_dir() and _browser() else None


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def drawn(
    package: Path, items: Sequence[tuple[int, int]], first: float, days: float, step: float, frames: int
) -> Times:
    """Return what the frames of a pan take, in milliseconds.

    Args:
        items: first day and length in days of each. first, days: the stretch in view to begin with.
        step: days from one frame to the next.

    Raises:
        RuntimeError: if the page does not answer, or shows nothing.
    """
    view = {"first": first, "days": days, "step": step, "frames": frames}
    given = {"items": items, "epoch": day_of(1970, 1, 1), **view}
    with _Server(package, given) as server:
        server.timeout = 1.0
        with _page(f"http://127.0.0.1:{server.server_port}/"):
            end = monotonic() + _PATIENCE
            while server.found is None and monotonic() < end:
                server.handle_request()
    found = server.found or {}
    if not found.get("shown"):
        raise RuntimeError(found.get("error", "the page did not answer"))
    times = found["times"]
    assert isinstance(times, list)
    return Times(tuple(sorted(times)))


@contextmanager
def _page(address: str) -> Iterator[None]:
    """Have a page open in a browser that knows nobody."""
    browser = _browser()
    assert browser is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", address]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                yield
            finally:
                process.terminate()
