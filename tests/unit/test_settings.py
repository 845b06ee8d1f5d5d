"""Settings survive damage, newer versions and full disks."""

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest

from palmyra_desktop.settings import RECENT, Settings, changed, load, opened, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_the_defaults_are_used(path: Path) -> None:
    assert load(path) == Settings()


def test_settings_come_back_as_they_were_saved(path: Path) -> None:
    settings = changed(
        Settings(),
        language="ar",
        text_scale=1.5,
        author="آثار",
        columns={"event": {"chosen": ["date", "title"], "widths": {"date": 96}}},
        recent=("/a.palmyra", "/ب.palmyra"),
    )

    save(settings, path)

    assert load(path) == settings
    assert list(path.parent.iterdir()) == [path]


def test_unknown_settings_and_wrong_types_do_not_touch_the_others(path: Path) -> None:
    stored = {
        "theme": "dark",
        "text_scale": 2,
        "of_a_newer_version": 1,
        "language": 7,
        "author": None,
        "reopen_last": "yes",
        "recent": ["/a", 3],
        "columns": [],
        "image_view": "hologram",
    }
    write(path, json.dumps(stored))

    assert load(path) == changed(Settings(), theme="dark", text_scale=2.0)


@pytest.mark.parametrize("scale", ["0", "1e9", "NaN", "true", "-1"])
def test_a_text_nobody_could_read_is_not_accepted(path: Path, scale: str) -> None:
    write(path, f'{{"text_scale": {scale}}}')

    assert load(path).text_scale == 1.0


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", b"\xff\xfe", "[" * 100_000])
def test_a_damaged_file_is_put_aside(path: Path, text: str | bytes) -> None:
    write(path, text)

    assert load(path) == Settings()
    assert not path.exists()
    assert path.with_name("settings.json.damaged").exists()


def test_a_file_that_cannot_be_read_is_left_alone(path: Path) -> None:
    path.mkdir(parents=True)

    assert load(path) == Settings()
    assert path.is_dir()


def test_saving_that_fails_leaves_the_old_file_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(changed(Settings(), theme="dark"), path)

    def disk_is_full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_is_full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(), path)

    assert load(path).theme == "dark"
    assert list(path.parent.iterdir()) == [path]


def test_saving_where_no_folder_can_be_made_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError):
        save(Settings(), tmp_path / "file" / "settings.json")


def test_a_value_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="theme"):
        changed(Settings(), theme="purple", author="A")
    with pytest.raises(TypeError):
        changed(Settings(), no_such_setting=1)


def test_an_opened_archive_comes_first_and_once_among_the_recent() -> None:
    settings = Settings()
    for number in [*range(RECENT + 2), 5]:
        settings = opened(settings, f"/{number}.palmyra")

    assert settings.last_archive == "/5.palmyra"
    assert settings.recent[0] == "/5.palmyra"
    assert settings.recent.count("/5.palmyra") == 1
    assert len(settings.recent) == RECENT


def test_every_setting_is_explained_and_its_default_fits() -> None:
    for described in fields(Settings):
        assert described.metadata["help"].endswith(".")
        value = getattr(Settings(), described.name)
        assert getattr(changed(Settings(), **{described.name: value}), described.name) == value
