"""Menus of lanes: what can be done with one, and with all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.found import Lane
from palmyra_desktop.domain.timeline.lanes import LaneOrder, LaneView
from palmyra_desktop.i18n import N_, _, format_number, ngettext

Change = Callable[[LaneView], None]
"""Told how the lanes are to be looked at from now on."""

_ORDERS = {
    LaneOrder.FIRST: N_("Order by first date"),
    LaneOrder.COUNT: N_("Order by number of records"),
    LaneOrder.NAME: N_("Order by name"),
}
_MOST_NAMED = 40
"""Hidden lanes that are named one by one."""
_LONGEST = 50


def fill_lane_menu(
    menu: QMenu, lane: Lane, name: str, view: LaneView, change: Change, filter_by: Callable[[FacetKey], None]
) -> None:
    """Add what can be done with one lane.

    Args:
        name: of the lane; that of no value, which has no label and is no filter, has one too.
        filter_by: called with the lane's key.
    """
    if lane.label:
        menu.addAction(_("&Filter by {lane}").format(lane=_short(name)), partial(filter_by, lane.key))
        menu.addSeparator()
    is_pinned, is_collapsed = lane.key in view.pinned, lane.key in view.collapsed
    for text, is_on, changed in (
        (N_("&Pin to the top"), is_pinned, view.with_pinned(lane.key, not is_pinned)),
        (N_("&Collapse"), is_collapsed, view.with_collapsed((lane.key,), not is_collapsed)),
    ):
        action = menu.addAction(_(text), partial(change, changed))
        action.setCheckable(True)
        action.setChecked(is_on)
    menu.addAction(_("&Hide"), partial(change, view.with_hidden((lane.key,), True)))


def fill_lanes_menu(menu: QMenu, lanes: Sequence[Lane], no_lane: str, view: LaneView, change: Change) -> None:
    """Add what can be done with all lanes: their order, collapse, and the hidden ones to show again."""
    group = QActionGroup(menu)
    for order, text in _ORDERS.items():
        action = menu.addAction(_(text), partial(change, view.ordered_by(order)))
        action.setCheckable(True)
        action.setChecked(order is view.order)
        group.addAction(action)
    menu.addSeparator()
    keys = [lane.key for lane in lanes]
    menu.addAction(_("Collapse all lanes"), partial(change, view.with_collapsed(keys, True)))
    menu.addAction(_("Open all lanes"), partial(change, view.with_collapsed(keys, False)))
    hidden = view.hidden_of(lanes)
    if not hidden:
        return
    menu.addSeparator()
    text = ngettext("Show the hidden lane", "Show {count} hidden lanes", len(hidden))
    every = view.with_hidden((lane.key for lane in hidden), False)
    menu.addAction(text.format(count=format_number(len(hidden))), partial(change, every))
    for lane in hidden[:_MOST_NAMED] if len(hidden) > 1 else ():
        shown = _("Show {lane}").format(lane=_short(lane.label or no_lane))
        menu.addAction(shown, partial(change, view.with_hidden((lane.key,), False)))


def _short(name: str) -> str:
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return shown.replace("&", "&&")
