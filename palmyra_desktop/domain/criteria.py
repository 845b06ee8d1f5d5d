"""What is looked for: kind, words, facet choices, dates, order. Frozen, hashable, JSON both ways.

What a choice means for each kind of record is decided in `storage/facets.py`, in one place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.search_terms import terms

FacetKey = int | str
"""A value of a facet: a record's id, or a text or term."""


class TextScope(StrEnum):
    """Where quick search looks."""

    TITLES = "titles"
    FIELDS = "fields"
    TEXTS = "texts"


class DateMode(StrEnum):
    """How an uncertain date counts: CERTAIN, wholly inside; POSSIBLE, it may lie inside."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """What is chosen in one facet: any of `taken` (OR), none of `excluded`."""

    facet: str
    taken: tuple[FacetKey, ...] = ()
    excluded: tuple[FacetKey, ...] = ()


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A range of time: from the earliest day of `start` to the latest day of `end`; None is unbounded."""

    start: DateSpan | None = None
    end: DateSpan | None = None
    mode: DateMode = DateMode.POSSIBLE


RELEVANCE: Final = "relevance"
"""In place of a field to order by: what fits the words searched best comes first, without words nothing."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Order by a field; records equal in it by id."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """A search over one kind of record.

    Attributes:
        facets: at most one choice per facet, in the order chosen; ANDed.
        sort: None is the kind's own order (date, undated last; or name).
        ids: if given, exactly these records, in this order, and nothing else counts.
        trashed: look in the trash instead of the archive.
    """

    kind: Kind = Kind.EVENT
    text: str = ""
    scope: TextScope = TextScope.FIELDS
    facets: tuple[FacetChoice, ...] = ()
    dates: DateFilter | None = None
    sort: Sort | None = None
    ids: tuple[int, ...] | None = None
    trashed: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether anything hides records."""
        return bool(self.text.strip() or self.facets or self.dates or self.ids is not None)

    @property
    def is_by_relevance(self) -> bool:
        """Whether what fits best comes first."""
        return self.sort is not None and self.sort.field == RELEVANCE and bool(terms(self.text))

    def choice(self, facet: str) -> FacetChoice:
        """Return what is chosen in a facet; empty if nothing is."""
        return next((c for c in self.facets if c.facet == facet), FacetChoice(facet))

    def with_choice(self, choice: FacetChoice) -> "Criteria":
        """Return these criteria with a facet's choice replaced; an empty choice is dropped."""
        kept = tuple(choice if c.facet == choice.facet else c for c in self.facets)
        if all(c.facet != choice.facet for c in self.facets):
            kept += (choice,)
        return replace(self, facets=tuple(c for c in kept if c.taken or c.excluded))

    def toggled(self, facet: str, key: FacetKey) -> "Criteria":
        """Return these criteria with a value taken, or dropped if it was chosen in any way."""
        old = self.choice(facet)
        taken, excluded = _without(old.taken, key), _without(old.excluded, key)
        if key not in old.taken and key not in old.excluded:
            taken += (key,)
        return self.with_choice(FacetChoice(facet, taken, excluded))

    def excluding(self, facet: str, key: FacetKey) -> "Criteria":
        """Return these criteria with a value excluded."""
        old = self.choice(facet)
        excluded = (*_without(old.excluded, key), key)
        return self.with_choice(FacetChoice(facet, _without(old.taken, key), excluded))

    def only(self, facet: str, key: FacetKey) -> "Criteria":
        """Return these criteria with just this value taken in its facet."""
        return self.with_choice(FacetChoice(facet, (key,)))

    def without(self, facet: str) -> "Criteria":
        """Return these criteria with nothing chosen in a facet."""
        return self.with_choice(FacetChoice(facet))

    def cleared(self) -> "Criteria":
        """Return these criteria with every filter taken away; kind and order stay."""
        return Criteria(kind=self.kind, scope=self.scope, sort=self.sort, trashed=self.trashed)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON; what is at its default is left out."""
        found: dict[str, Any] = {"kind": self.kind.plural}
        if self.text:
            found |= {"text": self.text, "in": self.scope.value}
        if self.facets:
            found["facets"] = [
                {"facet": c.facet, "taken": list(c.taken), "excluded": list(c.excluded)} for c in self.facets
            ]
        if self.dates:
            found["dates"] = {
                "from": _text(self.dates.start),
                "to": _text(self.dates.end),
                "mode": self.dates.mode.value,
            }
        if self.sort:
            found["sort"] = {"field": self.sort.field, "descending": self.sort.descending}
        if self.ids is not None:
            found["ids"] = list(self.ids)
        if self.trashed:
            found["trashed"] = True
        return found

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Criteria":
        """Return the criteria that `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: if the values are not such.
        """
        dates, sort, ids = values.get("dates"), values.get("sort"), values.get("ids")
        return cls(
            kind=Kind.from_plural(values["kind"]),
            text=str(values.get("text", "")),
            scope=TextScope(values.get("in", TextScope.FIELDS)),
            facets=tuple(
                FacetChoice(c["facet"], tuple(c["taken"]), tuple(c["excluded"]))
                for c in values.get("facets", ())
            ),
            dates=dates and DateFilter(_span(dates["from"]), _span(dates["to"]), DateMode(dates["mode"])),
            sort=sort and Sort(str(sort["field"]), bool(sort["descending"])),
            ids=None if ids is None else tuple(int(i) for i in ids),
            trashed=bool(values.get("trashed", False)),
        )


def _without(keys: Iterable[FacetKey], key: FacetKey) -> tuple[FacetKey, ...]:
    return tuple(k for k in keys if k != key)


def _text(span: DateSpan | None) -> str | None:
    return None if span is None else str(span)


def _span(text: str | None) -> DateSpan | None:
    return None if text is None else DateSpan.parse(text)
