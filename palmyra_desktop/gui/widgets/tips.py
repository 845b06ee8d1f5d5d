"""Words of the data where Qt would look for markup in them: tool tips and message boxes."""

import html

from PySide6.QtGui import Qt

from palmyra_desktop.domain.hidden_marks import with_arrows


def plain(text: str) -> str:
    """Return a text so that it is shown as it is written.

    Qt takes what begins like markup for markup, and loads the pictures it names, even over the network.
    """
    text = with_arrows(text)
    if not Qt.mightBeRichText(text):
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
