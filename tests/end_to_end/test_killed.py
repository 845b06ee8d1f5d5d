"""The program is killed at any instant of its work, again and again: nothing that was confirmed is lost.

Each work runs in a process of its own that tells on its output what is done, and is killed (SIGKILL, which no
process hears) at a random instant. Then the archive opens, a check finds nothing, all that was told is there,
nothing is there by half, and no file lies about that a user would see. The next run goes on from there.
"""

import json
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services import backups, searches, tagging
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.facet_index import indexes
from tests.acts import EVENT, MONUMENT, create, new
from tests.end_to_end.test_processes import another_process

SHORT, LONG = 3, 30
"""Runs of each of the nine works."""
LONGEST = 0.7  # seconds of work before the end
BATCH = 40
OLD = Path(__file__).parents[1] / "data" / "archives" / "0001.palmyra"

BEGIN = """
    import itertools, json, shutil, sys
    from pathlib import Path
    from palmyra_desktop.domain.criteria import Criteria
    from palmyra_desktop.domain.reference import Link
    from palmyra_desktop.domain.tags import Tag
    from palmyra_desktop.services import backups, searches, tagging
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.editing import apply, undo
    from palmyra_desktop.services.exporting import export
    from palmyra_desktop.services.importing import import_files
    from palmyra_desktop.storage.facet_index import indexes
    from tests.acts import EVENT, MONUMENT, change, create, edit, new, trash

    def tell(*words):
        print(*words, sep="\\t", flush=True)

    indexes.LEAST = 1
    path, run, old = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    folder = path.parent
"""
EDITING = """
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            name = f"{run}-{turn}"
            two = [
                new(MONUMENT, -1, name=name),
                new(EVENT, -2, title=name, monuments=(Link(MONUMENT, -1),)),
            ]
            made = apply(archive, two, label=name).created
            tell("made", name)
            change(archive, made[-2], note=name)
            tell("noted", name)
            if turn % 3 == 2:
                undo(archive)
                tell("taken back", name)
"""
FURNISHING = """
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            name = f"{run}-{turn}"
            searches.save(archive, name, Criteria(text=name))
            tell("kept", name)
            tagging.set_looks(archive, (Tag(name, "red", turn % 9 + 1),))
            tell("tagged", name)
            if turn % 3 == 2:
                searches.forget(archive, name)
                tell("forgotten", name)
"""
IMPORTING = """
    from palmyra_desktop.storage import writing

    writing._LARGEST = 8 * writing._ROOM  # in five parts
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            name = f"{run}-{turn}"
            records = [
                {"kind": "event", "id": n, "uid": f"{name}-{n}", "title": name, "monuments": [], "actors": []}
                for n in range(1, 41)
            ]
            file = folder / "in.json"
            lines = ",\\n".join(map(json.dumps, records))
            file.write_text('{"palmyra":1,"kind":"events","records":[\\n' + lines + "\\n]}\\n")
            import_files(archive, [file])
            tell("imported", name)
"""
MIGRATING = """
    each = sorted(old.parent.glob("*.palmyra"))
    tell("ready")
    for turn in itertools.count():
        copy = folder / f"old-{run}-{turn}.palmyra"
        shutil.copy(each[-(turn % 2)], copy)  # the oldest, and the newest of them
        tell("copied", copy)
        Archive.open(copy).close()
        tell("migrated", copy)
"""
BACKING_UP = """
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            create(archive, EVENT, title=f"{run}-{turn}")
            tell("made", f"{run}-{turn}")
            tell("backed up", backups.back_up(archive))
"""
RESTORING = """
    with Archive.open(path) as archive:
        one, other = sorted(folder.glob("kept-*"))
        tell("ready")
        while True:
            backups.restore(archive, one)
            tell("restored", 10)
            backups.restore(archive, other)
            tell("restored", 20)
"""
EXPORTING = """
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            for form in ("json", "csv", "html"):
                output = folder / f"out-{run}-{turn}.{form}"
                export(archive, Criteria(), format=form, output=output)
                tell("exported", output)
"""
INDEXING = """
    with Archive.open(path) as archive:
        tell("ready")
        for turn in itertools.count():
            kinds = archive.index()
            archive.keep_index(kinds or tuple(indexes.KINDS))
            create(archive, EVENT, title=f"{run}-{turn}")
            tell("made", f"{run}-{turn}")
"""

SALVAGING = """
    from palmyra_desktop.services.salvaging import salvage
    tell("ready")
    for turn in itertools.count():
        output = folder / f"saved-{run}-{turn}.palmyra"
        salvage(path, output)
        tell("saved", output)
"""

Told = list[list[str]]


def whole(path: Path, expected: set[str]) -> Archive:
    """Open what a killed process left, look it through, and return it; nothing else lies beside it."""
    archive = Archive.open(path)
    assert check(archive) == ()
    seen = {one.name for one in path.parent.iterdir() if not one.name.startswith(".")}
    assert seen - {f"{path.name}{ending}" for ending in ("", "-wal", "-shm", ".d")} <= expected
    return archive


def titles(archive: Archive, kind: Kind = EVENT) -> list[str]:
    key = "title" if kind is EVENT else "name"
    ids = archive.search(Criteria(kind=kind), first=0).ids
    return [getattr(record, key) for record in archive.rows(kind, ids)]


def edited(path: Path, told: Told) -> None:
    with whole(path, set()) as archive:
        events = {
            record.title: record.note  # type: ignore[attr-defined]
            for record in archive.rows(EVENT, archive.search(Criteria(), first=0).ids)
        }
        assert sorted(events) == sorted(titles(archive, MONUMENT)), "both or none of an act"
        for act, name in told:
            assert name in events
            if act == "noted":
                assert events[name] == name or ["taken back", name] in told or told[-1] == [act, name]


