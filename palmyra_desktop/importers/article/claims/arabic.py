"""Attribution in Arabic: a first few verbs and "according to", as a proof that a language is one file."""

import re
from collections.abc import Iterator

from palmyra_desktop.domain.findings import ClaimFound, Span
from palmyra_desktop.importers.article.names.names import Names

_VERBS = {
    "قال": "asserts", "قالت": "asserts", "أعلن": "asserts", "أعلنت": "asserts", "ذكر": "asserts", "ذكرت": "asserts",
    "أفاد": "asserts", "أفادت": "asserts", "أضاف": "asserts", "أضافت": "asserts", "صرح": "asserts", "صرحت": "asserts",
    "أكد": "confirms", "أكدت": "confirms", "نفى": "denies", "نفت": "denies", "أقر": "concedes", "أقرت": "concedes",
    "حذر": "predicts", "حذرت": "predicts", "توقع": "predicts", "توقعت": "predicts", "طالب": "demands", "طالبت": "demands",
    "دعا": "demands", "دعت": "demands", "أدان": "asserts", "أدانت": "asserts", "زعم": "asserts", "زعمت": "asserts",
}  # fmt: skip
_VERB = re.compile(
    rf"(?<!\w)[وف]?(?P<verb>{'|'.join(sorted(_VERBS, key=len, reverse=True))})\s+(?P<who>[^،.:؛]{{2,80}}?)\s*(?=إن|أن|بأن|:|،)"
)
_LETTER = re.compile("[\u0600-\u06ff]")
_ACCORDING = re.compile(r"(?<!\w)(?P<verb>بحسب|حسب|وفقا ل|وفقاً ل|وفق)\s*(?P<who>[^،.؛]{2,80})")


def is_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic."""
    return len(_LETTER.findall(text)) * 2 > len(text)


def claims(text: str, base: int, names: Names) -> Iterator[ClaimFound]:
    """Return the attributed statements of a sentence that begins at a place of the article."""
    for pattern, rule in ((_VERB, "claim.ar.verb"), (_ACCORDING, "claim.ar.according-to")):
        match = pattern.search(text)
        if match is None:
            continue
        start, end = base + match.start("who"), base + match.end("who")
        content = text[match.end() :] if rule == "claim.ar.verb" else text[: match.start()]
        yield ClaimFound(
            span=Span(base, base + len(text)),
            proposition=re.sub(r"^\s*(?:إن|أن|بأن|:|،)\s*", "", content).strip(" .،") or text,
            rule=rule,
            speakers=names.speaker(Span(start, end)),
            speaker_text=match["who"].strip(),
            speaker_span=Span(start, end),
            verb=match["verb"],
            verb_span=Span(base + match.start("verb"), base + match.end("verb")),
            stance=_VERBS.get(match["verb"], "asserts"),
        )
        return
