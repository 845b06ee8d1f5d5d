"""Values in words, in the language of the screen."""

from collections.abc import Iterator

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.domain import shown
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from tests.records import CLAIM, EVENT, GROUP, RECORDS


@pytest.fixture
def arabic() -> Iterator[None]:
    i18n.set_language("ar")
    yield
    i18n.set_language("en")


def test_every_field_of_every_kind_has_words() -> None:
    for record in RECORDS:
        for field in record_type(record.kind).fields:
            assert isinstance(shown.shown(field, getattr(record, field.key)), str)


def test_terms_are_shown_by_their_label() -> None:
    field = record_type(Kind.EVENT).field("event_kind")

    assert shown.shown(field, EVENT.event_kind) == "destruction of heritage"


def test_a_users_own_term_is_shown_as_it_is() -> None:
    assert shown.term("damage", "scorched") == "scorched"


def test_a_claimed_date_is_read_and_a_wrong_one_shown_as_it_is() -> None:
    assert shown.value_in_words(Kind.EVENT, "date", "2015-08-30") == "30 August 2015"
    assert shown.value_in_words(Kind.EVENT, "date", "some day") == "some day"


def test_a_claim_that_names_nobody_says_so() -> None:
    assert shown.claimants(CLAIM) == "UNITAR-UNOSAT"
    assert shown.claimants(type(CLAIM)(proposition="p", subject=CLAIM.subject, field="remark")) == "not named"


def test_a_claim_without_a_value_is_shown_by_its_proposition() -> None:
    remark = type(CLAIM)(proposition="A war crime", subject=CLAIM.subject, field="remark")

    assert shown.claimed(remark) == "A war crime"


@pytest.mark.usefixtures("arabic")
def test_words_are_arabic_where_the_screen_is() -> None:
    assert shown.claimed(CLAIM) == "مدمر"
    assert shown.role(GROUP)
    assert "آب" in shown.date_in_words(EVENT.date)
