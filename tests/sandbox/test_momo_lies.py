"""What MoMo tells against its own books: the notification and the query's answer, rightly signed."""

from pathlib import Path

import pytest

from sandbox.momo import orders
from sandbox.store import Store
from tests.sandbox.shop import RESULT_ORDER, FakeClock, FakeInbox, Visitor, signature


def told(visitor: Visitor, inbox: FakeInbox, **step: object) -> list[tuple[object, object, bool]]:
    """Result code, amount and whether the signature is right, of each notification until a minute later."""
    visitor.script({"on": "notify", **step})
    visitor.create()
    visitor.approve()
    clock = visitor.sandbox.commons.now
    assert isinstance(clock, FakeClock)
    clock.move(seconds=60)
    visitor.let_the_courier_work()
    return [
        (each["resultCode"], each["amount"], each["signature"] == signature(each, RESULT_ORDER))
        for each in inbox.messages
    ]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"do": "delayed_notification", "seconds": 60}, [(0, 150_000, True)]),
        ({"do": "reordered_notifications"}, [(0, 150_000, True), (1000, 150_000, True)]),
        ({"do": "success_after_failure"}, [(1006, 150_000, True), (0, 150_000, True)]),
        ({"do": "failure_after_success"}, [(0, 150_000, True), (1006, 150_000, True)]),
        ({"do": "forged_notification", "times": 2}, [(0, 150_000, False)] * 2),
        ({"do": "wrong_amount", "add": -1}, [(0, 149_999, True)]),
        ({"do": "wrong_amount", "multiply": 100}, [(0, 15_000_000, True)]),
        ({"do": "wrong_amount", "divide": 100}, [(0, 1_500, True)]),
    ],
    ids=lambda value: str(value["do"]) if isinstance(value, dict) else "",
)
def test_a_notification_can_lie(
    visitor: Visitor, inbox: FakeInbox, step: dict[str, object], expected: list[object]
) -> None:
    assert told(visitor, inbox, **step) == expected
    assert visitor.query().json()["resultCode"] == 0
    assert visitor.query().json()["amount"] == 150_000


def test_a_delayed_notification_is_not_early(
    visitor: Visitor, inbox: FakeInbox, clock: FakeClock
) -> None:
    visitor.script({"on": "notify", "do": "delayed_notification", "seconds": 30})
    visitor.create()
    visitor.approve()
    clock.move(seconds=29)
    assert visitor.let_the_courier_work() == 0
    clock.move(seconds=1)
    assert visitor.let_the_courier_work() == 1


def test_a_clock_can_be_wrong(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.script({"on": "notify", "do": "wrong_clock", "seconds": -3600})
    visitor.create()
    visitor.approve()
    [message] = inbox.messages
    right = visitor.query().json()
    assert message["responseTime"] == right["lastUpdated"] - 3_600_000
    visitor.script({"on": "query", "do": "wrong_clock", "seconds": 3600})
    assert visitor.query().json()["responseTime"] == right["responseTime"] + 3_600_000


@pytest.mark.parametrize(
    ("do", "code"),
    [("query_says_waiting", 1000), ("query_says_failed", 1006), ("query_says_paid", 0)],
)
def test_a_query_can_contradict_the_books_once(visitor: Visitor, do: str, code: int) -> None:
    visitor.create()
    if code != 0:
        visitor.approve()
    visitor.script({"on": "query", "do": do})
    lie, truth = visitor.query().json(), visitor.query().json()
    assert lie["resultCode"] == code != truth["resultCode"]


def test_the_payer_can_pay_another_amount(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    view = visitor.approve(amount=149_999).json()
    assert (view["amount"], view["received"]) == (150_000, 149_999)
    assert inbox.messages[0]["amount"] == visitor.query().json()["amount"] == 149_999
    visitor.create(orderId="O-2", requestId="R-2")
    assert visitor.approve("O-2", amount="1").status_code == 400


def test_a_success_can_be_forged_before_any_decision(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    visitor.post("/control/momo/orders/O-1/forge", {"times": 3})
    assert [each["resultCode"] for each in inbox.messages] == [0, 0, 0]
    assert all(each["signature"] != signature(each, RESULT_ORDER) for each in inbox.messages)
    assert visitor.query().json()["resultCode"] == 1000
    assert visitor.post("/control/momo/orders/O-404/forge").status_code == 404


def test_a_state_file_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    before = orders.SCHEMA.replace("    received INTEGER NOT NULL DEFAULT 0,\n", "")
    assert before != orders.SCHEMA
    for schema in (before, orders.SCHEMA, orders.SCHEMA):
        store = Store(path, (schema,), () if schema is before else orders.ADDITIONS)
        columns = [row["name"] for row in store.read("PRAGMA table_info(momo_orders)")]
        assert columns.count("received") == (schema is not before)
        store.close()
