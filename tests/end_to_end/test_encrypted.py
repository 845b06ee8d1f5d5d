"""An encrypted archive from its making to its use, on the command line and in the window."""

from pathlib import Path

import pytest

from palmyra_desktop import cli, cli_encryption
from palmyra_desktop.services.archive import Archive
from tests.acts import EVENT, create

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

PASSPHRASE = "four words of تدمر"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase=PASSPHRASE) as archive:
        create(archive, EVENT, title="Secret event")
    return path


def test_the_command_line_takes_the_passphrase_from_the_environment(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("list", "events", "--archive", str(path))
    assert cli.main(words) == 1
    assert "PALMYRA_PASSPHRASE" in capsys.readouterr().err
    monkeypatch.setenv("PALMYRA_PASSPHRASE", "wrong")
    assert cli.main(words) == 1
    assert "passphrase is wrong" in capsys.readouterr().err
    monkeypatch.setenv("PALMYRA_PASSPHRASE", PASSPHRASE)
    assert cli.main(words) == 0
    assert "Secret event" in capsys.readouterr().out


def test_on_a_terminal_the_command_line_asks_for_the_passphrase(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(cli_encryption, "getpass", lambda words: asked.append(words) or PASSPHRASE)
    assert cli.main(("list", "events", "--archive", str(path))) == 0
    assert "a.palmyra" in asked[0] and "Secret event" in capsys.readouterr().out
