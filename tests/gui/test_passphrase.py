import pytest
from pytestqt.qtbot import QtBot

from palmyra_desktop.gui.dialogs.passphrase import PassphraseDialog, strength
from palmyra_desktop.gui.theme import Theme


def opened(
    theme: Theme, qtbot: QtBot, *, is_encrypted: bool
) -> tuple[PassphraseDialog, list[tuple[str, str]]]:
    dialog, wanted = PassphraseDialog(theme, "Passphrase", is_encrypted), []
    qtbot.addWidget(dialog)
    dialog.wanted.connect(lambda present, new: wanted.append((present, new)))
    dialog.show()
    return dialog, wanted


def test_a_new_passphrase_is_taken_once_both_are_the_same(theme: Theme, qtbot: QtBot) -> None:
    dialog, wanted = opened(theme, qtbot, is_encrypted=False)
    assert not dialog.present.isVisible()
    for new, again, ready in (("", "", False), ("a", "", False), ("a", "b", False), ("كلمة", "كلمة", True)):
        dialog.new.setText(new)
        dialog.again.setText(again)
        assert dialog.primary.isEnabled() is ready
    dialog.primary.click()
    assert wanted == [("", "كلمة")]


def test_that_the_two_differ_is_said(theme: Theme, qtbot: QtBot) -> None:
    dialog, _wanted = opened(theme, qtbot, is_encrypted=False)
    dialog.new.setText("four words of ours")
    dialog.again.setText("four w")
    assert "not the same" not in dialog.hint.text()
    dialog.again.setText("fuor")
    assert "not the same" in dialog.hint.text()


def test_an_encrypted_archive_gets_another_passphrase_or_none(theme: Theme, qtbot: QtBot) -> None:
    dialog, wanted = opened(theme, qtbot, is_encrypted=True)
    assert not dialog.primary.isEnabled()
    dialog.present.setText("old")
    assert "not be encrypted any more" in dialog.hint.text() and "away" in dialog.primary.text()
    dialog.new.setText("new")
    assert not dialog.primary.isEnabled()
    dialog.again.setText("new")
    assert "Change" in dialog.primary.text()
    dialog.primary.click()
    assert wanted == [("old", "new")]


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("", "hard to guess"),
        ("تدمر", "Weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("tamarisk lion", "Fair"),
    ],
)
def test_how_good_a_passphrase_is_is_said(passphrase: str, words: str) -> None:
    assert words in strength(passphrase)
    assert strength("tamarisk lion bread seven") == "Good."
