"""The reports on what is listed, or on one record: its claims, along the time they were said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, or_, select
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.notes import Mark, Notes
from palmyra_desktop.domain.timeline.reports import Report, turns
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.drawn import Drawn
from palmyra_desktop.storage.kept_dates import kept_date
from palmyra_desktop.storage.relations import KEY, RECORD, live
from palmyra_desktop.storage.schema import claim, claim_claimant, source
from palmyra_desktop.storage.selection import select_by
from palmyra_desktop.storage.spans import bars_of, spans_of
from palmyra_desktop.storage.timeline_notes import speakers

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexes


class Said(Drawn):
    """Claims at the time they were said; where that is not known, at the time their source was published."""

    @override
    def date(self, part: str = "") -> ColumnElement[Any]:
        ending = f"_{part}" if part else ""
        published = select(source.c[f"published{ending}"]).where(source.c.id == claim.c.source_id)
        is_known = claim.c.said.is_not(None)
        return case((is_known, claim.c[f"said{ending}"]), else_=published.scalar_subquery())


def reports(
    connection: Connection,
    criteria: Criteria,
    lanes: str,
    about: RecordRef | None,
    indexes: "Indexes | None" = None,
) -> tuple[Spans, Notes]:
    """Return the reports as bars, each called by who speaks unless its lane is, with its stance and turn.

    Args:
        about: of this record alone; None is of all that is listed.
    """
    spans = spans_of(_drawn(connection, criteria, about, indexes), lanes, indexes)
    bars, notes = _told(connection, spans.bars, lanes)
    return replace(spans, bars=bars), notes


def reports_between(
    connection: Connection,
    criteria: Criteria,
    lanes: str,
    about: RecordRef | None,
    first_day: int,
    last_day: int,
    indexes: "Indexes | None" = None,
) -> tuple[tuple[Bar, ...] | None, Notes]:
    """Return the reports of a stretch of days as `reports` does; None where they are too many."""
    found = bars_of(_drawn(connection, criteria, about, indexes), lanes, first_day, last_day)
    if found is None:
        return None, Notes()
    bars, notes = _told(connection, found[0], lanes)
    return bars, replace(notes, left_out=found[1])


def _drawn(
    connection: Connection, criteria: Criteria, about: RecordRef | None, indexes: "Indexes | None"
) -> Said:
    ids = _listed(connection, criteria) if about is None else _about(about)
    # Those about one record are few: to look them up is no work.
    indexed = indexes.said(connection, ids, criteria) if indexes and about is None else None
    return Said(connection, Kind.CLAIM, claim.c.id.in_(ids), indexed)


def _told(connection: Connection, bars: Sequence[Bar], lanes: str) -> tuple[tuple[Bar, ...], Notes]:
    """Return the bars, each called by who speaks, and the stance and turn of each."""
    claims = [bar.ref.id for bar in bars]
    names, found = speakers(connection, claims), _reports(connection, claims)
    turn_of = turns(found.values())
    marks = {
        RecordRef(Kind.CLAIM, number): Mark(found[number].stance, turn_of.get(number)) for number in claims
    }
    words = {number: next(iter(found[number].speakers), "") for number in claims}
    by = {number: names.get(number) or str(words[number]) for number in claims}
    told = (
        bar
        if not by[bar.ref.id] or _is_named(bar, lanes)
        else replace(bar, title=f"{by[bar.ref.id]}: {bar.title}")
        for bar in bars
    )
    return tuple(told), Notes(marks=marks)


def _is_named(bar: Bar, lanes: str) -> bool:
    """Whether the lane of a report says who speaks, and nobody else does with them."""
    return lanes == "claimant" and len(bar.lanes) == 1 and bar.lanes != ("",)


def _listed(connection: Connection, criteria: Criteria) -> Select[Any]:
    found = select_by(connection, criteria).ids()
    if criteria.kind is Kind.CLAIM:
        return found
    pairs = relations.claims(criteria.kind).subquery()
    return select(pairs.c[KEY]).where(pairs.c[RECORD].in_(found))


def _about(ref: RecordRef) -> Select[Any]:
    """Return the claims about a record; of a claim, those about what it is about."""
    if ref.kind is not Kind.CLAIM:
        pairs = relations.claims(ref.kind).subquery()
        return select(pairs.c[KEY]).where(pairs.c[RECORD] == ref.id)
    same = select(claim.c.subject_kind, claim.c.subject_id).where(claim.c.id == ref.id).subquery()
    is_same = and_(same.c.subject_kind == claim.c.subject_kind, same.c.subject_id == claim.c.subject_id)
    return select(claim.c.id).join(same, is_same).where(live(claim))


def _reports(connection: Connection, claims: Sequence[int]) -> Mapping[int, Report]:
    """Return these claims as reports, and all others about the same fields of the same records.

    Who was first is seen among all of them, whatever is listed and whichever days are in view.
    """
    if not claims:
        return {}
    said = Said(connection, Kind.CLAIM, live(claim), None)
    columns = (
        claim.c.id, claim.c.subject_kind, claim.c.subject_id, claim.c.field, claim.c.value,
        claim.c.value_link_id, claim.c.stance, claim.c.claimant_words, said.date(),
    )  # fmt: skip
    wanted = or_(among(claim.c.id, claims), and_(live(claim), _about_the_same(connection, claims)))
    rows = connection.execute(select(*columns).where(wanted)).all()
    speaking = _speaking(connection, [row[0] for row in rows])
    found: dict[int, Report] = {}
    for number, kind, subject, field, value, linked, stance, words, text in rows:
        by = speaking.get(number) or ({words} if words else set())
        put = value or (f"#{linked}" if linked else "")
        ref, date = RecordRef(Kind(kind), subject), kept_date(text) if text else None
        found[number] = Report(number, ref, field, put, stance, frozenset(by), date)
    return found


def _about_the_same(connection: Connection, claims: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a claim is about a record that any of some claims is about."""
    columns = claim.c.subject_kind, claim.c.subject_id
    subjects: dict[str, set[int]] = defaultdict(set)
    for kind, subject in connection.execute(select(*columns).where(among(claim.c.id, claims))):
        subjects[kind].add(subject)
    of_kinds = (
        and_(claim.c.subject_kind == kind, among(claim.c.subject_id, some)) for kind, some in subjects.items()
    )
    return or_(false(), *of_kinds)


def _speaking(connection: Connection, claims: Sequence[int]) -> Mapping[int, set[int | str]]:
    links = select(claim_claimant.c.claim_id, claim_claimant.c.actor_id)
    found: dict[int, set[int | str]] = defaultdict(set)
    for number, actor in connection.execute(links.where(among(claim_claimant.c.claim_id, claims))):
        found[number].add(actor)
    return found
