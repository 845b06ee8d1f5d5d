"""What an event is called in a list: the words that tell the act, without those that say who says so.

Pronouns stay: a name put in their place would be an accusation where the resolving is wrong.
"""

import re
from typing import Final

from palmyra_desktop.domain.findings import Article, ClaimFound, Span

_LONGEST: Final = 120  # code points
_LOOSE: Final = re.compile(
    r"(?:(?:and|but|or|after|before|when|while|which|who|that|where|as|since|until|then|also|وأن|أن)\b[\s,]*)+",
    re.IGNORECASE,
)
_EDGES: Final = " \t\n\"'“”‘’«»„‚,;:.–—-"


def title(article: Article, clause: Span, act: Span, claim: ClaimFound | None) -> str:
    """Return a title for the act that a clause tells of.

    Args:
        act: the words of the act. claim: the statement it is told in.
    """
    text = _plain(article.words(clause))
    if claim is not None:
        told = _plain(claim.proposition)
        if _plain(article.words(act)).casefold() in told.casefold() and len(told) < len(text):
            text = told
    loose = _LOOSE.match(text)
    text = (text[loose.end() :] if loose else text).strip(_EDGES) or text
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(_EDGES) + " …"
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)
