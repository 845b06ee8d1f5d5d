"""The verbs of saying in a sentence: form and auxiliaries, and whether they are negated or passive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from palmyra_desktop.importers.article.claims import english
from palmyra_desktop.importers.article.claims.english_verbs import forms
from palmyra_desktop.importers.article.claims.grammar import Form, ReportingVerb


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb of saying with its auxiliaries: places in the sentence, end exclusive.

    Attributes:
        start: of the auxiliaries; head: of the verb itself; end: of the verb with its particle.
    """

    start: int
    head: int
    end: int
    verb: ReportingVerb
    tags: frozenset[str]
    is_negated: bool
    is_passive: bool
    is_modal: bool


@cache
def _forms() -> dict[str, tuple[Form, ...]]:
    return forms()


_WORD = re.compile(r"\w+")


def verb_groups(text: str) -> Iterator[VerbGroup]:
    """Return the verbs of saying in a sentence, in order; each once, with its particle where it needs one."""
    known = _forms()
    for match in _WORD.finditer(text):
        told = known.get(match[0].casefold())
        form = _chosen(told, text[match.end() : match.end() + 12]) if told else None
        if (
            form is None
            or text[match.start() - 1 : match.start()] == "-"
            or text[match.end() : match.end() + 1] == "-"
        ):
            continue
        end = match.end() + (len(form.verb.particle) + 1 if form.verb.particle else 0)
        auxiliaries = _auxiliaries(text, match.start())
        yield VerbGroup(
            start=match.start() - len(auxiliaries),
            head=match.start(),
            end=end,
            verb=form.verb,
            tags=form.tags,
            is_negated=bool(english.NEGATION.search(auxiliaries)),
            is_passive="n" in form.tags and bool(english.PASSIVE.search(auxiliaries)),
            is_modal=bool(english.MODAL.search(auxiliaries)),
        )


def _auxiliaries(text: str, verb: int) -> str:
    """Return the auxiliaries and adverbs right before a verb."""
    before = text[max(0, verb - 60) : verb]
    last = before.split()[-1:]
    if not last or not (last[0].casefold() in english.BEFORE_VERB or last[0].endswith(("ly", "n't", "n’t"))):
        return ""
    found = english.AUXILIARY.search(before)
    return found[0] if found else ""


def _chosen(every: tuple[Form, ...], after: str) -> Form | None:
    """Return the form whose particle follows; else one that needs none."""
    words = after.split()
    following = words[0].strip(".,;:").casefold() if words else ""
    for form in every:
        if form.verb.particle and form.verb.particle == following:
            return form
    return next((form for form in every if not form.verb.particle), None)
