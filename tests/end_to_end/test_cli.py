"""The commands on the real sample, as other programs call them."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop import cli, paths
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.sample import build_sample
from tests.acts import create

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, on disk."""
    location = tmp_path_factory.mktemp("cli") / "sample.palmyra"
    build_sample(location).close()
    return location


@pytest.fixture
def run(sample: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the sample; return exit code, standard output, standard error."""

    def call(*words: str) -> tuple[int, str, str]:
        code = cli.main([words[0], "--archive", str(sample), *words[1:]])
        found = capsys.readouterr()
        return code, found.out, found.err

    return call


def _titles(answer: tuple[int, str, str]) -> list[str]:
    code, out, _err = answer
    assert code == 0
    return [record["title"] for record in json.loads(out)]


@pytest.mark.parametrize("monument", ["Temple of Bel", "معبد بل", "temple of BEL", "#2"])
@pytest.mark.parametrize("actor", ["Islamic State", "Daesh", "داعش"])
def test_monument_and_actor_find_the_destruction_by_any_name(run: Run, monument: str, actor: str) -> None:
    code, out, _err = run("list", "events", "--monument", monument, "--actor", actor, "--format", "json")

    (event,) = json.loads(out)
    assert (code, event["date"], event["kind"]) == (0, "2015-08-30", "event")
    assert event["monuments"] == ["Temple of Bel"]


def test_events_come_by_date_and_an_order_can_be_asked_for(run: Run) -> None:
    dates = [r["date_earliest"] for r in json.loads(run("list", "events", "--format", "json")[1])]
    backwards = json.loads(
        run("list", "events", "--sort", "date:desc", "--limit", "1", "--format", "json")[1]
    )

    assert dates == sorted(dates)
    assert backwards[0]["date"] == "2017-03-02"


def test_the_most_relevant_come_first_when_asked_for(run: Run) -> None:
    searched = "list", "events", "--text", "temple", "--format", "json"
    by_date = [event["title"] for event in json.loads(run(*searched)[1])]
    best_first = [event["title"] for event in json.loads(run(*searched, "--sort", "relevance")[1])]

    having = ["temple" in title.lower().split() for title in best_first]
    assert sorted(best_first) == sorted(by_date) and best_first != by_date
    assert having == sorted(having, reverse=True) and any(having) and not all(having)


def test_a_name_repeated_is_either_and_not_excludes(run: Run) -> None:
    arch = ("--monument", "Monumental Arch")
    either = _titles(run("list", "events", "--monument", "Temple of Bel", *arch, "--format", "json"))
    without = _titles(run("list", "events", "--not-actor", "Islamic State", "--format", "json"))

    assert "Temple of Bel blown up" in either
    assert "Arch of Triumph blown up" in either
    assert "Temple of Bel blown up" not in without


@pytest.mark.parametrize(("mode", "found"), [("possible", True), ("certain", False)])
def test_an_uncertain_date_counts_as_asked(run: Run, mode: str, found: bool) -> None:
    words = ("--from", "2015-08", "--to", "2015-08", "--dates", mode, "--format", "json")
    titles = _titles(run("list", "events", *words))

    assert ("Tower of Elahbel destroyed" in titles) is found
    assert "Temple of Bel blown up" in titles


def test_text_finds_arabic_folded(run: Run) -> None:
    assert "Temple of Bel" in _titles(run("list", "monuments", "--text", "مَعبَد بل", "--format", "json"))


def test_csv_is_what_export_writes(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    words = ("events", "--monument", "Palmyra (site)")
    listed = run("list", *words, "--format", "csv")[1]
    code, out, err = run("export", *words, "--format", "csv", "--output", str(target))

    assert (code, out) == (0, "")
    assert str(target) in err
    assert (
        listed == target.read_bytes().decode().replace("\r\n", "\n") or listed == target.read_bytes().decode()
    )
    assert len(list(csv.reader(io.StringIO(listed)))) > 5


def test_ids_keep_the_order_given(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "two.json"
    assert run("export", "events", "--ids", "12,3", "--format", "json", "--output", str(target))[0] == 0

    assert [record["id"] for record in json.loads(target.read_text("utf-8"))["records"]] == [12, 3]


def test_columns_are_chosen(run: Run) -> None:
    out = run("list", "events", "--columns", "date,title", "--format", "csv", "--limit", "1")[1]
    record = json.loads(run("list", "events", "--columns", "date", "--format", "json", "--limit", "1")[1])[0]

    assert out.splitlines()[0] == "date,title"
    assert set(record) == {"id", "kind", "title", "date"}


def test_show_gives_a_record_with_its_claims(run: Run) -> None:
    code, out, _err = run("show", "monuments", "Temple of Bel", "--format", "json")
    record = json.loads(out)

    assert (code, record["title"], record["condition"]) == (0, "Temple of Bel", "destroyed")
    assert {"denies", "confirms"} <= {claim["stance"] for claim in record["claims"]}
    assert "UNITAR-UNOSAT" in run("show", "monuments", "2")[1]


def test_an_unknown_name_is_a_problem_in_words_with_the_nearest(run: Run) -> None:
    code, out, err = run("list", "events", "--monument", "Temple of Bell")

    assert (code, out) == (1, "")
    assert "Temple of Bel" in err


@pytest.mark.parametrize(
    "words",
    [
        ("list", "ruins"),
        ("list", "events", "--colour", "red"),
        ("list", "events", "--from", "30 August"),
        ("list", "events", "--sort", "colour"),
        ("list", "events", "--sort", "relevance"),
        ("list", "events", "--columns", "colour"),
        ("list", "events", "--limit", "-1"),
        ("show", "events"),
        ("export", "events", "--format", "csv"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert err


def test_an_empty_list_is_fine(run: Run) -> None:
    assert run("list", "events", "--text", "zzz", "--format", "json") == (0, "[\n]\n", "")


def test_a_file_that_is_there_is_replaced_by_force_alone(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mine.csv"
    target.write_text("mine", "utf-8")
    words = ("export", "events", "--format", "csv", "--output", str(target))

    refused = run(*words)
    kept = target.read_text("utf-8")

    assert (refused[0], kept) == (1, "mine")
    assert run(*words, "--force")[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.csv"]


def test_an_export_comes_back_equal_and_is_recognised(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, other = tmp_path / "events.json", tmp_path / "other.palmyra"
    run("export", "events", "--format", "json", "--output", str(target))
    from palmyra_desktop.services.archive import Archive

    Archive.create(other, title="Other").close()
    assert cli.main(["import", "--archive", str(other), str(target), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert cli.main(["import", "--archive", str(other), str(target), "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert cli.main(["export", "events", "--archive", str(other), "--format", "json", "--output",
                     str(tmp_path / "again.json")]) == 0  # fmt: skip

    assert first["counts"]["events"] == 23
    assert (second["counts"], second["already"] > 23) == ({}, True)
    assert _comparable(target) == _comparable(tmp_path / "again.json")


def _comparable(path: Path) -> list[object]:
    """What an export says, without the numbers an archive gives and what was counted elsewhere."""
    found = json.loads(path.read_text("utf-8"))["records"]
    return [
        {
            key: ([{k: v for k, v in c.items() if not k.endswith(("id", "ids"))} for c in value]
                  if key == "claims" else value)
            for key, value in sorted(record.items())
            if not key.endswith(("id", "ids")) and key != "chosen"
        }
        for record in found
    ]  # fmt: skip


def test_reading_leaves_the_archive_as_it_is(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    for words in (("list", "claims"), ("show", "events", "1"), ("check",)):
        assert run(*words)[0] == 0

    assert sample.read_bytes() == before
    assert sorted(path.name for path in sample.parent.iterdir()) == [sample.name]


def test_check_says_that_all_is_well(run: Run) -> None:
    assert json.loads(run("check", "--json")[1]) == {"ok": True, "findings": []}


def test_backup_makes_a_copy_that_can_be_read(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.palmyra"
    assert run("backup", "--output", str(copy))[0] == 0

    assert cli.main(["check", "--archive", str(copy)]) == 0


def test_a_backup_is_listed_looked_at_and_restored(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(sample, tmp_path / "a.palmyra"))

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["backup", "--archive", str(path), *words])
        answer = capsys.readouterr()
        return code, answer.out, answer.err

    assert run("--list", "--json")[:2] == (0, "[]\n")
    made = json.loads(run("--json")[1])
    with Archive.open(path) as archive:
        create(archive, Kind.EVENT, title="a mistake")
    (listed,) = json.loads(run("--list", "--json")[1])
    assert (listed["path"], listed["occasion"]) == (made["path"], "hand")
    name = Path(made["path"]).name
    assert name in run("--list")[1]

    looked = json.loads(run("--restore", name, "--dry-run", "--json")[1])
    assert (looked["acts_undone"], looked["kinds"]["events"]["added_since"]) == (1, 1)
    assert "1 act made since" in run("--restore", made["path"], "--dry-run")[1]
    code, out, err = run("--restore", name, "--json")

    assert (code, json.loads(out)["restored"], "Restored" in err) == (0, True, True)
    assert [one["occasion"] for one in json.loads(run("--list", "--json")[1])] == ["restore", "hand"]
    with Archive.open(path, read_only=True) as archive:
        assert (archive.totals()[Kind.EVENT], check(archive)) == (23, ())
    assert run("--restore", "absent.palmyra")[0] == 1
    assert run("--list", "--restore", name)[0] == 2


def test_check_repairs_what_can_be_made_anew_and_says_so(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(sample, tmp_path / "a.palmyra"))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DELETE FROM search_event")
    assert cli.main(["check", "--archive", str(path)]) == 1
    assert "23 records" in capsys.readouterr().out

    assert cli.main(["check", "--archive", str(path), "--repair", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["findings"], answer["repaired"]) == (True, [], 1)
    assert Path(answer["backup"]).exists()
    assert cli.main(["check", "--archive", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "findings": []}


def test_check_saves_what_can_be_read_of_a_damaged_archive(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = Path(shutil.copy(sample, tmp_path / "a.palmyra")), tmp_path / "b.palmyra"
    with path.open("r+b") as file:
        file.write(b"no header at all")
    assert cli.main(["check", "--archive", str(path)]) == 1
    capsys.readouterr()

    assert cli.main(["check", "--archive", str(path), "--salvage", str(target), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["lost"], answer["kept"]["events"]) == (True, [], 23)
    assert cli.main(["check", "--archive", str(target)]) == 0
    assert cli.main(["check", "--archive", str(path), "--salvage", str(target)]) == 1
    assert "already" in capsys.readouterr().err


def test_a_missing_archive_is_told_and_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "events", "--archive", str(tmp_path / "none.palmyra")]) == 1
    assert "none.palmyra" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_default_archive_is_made_from_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "events", "--format", "json"]) == 0

    assert len(json.loads(capsys.readouterr().out)) == 23
    assert paths.default_archive().exists()


def test_the_summary_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.summary(None) == 0

    out = capsys.readouterr().out
    assert "Events: 23" in out
    assert "palmyra-desktop list events" in out
