"""What the reader of a format hands on: the text without markup, its passages, and what it states."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from palmyra_desktop.domain.findings import BlockKind, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the text that stands by itself: a paragraph, or a line.

    Attributes:
        kind: what the format says it is, None where only its words can tell.
        group: passages with the same number stand together, with no blank line or border between them.
        media: a key of `image_kind` where the format says that it belongs to a picture, else "".
    """

    span: Span
    kind: BlockKind | None = None
    group: int = 0
    media: str = ""


class CleanText:
    """A text put together from pieces of another, each code point knowing where it stood there."""

    __slots__ = ("_parts", "_raw", "ends", "length", "starts")

    def __init__(self, raw: str) -> None:
        """Begin with nothing."""
        self._raw = raw
        self._parts: list[str] = []
        self.starts: array[int] = array("I")
        self.ends: array[int] = array("I")
        self.length = 0

    def take(self, start: int, end: int) -> None:
        """Append a piece as it stands."""
        if start < end:
            self._parts.append(self._raw[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
            self.length += end - start

    def put(self, words: str, start: int, end: int) -> None:
        """Append words that stand for a piece: a letter for its entity, one space for many."""
        self._parts.append(words)
        self.starts.extend([start] * len(words))
        self.ends.extend([end] * len(words))
        self.length += len(words)

    @property
    def text(self) -> str:
        """All of it so far."""
        return "".join(self._parts)


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's text and its parts, as far as its format tells them.

    Attributes:
        origin: the text with where its code points stood; None where it is the file as decoded.
        stated: what the format itself states, with the rule it was read by, the best first: for "title",
            "publisher", "author", "published", "url" and "language".
    """

    text: str
    origin: CleanText | None
    passages: tuple[Passage, ...]
    stated: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
