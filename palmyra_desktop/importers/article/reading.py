"""An article's bytes to its text, its blocks and captions, and what it says of itself."""

import re
from pathlib import Path

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.findings import Article, Block, BlockKind
from palmyra_desktop.i18n import _
from palmyra_desktop.importers.article.blocks import blocks
from palmyra_desktop.importers.article.decode import MAX_BYTES, decode
from palmyra_desktop.importers.article.layout import Layout
from palmyra_desktop.importers.article.metadata import source_found
from palmyra_desktop.importers.article.plain import read_plain
from palmyra_desktop.open_files import reading

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""The formats by the endings of names."""
_SPEAKING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.TITLE}
)
_LOOKS_LIKE_HTML = re.compile(
    r"\s{0,200}(?:<!doctype html|<\?xml[^>]{0,200}>\s{0,20}<(?:!doctype|html)"
    r"|<(?:html|head|body|article|div|p|h1)\b)",
    re.IGNORECASE,
)
_LOOKS_LIKE_MARKDOWN = re.compile(r"(?:---|\+\+\+)\s*\n(?:[^\n]{0,400}\n){1,60}?(?:---|\+\+\+)\s*\n")
_LONGEST = 5_000_000
"""Code points of text: no article is a tenth as long."""


def read_file(path: Path) -> Article:
    """Read an article from a file; nothing it refers to is opened or fetched.

    Raises:
        KnownError: if it cannot be read, is too long or no text, or there is no article in it.
    """
    try:
        with reading(path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror)
        raise KnownError(message, _("Check its name and try again.")) from error
    return read_article(data, path.name)


def read_article(data: bytes, name: str) -> Article:
    """Read an article from a file's bytes; `name` tells the format where it ends in a known way.

    Raises:
        KnownError: if it is too long or no text, or there is no article in it.
    """
    suffix = name[name.rfind(".") :].casefold() if "." in name else ""
    format = SUFFIXES.get(suffix, "")
    decoded = decode(data, name, is_markup=format != "text")
    raw = decoded.text
    if format != "markdown" and _LOOKS_LIKE_HTML.match(raw):
        format = "html"
    elif not format:
        format = "markdown" if _LOOKS_LIKE_MARKDOWN.match(raw) else "text"
    layout = _layout(raw, format)
    if len(layout.text) > _LONGEST:
        raise KnownError(_("{file} is too long for an article.").format(file=name))
    stated_title = next((value for value, _rule in layout.stated.get("title", ())), None)
    marked = blocks(layout.text, layout.passages, stated_title)
    if not any(block.kind in _SPEAKING for block in marked):
        message = _("There is no article in {file}: nothing in it is a sentence somebody wrote.")
        raise KnownError(message.format(file=name), _("Copy the words of the article and paste them."))
    return Article(
        name=name,
        raw=raw,
        text=layout.text,
        format=format,
        encoding=decoded.encoding,
        source=source_found(layout.text, layout, marked),
        blocks=tuple(Block(block.kind, block.span) for block in marked),
        raw_positions=layout.origin.starts if layout.origin else None,
        raw_ends=layout.origin.ends if layout.origin else None,
        captions=tuple(block.caption for block in marked if block.caption),
    )


def _layout(raw: str, format: str) -> Layout:
    """Return the layout of a text in one of the formats; the readers of markup load when they are needed."""
    if format == "html":
        from palmyra_desktop.importers.article.html import read_html

        return read_html(raw)
    if format == "markdown":
        from palmyra_desktop.importers.article.markdown import read_markdown

        return read_markdown(raw)
    return read_plain(raw)
