"""A notification is verified first, kept as it came, booked, and acknowledged."""

import pytest

from chalicelib.domain.errors import NotFound
from chalicelib.domain.order import OrderState
from chalicelib.domain.transaction import Transaction
from chalicelib.ports.provider import Inbound, Outbound
from chalicelib.usecases.take_notification import take_notification
from tests.builders import FEE, MONDAY, PROVIDER
from tests.fakes import FakeSecrets, FakeWorld, KeptCall, a_notification, a_world
from tests.usecases.scenes import a_pending_order, the_bill, the_order, while_paying

ORDER = a_pending_order()
GENUINE = a_notification(ORDER)


def taken(world: FakeWorld, call: Inbound) -> Outbound:
    return take_notification(world, PROVIDER, call)


def test_a_genuine_payment_is_booked_and_acknowledged() -> None:
    world = while_paying(ORDER)
    assert taken(world, GENUINE) == Outbound(204, b"booked")
    assert the_bill(world).paid == FEE


def test_it_is_kept_as_it_came_with_its_order() -> None:
    world = while_paying(ORDER)
    taken(world, GENUINE)
    assert world.callbacks.kept == [
        KeptCall(PROVIDER, MONDAY, GENUINE.body, "verified", ORDER.order_id)
    ]


def test_the_same_notification_fifty_times_is_acknowledged_fifty_times_and_booked_once() -> None:
    world = while_paying(ORDER)
    answers = [taken(world, GENUINE).status for _ in range(50)]
    assert (answers, len(world.store.all(Transaction))) == ([204] * 50, 1)
    assert the_bill(world).paid == FEE


@pytest.mark.parametrize(
    ("call", "verdict"),
    [
        (a_notification(ORDER, secret="guessed"), "unverified"),
        (Inbound(method="POST", body=b""), "malformed"),
        (Inbound(method="POST", body=b"\xff\xfe" * 150_000), "malformed"),
    ],
    ids=["forged", "empty", "noise"],
)
def test_what_fails_verification_changes_nothing_and_carries_no_order(
    call: Inbound, verdict: str
) -> None:
    world = while_paying(ORDER)
    assert taken(world, call) == Outbound(400, verdict.encode())
    (kept,) = world.callbacks.kept
    assert (kept.verdict, kept.order_id, kept.body) == (verdict, None, call.body)
    assert world.commits.done == []


def test_a_thousand_forgeries_do_not_keep_the_genuine_one_out() -> None:
    """Case B9."""
    world = while_paying(ORDER)
    for number in range(1_000):
        taken(world, a_notification(ORDER, secret=f"guess-{number}"))
    assert taken(world, GENUINE).status == 204
    assert the_order(world).state is OrderState.PAID


def test_either_secret_verifies_while_secrets_rotate() -> None:
    old, new = ({"access_key": "a", "secret_key": name} for name in ("old", "new"))
    for secret, status in (("old", 204), ("new", 204), ("older", 400)):
        world = a_world(ORDER, secrets=FakeSecrets(SHOP=(new, old)))
        assert taken(world, a_notification(ORDER, "pending", secret=secret)).status == status


def test_a_merchant_without_secrets_verifies_nothing() -> None:
    world = a_world(ORDER, secrets=FakeSecrets(SHOP=()))
    assert taken(world, GENUINE) == Outbound(400, b"unverified")


def test_money_for_an_unknown_order_is_acknowledged_in_the_provider_s_words() -> None:
    assert taken(a_world(), GENUINE) == Outbound(204, b"unknown_order")


def test_a_provider_that_we_do_not_have_is_not_found() -> None:
    with pytest.raises(NotFound, match="provider_not_found"):
        take_notification(a_world(), "pigeon", GENUINE)
