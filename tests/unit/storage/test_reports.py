"""Notes on the bars of the timeline, and reports along the time they were said, on both engines."""

import pytest

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.reports import Turn
from palmyra_desktop.services import timeline
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import spans
from palmyra_desktop.storage.facet_index import indexes
from tests.acts import change, claim_on, to

Small = tuple[Archive, dict[str, RecordRef]]


def test_who_dates_an_event_is_told_with_the_source(small: Small) -> None:
    archive, refs = small
    by = {"source": to(refs["sana"]), "claimants": (to(refs["sohr"]),)}
    claim_on(archive, refs["blown"], "date", value="2015-08-23", **by)
    claim_on(archive, refs["blown"], "date", value="in summer", **by)
    claim_on(archive, refs["blown"], "date", value="2014", stance="denies", **by)
    spans, notes = timeline.happened(archive, Criteria(), "actor")
    (bar,) = (bar for bar in spans.bars if bar.ref == refs["blown"])
    (dating,) = notes.datings[bar.ref]
    names = "Observatory", "Temple stands"
    assert (str(dating.date), dating.by, dating.source) == ("2015-08-23", *names)
    assert [str(date) for date in notes.ghosts(bar)] == ["2015-08-23"]


def test_the_lane_of_an_actor_tells_the_parts_it_plays(small: Small) -> None:
    archive, refs = small
    roles = timeline.happened(archive, Criteria(), "actor")[1].roles
    assert roles[refs["state"].id] == ("target",)
    assert timeline.happened(archive, Criteria(), "monument")[1].roles == {}


def test_reports_of_what_is_listed_stand_when_they_were_said_with_their_stance(small: Small) -> None:
    archive, refs = small
    spans, notes = timeline.said(archive, Criteria(text="blown"), "none")
    dates = {bar.ref: str(bar.date) for bar in spans.bars}
    assert dates[refs["said"]] == "2015-08-30"
    assert dates[refs["denied"]] == "2015-08-31"
    assert [notes.marks[refs[key]].stance for key in ("said", "denied")] == ["asserts", "denies"]
    speaker = "Observatory"
    titles = {bar.ref: bar.title for bar in spans.bars}
    assert titles[refs["said"]] == f"{speaker}: It was blown up"
    assert refs["state_of_bel"] not in titles, "it is said of the temple, not of the event listed"


def test_a_report_in_the_lane_of_who_speaks_alone_does_not_name_them_again(small: Small) -> None:
    archive, refs = small
    by = {"value": "destroyed", "claimants": (to(refs["sohr"]), to(refs["state"])), "said": DateSpan("2016")}
    both = claim_on(archive, refs["blown"], "damage", **by)
    titles = {
        bar.ref: bar.title for bar in timeline.said(archive, Criteria(text="blown"), "claimant")[0].bars
    }
    assert titles[refs["said"]] == "It was blown up"
    assert titles[both].startswith("Observatory, ")


def test_a_report_without_a_date_stands_when_its_source_was_published_else_with_the_undated(
    small: Small,
) -> None:
    archive, refs = small
    change(archive, refs["bbc"], published=DateSpan("2015-09"))
    change(archive, refs["sana"], published=None)
    spans, _notes = timeline.said(archive, Criteria(), "publisher", refs["bel"])
    assert {bar.ref: str(bar.date) for bar in spans.bars}[refs["state_of_bel"]] == "2015-09"
    assert refs["repeated"] in {link.ref for link in spans.undated_links}


def test_the_reports_beside_a_report_are_those_about_the_same(small: Small) -> None:
    archive, refs = small
    of_event = timeline.said(archive, Criteria(), "none", refs["blown"])[0]
    of_claim = timeline.said(archive, Criteria(), "none", refs["denied"])[0]
    assert {bar.ref for bar in of_event.bars} == {bar.ref for bar in of_claim.bars}
    assert of_event.bars


def test_the_first_to_say_so_and_who_takes_it_back_are_marked(small: Small) -> None:
    archive, refs = small
    by = {"value": "destroyed", "claimants": (to(refs["sohr"]),)}
    first = claim_on(archive, refs["blown"], "damage", said=DateSpan("2015-08-30"), **by)
    claim_on(archive, refs["blown"], "damage", said=DateSpan("2015-08-31"), value="destroyed")
    back = claim_on(archive, refs["blown"], "damage", said=DateSpan("2015-09-02"), stance="denies", **by)
    marks = timeline.said(archive, Criteria(), "none", refs["blown"])[1].marks
    assert (marks[first].turn, marks[back].turn) == (Turn.FIRST, Turn.TAKEN_BACK)


def test_who_was_first_does_not_depend_on_the_days_in_view(small: Small) -> None:
    archive, refs = small
    claims = [
        claim_on(archive, refs["blown"], "damage", value="cracked", said=DateSpan(f"2018-09-0{day}"))
        for day in (1, 2, 3)
    ]
    days = day_of(2018, 9, 2), day_of(2018, 9, 3)
    bars, notes = timeline.said_between(archive, Criteria(), "none", *days, refs["blown"])
    assert bars is not None
    assert {bar.ref for bar in bars} == set(claims[1:]) == notes.marks.keys()
    assert [notes.marks[ref].turn for ref in claims[1:]] == [None, None]
    bars, notes = timeline.said_between(archive, Criteria(), "none", days[0] - 1, days[1], refs["blown"])
    assert notes.marks[claims[0]].turn is Turn.FIRST


@pytest.mark.parametrize("published", ["../2015-09", "2014/.."])
def test_the_index_says_the_same_of_reports_as_sql(
    small: Small, monkeypatch: pytest.MonkeyPatch, published: str
) -> None:
    archive, refs = small
    monkeypatch.setattr(indexes, "LEAST", 1)
    archive.index()
    known = archive.indexes
    assert known is not None and known.view is not None
    # Changed since the index was made: the date of a source, and what says so.
    change(archive, refs["bbc"], published=DateSpan(published))
    claim_on(archive, refs["blown"], "damage", value="scorched", source=to(refs["bbc"]))
    claim_on(archive, refs["blown"], "damage", value="cracked", said=DateSpan("2016/2018"))
    days = day_of(2015, 8, 30), day_of(2015, 9, 2)
    for most in (5_000, 3):
        monkeypatch.setattr(spans, "MOST_BARS", most)
        for criteria, lanes in ((Criteria(), "monument"), (Criteria(Kind.CLAIM, "blown"), "claimant")):
            found = []
            for archive.indexes in (known, None):
                found.append(timeline.said(archive, criteria, lanes))
                found.append(timeline.said_between(archive, criteria, lanes, *days))
            assert found[:2] == found[2:]
            assert found[0][0].total > 0


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.IMAGE])
def test_what_claims_are_about_has_reports_and_an_empty_list_none(small: Small, kind: Kind) -> None:
    archive, _refs = small
    assert timeline.said(archive, Criteria(kind), "monument")[0].total > 0
    nothing, notes = timeline.said(archive, Criteria(kind, text="no such words"), "monument")
    assert (nothing.bars, nothing.lanes, nothing.total, notes.marks) == ((), (), 0, {})
