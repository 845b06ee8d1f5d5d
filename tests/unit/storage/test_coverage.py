"""The gaps of an archive: each is counted, listed, and gone once it is filled."""

from collections.abc import Callable

from palmyra_desktop.domain.coverage import (
    LOOPING,
    SINGLE_ORIGIN,
    UNCLAIMED,
    UNDATED,
    WITHOUT_CREDIT,
    WITHOUT_WORDS,
)
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.coverage import count
from tests.acts import ACTOR, EVENT, IMAGE, MONUMENT, change, claim_on, create, to, trash

NewArchive = Callable[[], Archive]


def found(archive: Archive, code: str, kind: Kind | None = None) -> tuple[int, tuple[int, ...]]:
    """Return count and ids of one line."""
    (gap,) = (
        one
        for one in count(archive).gaps
        if one.line.code == code and (kind is None or one.line.kind is kind)
    )
    return gap.count, gap.ids


def test_an_empty_archive_has_no_gaps_and_every_line(new_archive: NewArchive) -> None:
    found = count(new_archive()).gaps
    assert len(found) == 10 and not any(gap.count or gap.ids for gap in found)


def test_a_value_nobody_claims_is_found_until_somebody_does(new_archive: NewArchive) -> None:
    archive = new_archive()
    temple = create(archive, MONUMENT, name="معبد بل", condition="destroyed")
    create(archive, MONUMENT, name="nothing said")
    assert found(archive, UNCLAIMED, MONUMENT) == (1, (temple.id,))
    told = claim_on(archive, temple, "condition", value="destroyed")
    assert found(archive, UNCLAIMED, MONUMENT) == (0, ())
    trash(archive, told)
    assert found(archive, UNCLAIMED, MONUMENT) == (1, (temple.id,))


def test_links_count_as_values(new_archive: NewArchive) -> None:
    archive = new_archive()
    temple = create(archive, MONUMENT, name="temple")
    event = create(archive, EVENT, title="an event", monuments=(to(temple),))
    assert found(archive, UNCLAIMED, EVENT) == (1, (event.id,))


def test_facts_of_one_origin_are_counted_by_origin_and_not_by_report(new_archive: NewArchive) -> None:
    archive = new_archive()
    temple = create(archive, MONUMENT, name="temple")
    one, other = create(archive, ACTOR, name="UNOSAT"), create(archive, ACTOR, name="SOHR")
    first = claim_on(archive, temple, "condition", claimants=(to(one),))
    again = claim_on(archive, temple, "condition", rests_on=to(first))
    assert found(archive, SINGLE_ORIGIN) == (1, (first.id, again.id))
    claim_on(archive, temple, "condition", claimants=(to(other),))
    assert found(archive, SINGLE_ORIGIN) == (0, ())


def test_claims_resting_in_a_circle_are_found_and_are_no_fact_of_one_origin(new_archive: NewArchive) -> None:
    archive = new_archive()
    temple = create(archive, MONUMENT, name="temple")
    one = claim_on(archive, temple, "condition")
    other = claim_on(archive, temple, "condition", rests_on=to(one))
    change(archive, one, rests_on=to(other))
    assert found(archive, LOOPING) == (2, (one.id, other.id))
    assert found(archive, SINGLE_ORIGIN) == (0, ())


def test_words_credits_and_dates_that_are_not_there_are_found(new_archive: NewArchive) -> None:
    archive = new_archive()
    event = create(archive, EVENT, title="undated")
    dated = create(archive, EVENT, title="dated", date=DateSpan("2015"))
    claim = claim_on(archive, event, "occurrence")
    image = create(archive, IMAGE, caption="a column")
    assert found(archive, UNDATED) == (1, (event.id,))
    assert found(archive, WITHOUT_WORDS) == (1, (claim.id,))
    assert found(archive, WITHOUT_CREDIT) == (1, (image.id,))
    change(archive, image, credit="AP")
    trash(archive, event)
    assert found(archive, WITHOUT_CREDIT) == (0, ()) and found(archive, UNDATED) == (0, ())
    assert found(archive, UNCLAIMED, EVENT) == (1, (dated.id,))
