"""Characters that make a terminal do something, shown as pictures of themselves: a text is not to command it.

With them a name could clear the screen, write a title, or put words on the line that nobody typed. Sources:
ECMA-48, 5.3 (control sequences); Unicode Standard, 22.7.3 (pictures for control codes).
"""

import re
from typing import Final

from palmyra_desktop.domain.hidden_marks import with_arrows

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BEYOND: Final = re.compile(r"[\x7f-\x9f]")


def pictured(text: str) -> str:
    """Return a text as a terminal may show it; tabs and line ends stay."""
    return with_arrows(_CONTROL.sub(lambda found: _picture(ord(found[0])), text))


def escaped(text: str) -> str:
    """Return JSON as a terminal may show it: what JSON itself leaves as it is is escaped, too."""
    return _BEYOND.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
