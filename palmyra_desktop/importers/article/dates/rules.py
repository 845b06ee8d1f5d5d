"""What a rule for dates is: a pattern, and what its words say as EDTF."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from palmyra_desktop.importers.article.dates.clock import Clock

Read = Callable[[re.Match[str], Clock], str | None]
"""Returns the EDTF of words, None where they carry no date that can be told."""


@dataclass(frozen=True, slots=True)
class DateRule:
    """A rule of one language.

    Attributes:
        key: what findings name it by. is_relative: whether it needs to know when the article was published.
        needs: what the words cannot be without, one of them: it is tried only where that stands; with
            capitals as it is written, in small letters in either case.
    """

    key: str
    pattern: re.Pattern[str]
    read: Read
    is_relative: bool = False
    needs: tuple[str, ...] = ()
