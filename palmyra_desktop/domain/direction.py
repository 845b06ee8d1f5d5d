"""The direction a line of text is set in."""

import unicodedata


def is_set_right_to_left(text: str, within: bool) -> bool:
    """Whether a line is set from right to left, within text that is (True) or is not.

    As all around it, unless all its letters go the other way (an English title in an Arabic window);
    figures alone follow what is around.
    """
    letters = {unicodedata.bidirectional(character) for character in text} & {"L", "R", "AL"}
    if within:
        return letters != {"L"}
    return bool(letters) and "L" not in letters