def furnished(path: Path, told: Told) -> None:
    with whole(path, set()) as archive:
        names = {search.name for search in searches.every(archive)}
        tags = {tag.name for tag in tagging.looks(archive)}
    done = {act: {name for what, name in told if what == act} for act in ("kept", "tagged", "forgotten")}
    under_way = {told[-1][1]} if told else set()
    assert done["kept"] - done["forgotten"] - under_way <= names
    assert not names & done["forgotten"]
    assert done["tagged"] <= tags


def imported(path: Path, told: Told) -> None:
    with whole(path, {"in.json"}) as archive:
        found = titles(archive)
        assert all(found.count(name) == BATCH for name in found), "all of an import or nothing"
        assert {name for _act, name in told} <= set(found)


def migrated(path: Path, told: Told) -> None:
    copies = {Path(copy) for _act, copy in told}
    for copy in copies:
        with Archive.open(copy) as archive:
            assert check(archive) == () and archive.find(EVENT, "Temple blown up")
            for one in backups.backups(archive):
                Archive.open(one.path).close()
    for each in path.parent.iterdir():
        if each.name.startswith("old-"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def backed_up(path: Path, told: Told) -> None:
    with whole(path, set()) as archive:
        there = {one.path for one in backups.backups(archive)}
        assert {Path(name) for act, name in told if act == "backed up"} <= there
        assert {name for act, name in told if act == "made"} <= set(titles(archive))
    for one in there:
        with Archive.open(one, read_only=True) as copy:
            assert check(copy) == ()
        one.unlink()


def restored(path: Path, told: Told) -> None:
    with whole(path, {"kept-10.palmyra", "kept-20.palmyra"}) as archive:
        count = archive.totals()[EVENT]
        assert count in (10, 20)
        for one in backups.backups(archive):
            with Archive.open(one.path, read_only=True) as copy:
                assert copy.totals()[EVENT] in (10, 20)
            one.path.unlink()


def exported(path: Path, told: Told) -> None:
    written = [one for one in path.parent.iterdir() if one.name.startswith("out-")]
    with whole(path, {one.name for one in written}) as archive:
        count = archive.totals()[EVENT]
    assert {Path(name) for _act, name in told} <= set(written)
    for one in written:
        text = one.read_text("utf-8-sig")
        if one.suffix == ".json":
            assert json.loads(text)["count"] == count
        elif one.suffix == ".csv":
            assert len(text.splitlines()) == count + 1
        else:
            assert text.rstrip().endswith("</html>")
        one.unlink()


def indexed(path: Path, told: Told) -> None:
    with whole(path, set()) as archive, Archive.open(path) as plain:
        archive.index()
        for criteria in (Criteria(), Criteria(text="event 1")):
            assert archive.search(criteria, first=5) == plain.search(criteria, first=5)
            assert archive.facet_counts(criteria) == plain.facet_counts(criteria)
        assert {name for _act, name in told} <= set(titles(archive))


def salvaged(path: Path, told: Told) -> None:
    there = list(path.parent.glob("saved-*.palmyra"))
    assert {Path(name) for _act, name in told} <= set(there)
    for one in there:
        with Archive.open(one) as archive:
            assert (archive.totals()[EVENT], check(archive)) == (10, ())
        one.unlink()
    whole(path, set()).close()


WORKS: dict[str, tuple[str, Callable[[Path, Told], None]]] = {
    "editing": (EDITING, edited),
    "furnishing": (FURNISHING, furnished),
    "importing": (IMPORTING, imported),
    "migrating": (MIGRATING, migrated),
    "backing up": (BACKING_UP, backed_up),
    "restoring": (RESTORING, restored),
    "exporting": (EXPORTING, exported),
    "indexing": (INDEXING, indexed),
    "salvaging": (SALVAGING, salvaged),
}


def prepared(folder: Path, work: str) -> Path:
    """Return an archive with what the work needs."""
    path = folder / "a.palmyra"
    with Archive.create(path) as archive:
        if work in ("restoring", "exporting", "indexing", "backing up", "salvaging"):
            apply(
                archive, [new(EVENT, -n, title=f"event {n}" + " e" * 200) for n in range(1, 11)], label="10"
            )
        if work == "restoring":
            backups.back_up(archive, output=folder / "kept-10.palmyra")
            apply(archive, [new(EVENT, -n, title=f"more {n}") for n in range(1, 11)], label="20")
            backups.back_up(archive, output=folder / "kept-20.palmyra")
    return path


def kill(work: str, path: Path, run: int) -> Told:
    """Begin a work, kill it at a random instant, and return what it told."""
    process = another_process(BEGIN + WORKS[work][0], path, run, OLD)
    with process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(random.Random(f"{work} {run}").uniform(0, LONGEST))
        process.kill()
        told = process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    # What stands behind the last end of a line was being said when the process ended, and is not told.
    return [line.split("\t") for line in told.split("\n")[:-1]]


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("runs", [SHORT, pytest.param(LONG, marks=pytest.mark.slow)])
def test_killed_at_any_instant_nothing_confirmed_is_lost_and_nothing_is_there_by_half(
    work: str, runs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    path, count = prepared(tmp_path, work), 0
    for run in range(runs):
        told = kill(work, path, run)
        count += len(told)
        WORKS[work][1](path, told)
    print(f"{work}: killed {runs} times, {count} acts confirmed")
    with Archive.open(path) as archive:
        create(archive, EVENT, title="after all")
        assert check(archive) == ()
