"""What the timeline is given, on both engines."""

from dataclasses import replace

import pytest

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.criteria import Criteria, FacetChoice
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.timeline import happened_between
from palmyra_desktop.storage import spans as storage_spans
from palmyra_desktop.storage.facet_index import indexes
from tests.small_archive import write

Small = tuple[Archive, dict[str, RecordRef]]


def test_bars_are_what_is_found_by_first_day_with_the_undated_counted(small: Small) -> None:
    spans = small[0].spans(Criteria())
    assert [bar.title for bar in spans.bars] == [
        "Either end of the year",
        "Town taken",
        "Temple blown up",
        "Some time in March",
    ]
    assert (spans.undated, spans.total) == (1, 5)
    assert spans.first_day == DateSpan("2015-01-01").earliest_day
    assert spans.last_day == DateSpan("2016-03-31").latest_day


def test_a_bar_has_its_date_and_lies_in_one_lane_where_there_are_none(small: Small) -> None:
    archive, refs = small
    (bar,) = archive.spans(Criteria(text="blown")).bars
    assert (bar.ref, str(bar.date), bar.lanes) == (refs["blown"], "2015-08-30", ("",))
    assert bar.first_day == bar.last_day == DateSpan("2015-08-30").earliest_day


def test_lanes_are_monuments_or_actors_the_fullest_first(small: Small) -> None:
    archive, refs = small
    lanes = archive.spans(Criteria(), "actor").lanes
    assert [(lane.key, lane.label, lane.count) for lane in lanes] == [
        (refs["is"].id, "Islamic State", 2),
        (refs["state"].id, "Government", 1),
        ("", "", 2),
    ]
    assert [lane.label for lane in archive.spans(Criteria(), "monument").lanes][-1] == ""


