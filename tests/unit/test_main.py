"""The choice between a command and the window, made on the first word."""

import pytest

from palmyra_desktop.__main__ import COMMANDS, archive_options, is_command, main


@pytest.mark.parametrize(
    ("words", "names", "rest"),
    [
        ([], [], []),
        (["town.palmyra"], [], ["town.palmyra"]),
        (["--archive", "تدمر.palmyra"], ["تدمر.palmyra"], []),
        (["--archive=a", "--archive", "b", "list", "events"], ["a", "b"], ["list", "events"]),
        (["list", "--archive", "a"], [], ["list", "--archive", "a"]),
        (["--archive"], [], ["--archive"]),
    ],
)
def test_archive_options_before_the_first_word_are_taken_off(
    words: list[str], names: list[str], rest: list[str]
) -> None:
    assert archive_options(words) == (names, rest)


@pytest.mark.parametrize("word", [*COMMANDS, "-h", "--help", "--version", "--unknown"])
def test_commands_and_options_go_to_the_command_line(word: str) -> None:
    assert is_command([word, "events"])


@pytest.mark.parametrize("words", [[], ["./list"], ["lists"], ["List"], ["postgresql://host/archive"]])
def test_anything_else_is_an_archive_for_the_window(words: list[str]) -> None:
    assert not is_command(words)


def test_two_archives_at_once_are_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", "a.palmyra", "b.palmyra"]) == 2
    assert capsys.readouterr() == ("", "The window opens one archive at a time.\n")
