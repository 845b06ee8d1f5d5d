"""The timeline without a window, as the command line writes it, in both languages and without Qt."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from palmyra_desktop.services.sample import build_sample

SVG = "{http://www.w3.org/2000/svg}"
_SCRIPT = """
import sys
from palmyra_desktop import cli
code = cli.main(sys.argv[1:])
assert not any(name.startswith("PySide6") for name in sys.modules), "Qt was loaded"
sys.exit(code)
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, on disk."""
    location = tmp_path_factory.mktemp("timeline") / "sample.palmyra"
    build_sample(location).close()
    return location


def export(
    sample: Path, output: Path, *words: str, language: str = "en_GB"
) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        _SCRIPT,
        "export",
        *words,
        "--archive",
        str(sample),
        "--output",
        str(output),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANG", f"{language}.UTF-8")
        return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "title", "anchor"), [("en_GB", "Events: ", "start"), ("ar_SY", "\u2067الأحداث: ", "end")]
)
def test_the_picture_is_whole_in_both_languages(
    sample: Path, tmp_path: Path, language: str, title: str, anchor: str
) -> None:
    output = tmp_path / "out.svg"
    done = export(sample, output, "events", "--format", "timeline-svg", language=language)
    assert (done.returncode, done.stdout) == (0, "")
    root = ElementTree.parse(output).getroot()
    assert sum(element.get("class") == "record" for element in root.iter(f"{SVG}g")) == 23
    first = next(root.iter(f"{SVG}text"))
    assert (first.text or "").startswith(title)
    assert first.get("text-anchor") == anchor


def test_the_story_has_the_filtered_event_with_its_claims_and_who_held_the_town(
    sample: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.json"
    words = ("events", "--monument", "Temple of Bel", "--format", "timelinejs")
    assert export(sample, output, *words).returncode == 0
    story = json.loads(output.read_text("utf-8"))
    (slide,) = story["events"]
    assert slide["display_date"] == "30 August 2015"
    assert "Maamoun Abdulkarim" in slide["text"]["text"]
    assert "Islamic State" in {era["text"]["headline"] for era in story["eras"]}
    assert "Monument: Temple of Bel" in story["title"]["text"]["text"]


def test_captions_without_a_date_are_counted_among_the_rest(sample: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.svg"
    assert export(sample, output, "images", "--format", "timeline-svg").returncode == 0
    words = [element.text or "" for element in ElementTree.parse(output).getroot().iter(f"{SVG}text")]
    assert any(word.startswith("14 records · Undated: ") for word in words)


def test_monuments_are_refused_with_a_way_out(sample: Path, tmp_path: Path) -> None:
    done = export(sample, tmp_path / "out.svg", "monuments", "--format", "timeline-svg")
    assert done.returncode == 1
    assert done.stderr == (
        "Monuments have no date of their own, so that there is no timeline of them."
        " Write the events, filtered by them.\n"
    )
    assert not (tmp_path / "out.svg").exists()


def test_lanes_stand_for_what_is_asked_for_in_the_language_of_the_picture(
    sample: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.svg"
    words = ("events", "--format", "timeline-svg", "--lanes", "event_kind", "--hijri")
    assert export(sample, output, *words, language="ar_SY").returncode == 0
    root = ElementTree.parse(output).getroot()
    lanes = [group for group in root.iter(f"{SVG}g") if group.get("class") == "lane"]
    names = [lane.findtext(f"{SVG}title") or "" for lane in lanes]
    assert len(names) > 3
    assert not any(name.isascii() for name in names)
    assert any("١٤٣٧" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_lanes_that_are_not_there_are_wrong_usage(sample: Path, tmp_path: Path) -> None:
    done = export(sample, tmp_path / "out.svg", "events", "--format", "timeline-svg", "--lanes", "wall")
    assert done.returncode == 2
    assert "publisher" in done.stderr
