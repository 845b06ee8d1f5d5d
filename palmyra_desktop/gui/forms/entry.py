"""What a form is given: the record it enters, and what somebody else made of it meanwhile."""

from dataclasses import dataclass
from typing import Any

from palmyra_desktop.domain.changes import Change
from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.gui.forms.grounds import Spoken
from palmyra_desktop.gui.forms.making import TEXT, Terms
from palmyra_desktop.gui.moments import moment
from palmyra_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form is opened with.

    Attributes:
        terms: of every list its fields take terms from.
        record: the one to change, None for a new one.
        text: the archived text, of a source.
        pattern: for a new record, the one whose values it begins with.
        draft: what was written in it before.
        spoken: the claims about the record; None where none are asked for.
    """

    kind: Kind
    terms: Terms
    record: Record | None = None
    text: str | None = None
    pattern: Record | None = None
    draft: Draft | None = None
    spoken: Spoken | None = None


@dataclass(frozen=True, slots=True)
class Theirs:
    """The record as somebody else left it: its archived text, if it has one, and the change that did it."""

    record: Record
    text: str | None
    change: Change | None

    def value(self, key: str) -> Any:
        """Return what it holds in a field."""
        return self.text if key == TEXT.key else getattr(self.record, key)

    @property
    def words(self) -> str:
        """Who changed it, and when."""
        title = heading(self.record)
        if self.change is None or not self.change.author:
            return _("“{title}” was changed while you were writing. Which values stay?").format(title=title)
        words = _("“{title}” was changed by {author}, {when}, while you were writing. Which values stay?")
        return words.format(title=title, author=self.change.author, when=moment(self.change.at_utc))
