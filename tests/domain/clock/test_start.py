"""A clock starts when its procedure's rule says so, and says what it waits for until then."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.clock.start import Known, NotYet, Startable, start_of
from chalicelib.domain.procedure import ClockStart
from tests.builders import MONDAY

FILED, VALID, PAID, RECEIVED = (MONDAY + timedelta(hours=number) for number in range(4))
BOTH = ClockStart.VALID_DOSSIER_AND_FEE_PAID
KNOWN = Known(filed_at=FILED, valid_at=VALID, fee_paid_at=PAID, received_by_specialist_at=RECEIVED)


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        (ClockStart.FILING, FILED),
        (ClockStart.VALID_DOSSIER, VALID),
        (BOTH, PAID),
        (ClockStart.RECEIVED_BY_SPECIALIST_OFFICE, RECEIVED),
    ],
)
def test_each_rule_looks_at_its_own_facts(rule: ClockStart, at: datetime) -> None:
    assert start_of(rule, KNOWN) == Startable(at=at)


def test_the_later_of_validity_and_payment_counts() -> None:
    prepaid = Known(valid_at=VALID, fee_paid_at=FILED)
    assert start_of(BOTH, prepaid) == Startable(at=VALID)


def test_what_is_received_when_it_is_paid_counts_from_then() -> None:
    found_valid = Known(valid_at=VALID, received_when_paid=True)
    paid = found_valid.model_copy(update={"fee_paid_at": PAID})
    assert isinstance(start_of(ClockStart.VALID_DOSSIER, found_valid), NotYet)
    assert start_of(ClockStart.VALID_DOSSIER, paid) == Startable(at=PAID)


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        (ClockStart.FILING, "the dossier has not been filed"),
        (ClockStart.VALID_DOSSIER, "the dossier has not been accepted as valid"),
        (
            BOTH,
            "the dossier has not been accepted as valid; the payment of the fee is not confirmed",
        ),
        (
            ClockStart.RECEIVED_BY_SPECIALIST_OFFICE,
            "the specialist office has not received the dossier",
        ),
    ],
)
def test_what_is_missing_is_said_in_both_languages(rule: ClockStart, missing: str) -> None:
    found = start_of(rule, Known())
    assert isinstance(found, NotYet)
    assert found.because.en == missing
    assert found.because.vi != missing


def test_only_the_payment_is_missing() -> None:
    found = start_of(BOTH, Known(filed_at=FILED, valid_at=VALID))
    assert isinstance(found, NotYet)
    assert found.because.vi == "chưa nhận được xác nhận nộp phí, lệ phí"
