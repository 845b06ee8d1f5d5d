"""The elements of a page: what their names and the names of their classes say of the text in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from palmyra_desktop.domain.findings import BlockKind

BREAKING = frozenset(
    {
        *(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "section",
            "article",
        ),
        *(
            "main",
            "header",
            "td",
            "th",
            "tr",
            "table",
            "tbody",
            "caption",
            "blockquote",
            "figure",
            "figcaption",
        ),
        *(
            "pre",
            "address",
            "center",
            "details",
            "summary",
            "fieldset",
            "body",
            "html",
            "aside",
            "nav",
            "footer",
        ),
        "form",
    }
)
"""Elements that begin a new passage."""
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    }
)
"""Elements with nothing inside."""
_HIDDEN = frozenset(
    {
        *("nav", "aside", "footer", "form", "noscript", "template", "svg", "select", "button", "dialog"),
        *(
            "object",
            "audio",
            "video",
            "canvas",
            "math",
            "menu",
            "script",
            "style",
            "textarea",
            "title",
            "iframe",
        ),
        *("xmp", "noembed", "noframes"),
    }
)
CONTAINERS = frozenset(
    ("", "html", "body", "main", "article", "section", "div", "center", "td", "tr", "tbody", "table")
)
"""Elements that may hold an article."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article", "figure", "figcaption"))
CLOSES = {
    "p": ("p",),
    "li": ("li",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
}
"""What an opening tag closes that was left open before it."""
_CLUTTER = re.compile(
    r"(?:^|\s)(?!(?:with|has|no|is)[-_])(?:[a-z0-9]+(?:__|--|[-_])){0,4}"
    r"(?:nav|navigation|menu|related|recommended|recommendations|newsletter|promo|share|sharing|social|comments?"
    r"|cookies?|consent|advert|advertisement|ads?|sponsored|sidebar|breadcrumbs?|footer|subscribe|subscription"
    r"|signup|trending|popular|most-read|popup|modal|toolbar|taboola|outbrain|pagination|paywall)"
    r"(?:(?:__|--|[-_])(?:links?|box|list|bar|block|wrapper|container|articles?|stories|story|content|tools?|buttons?"
    r"|form|inline|unit|widget|icons?|section|module|items?|topics|posts|news|slot|banner|notice|panel|group))*(?=\s|$)",
    re.IGNORECASE,
)
_SPOKEN_ONLY = re.compile(r"off-?screen|visually-?hidden|sr-only|screen-?reader", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|picture-source|image-source|attribution)(?=$|[\s_-])",
    re.I,
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption(?:-text)?|cutline|caption-container)(?=$|\s)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author(?:-name)?|dateline|timestamp|pubdate|publish(?:ed)?-?(?:date|time)?"
    r"|date)(?=$|\s)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Element:
    """An element of the page, and which of the runs it holds."""

    name: str
    first: int
    is_hidden: bool = False
    kind: BlockKind | None = None
    media: str = ""
    figure: int = 0
    last: int = -1
    is_article: bool = False
    is_spoken: bool = False

    def describe(self, values: Mapping[str, str]) -> None:
        """Tell what it is by its name and by its attributes."""
        name = self.name
        called = f"{values.get('class', '')} {values.get('id', '')}"[:400]
        self.is_article = name == "article" or "articlebody" in values.get("itemprop", "").casefold()
        is_clutter = name not in _NEVER_HIDDEN and _CLUTTER.search(called) is not None
        is_unseen = "hidden" in values or "display:none" in values.get("style", "").replace(" ", "")
        self.is_hidden = self.is_hidden or name in _HIDDEN or is_unseen or is_clutter
        self.is_spoken = name == "span" and _SPOKEN_ONLY.search(called) is not None
        if name == "figure":
            self.media = "image"
        elif name in _HEADINGS:
            self.kind = BlockKind.TITLE if name == "h1" else BlockKind.HEADING
        elif name == "figcaption" or _CAPTION.search(called):
            self.kind, self.media = BlockKind.CAPTION, self.media or "image"
        elif self.media and _CREDIT.search(called):
            self.kind = BlockKind.CREDIT
        elif self.kind is None and name not in _NEVER_HIDDEN and _ABOUT.search(called):
            self.kind = BlockKind.METADATA
        elif self.kind is None and name == "li":
            self.kind = BlockKind.LIST_ITEM
