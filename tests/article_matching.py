"""When a span, a name or a date that was found is the one that an annotation wants."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

Object = dict[str, Any]
Likeness = Callable[[Object, Object], float]

_SMALL = frozenset(
    ("a", "an", "the", "of", "and", "for", "in", "at", "by", "to", "from", "on", "with")
    + ("i", "we", "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who")
)


def same_name(found: Object, gold: Object) -> float:
    """One's words are all the other's, at least half are shared; of just half, the found are fewer."""
    best = 0.0
    for mine in map(words, (found["name"], *found.get("aliases", ()))):
        for theirs in map(words, all_names(gold)):
            share = resemblance(mine, theirs)
            if share > 0.5 or (share == 0.5 and mine < theirs):
                best = max(best, share)
    return best


def is_date(found: str | None, gold: Object) -> bool:
    """The same dates, marks of doubt aside; the ends of a period may be one step more or less precise."""
    mine = _ends(found)
    for theirs in map(_ends, (gold["edtf"], *gold["edtf_accept"])):
        if mine == theirs:
            return True
        if len(mine) == len(theirs) == 2 and all(map(_is_near, mine, theirs)):
            return True
    return False


def _ends(date: str | None) -> tuple[str, ...]:
    bare = re.sub("[~?%]", "", date or "")
    return tuple("" if end == ".." else end for end in bare.split("/"))


def _is_near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    steps = long.count("-") - short.count("-")
    return short == long or (short != "" and long.startswith(short + "-") and steps == 1)


def best_pairs(found: Sequence[Object], wanted: Sequence[Object], likeness: Likeness) -> dict[int, int]:
    """Return who goes with whom, each once, the most alike first; nothing goes with what is not alike."""
    scored = ((likeness(a, b), -i, -j) for i, a in enumerate(found) for j, b in enumerate(wanted))
    likely = sorted((one for one in scored if one[0]), reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _score, i, j in likely:
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def overlap_of(a: Object, b: Object) -> float:
    shared = common(a, b)
    of_both = shared / (size(a) + size(b) - shared)
    return of_both if of_both >= 0.2 and shared >= 0.5 * min(size(a), size(b)) else 0.0


def common(a: Object, b: Object) -> int:
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def is_inside(a: Object, b: Object) -> bool:
    return common(a, b) >= 0.8 * size(a)


def size(a: Object) -> int:
    return max(1, int(a["end"] - a["start"]))


def all_names(entity: Object) -> list[str]:
    return [entity["name"], *entity.get("aliases", ()), *(f["form"] for f in entity["surface_forms"])]


def resemblance(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return how much two sets of words share where one holds the other, else nothing."""
    alike = mine and theirs and (mine <= theirs or theirs <= mine)
    return len(mine & theirs) / len(mine | theirs) if alike else 0.0


def words(text: str | None) -> frozenset[str]:
    return frozenset(folded(text).split()) - _SMALL


def folded(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.findall("[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
