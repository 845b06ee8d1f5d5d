"""A report that follows what was done is the report counted anew."""

from collections.abc import Callable
from random import Random

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.coverage import LOOPING
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.coverage import Counted, count
from palmyra_desktop.storage.change_log import newest_act
from palmyra_desktop.storage.coverage import facts
from palmyra_desktop.storage.coverage import touched as following
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import ACTOR, EVENT, IMAGE, MONUMENT, change, claim_on, create, edit, to, trash

NewArchive = Callable[[], Archive]


def test_whatever_is_done_the_report_follows(new_archive: NewArchive) -> None:
    archive, random = new_archive(), Random(11)
    actors = [create(archive, ACTOR, name=name) for name in ("SANA", "سانا", "SOHR")]
    monuments = [create(archive, MONUMENT, name="temple", condition="destroyed") for _number in range(3)]
    events = [create(archive, EVENT, title="event", monuments=(to(monuments[0]),)) for _number in range(3)]
    claims = [claim_on(archive, events[0], "date", claimants=(to(actors[0]),))]

    def some_claim() -> None:
        subject = random.choice(monuments + events)
        field = random.choice(("condition", "built") if subject.kind is MONUMENT else ("date", "monuments"))
        claims.append(claim_on(archive, subject, field, origin=random.choice((None, "sana", "SOHR"))))

    def some_speakers() -> None:
        change(archive, random.choice(claims), claimants=tuple(map(to, random.sample(actors, 2))))

    def some_base() -> None:
        one, other = random.sample(claims[:3], 2)
        change(archive, one, rests_on=to(other))

    def no_base() -> None:
        change(archive, random.choice(claims), rests_on=None, words=random.choice((None, "it was said")))

    def some_subject() -> None:
        change(archive, random.choice(claims), subject=to(random.choice(events)), field="date")

    def some_values() -> None:
        event = random.choice(events)
        change(archive, event, date=random.choice((None, DateSpan("2015"))), monuments=())

    def some_image() -> None:
        create(archive, IMAGE, caption="image", credit=random.choice((None, "AP")))

    def some_trash() -> None:
        trash(archive, claims.pop(random.randrange(len(claims))))

    acts = some_claim, some_speakers, some_base, some_base, some_base, no_base, some_subject, some_values
    known, looping = count(archive), set[int]()
    for _number in range(25):
        random.choice((*acts, some_image, some_trash) if len(claims) > 3 else (some_claim,))()
        if random.random() < 0.2:
            editing.undo(archive)
            known = _followed(archive, known)
            editing.redo(archive)
        if random.random() < 0.7:  # else several acts are followed together
            known = _followed(archive, known)
            looping.update(gap.count for gap in known.gaps if gap.line.code == LOOPING)
    assert looping - {0}


def _followed(archive: Archive, known: Counted) -> Counted:
    with reading(archive.engine) as connection:
        assert following.touched(connection, known.act) is not None
    followed, anew = count(archive, known), count(archive)
    assert followed == anew
    return followed


def test_only_what_was_changed_is_read(new_archive: NewArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = new_archive()
    events = [create(archive, EVENT, title="event") for _number in range(5)]
    first, *others = (claim_on(archive, event, "date", origin="SANA") for event in events)
    rests = claim_on(archive, events[1], "place", rests_on=to(first))
    known = count(archive)
    read: list[set[int] | None] = []
    old = facts.read
    monkeypatch.setattr(facts, "read", lambda by, only, cancel: [read.append(only), old(by, only, cancel)][1])

    assert count(archive, known) == known
    change(archive, first, origin="SOHR")
    followed = count(archive, known)
    assert read == [set(), {first.id, rests.id, others[0].id}]
    assert followed == count(archive)


@pytest.mark.parametrize("act", ["name", "many", "claims", "restored"])
def test_what_may_have_changed_all_is_counted_anew(
    new_archive: NewArchive, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = new_archive()
    sana, other = (create(archive, ACTOR, name=name) for name in ("SANA", "SOHR"))
    event = create(archive, EVENT, title="event")
    claim_on(archive, event, "date", origin="SANA")
    claim_on(archive, event, "date", origin_actor=to(other))
    known = count(archive)
    if act == "name":
        change(archive, other, name="sana")
    elif act == "many":
        monkeypatch.setattr(following, "MOST", 2)
        editing.apply(archive, [_noted(archive, one) for one in (sana, other, event)], label="note")
    elif act == "claims":
        monkeypatch.setattr(following, "_MOST_CLAIMS", 1)
        editing.apply(archive, [_noted(archive, event)], label="note")
    else:
        editing.apply(archive, [_noted(archive, event)], label="restore", initiator=following.RESTORED)
    with reading(archive.engine) as connection:
        assert following.touched(connection, known.act) is None
        assert newest_act(connection) > known.act
    assert count(archive, known) == count(archive)


def _noted(archive: Archive, ref: RecordRef) -> Edit:
    return edit(archive, ref, Action.UPDATE, note="n")
