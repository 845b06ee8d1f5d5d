"""Which backups stay: so many hours, days and weeks, in the order they were made, whatever the clock said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from palmyra_desktop.domain.backup import Backup, Keep, Occasion, superseded

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)


def backup(number: int, made: datetime, occasion: Occasion = Occasion.AUTOMATIC) -> Backup:
    return Backup(Path(f"{number}"), number, occasion, made, 1)


def kept(backups: list[Backup], keep: Keep) -> list[int]:
    gone = set(superseded(backups, keep))
    return [one.number for one in backups if one not in gone]


def test_of_many_hours_the_newest_of_each_hour_day_and_week_stay() -> None:
    every_half_hour = [backup(n, BEGIN + timedelta(minutes=30 * n)) for n in range(48 * 30)]

    stay = kept(every_half_hour, Keep(hourly=3, daily=4, weekly=3))

    last = 48 * 30 - 1  # of 30 days; 2 March 2026 is a Monday, the 31st a Tuesday
    ends_of_days = [48 * day - 1 for day in (27, 28, 29)]
    ends_of_weeks = [48 * 21 - 1, 48 * 28 - 1]
    assert stay == sorted({last, last - 2, last - 4, *ends_of_days, *ends_of_weeks})


def test_a_clock_set_back_does_not_make_a_new_backup_an_old_one() -> None:
    backups = [backup(n, BEGIN + timedelta(hours=n)) for n in range(40)]
    backups.append(backup(40, BEGIN - timedelta(days=400)))

    assert 40 in kept(backups, Keep(hourly=1, daily=1, weekly=1))


def test_nothing_to_keep_leaves_the_newest_alone() -> None:
    backups = [backup(n, BEGIN + timedelta(days=n)) for n in range(9)]

    assert kept(backups, Keep(hourly=0, daily=0, weekly=0)) == [8]


def test_automatic_ones_take_no_more_room_than_they_may_the_newest_excepted() -> None:
    backups = [backup(n, BEGIN + timedelta(hours=n)) for n in range(9)]

    assert kept(backups, Keep(size=3)) == [6, 7, 8]
    assert kept(backups, Keep(size=0)) == [8]


def test_what_was_made_by_hand_stays_and_of_the_others_the_newest() -> None:
    hand = [backup(n, BEGIN, Occasion.HAND) for n in range(30)]
    before = [backup(n, BEGIN, Occasion.BULK if n % 2 else Occasion.RESTORE) for n in range(30, 60)]

    stay = kept(hand + before, Keep(occasional=5))

    assert stay == [*range(30), *range(55, 60)]


def test_where_there_are_none_none_may_go() -> None:
    assert superseded((), Keep()) == ()
