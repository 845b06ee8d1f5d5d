"""How well what is found in an article agrees with its annotation, part by part, in figures.

The rules of matching are those of the annotation guide: a claim, caption or event is found where the spans
share half of the shorter and a fifth of both; what the annotation calls optional is neither rewarded nor
punished, nor is a further piece of a found claim or a second mention of a found event.
"""

import io
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from palmyra_desktop import cli
from tests.article_matching import (
    Object,
    all_names,
    best_pairs,
    common,
    folded,
    is_date,
    is_inside,
    overlap_of,
    resemblance,
    same_name,
    size,
    words,
)

ARTICLES = Path(__file__).parent / "data" / "articles"
SEED = Path(__file__).parents[2] / "shared" / "data" / "seed-article.txt"
PARTS = ("captions+credit", "actors", "monuments", "claims", "claims+speaker", "event places", "events")

_OPTIONAL = {"belief report", "epithet", "scare-quote"}
_UNSCORED = re.compile(r"credit|byline|settlement")
_NOBODY = {"", "unattributed", "unidentified", "unknown", "none"}


class Tally(NamedTuple):
    """How many were right, of how many found and how many wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


Scores = dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and what a careful reader finds in it."""

    path: Path
    gold: Object

    @classmethod
    def read(cls, path: Path) -> "Annotated":
        return cls(path, json.loads(path.with_name(path.stem + ".gold.json").read_text("utf-8")))


def development() -> list[Annotated]:
    """Return the articles that rules are written for."""
    return _articles(ARTICLES)


def held_out() -> list[Annotated]:
    """Return the articles that whoever writes rules has not seen."""
    return _articles(ARTICLES / "held_out")


def seed() -> list[Annotated]:
    """Return the seed report; none where it does not lie beside the checkout."""
    return [Annotated.read(SEED)] if SEED.exists() else []


def _articles(folder: Path) -> list[Annotated]:
    golds = sorted(folder.glob("*.gold.json"))
    return [Annotated.read(folder / json.loads(gold.read_text("utf-8"))["text_file"]) for gold in golds]


