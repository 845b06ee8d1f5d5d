"""Files that come in part by part: as if all came at once, or not at all. On both engines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled, InvalidRecord, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.importing import Imported, import_files
from palmyra_desktop.storage import change_log, custody, writing
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import EVENT, MONUMENT, SOURCE, create

TEXT = "انفجار في معبد بل"
RECORDS = [
    {
        "id": number,
        "uid": f"event-{number}",
        "title": f"قصف {number}",
        "date": "2015-08-30",
        "monuments_ids": [3 - number % 3],  # behind the events, in another part
        "monuments": ["by its number"],
        "claims": [
            {
                "id": 10 * number + place,
                "uid": f"claim-{number}-{place}",
                "title": f"It was on day {place}",
                "field": "date",
                "value": f"2015-08-0{place}",
                "source_id": 1,
                "rests_on_id": 10 * number + 3 - place,
            }
            for place in (1, 2)
        ],
        "chosen": {"date": 10 * number + 2},
    }
    for number in range(1, 7)
]
LINKED = {
    "monuments": [
        {"id": 1, "uid": "site", "name": "تدمر", "names": ["Palmyra"]},
        {"id": 2, "uid": "bel", "name": "Bel", "site_id": 1},
        {"id": 3, "uid": "arch", "name": "Arch", "site_id": 1},
    ],
    "sources": [{"id": 1, "uid": "report", "title": "Report", "text": TEXT, "text_kind": "article"}],
}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no part have more than four records."""
    monkeypatch.setattr(writing, "_LARGEST", 4 * writing._ROOM)


def file_of(path: Path, records: list[Any], kind: str = "events", **more: Any) -> Path:
    """Write archive JSON as this program does, a line for each record."""
    head = json.dumps({"palmyra": 1, "kind": kind})[:-1]
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    end = "".join(f",{json.dumps(key)}:{json.dumps(told)}" for key, told in more.items())
    path.write_text(f'{head},"records":[\n{lines}\n]{end}}}\n', "utf-8")
    return path


def log_of(archive: Archive) -> list[Any]:
    with reading(archive.engine) as connection:
        return [
            (change.ref, change.version, change.action, change.before, change.after, change.label)
            for change in change_log.changes_of(connection, 1)
        ]


def kept(archive: Archive, folder: Path) -> tuple[Any, ...]:
    """Return all that an archive holds, but for when it was done."""
    texts = []
    for kind in Kind:
        export(archive, Criteria(kind), format="json", output=folder / "out", force=True)
        records = json.loads((folder / "out").read_text("utf-8"))["records"]
        texts.append([record | {"custody": None} for record in records])
    with reading(archive.engine) as connection:
        steps = custody.of_record(connection, RecordRef(SOURCE, 1))
    told = [(step.step, step.what, step.sha256, step.origin, step.how) for step in steps]
    return texts, log_of(archive), told


def bring(archive: Archive, path: Path) -> Imported:
    done = import_files(archive, [path], initiator="import")
    assert check(archive) == ()
    return done


