"""What a reader decides, and what comes of it, as values."""

from dataclasses import replace

from palmyra_desktop.domain.findings import DateFound, EventFound
from palmyra_desktop.domain.review import SOURCE, FindingRef, Part, Review, Verdict, begun
from tests import article_findings as made


def ref(part: Part, place: int) -> FindingRef:
    return FindingRef(part, place)


def verdicts(review: Review, part: Part) -> list[Verdict]:
    return [review.verdict(ref(part, place)) for place in range(len(getattr(review.findings, part.value)))]


def test_a_decision_gives_another_review_and_leaves_the_first_as_it_was() -> None:
    first = begun(made.findings())
    second = first.with_verdict(ref(Part.CLAIM, made.LOOTING), Verdict.TAKEN)
    assert first.count(Verdict.OPEN) == second.count(Verdict.OPEN) + 1
    assert not first.is_touched and second.is_touched


def test_a_date_whose_words_tell_none_stays_out() -> None:
    found = made.findings()
    none = replace(found.dates[0], edtf=None)
    assert begun(replace(found, dates=(none,))).verdict(ref(Part.DATE, 0)) is Verdict.REFUSED


def test_a_name_that_makes_no_record_is_asked_about_only_where_it_speaks() -> None:
    review = begun(made.findings())
    assert review.verdict(ref(Part.ENTITY, made.RESIDENTS)) is Verdict.OPEN
    assert review.verdict(ref(Part.ENTITY, made.REUTERS)) is Verdict.REFUSED
    known = begun(made.findings(reuters=5))
    assert known.verdict(ref(Part.ENTITY, made.REUTERS)) is Verdict.TAKEN


def test_the_source_is_always_taken_and_no_finding_to_count() -> None:
    review = begun(made.findings()).with_verdict(SOURCE, Verdict.REFUSED)
    assert review.verdict(SOURCE) is Verdict.TAKEN and SOURCE not in review.verdicts


def test_a_date_put_right_is_that_of_the_event_told_by_the_same_words() -> None:
    review = begun(made.findings())
    date = review.finding(ref(Part.DATE, 0))
    assert isinstance(date, DateFound)
    review = review.with_correction(ref(Part.DATE, 0), replace(date, edtf="2017-03", rule="corrected"))
    events = review.findings.events
    assert [(one.date, one.date_rule) for one in events] == [
        ("2017-03", "corrected"),
        ("2015-08", "date.month-year"),
    ]


def test_nothing_is_open_once_it_is_settled() -> None:
    review = begun(made.findings()).settled()
    assert review.count(Verdict.OPEN) == 0
    assert verdicts(review, Part.CLAIM)[made.IDOLS] is Verdict.REFUSED
    assert verdicts(review, Part.CLAIM)[made.LOOTING] is Verdict.TAKEN


def test_an_event_that_is_a_record_is_no_longer_asked_about() -> None:
    found = made.findings()
    like = found.entities[made.CHIEF].similar
    review = begun(replace(found, events=(replace(found.events[0], similar=like),)))
    event = ref(Part.EVENT, 0)
    assert review.likeness(event) == like[0]
    told = review.with_record(event, 7)
    finding = told.finding(event)
    assert isinstance(finding, EventFound) and finding.record_id == 7
    assert told.likeness(event) is None and told.verdict(event) is Verdict.TAKEN


def test_what_a_reader_adds_comes_last_and_is_taken() -> None:
    review, added = begun(made.findings()).with_added(Part.DATE, made.findings().dates[1])
    assert added == ref(Part.DATE, 2) and review.verdict(added) is Verdict.TAKEN
