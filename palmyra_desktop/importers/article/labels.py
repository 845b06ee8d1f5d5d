"""The labels before captions and credits, and the lines that are nobody's statement; one table for each.

Another language needs another row: nothing else knows the words.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A label met at the beginning of a line.

    Attributes:
        role: "caption", "credit", or "either" where only what follows tells. media: a key of `image_kind`.
        comes_first: whether such a credit stands before its caption. length: of the label, in code points.
    """

    role: str
    media: str
    comes_first: bool
    length: int


# role, media, whether it comes before its caption, whether a colon is needed, the words
_LABELS: tuple[tuple[str, str, bool, bool, str], ...] = (
    ("credit", "image", True, False, r"image (?:source|copyright)"),
    ("caption", "image", False, False, r"image caption"),
    ("caption", "video", False, False, r"(?:media|video) caption"),
    ("credit", "image", False, False, r"(?:photo(?:graph)?|picture|image|video)s? (?:by|credit should read)"),
    ("credit", "image", False, False, r"(?:(?:photo(?:graph)?|picture|image)s? )?courtesy(?: of)?(?=\s*:)"),
    ("credit", "image", False, True, r"(?:(?:photo|picture|image|video|file)s? )?credits?(?: line)?"),
    (
        "credit",
        "image",
        False,
        True,
        r"photograph(?:y|er)?|(?:photo )?source|copyright|crédits?|copyright holder",
    ),
    ("credit", "image", False, False, r"©|\(c\)|copyright ©"),
    ("credit", "image", False, True, r"تصوير|المصدر|حقوق الصورة"),
    ("caption", "image", False, True, r"(?:photo |picture )?caption|légende|bildunterschrift|تعليق الصورة"),
    ("either", "image", False, True, r"(?:file )?(?:photo|image|picture|pic|figure|fig|plate)s?\.?"),
    ("either", "image", False, True, r"(?:photograph|photo|image|picture)s?(?:, | \()[a-z ]{3,24}\)?"),
    ("either", "image", False, True, r"graphic|map|illustration|above|foto|bild|الصورة|صورة"),
    ("either", "video", False, True, r"video|footage|watch|vidéo|فيديو|مقطع مصور"),
)
_COMPILED = tuple(
    (role, media, first, re.compile(rf"(?:{words})(?!\w)(?:\s?\d{{1,3}})?{end}", re.IGNORECASE))
    for role, media, first, needs_colon, words in _LABELS
    for end in (r"\s{0,3}(?::|\.(?=\s))\s{0,9}" if needs_colon else r"\s{0,3}[:,]?\s{0,9}",)
)
_LONGEST = 60

_NETWORK = r"(?:facebook|twitter|pinterest|whatsapp|linkedin|instagram|telegram|reddit|e-?mail)"
_ASIDE_PHRASES = (
    r"related (?:topics?|articles?|stor(?:y|ies)|content|(?:internet )?links?|news)",
    r"(?:more (?:on this|from)|read (?:more|next|also)|also read|see (?:also|more))\b",
    r"(?:you may also like|recommended|most (?:read|popular|viewed)|trending|top stories)\b",
    r"(?:share|tweet|print|email|comments?|follow|subscribe|advertisement|ad|sponsored|close|menu|search)\W*$",
    r"(?:share (?:this|on|or comment|page|via)|(?:tweet|like|pin) this|show comments)\b",
    r"(?:(?:story|article) continues below|skip (?:past|advert|to )|continue reading)",
    r"(?:media|video) playback is (?:un|not )supported|(?:this )?video can ?not be played|to play this video",
    r"javascript |your browser ",
    r"(?:sign up|subscribe|register|join|follow us|get)\b.{0,60}\b(?:newsletter|alerts?|e-?mail|briefing)\b",
    r"(?:sign up|subscribe|register|join|follow us|get)\b.{0,60}\b(?:updates|twitter|facebook)\b",
    r"sign up (?:to|for)\b|newsletter\b.{0,40}$|terms (?:of (?:use|service)|and conditions)\b|privacy policy",
    r"cookies? (?:policy|settings)",
    r"(?:for (?:more|further) information|for media enquiries|notes? to editors?)\b.{0,9}:",
    r"(?:media contacts?|press contacts?|contacts?)\b.{0,9}:",
    r"(?:an earlier|a previous|the original) version of this (?:article|story|report|post)\b",
    r"this (?:article|column|story|post) (?:was|has been) (?:amended|corrected|updated|first|original)",
    r"all rights reserved|(?:©|\(c\)|copyright)\s{0,3}(?:©\s{0,3})?\d{4}",
    rf"{_NETWORK}(?:\W{{1,5}}{_NETWORK})*\W*$",
    r"image \d{1,3} of \d{1,3}|\d{1,3} ?/ ?\d{1,3}$|hide captions?\W*$|view gallery|photos?\W*$|gallery\W*$",
    r"\(?(?:reporting|additional reporting|writing|editing|compiled|edited|translated) (?:and \w+ )?by\b",
    r"\(?with reporting by\b|(?:view|click|tap) (?:here|to)\b|\d{1,5} (?:comments?|shares?)$",
    r"(?:-\s?30\s?-|\#{2,}|\*{2,}|-{3,}|_{3,}|={3,}|\* \* \*|ends?)\W*$",
    r"\d{1,2}[.:]\d{2}(?: ?(?:am|pm|gmt|bst|utc|est|cet))?\W*$",
    r"(?:our|the) (?:columnist|author|writer) is\b|(?:the )?views (?:expressed|in this)\b",
    r"مواضيع ذات صلة|اقرأ (?:أيضا|المزيد)|شارك|إعلان\W*$|تابعنا|lire aussi|à lire aussi",
)
_ASIDES = re.compile("|".join(_ASIDE_PHRASES), re.IGNORECASE)
_LIST_ASIDES = re.compile(
    r"(?:related (?:topics?|articles?|stor(?:y|ies)|content|links?|internet links)|more (?:on|from)\b"
    r"|see also|read (?:more|next)|most (?:read|popular|viewed)|recommended|مواضيع ذات صلة)[^.]{0,40}$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,3}(?:/\s?(?:[A-Z]\.\s?){1,3})?$")
_SHARE_LEAD = re.compile(r"(?:(?:Facebook|Twitter|Pinterest|WhatsApp|Email)\s){2,}")


def label_of(words: str) -> Label | None:
    """Return the label that a line begins with, or None."""
    head = words[:_LONGEST]
    for role, media, first, pattern in _COMPILED:
        found = pattern.match(head)
        if found:
            return Label(role, media, first, found.end())
    return None


def begins_anew(words: str) -> bool:
    """Whether a line that begins so does not go on the line before."""
    return label_of(words) is not None or is_aside(words) or bool(_BULLET.match(words))


def bullet(words: str) -> int:
    """Return the length of the bullet or number that a list item begins with, 0 without one."""
    found = _BULLET.match(words)
    return found.end() if found else 0


_BULLET = re.compile(r"(?:[•·▪‣●■►*–—-]|\d{1,2}[.)])\s{1,9}")


def is_aside(words: str) -> bool:
    """Whether a line is what surrounds an article: buttons, contacts, related topics."""
    return bool(_ASIDES.match(words[:200]) or _INITIALS.match(words[:20]))


def opens_asides(words: str) -> bool:
    """Whether the short lines below it are asides, too."""
    return bool(_LIST_ASIDES.match(words[:80]))


def share_lead(words: str) -> int:
    """Return the length of the names of networks before a caption, 0 without them."""
    found = _SHARE_LEAD.match(words[:100])
    return found.end() if found else 0
