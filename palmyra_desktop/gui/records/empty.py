"""Why a list is empty, in words: which filter hides how many records, or how to begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.filters.chip_row import filters_in_force
from palmyra_desktop.gui.widgets.empty_state import EmptyLine
from palmyra_desktop.i18n import N_, _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive

NOTHING_MATCHES: Mapping[Kind, str] = {
    Kind.EVENT: N_("No event matches all of these"),
    Kind.MONUMENT: N_("No monument matches all of these"),
    Kind.IMAGE: N_("No image matches all of these"),
    Kind.ACTOR: N_("No actor matches all of these"),
    Kind.SOURCE: N_("No source matches all of these"),
    Kind.CLAIM: N_("No claim matches all of these"),
}
NOTHING_THERE: Mapping[Kind, str] = {
    Kind.EVENT: N_("No event is in this archive yet"),
    Kind.MONUMENT: N_("No monument is in this archive yet"),
    Kind.IMAGE: N_("No image is in this archive yet"),
    Kind.ACTOR: N_("No actor is in this archive yet"),
    Kind.SOURCE: N_("No source is in this archive yet"),
    Kind.CLAIM: N_("No claim is in this archive yet"),
}


@dataclass(frozen=True, slots=True)
class Hiding:
    """One filter of an empty list.

    Attributes:
        words: the filter, "Damage: slight". without: the criteria with it taken away; gain: what they find.
    """

    words: str
    without: Criteria
    gain: int

    @property
    def line(self) -> EmptyLine:
        """What the empty list says of it."""
        text = _("Without {filter}").format(filter=self.words)
        if not self.gain:
            return EmptyLine(text, _("none, another filter hides them too"), can_remove=False)
        return EmptyLine(text, counted(self.without.kind, self.gain))


def hiding(archive: "Archive", criteria: Criteria, cancel: Cancellation) -> tuple[Hiding, ...]:
    """Return each filter and what would be found without it, the greatest gain first; called in a worker."""
    found = []
    for one in filters_in_force(archive, criteria):
        cancel.check()
        words = _("{field}: {value}").format(field=one.field, value=one.value)
        gain = len(archive.search(one.without, first=0, cancel=cancel).ids)
        found.append(Hiding(words, one.without, gain))
    return tuple(sorted(found, key=lambda one: -one.gain))


def counted(kind: Kind, count: int) -> str:
    """Return a number of records of a kind in words: "14 events"."""
    match kind:
        case Kind.EVENT:
            words = ngettext("{count} event", "{count} events", count)
        case Kind.MONUMENT:
            words = ngettext("{count} monument", "{count} monuments", count)
        case Kind.IMAGE:
            words = ngettext("{count} image", "{count} images", count)
        case Kind.ACTOR:
            words = ngettext("{count} actor", "{count} actors", count)
        case Kind.SOURCE:
            words = ngettext("{count} source", "{count} sources", count)
        case Kind.CLAIM:
            words = ngettext("{count} claim", "{count} claims", count)
    return words.format(count=format_number(count))
