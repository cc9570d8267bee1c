"""Money at the counter, and orders taken back, over HTTP."""

from typing import Any

import pytest

from tests.builders import CODE, DISTRICT, FEE, a_bill, a_paid_order, an_order, filed
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import LOST, FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, while_paying

COUNTER = f"/v1/dossiers/{CODE}/counter-payments"
CANCEL = f"/v1/orders/{an_order().order_id}/cancellation"
CASH = {"bill_id": "1", "method": "cash", "amount": FEE}


def to_pay(**changes: Any) -> FakeWorld:
    return a_world(*filed(**changes).entities)


def test_money_at_the_counter_is_201_with_a_paid_order(serve: Serve) -> None:
    api = serve(to_pay())
    answer = api.post(COUNTER, {**CASH, "slip": "Q1-0042"}, idempotency_key="k")
    order = answer.json
    assert answer.status == 201
    assert answer.headers["Location"] == f"https://api.example/v1/orders/{order['order_id']}"
    assert (order["state"], order["provider"], order["method"]) == ("paid", "counter", "cash")
    assert (order["merchant"], order["paid_amount"], order["checkout"]) == (DISTRICT, FEE, None)
    [fact] = api.get(f"/v1/orders/{order['order_id']}/transactions").json["items"]
    assert (fact["verified_by"], fact["provider_transaction_id"]) == ("officer", "Q1-0042")
    [bill] = api.get(f"/v1/dossiers/{CODE}").json["bills"]
    assert (bill["paid"], bill["remaining"], bill["owed_back"]) == (FEE, 0, 0)


def test_the_same_request_again_is_the_same_order(serve: Serve) -> None:
    api = serve(to_pay())
    first = api.post(COUNTER, CASH, idempotency_key="k")
    again = api.post(COUNTER, CASH, idempotency_key="k")
    assert (again.status, again.json) == (201, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"amount": FEE - 1}, "amount_not_owed", "/amount"),
        ({"amount": str(FEE)}, "body_invalid", "/amount"),
        ({"amount": 0}, "body_invalid", "/amount"),
        ({"amount": [FEE]}, "body_invalid", "/amount"),
        ({"method": "momo_wallet"}, "body_invalid", "/method"),
        ({"method": ["cash"]}, "body_invalid", "/method"),
        ({"slip": "Nguyễn Văn A"}, "body_invalid", "/slip"),
        ({"officer": "x"}, "body_invalid", "/officer"),
    ],
)
def test_what_an_officer_cannot_have_taken_is_422(
    change: dict[str, object], code: str, pointer: str, serve: Serve
) -> None:
    world = to_pay()
    answer = serve(world).post(COUNTER, {**CASH, **change}, idempotency_key="k")
    assert (answer.status, answer.code) == (422, code)
    assert [each["pointer"] for each in answer.json["errors"]] == [pointer]
    assert world.commits.done == []


def test_a_portal_may_not_speak_for_an_officer(serve: Serve) -> None:
    api = serve(to_pay(), somebody(without="payments:counter"))
    answer = api.post(COUNTER, CASH, idempotency_key="k")
    assert (answer.status, answer.code) == (403, "scope_missing")


def test_an_attempt_of_which_nothing_is_known_is_409_and_named(serve: Serve) -> None:
    world = while_paying(a_pending_order(state="unknown", checkout=None))
    world.transport.will(LOST)
    answer = serve(world).post(COUNTER, CASH, idempotency_key="k")
    assert (answer.status, answer.code) == (409, "payment_unknown")
    assert answer.json["facts"] == {"order_id": an_order().order_id}


def test_a_cancelled_order_offers_no_way_to_pay(serve: Serve) -> None:
    world = while_paying()
    world.transport.will("pending")
    answer = serve(world).post(CANCEL)
    assert answer.status == 200
    assert (answer.json["state"], answer.json["checkout"]) == ("cancelled", None)
    assert serve(world).post(CANCEL, {}).json == answer.json


def test_a_cancellation_may_be_repeated_and_looks_at_no_key(serve: Serve) -> None:
    world = while_paying()
    world.transport.will("pending")
    first, again = (serve(world).post(CANCEL, {}, idempotency_key=key) for key in ("k", " "))
    assert (first.status, again.status, again.json) == (200, 200, first.json)
    assert "Idempotent-Replayed" not in again.headers


def test_a_paid_order_is_409_with_its_state(serve: Serve) -> None:
    answer = serve(while_paying(a_paid_order())).post(CANCEL)
    assert (answer.status, answer.code) == (409, "order_already_paid")
    assert answer.json["facts"] == {"order_id": an_order().order_id, "state": "paid"}


@pytest.mark.parametrize(
    ("paid", "state", "remaining", "owed_back"),
    [
        (0, "open", FEE, 0),
        (50_000, "open", FEE - 50_000, 0),
        (FEE, "covered", 0, 0),
        (FEE + 1, "covered", 0, 1),
        (2 * FEE, "covered", 0, FEE),
        (50_000, "lapsed", 0, 50_000),
        (FEE, "cancelled", 0, FEE),
    ],
)
def test_a_bill_says_what_is_owed_and_what_is_owed_back(
    paid: int, state: str, remaining: int, owed_back: int, serve: Serve
) -> None:
    world = to_pay(bill=a_bill(paid=paid, settled=paid, state=state))
    [bill] = serve(world).get(f"/v1/dossiers/{CODE}").json["bills"]
    assert (bill["amount"], bill["paid"]) == (FEE, paid)
    assert (bill["remaining"], bill["owed_back"]) == (remaining, owed_back)