def test_bars_that_lie_in_many_lanes_each_are_as_many_as_too_many_bars(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _refs = small
    every = archive.spans(Criteria(), "actor")
    monkeypatch.setattr(storage_spans, "_LANES_EACH", 0)

    found = archive.spans(Criteria(), "actor")

    assert every.has_all_bars and not found.has_all_bars
    assert replace(found, bars=every.bars) == every
    assert found.first_day is not None and found.last_day is not None
    assert happened_between(archive, Criteria(), "actor", found.first_day, found.last_day)[0] is None


@pytest.mark.parametrize("facet", ["monument", "actor", "claimant", "event_kind", "place", "publisher"])
@pytest.mark.parametrize("kind", [Kind.EVENT, Kind.CLAIM])
def test_a_lane_holds_exactly_what_its_filter_leaves(small: Small, facet: str, kind: Kind) -> None:
    archive, _refs = small
    spans = archive.spans(Criteria(kind), facet)
    assert spans.lanes
    for lane in spans.lanes:
        there = {bar.ref for bar in spans.bars if lane.key in bar.lanes}
        assert len(there) == lane.count
        if lane.key != "":
            filtered = archive.spans(Criteria(kind, facets=(FacetChoice(facet, (lane.key,)),)))
            assert {bar.ref for bar in filtered.bars} == there


def test_what_is_filtered_is_what_is_drawn(small: Small) -> None:
    archive, refs = small
    spans = archive.spans(Criteria(facets=(FacetChoice("monument", (refs["bel"].id,)),)))
    assert [bar.ref for bar in spans.bars] == [refs["blown"]]
    assert (spans.undated, spans.total) == (1, 2)


def test_of_monuments_their_events_are_drawn(small: Small) -> None:
    archive, refs = small
    spans = archive.spans(Criteria(Kind.MONUMENT, text="museum"))
    assert [bar.ref for bar in spans.bars] == [refs["either"]]


@pytest.mark.parametrize("kind", [Kind.IMAGE, Kind.SOURCE, Kind.CLAIM])
def test_images_sources_and_claims_are_drawn_at_their_own_dates(small: Small, kind: Kind) -> None:
    spans = small[0].spans(Criteria(kind), "monument")
    assert all(bar.ref.kind is kind for bar in spans.bars)
    assert len(spans.bars) + spans.undated == spans.total == small[0].totals()[kind]


def test_bands_say_who_held_the_town_and_a_handover_is_no_contest(small: Small) -> None:
    bands = small[0].spans(Criteria()).bands
    assert [(band.holder.title, str(band.date), band.contested) for band in bands] == [
        ("Islamic State", "2015-05-20/2016-03-27", False),
        ("Government", "2016-03-27/2016-12-11", False),
    ]


def test_claims_of_the_same_time_by_other_holders_are_contested(empty: Archive) -> None:
    held = {"subject": "town", "field": "held_by", "proposition": "Held"}
    write(
        empty,
        {
            "town": (Kind.MONUMENT, {"name": "Town"}),
            "one": (Kind.ACTOR, {"name": "One"}),
            "two": (Kind.ACTOR, {"name": "Two"}),
            "a": (Kind.CLAIM, {**held, "value_link": "one", "about": "2015-05/2016-03"}),
            "b": (Kind.CLAIM, {**held, "value_link": "two", "about": "2016-01/2016-12"}),
            "c": (Kind.CLAIM, {**held, "value_link": "one", "about": "2015-05/2016-03"}),
            "d": (Kind.CLAIM, {**held, "value_link": "two", "about": "2014", "stance": "denies"}),
            "e": (Kind.CLAIM, {**held, "value_link": "two", "about": "2019", "stance": "predicts"}),
        },
    )
    bands = empty.spans(Criteria()).bands
    assert [(band.holder.title, len(band.claims), band.contested) for band in bands] == [
        ("One", 2, True),
        ("Two", 1, True),
    ]


def test_an_empty_archive_has_an_empty_timeline(empty: Archive) -> None:
    spans = empty.spans(Criteria(), "monument")
    assert (spans.bars, spans.lanes, spans.bands, spans.total, spans.first_day) == ((), (), (), 0, None)


@pytest.mark.parametrize("lanes", ["none", "actor", "claimant", "event_kind", "publisher"])
def test_records_count_the_same_whether_their_bars_are_there_or_too_many(
    small: Small, lanes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _refs = small
    few = archive.spans(Criteria(), lanes)
    monkeypatch.setattr(storage_spans, "MOST_BARS", 1)
    many = archive.spans(Criteria(), lanes)
    assert (few.has_all_bars, many.has_all_bars) == (True, False)
    assert replace(many, bars=few.bars) == few
    assert few.days.total == len(few.bars) == few.total - few.undated


def test_the_bars_of_some_days_are_those_that_have_any_of_them(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _refs = small
    bars = archive.spans(Criteria(), "actor").bars
    first = day_of(2015, 8, 1)
    found, notes = happened_between(archive, Criteria(), "actor", first, first + 60)
    assert found == tuple(bar for bar in bars if bar.title in ("Either end of the year", "Temple blown up"))
    assert notes.left_out == 0
    monkeypatch.setattr(storage_spans, "MOST_BARS", 1)
    some, notes = happened_between(archive, Criteria(), "actor", first, first + 60)
    assert (some, notes.left_out) == (found[1:], 1)  # that begins on them
    monkeypatch.setattr(storage_spans, "MOST_BARS", 0)
    assert happened_between(archive, Criteria(), "actor", first, first + 60)[0] is None
    assert happened_between(archive, Criteria(), "actor", first - 10**6, first - 10**5)[0] == ()


@pytest.mark.parametrize("is_indexed", [False, True])
def test_of_too_many_bars_the_longest_that_go_on_from_before_are_there(
    empty: Archive, monkeypatch: pytest.MonkeyPatch, is_indexed: bool
) -> None:
    dates = {"open": "2011/..", "long": "2012/2018", "short": "2014-12/2015-06", "longer": "2010/2019"}
    dates |= {"within": "2015-05-20", "after": "2016", "before": "2014-03"}
    event = {"event_kind": "other"}
    made = {name: (Kind.EVENT, {**event, "title": name, "date": date}) for name, date in dates.items()}
    write(empty, made)
    if is_indexed:
        monkeypatch.setattr(indexes, "LEAST", 1)
        empty.index()
    window = Criteria(), "none", day_of(2015, 5, 1), day_of(2015, 5, 31)
    for most, wanted in ((5, 5), (4, 4), (3, 3), (2, 2), (1, 1)):
        monkeypatch.setattr(storage_spans, "MOST_BARS", most)
        bars, notes = happened_between(empty, *window)
        assert bars is not None
        longest = ["within", "open", "longer", "long", "short"][:wanted]
        assert sorted(bar.title for bar in bars) == sorted(longest)
        assert notes.left_out == 5 - wanted


def test_a_date_without_any_day_is_undated(empty: Archive) -> None:
    refs = write(
        empty, {"open": (Kind.EVENT, {"title": "Open at both ends", "event_kind": "other", "date": "../.."})}
    )
    spans = empty.spans(Criteria())
    assert (spans.bars, spans.undated, [link.ref for link in spans.undated_links]) == ((), 1, [refs["open"]])


def test_lanes_are_of_sites_where_sites_are_chosen_and_bars_too_many(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _refs = small
    every = archive.spans(Criteria(), "site")
    (site, *_others) = (lane.key for lane in every.lanes if lane.key)
    chosen = Criteria().with_choice(FacetChoice("site", (site,)))
    few = archive.spans(chosen, "site")

    monkeypatch.setattr(storage_spans, "MOST_BARS", 0)

    many = archive.spans(chosen, "site")
    assert [(lane.key, lane.count) for lane in many.lanes] == [(lane.key, lane.count) for lane in few.lanes]
    assert few.lanes
