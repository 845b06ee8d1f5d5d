"""What a page states of itself in its head: JSON-LD, meta tags, the title; nothing is run or fetched."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Stated = dict[str, list[tuple[str, str]]]
_META = {
    "og:title": ("title", "title.meta"),
    "twitter:title": ("title", "title.meta"),
    "dc.title": ("title", "title.meta"),
    "headline": ("title", "title.meta"),
    "og:site_name": ("publisher", "publisher.meta"),
    "dc.publisher": ("publisher", "publisher.meta"),
    "application-name": ("publisher", "publisher.meta"),
    "publisher": ("publisher", "publisher.meta"),
    "article:published_time": ("published", "published.meta"),
    "og:published_time": ("published", "published.meta"),
    "date": ("published", "published.meta"),
    "dc.date": ("published", "published.meta"),
    "dc.date.issued": ("published", "published.meta"),
    "dcterms.created": ("published", "published.meta"),
    "dcterms.date": ("published", "published.meta"),
    "pubdate": ("published", "published.meta"),
    "publishdate": ("published", "published.meta"),
    "publish-date": ("published", "published.meta"),
    "parsely-pub-date": ("published", "published.meta"),
    "sailthru.date": ("published", "published.meta"),
    "originalpublicationdate": ("published", "published.meta"),
    "datepublished": ("published", "published.meta"),
    "author": ("author", "author.meta"),
    "article:author": ("author", "author.meta"),
    "dc.creator": ("author", "author.meta"),
    "byl": ("author", "author.meta"),
    "og:url": ("url", "url.meta"),
    "content-language": ("language", "language.meta"),
}
_ARTICLE_TYPES = re.compile(
    r"(?:News|Report|Blog|Opinion|Analysis|Review|Live|Background)?(?:Article|Posting|BlogPosting|WebPage)",
    re.I,
)
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")
_LONGEST = 500_000
_LONGEST_VALUE = 500
_URL = re.compile(r"https?://", re.IGNORECASE)


def from_meta(attributes: Mapping[str, str], stated: Stated) -> None:
    """Read one meta tag."""
    key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    key = key or attributes.get("http-equiv", "")
    value = " ".join(attributes.get("content", "").split())
    field, rule = _META.get(key.casefold(), ("", ""))
    if not field or not value or len(value) > _LONGEST_VALUE:
        return
    if field in ("author", "publisher") and _URL.match(value):
        return
    if field == "author":
        value = re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
    stated.setdefault(field, []).append((value, rule))


def from_json_ld(words: str, stated: Stated) -> None:
    """Read a block of JSON-LD, if it tells of an article; what is no JSON is passed over."""
    if len(words) > _LONGEST:
        return
    try:
        parsed = json.loads(words)
    except (ValueError, RecursionError):
        return
    for node in _nodes(parsed):
        types = node.get("@type")
        named = types if isinstance(types, list) else [types]
        if any(isinstance(one, str) and _ARTICLE_TYPES.fullmatch(one) for one in named):
            _from_node(node, stated)


def _nodes(parsed: Any) -> Iterator[Mapping[str, Any]]:
    """Return the objects of the first levels: a page, or a list or graph of them."""
    level = parsed if isinstance(parsed, list) else [parsed]
    for node in level[:50]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            for inner in graph[:50] if isinstance(graph, list) else ():
                if isinstance(inner, dict):
                    yield inner


def _from_node(node: Mapping[str, Any], stated: Stated) -> None:
    found = {
        "title": _names(node.get("headline")),
        "publisher": _names(node.get("publisher")),
        "published": _names(node.get("datePublished")),
        "author": _names(node.get("author")),
        "url": _names(node.get("url") or node.get("mainEntityOfPage")),
        "language": _names(node.get("inLanguage")),
    }
    for field, values in found.items():
        told = [(value, f"{field}.json-ld") for value in values if len(value) <= _LONGEST_VALUE]
        # What the page says for machines that read articles comes before what it says for networks.
        stated[field] = told + stated.get(field, [])


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = []
    for one in values[:20]:
        named = one.get("name") or one.get("@id") if isinstance(one, dict) else one
        if isinstance(named, str) and named.strip():
            names.append(" ".join(named.split()))
    return names


def from_title(words: str, stated: Stated) -> None:
    """Read the title of the window: behind the last bar or dash stands who published it."""
    words = " ".join(words.split())[:_LONGEST_VALUE]
    parts = _SUFFIX.split(words)
    if len(parts) > 1 and 1 <= len(parts[-1].split()) <= 5:
        end = words.rfind(parts[-1])
        stated.setdefault("publisher", []).append((parts[-1], "publisher.title-suffix"))
        words = words[:end].rstrip(" |–—·»-")
    if words:
        stated.setdefault("title", []).append((words, "title.window"))
