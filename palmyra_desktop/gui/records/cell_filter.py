"""What "Filter by this" and "Exclude this" mean in a cell."""

from collections.abc import Mapping
from dataclasses import replace

from palmyra_desktop.domain.criteria import Criteria, DateFilter, FacetChoice, FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record

_BY_FIELD: Mapping[tuple[Kind, str], str] = {
    (Kind.EVENT, "monuments"): "monument",
    (Kind.EVENT, "actors"): "actor",
    (Kind.EVENT, "event_kind"): "event_kind",
    (Kind.EVENT, "damage"): "damage",
    (Kind.MONUMENT, "site"): "site",
    (Kind.MONUMENT, "condition"): "condition",
    (Kind.MONUMENT, "monument_kind"): "monument_kind",
    (Kind.IMAGE, "monuments"): "monument",
    (Kind.IMAGE, "actors"): "actor",
    (Kind.IMAGE, "agency"): "agency",
    (Kind.IMAGE, "source"): "source",
    (Kind.IMAGE, "sensitivity"): "sensitivity",
    (Kind.ACTOR, "actor_kind"): "actor_kind",
    (Kind.SOURCE, "publisher"): "publisher",
    (Kind.SOURCE, "source_kind"): "source_kind",
    (Kind.CLAIM, "claimants"): "claimant",
    (Kind.CLAIM, "source"): "source",
    (Kind.CLAIM, "publisher"): "publisher",
    (Kind.CLAIM, "status"): "status",
    (Kind.CLAIM, "stance"): "stance",
    (Kind.CLAIM, "confidence"): "confidence",
}
"""The facet whose values a column holds."""
_BY_RECORD: Mapping[Kind, str] = {Kind.MONUMENT: "monument", Kind.ACTOR: "actor", Kind.SOURCE: "source"}
"""The facet that a record itself is a value of: what its title filters by."""
_SEPARATED = "; "


def filter_by(criteria: Criteria, record: Record, field: Field) -> Criteria | None:
    """Return the criteria narrowed to what a cell holds; None where nothing can be filtered by it."""
    choice = _choice(record, field)
    if choice is not None:
        facet, keys = choice
        return criteria.with_choice(FacetChoice(facet, keys))
    value = getattr(record, field.key)
    if isinstance(value, DateSpan) and field.key == record_type(record.kind).date_key:
        return replace(criteria, dates=DateFilter(value, value))
    return None


def exclude(criteria: Criteria, record: Record, field: Field) -> Criteria | None:
    """Return the criteria without what a cell holds; None where nothing can be excluded by it."""
    choice = _choice(record, field)
    if choice is None:
        return None
    facet, keys = choice
    for key in keys:
        criteria = criteria.excluding(facet, key)
    return criteria


def _choice(record: Record, field: Field) -> tuple[str, tuple[FacetKey, ...]] | None:
    """Return the facet of a cell and its values; None where it has none or is empty."""
    if field.key == record_type(record.kind).title_key:
        facet = _BY_RECORD.get(record.kind)
        return (facet, (record.id,)) if facet else None
    value = getattr(record, field.key)
    if field.key == "subject":
        return _subject(value)
    found = _BY_FIELD.get((record.kind, field.key))
    keys = _keys(value, is_list_text=found == "agency")
    return (found, keys) if found and keys else None


def _subject(link: Link) -> tuple[str, tuple[FacetKey, ...]] | None:
    facet = {Kind.MONUMENT: "monument", Kind.ACTOR: "actor"}.get(link.kind)
    return (facet, (link.id,)) if facet else None


def _keys(value: object, is_list_text: bool) -> tuple[FacetKey, ...]:
    if isinstance(value, Link):
        return (value.id,)
    if isinstance(value, tuple):
        return tuple(link.id for link in value if isinstance(link, Link))
    if isinstance(value, str) and value:
        return tuple(value.split(_SEPARATED)) if is_list_text else (value,)
    return ()
