"""Free memory goes back to the system once nothing is searched any more."""

from array import array

import pytest
from pytestqt.qtbot import QtBot

from palmyra_desktop import collecting
from palmyra_desktop.domain.found import Found
from palmyra_desktop.gui import giving_back
from palmyra_desktop.gui.context import Context


def test_it_is_given_back_once_after_answers_that_came_together(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(collecting, "give_back", lambda: given.append(True))
    monkeypatch.setattr(giving_back, "_PAUSE", 50)
    part = giving_back.GivingBack(context)

    for _answer in range(3):
        context.workspace.set_found(Found(context.workspace.criteria.kind, array("q"), (), 0))
    assert given == []
    qtbot.waitUntil(lambda: bool(given))
    qtbot.wait(150)

    assert given == [True]
    part.deleteLater()


def test_giving_back_leaves_what_is_in_use() -> None:
    kept = [bytes([number % 256]) * 200_000 for number in range(50)]
    del kept[::2]
    collecting.give_back()
    assert all(one == bytes([2 * place % 256 + 1]) * 200_000 for place, one in enumerate(kept))
