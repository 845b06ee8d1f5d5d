"""Places of the program's own things."""

from pathlib import Path

import pytest

from palmyra_desktop import paths


def test_every_place_is_the_programs_own_and_nothing_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))

    places = [
        paths.data_folder(),
        paths.config_folder(),
        paths.log_folder(),
        paths.cache_folder(),
        paths.settings_file(),
        paths.default_archive(),
    ]

    assert all(paths.APPLICATION in str(place) for place in places)
    assert not list(tmp_path.iterdir())


def test_the_default_archive_lies_with_the_data_and_not_in_the_documents() -> None:
    assert paths.default_archive().parent == paths.data_folder()
    assert paths.default_archive().suffix == paths.SUFFIX
    assert paths.export_folder() not in paths.default_archive().parents


def test_a_folder_is_created_only_when_asked_for_and_may_exist(tmp_path: Path) -> None:
    folder = tmp_path / "أرشيف" / "b"

    assert paths.made(folder) == folder
    assert paths.made(folder).is_dir()
