"""What the sandbox is told to do next, it does once, in the order told."""

import time

import pytest

from sandbox.behaviours import COMMON, NOTIFY, QUERY
from tests.sandbox.shop import FakeInbox, Visitor

SCRIPT = "/control/momo/script"


def test_error_500_answers_without_doing_the_work(visitor: Visitor) -> None:
    visitor.script({"on": "create", "do": "error_500"})
    assert visitor.create().status_code == 500
    assert visitor.get("/control/momo/orders").json()["orders"] == []
    assert visitor.create().json()["resultCode"] == 0


@pytest.mark.parametrize("behaviour", ["slow", "timeout_after_work"])
def test_a_slow_answer_is_late_but_right(visitor: Visitor, behaviour: str) -> None:
    visitor.script({"on": "create", "do": behaviour, "seconds": 0.2})
    begun = time.monotonic()
    assert visitor.create().json()["resultCode"] == 0
    assert time.monotonic() - begun >= 0.2


def test_a_lost_notification_is_never_sent(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.script({"do": "lost_notification"})
    visitor.create()
    assert visitor.approve().json()["notifications"] == []
    assert visitor.let_the_courier_work() == 0
    assert inbox.received == []
    assert visitor.query().json()["resultCode"] == 0


def test_a_notification_can_come_several_times(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.script({"on": "notify", "do": "duplicate_notification", "times": 5})
    visitor.create()
    assert len(visitor.approve().json()["notifications"]) == 5
    assert len(inbox.received) == 5
    assert len({request.content for request in inbox.received}) == 1


def test_steps_are_spent_in_their_order(visitor: Visitor) -> None:
    visitor.script({"on": "query", "do": "error_500"}, {"on": "query", "do": "normal"})
    visitor.script({"on": "query", "do": "error_500"})
    visitor.create()
    assert [visitor.query().status_code for _ in range(4)] == [500, 200, 500, 200]


def test_a_step_can_be_meant_for_one_order(visitor: Visitor) -> None:
    visitor.script({"on": "query", "do": "error_500", "order_id": "O-2"})
    visitor.create()
    assert visitor.query("O-1").status_code == 200
    assert visitor.query("O-2").status_code == 500


def test_a_step_can_be_meant_for_an_order_that_has_no_number_yet(visitor: Visitor) -> None:
    visitor.script({"on": "create", "do": "error_500", "about": "260314-0002"})
    assert visitor.create().status_code == 200
    about = {"orderId": "O-2", "requestId": "R-2", "orderInfo": "Ho so 260314-0002"}
    assert visitor.create(**about).status_code == 500
    assert visitor.create(**about).status_code == 200


def test_an_answer_can_be_an_error_though_the_work_was_done(visitor: Visitor) -> None:
    visitor.script({"on": "create", "do": "error_500_after_work"})
    assert visitor.create().status_code == 500
    assert visitor.query().json()["resultCode"] == 1000


def test_the_queue_can_be_seen_and_dropped(visitor: Visitor) -> None:
    visitor.script({"on": "create", "do": "slow", "seconds": 9}, {"do": "lost_notification"})
    shown = visitor.get(SCRIPT).json()
    assert shown["waiting"] == [
        {"on": "create", "do": "slow", "seconds": 9},
        {"on": "notify", "do": "lost_notification"},
    ]
    assert set(shown["known"]) == set(COMMON)
    assert visitor.delete(SCRIPT).json() == {"dropped": 2}
    assert visitor.get(SCRIPT).json()["waiting"] == []


@pytest.mark.parametrize(
    "step",
    [
        {"on": "create", "do": "dance"},
        {"on": "refill", "do": "slow"},
        {"on": "notify", "do": "slow"},
        {"on": "create", "do": "lost_notification"},
        {"do": "slow"},
        {"on": "create", "do": "slow", "seconds": -1},
        {"on": "create", "do": "slow", "seconds": "5"},
        {"on": "create", "do": "slow", "seconds": True},
        {"on": "create", "do": "slow", "minutes": 1},
        "slow",
        None,
    ],
    ids=str,
)
def test_a_bad_step_is_refused_with_all_that_came_with_it(visitor: Visitor, step: object) -> None:
    good = {"on": "create", "do": "slow"}
    answer = visitor.post(SCRIPT, [good, step])
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert visitor.get(SCRIPT).json()["waiting"] == []


def test_a_script_that_is_not_json_is_refused(visitor: Visitor) -> None:
    assert visitor.post_text(SCRIPT, b"{").status_code == 400


@pytest.mark.parametrize("name", COMMON)
def test_every_behaviour_acts_somewhere_and_says_what_it_does(name: str) -> None:
    behaviour = COMMON[name]
    assert behaviour.says
    assert behaviour.acts_on(QUERY) or behaviour.acts_on(NOTIFY)
    for argument in behaviour.arguments.values():
        assert argument.least <= argument.default <= argument.most
