"""Archive JSON back to edits, whole or with what is wrong told apart."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.archive_json import ArchiveJsonImporter
from palmyra_desktop.importers.base import Draft, ImportIssue, OpenLink


@dataclass
class Read:
    """What both readings of a set of files give."""

    edits: list[Edit]
    open_links: list[OpenLink]
    issues: list[ImportIssue]
    counts: Mapping[Kind, int]


def _files(folder: Path, **files: Any) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / f"{name}.json"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def _draft(folder: Path, **files: Any) -> Draft:
    return ArchiveJsonImporter().read(_files(folder, **files), Cancellation())


def _read(folder: Path, **files: Any) -> Read:
    draft = _draft(folder, **files)
    issues, open_links = list(draft.issues), list[OpenLink]()
    edits = list(draft.edits(open_links.append, issues))
    assert {(link.kind, link.name) for link in open_links} == set(draft.names)
    assert [edit.kind for edit in edits if edit.action is Action.CREATE] == draft.kinds
    return Read(edits, open_links, issues, draft.counts)


def _file(kind: str, *records: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"palmyra": 1, "kind": kind, "filter": {}, "count": len(records), "records": list(records), **more}


def _values(draft: Read, kind: Kind) -> list[Any]:
    return [edit.values for edit in draft.edits if edit.kind is kind and edit.action is Action.CREATE]


def test_records_of_a_set_of_files_find_each_other_by_id(tmp_path: Path) -> None:
    draft = _read(
        tmp_path,
        events=_file("events", {"id": 1, "title": "Blown up", "date": "2015-08-30", "monuments_ids": [5]}),
        monuments=_file("monuments", {"id": 5, "name": "معبد بل"}),
    )

    (event,) = _values(draft, Kind.EVENT)
    monument = next(edit for edit in draft.edits if edit.kind is Kind.MONUMENT)
    assert event["date"] == DateSpan.parse("2015-08-30")
    assert [link.id for link in event["monuments"]] == [monument.id]
    assert draft.issues == []


_AS_WRITTEN = (
    '{"palmyra":1,"kind":"events","count":2,"records":[\n'
    '{"id":1,"title":"تفجير","tags":[],"note":null,"monuments_ids":[5],"claims":[{"id":7,"field":"date"}]},\n'
    '{"id":2,"title":"B","chosen":{"date":7}}\n'
    '],"linked":{"monuments":[{"id":5,"name":"Bel"}]}}\n'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("[\n", "[\n\n"),  # a line that is no record
        ('"note":null', '"note":null\n'),
        ('"title":"B"', '"title":\n"B"'),
        ("\n", " "),
        ("{", "\ufeff{"),
        ('],"linked', '],\n"linked'),
        ('"note":null', '"note":"\\ud800"'),  # one library takes it, the other does not
    ],
)
def test_a_file_is_read_the_same_however_its_lines_are_broken(tmp_path: Path, old: str, new: str) -> None:
    expected = _read(tmp_path, events=json.loads(_AS_WRITTEN))

    found = _read(tmp_path, events=_AS_WRITTEN.replace(old, new, 1))

    if "ud800" not in new:
        assert found == expected
    assert found.counts == expected.counts
    assert len(found.edits) == len(expected.edits)


def test_a_file_as_this_program_writes_it_is_refused_where_it_is_cut_off(tmp_path: Path) -> None:
    for end in range(0, len(_AS_WRITTEN) - 2, 7):
        with pytest.raises(KnownError):
            _read(tmp_path, events=_AS_WRITTEN[:end])


def test_a_name_without_an_id_finds_its_record_in_the_set_by_any_name(tmp_path: Path) -> None:
    draft = _read(
        tmp_path,
        events=_file("events", {"title": "Blown up", "actors": ["DAESH"], "actors_roles": ["perpetrator"]}),
        actors=_file("actors", {"id": 1, "name": "Islamic State", "names": ["Daesh"]}),
    )

    (event,) = _values(draft, Kind.EVENT)
    assert [(link.title, link.role) for link in event["actors"]] == [("DAESH", "perpetrator")]
    assert draft.open_links == []


def test_a_name_that_is_not_in_the_set_is_left_for_the_archive(tmp_path: Path) -> None:
    draft = _read(tmp_path, events=_file("events", {"title": "Blown up", "monuments": ["Temple of Bel"]}))

    (link,) = draft.open_links
    assert link == OpenLink(Kind.MONUMENT, "Temple of Bel", "events.json, record 1", "monuments")


def test_a_name_that_several_records_of_the_set_have_is_left_for_the_archive(tmp_path: Path) -> None:
    draft = _read(
        tmp_path,
        monuments=_file("monuments", {"name": "معبد"}, {"name": "معبد"}, {"name": "Tomb"}, {"name": "TOMB"}),
        events=_file("events", {"title": "B", "monuments": ["معبد"]}, {"title": "C", "monuments": ["tomb"]}),
    )

    assert [link.name for link in draft.open_links] == ["معبد", "tomb"]


def test_a_link_whose_number_no_file_has_is_sought_by_its_name(tmp_path: Path) -> None:
    event = {"title": "Shelled", "monuments": ["Bel", "Arch"], "monuments_ids": [77, [1]]}
    draft = _read(
        tmp_path, events=_file("events", event), monuments=_file("monuments", {"id": 5, "name": "BEL"})
    )

    (found,) = _values(draft, Kind.EVENT)
    monument = next(edit for edit in draft.edits if edit.kind is Kind.MONUMENT)
    assert [link.id for link in found["monuments"]] == [monument.id]
    assert [link.name for link in draft.open_links] == ["Arch"]


def test_a_record_that_stands_in_several_places_is_one(tmp_path: Path) -> None:
    claims = [{"id": 7, "title": "A"}, {"id": 8, "title": "B"}]
    draft = _read(
        tmp_path,
        events=_file("events", {"id": 1, "title": "E", "claims": claims[:1]}, {"id": 1, "claims": claims}),
        claims=_file("claims", {"id": 8, "title": "B, once more"}),
    )

    assert draft.counts == {Kind.EVENT: 1, Kind.CLAIM: 2}
    assert [values["proposition"] for values in _values(draft, Kind.CLAIM)] == ["A", "B"]


def test_each_uid_is_told_once_it_is_met(tmp_path: Path) -> None:
    met: list[Any] = []
    record = {"id": 1, "uid": "palmyra", "name": "Palmyra", "claims": [{"uid": "said"}]}
    paths = _files(tmp_path, monuments=_file("monuments", record, record, {"name": "Bel", "uid": 7}))

    ArchiveJsonImporter().read(paths, Cancellation(), lambda: lambda *told: met.append(told))

    assert met == [(Kind.MONUMENT, -1, "palmyra"), (Kind.CLAIM, -2, "said"), (Kind.CLAIM, -3, "said")] + [
        (Kind.MONUMENT, -4, 7)
    ]


_LINE = '{"palmyra":1,"kind":"events","records":[\n{"id":1,"title":"A"},\n{"id":2,"title":"B"}\n]}\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id":2', '"id":3'),
        (',\n{"id":2,"title":"B"}', ""),
        ('"title":"B"}', '"title":"B"},\n{"id":3}'),
        ('"title":"B"', '"title":\n"B"'),
        ("events", "images"),
        ('"B"', '"C"'),  # no reader could tell but by the file itself
        (_LINE, ""),
    ],
)
@pytest.mark.parametrize("indent", [False, True])
def test_a_file_that_is_changed_between_the_readings_is_refused_in_words(
    tmp_path: Path, old: str, new: str, indent: bool
) -> None:
    draft = _draft(tmp_path, events=_LINE.replace("\n", "\n\n") if indent else _LINE)
    path = tmp_path / "events.json"
    path.write_text(_LINE.replace(old, new, 1), "utf-8")
    os.utime(path, ns=(1, 1))

    with pytest.raises(KnownError, match="changed while it was read"):
        list(draft.edits(lambda link: None, []))


def test_a_file_that_changes_and_looks_as_before_is_refused_if_its_records_are_others(tmp_path: Path) -> None:
    draft = _draft(tmp_path, events=_LINE)
    path = tmp_path / "events.json"
    stamp = path.stat().st_mtime_ns
    path.write_text(_LINE.replace('"id":2', '"id":3'), "utf-8")
    os.utime(path, ns=(stamp, stamp))

    with pytest.raises(KnownError, match="changed while it was read"):
        list(draft.edits(lambda link: None, []))


def test_a_file_that_is_gone_at_the_second_reading_is_told_in_words(tmp_path: Path) -> None:
    draft = _draft(tmp_path, events=_LINE)
    (tmp_path / "events.json").unlink()

    with pytest.raises(KnownError, match="cannot be read"):
        list(draft.edits(lambda link: None, []))


def test_nested_claims_know_their_subject_and_the_choice_made_among_them(tmp_path: Path) -> None:
    claim = {"id": 4, "title": "It was destroyed", "field": "condition", "value": "destroyed"}
    record = {"id": 5, "name": "Temple", "claims": [claim], "chosen": {"condition": 4}}
    draft = _read(tmp_path, monuments=_file("monuments", record))

    (found,) = _values(draft, Kind.CLAIM)
    (choice,) = [edit for edit in draft.edits if edit.action is Action.CHOOSE]
    created = {edit.kind: edit.id for edit in draft.edits if edit.action is Action.CREATE}
    assert found["proposition"] == "It was destroyed"
    assert (found["subject"].kind, found["subject"].id) == (Kind.MONUMENT, created[Kind.MONUMENT])
    assert choice.values == {"field": "condition", "claim_id": created[Kind.CLAIM]}


def test_one_wrong_field_is_told_and_the_rest_taken_in(tmp_path: Path) -> None:
    draft = _read(
        tmp_path,
        events=_file(
            "events",
            {"id": 1, "title": "Good", "date": "2015-08-30"},
            {"id": 2, "title": "Wrong date", "date": "30 August", "place": 7, "monuments": "no list"},
        ),
    )

    assert [values["title"] for values in _values(draft, Kind.EVENT)] == ["Good", "Wrong date"]
    assert {(issue.place, issue.field) for issue in draft.issues} == {
        ("events.json, record 2", "date"),
        ("events.json, record 2", "place"),
        ("events.json, record 2", "monuments"),
    }


def test_an_empty_file_of_records_is_an_empty_draft(tmp_path: Path) -> None:
    assert _read(tmp_path, events=_file("events")).edits == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"palmyra": 1}',
        '{"palmyra": 2, "kind": "events", "records": []}',
        '{"palmyra": 1, "kind": "ruins", "records": []}',
        '{"palmyra": 1, "kind": "events", "records": [1]}',
        '{"palmyra": 1, "kind": "events", "records": [{"id": [1]}]}',
        '{"palmyra": 1, "kind": "events", "records": ' + "[" * 5000 + "]" * 5000 + "}",
    ],
)
def test_a_file_that_is_no_archive_json_is_refused_in_words(tmp_path: Path, content: str) -> None:
    with pytest.raises(KnownError):
        _read(tmp_path, broken=content)


def test_only_files_that_name_the_program_are_accepted() -> None:
    importer = ArchiveJsonImporter()

    assert importer.accepts("a.json", b'{"palmyra": 1, "kind": "events"')
    assert not importer.accepts("a.json", b'{"type": "FeatureCollection"')
    assert not importer.accepts("a.txt", b"Palmyra: a report")


class _AfterSomeRecords(Cancellation):
    """Asks to stop when it has been looked at a few times."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def check(self) -> None:
        self.looks -= 1
        if not self.looks:
            self.cancel()
        super().check()


@pytest.mark.parametrize("looks", [1, 3, 9])
def test_reading_stops_when_asked_before_and_while_records_are_gone_through_once_or_twice(
    tmp_path: Path, looks: int
) -> None:
    path = tmp_path / "events.json"
    path.write_text(json.dumps(_file("events", *({"id": n, "title": "Shelled"} for n in range(5)))), "utf-8")
    cancel = _AfterSomeRecords(looks)

    with pytest.raises(Cancelled):
        list(ArchiveJsonImporter().read([path], cancel).edits(lambda link: None, []))

    assert cancel.looks == 0
