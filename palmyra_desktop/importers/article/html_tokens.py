"""The tags and texts of a page with their places; in linear time, whatever the page is.

The standard library's parser gives no place of an entity, and some pages take it quadratic time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_MARK = re.compile("[>\"']")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]{1,80})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LONGEST_TAG = 20_000
# What is inside these is no markup.
_VERBATIM = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]{{0,200}}>", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page.

    Attributes:
        kind: "text", "open", "close", or "verbatim" for the inside of an element without markup.
        name: of the element, in lower case. start, end: where it stands; of a tag, with its brackets.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(raw: str) -> Iterator[Token]:
    """Return the tags and texts of a page in its order, without comments and declarations."""
    position, length = 0, len(raw)
    last_bracket = raw.rfind(">")
    while position < length:
        start = raw.find("<", position)
        if start < 0:
            start = length
        if start > position:
            yield Token("text", position, start)
        if start == length:
            return
        if raw.startswith(("<!", "<?"), start):
            position = _after_declaration(raw, start)
            continue
        name = _NAME.match(raw, start)
        if name is None or name.end() > last_bracket:
            position = start + 1 if name is None else length
            yield Token("text", start, position)
            continue
        position = _tag_end(raw, name.end())
        element = name[2].lower()
        yield Token("close" if name[1] else "open", start, position, element)
        if not name[1] and element in _VERBATIM:
            closing = _VERBATIM[element].search(raw, position)
            inner_end = closing.start() if closing else length
            yield Token("verbatim", position, inner_end, element)
            position = closing.end() if closing else length
            yield Token("close", inner_end, position, element)


def attributes(raw: str, token: Token) -> dict[str, str]:
    """Return the attributes of an opening tag, names in lower case, entities resolved."""
    found: dict[str, str] = {}
    end = min(token.end - 1, token.start + _LONGEST_TAG)
    for match in _ATTRIBUTE.finditer(raw, token.start + 1 + len(token.name), end):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _after_declaration(raw: str, start: int) -> int:
    mark = "-->" if raw.startswith("<!--", start) else "]]>" if raw.startswith("<![CDATA[", start) else ">"
    end = raw.find(mark, start + 2)
    return len(raw) if end < 0 else end + len(mark)


def _tag_end(raw: str, position: int) -> int:
    """Return where a tag ends: no bracket in a quoted value ends it, and an open quote swallows nothing."""
    first = raw.find(">", position)
    limit = min(len(raw), position + _LONGEST_TAG)
    while True:
        mark = _MARK.search(raw, position, limit)
        if mark is None:
            return first + 1
        if mark[0] == ">":
            return mark.end()
        if raw[mark.start() - 1] not in "= \t\n\r\f":
            position = mark.end()
            continue
        closing = raw.find(mark[0], mark.end(), limit)
        if closing < 0:
            return first + 1
        position = closing + 1