def test_in_parts_comes_in_what_comes_in_at_once(
    new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = file_of(tmp_path / "in.json", RECORDS, linked=LINKED)
    at_once, in_parts = new_archive(), new_archive()
    expected = bring(at_once, path)

    monkeypatch.setattr(writing, "_LARGEST", 4 * writing._ROOM)
    done = bring(in_parts, path)

    assert kept(in_parts, tmp_path) == kept(at_once, tmp_path)
    assert (done.counts, done.already, done.issues) == (expected.counts, 0, ())
    assert done.counts == {EVENT: 6, Kind.CLAIM: 12, MONUMENT: 3, SOURCE: 1}
    assert in_parts.detail(RecordRef(EVENT, 2)).chosen == {"date": 4}
    assert len(in_parts.search(Criteria(EVENT, text="bel")).ids) == 2


@pytest.mark.usefixtures("small_parts")
def test_what_came_in_is_told_and_one_undo_takes_all_of_it_back(empty: Archive, tmp_path: Path) -> None:
    create(empty, EVENT, title="there")
    done = bring(empty, file_of(tmp_path / "in.json", RECORDS, linked=LINKED))

    refs = done.changes.refs
    assert len(refs) == len(set(refs)) == 22
    assert done.changes.kinds == {EVENT, Kind.CLAIM, MONUMENT, SOURCE}
    assert RecordRef(EVENT, 7) in refs and RecordRef(EVENT, 1) not in refs and "event" not in refs
    editing.undo(empty)
    assert tuple(empty.search(Criteria(EVENT)).ids) == (1,) and check(empty) == ()


@pytest.mark.usefixtures("small_parts")
def test_what_is_there_already_is_led_to_and_left_as_it_is(empty: Archive, tmp_path: Path) -> None:
    bring(empty, file_of(tmp_path / "in.json", RECORDS[:2], linked=LINKED))
    before = empty.record(RecordRef(EVENT, 1))

    more = [{**record, "title": "changed"} for record in RECORDS]
    done = bring(empty, file_of(tmp_path / "more.json", more, linked={"monuments": LINKED["monuments"][:1]}))

    assert (done.already, done.counts) == (7, {EVENT: 4, Kind.CLAIM: 8})
    assert empty.record(RecordRef(EVENT, 1)) == before
    (event,) = empty.search(Criteria(EVENT, ids=(5,))).rows
    assert [link.title for link in event.monuments] == ["تدمر"]  # type: ignore[attr-defined]
    again = bring(empty, tmp_path / "more.json")
    assert (again.already, again.counts, again.changes.group_id) == (19, {}, 0)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"uid": "event-1", "title": "one uid twice"}, "uid"),
        ({"uid": "", "title": "an empty uid"}, "uid"),
        ({"uid": "last"}, "title"),
        (
            {"title": "E", "claims": [{"id": 3, "title": "C", "field": "date"}], "chosen": {"place": 3}},
            "place",
        ),
    ],
)
def test_one_wrong_record_at_the_end_leaves_nothing_of_those_before(
    empty: Archive, tmp_path: Path, record: dict[str, Any], field: str
) -> None:
    path = file_of(tmp_path / "in.json", [*RECORDS, record], linked=LINKED)

    with pytest.raises(InvalidRecord) as refused:
        import_files(empty, [path])

    assert refused.value.field == field
    assert empty.totals()[EVENT] == 0 and log_of(empty) == [] and check(empty) == ()


@pytest.mark.usefixtures("small_parts")
def test_monuments_that_are_part_of_each_other_are_refused_across_parts(
    empty: Archive, tmp_path: Path
) -> None:
    ring = [{"id": number, "name": "M", "site_id": number % 9 + 1} for number in range(1, 10)]

    with pytest.raises(InvalidRecord, match="part of one of its own parts"):
        import_files(empty, [file_of(tmp_path / "in.json", ring, "monuments")])

    assert empty.totals()[MONUMENT] == 0


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("at", [0, 300])
def test_a_file_that_changes_meanwhile_leaves_nothing(empty: Archive, tmp_path: Path, at: int) -> None:
    path = file_of(tmp_path / "in.json", RECORDS, linked=LINKED)
    changed = path.read_text("utf-8").replace('"id": 3, "uid"', '"id": 4, "uid"')

    def change(done: int, _total: int | None) -> None:
        if done >= at:
            path.write_text(changed, "utf-8")

    with pytest.raises(KnownError, match="changed while it was read"):
        import_files(empty, [path], progress=change)

    assert empty.totals()[EVENT] == 0 and log_of(empty) == []


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("at", [0, 101, 500, 751])
def test_cancelled_at_any_part_nothing_is_written(empty: Archive, tmp_path: Path, at: int) -> None:
    path = file_of(tmp_path / "in.json", RECORDS, linked=LINKED)
    cancel, told = Cancellation(), list[int]()

    def stop(done: int, _total: int | None) -> None:
        told.append(done)
        if done >= at:
            cancel.cancel()

    with pytest.raises(Cancelled):
        import_files(empty, [path], progress=stop, cancel=cancel)

    assert told == sorted(told) and told[-1] >= at
    assert empty.totals()[EVENT] == 0 and log_of(empty) == []


@pytest.mark.usefixtures("small_parts")
def test_records_are_recognised_where_lines_end_in_the_middle_of_one(empty: Archive, tmp_path: Path) -> None:
    bring(empty, file_of(tmp_path / "in.json", RECORDS[:1], linked=LINKED))
    path = file_of(tmp_path / "more.json", RECORDS, linked=LINKED)
    path.write_text(path.read_text("utf-8").replace('{"id": 6', '{\n"id": 6'), "utf-8")  # read as a whole

    done = bring(empty, path)

    assert (done.already, done.counts) == (7, {EVENT: 5, Kind.CLAIM: 10})
