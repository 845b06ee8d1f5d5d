"""Ten thousand records edited at once: `python -m tests.benchmarks.edits`; each figure is to stay below 2 s.

Worked out, written as one act, and undone; in seconds of the wall clock and of the processor.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from palmyra_desktop.domain.bulk import BulkChange, How
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.services import bulk, editing
from palmyra_desktop.services.archive import Archive

_MANY, _MONUMENTS = 10_000, 50
_WORDS = "An explosion brings down the cella and a row of columns. " * 2


def _filled(path: Path) -> Archive:
    archive = Archive.create(path)
    monuments = [
        Edit(Action.CREATE, Kind.MONUMENT, -1 - _MANY - number, None, {"name": f"Monument {number}"})
        for number in range(_MONUMENTS)
    ]
    events = [
        Edit(
            Action.CREATE,
            Kind.EVENT,
            -1 - number,
            None,
            {
                "title": f"Event {number} of the temple",
                "date": DateSpan("2015-08-30"),
                "place": "Palmyra",
                "description": _WORDS,
                "monuments": (Link(Kind.MONUMENT, -1 - _MANY - number % _MONUMENTS),),
            },
        )
        for number in range(_MANY)
    ]
    editing.apply(archive, [*monuments, *events], label="fill")
    return archive


def main() -> None:
    """Measure and print."""
    changes = {
        "set a term": BulkChange("damage", How.SET, "total"),
        "set a date": BulkChange("date", How.SET, DateSpan("2015-08-31")),
        "set a text that is searched": BulkChange("place", How.SET, "Tadmur"),
        "replace words": BulkChange("description", How.REPLACE, find="cella", by="cella of Bel"),
        "add a link": BulkChange("monuments", How.ADD, (Link(Kind.MONUMENT, 1), Link(Kind.MONUMENT, 2))),
    }
    with tempfile.TemporaryDirectory() as folder, _filled(Path(folder) / "many.palmyra") as archive:
        ids = range(1, _MANY + 1)
        for words, change in changes.items():
            found: list[bulk.Plan] = []

            def plan(change: BulkChange = change, found: list[bulk.Plan] = found) -> None:
                found.append(bulk.plan(archive, Kind.EVENT, ids, [change]))

            def write(found: list[bulk.Plan] = found) -> None:
                bulk.apply(archive, found[0])

            def undo() -> None:
                editing.undo(archive)

            times = "  ".join(
                f"{name} {_timed(work)}" for name, work in (("plan", plan), ("write", write), ("undo", undo))
            )
            print(f"{words:28}{len(found[0].changes):7,} rows  {times}")


def _timed(work: Callable[[], None]) -> str:
    wall, cpu = perf_counter(), process_time()
    work()
    return f"{perf_counter() - wall:.2f} s (processor {process_time() - cpu:.2f} s)"


if __name__ == "__main__":
    main()