def draft(path: Path) -> Object:
    """Return what the command line finds in an article; nothing is imported."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = cli.main(["import", str(path), "--dry-run", "--json"])
    assert code == 0, path.name
    found: Object = json.loads(printed.getvalue())
    return found


def total(articles: Iterable[Annotated]) -> Scores:
    """Return the micro average over articles: their tallies added up."""
    sums = dict.fromkeys(PARTS, Tally())
    for article in articles:
        for part, tally in scores(draft(article.path), article.gold).items():
            sums[part] = sums[part].plus(tally)
    return sums


def scores(found: Object, gold: Object) -> Scores:
    """Return a tally for each of PARTS."""
    claims, speakers = _claims(found["claims"], gold)
    places, events = _events(found["events"], gold["events"])
    tallies = (
        _captions(found["captions"], gold["captions"]),
        _names(found["actors"], gold["actors"]),
        _names(found["monuments"], gold["monuments"]),
        claims,
        speakers,
        places,
        events,
    )
    return dict(zip(PARTS, tallies, strict=True))


def _captions(found: Sequence[Object], gold: Sequence[Object]) -> Tally:
    wanted = [caption["caption"] | {"credit": caption["credit"]} for caption in gold]
    pairs = best_pairs(found, wanted, overlap_of)
    right = sum(folded(found[i]["credit"]) == folded(wanted[j]["credit"]) for i, j in pairs.items())
    return Tally(right, len(found), len(wanted))


def _names(found: Sequence[Object], gold: Sequence[Object]) -> Tally:
    wanted = [one for one in gold if not _is_unscored_name(one)]
    pairs = best_pairs(found, wanted, same_name)
    rest = [one for i, one in enumerate(found) if i not in pairs]
    excused = best_pairs(rest, [one for one in gold if _is_unscored_name(one)], same_name)
    return Tally(len(pairs), len(found) - len(excused), len(wanted))


def _is_unscored_name(one: Object) -> bool:
    kind = f"{one.get('type', '')} {one.get('kind', '')}"
    return bool(one.get("generic") or one.get("optional") or _UNSCORED.search(kind))


def _claims(found: Sequence[Object], gold: Object) -> tuple[Tally, Tally]:
    names = [all_names(actor) for actor in gold["actors"]]
    optional = [claim for claim in gold["claims"] if _is_optional(claim)]
    wanted = [claim for claim in gold["claims"] if not _is_optional(claim)]

    def is_speaker(mine: Object, theirs: Object) -> bool:
        return _is_speaker(mine, theirs, names)

    def likeness(mine: Object, theirs: Object) -> float:
        overlap = overlap_of(mine, theirs["span"])
        return overlap and overlap + is_speaker(mine, theirs)

    pairs = best_pairs(found, wanted, likeness)
    rest = [i for i in range(len(found)) if i not in pairs]
    by_chance = best_pairs([found[i] for i in rest], optional, lambda a, b: overlap_of(a, b["span"]))
    pieces = [
        found[i]
        for number, i in enumerate(rest)
        if number not in by_chance
        and any(
            is_inside(found[i], wanted[j]["span"])
            and common(found[i], found[k]) <= 0.2 * size(found[i])
            and is_speaker(found[i], wanted[j])
            for k, j in pairs.items()
        )
    ]
    merged = [
        claim
        for j, claim in enumerate(wanted)
        if j not in pairs.values()
        and any(
            is_inside(claim["span"], found[i])
            and is_speaker(found[i], claim)
            and size(found[i]) <= 1.5 * (size(claim["span"]) + size(wanted[k]["span"]))
            for i, k in pairs.items()
        )
    ]
    counted = len(found) - len(by_chance) - len(pieces), len(wanted) - len(merged)
    right = sum(is_speaker(found[i], wanted[j]) for i, j in pairs.items())
    return Tally(len(pairs), *counted), Tally(right, *counted)


def _is_optional(claim: Object) -> bool:
    return bool(claim.get("optional")) or claim["quotation"] in _OPTIONAL


def _is_speaker(found: Object, gold: Object, names: Sequence[Sequence[str]]) -> bool:
    given = [name for name in (found["speaker"], found["speaker_text"]) if folded(name) not in _NOBODY]
    accepted = list(gold.get("speaker_accept", ()))
    if gold["speaker"].startswith("("):  # nobody is named
        return folded(found["speaker"]) in _NOBODY or _is_one_of([found["speaker"]], accepted)
    accepted += [gold["speaker"], gold["speaker_text"] or ""]
    for forms in names:  # any name of the same actor
        if {folded(form) for form in forms} & {folded(name) for name in accepted if folded(name)}:
            accepted += forms
    if gold["stance"] == "evidence" and not given:
        return bool(words(found["via"]) & (words(gold["via"]) | words(gold["speaker"])))
    return _is_one_of(given, accepted)


def _is_one_of(given: Iterable[str], accepted: Iterable[str]) -> bool:
    wanted = [words(name) for name in accepted]
    return any(resemblance(words(name), other) for name in given for other in wanted)


def _events(found: Sequence[Object], gold: Sequence[Object]) -> tuple[Tally, Tally]:
    optional = [event for event in gold if event.get("optional")]
    wanted = [event for event in gold if not event.get("optional")]

    def at(mine: Object, theirs: Object) -> float:
        return max(overlap_of(mine, span) for span in (theirs["span"], *theirs.get("mention_spans", ())))

    def likeness(mine: Object, theirs: Object) -> float:
        overlap = at(mine, theirs)
        return overlap and overlap + is_date(mine["date"], theirs)

    pairs = best_pairs(found, wanted, likeness)
    rest = [event for i, event in enumerate(found) if i not in pairs]
    by_chance = best_pairs(rest, optional, at)
    again = [
        event
        for i, event in enumerate(rest)
        if i not in by_chance and any(at(event, one) and is_date(event["date"], one) for one in wanted)
    ]
    counted = len(found) - len(by_chance) - len(again), len(wanted)
    right = sum(is_date(found[i]["date"], wanted[j]) for i, j in pairs.items())
    return Tally(len(pairs), *counted), Tally(right, *counted)
