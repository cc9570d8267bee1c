"""Deliveries: until 204 or until patience ends, across restarts, each merchant for itself."""

import asyncio

import httpx

from sandbox.courier import Contract, Courier
from sandbox.deliveries import Parcel
from sandbox.settings import Settings
from tests.sandbox.conftest import Start
from tests.sandbox.shop import FakeClock, FakeInbox, Visitor


def test_a_refused_notification_is_sent_again_until_it_is_accepted(
    visitor: Visitor, inbox: FakeInbox, clock: FakeClock
) -> None:
    inbox.answers = [500, 200]  # 200 is not what MoMo documents
    visitor.create()
    visitor.approve()
    assert visitor.let_the_courier_work() == 0
    clock.move(seconds=5)
    assert visitor.let_the_courier_work() == 1
    clock.move(seconds=59)
    assert visitor.let_the_courier_work() == 0
    clock.move(seconds=1)
    assert visitor.let_the_courier_work() == 1
    clock.move(days=1)
    assert visitor.let_the_courier_work() == 0
    assert len({request.content for request in inbox.received}) == 1
    [sent] = visitor.get("/control/momo/orders/O-1").json()["notifications"]
    assert (sent["state"], sent["status"], sent["attempts"]) == ("accepted", 204, 3)


def test_patience_ends(visitor: Visitor, inbox: FakeInbox, clock: FakeClock) -> None:
    inbox.answers = [500] * 10
    visitor.create()
    visitor.approve()
    for _ in range(5):
        clock.move(hours=1)
        visitor.let_the_courier_work()
    assert len(inbox.received) == 3
    [sent] = visitor.get("/control/momo/orders/O-1").json()["notifications"]
    assert (sent["state"], sent["nextAt"]) == ("given_up", None)


def test_a_restart_forgets_nothing(start: Start, inbox: FakeInbox, clock: FakeClock) -> None:
    before = start()
    before.create()
    before.approve(wait=False)
    before.script({"on": "query", "do": "error_500"})

    after = start()
    assert after.let_the_courier_work() == 1
    assert inbox.messages[0]["resultCode"] == 0
    assert after.query().status_code == 500
    assert after.query().json()["transId"] == inbox.messages[0]["transId"]
    assert after.create(requestId="R-2").json()["resultCode"] == 41
    after.create(orderId="O-2", requestId="R-2")
    shown = after.get("/control/momo/orders/O-2").json()
    assert shown["transId"] > after.query().json()["transId"]
    assert "notification" in after.get("/control/log").text


def test_a_merchant_that_does_not_answer_in_time_is_tried_again(visitor: Visitor) -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError("waited to the end")

    sent = _deliver(visitor, httpx.MockTransport(never))
    assert sent == ("waiting", None, "no answer in time")


def test_a_merchant_that_cannot_be_reached_is_tried_again(visitor: Visitor) -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    sent = _deliver(visitor, httpx.MockTransport(unreachable))
    assert sent == ("waiting", None, "ConnectError: refused")


def test_the_running_sandbox_delivers_and_lapses_by_itself(
    start: Start, inbox: FakeInbox, clock: FakeClock, settings: Settings
) -> None:
    visitor = start()
    visitor.create()
    clock.move(minutes=100)

    async def live() -> None:
        app = visitor.sandbox.app
        async with app.router.lifespan_context(app):
            while not inbox.received:
                await asyncio.sleep(0.01)

    visitor.runner.run(asyncio.wait_for(live(), timeout=5))
    assert inbox.messages[0]["resultCode"] == 1005


def _deliver(visitor: Visitor, transport: httpx.MockTransport) -> tuple[str, int | None, str]:
    commons = visitor.sandbox.commons
    contracts = {"momo": Contract(timeout=0.05, accepts=lambda status, text: True)}
    parcel = Parcel("momo", "O-1", "POST", "https://api.example.vn/momo", "text/plain", "x")
    ids = commons.deliveries.add([parcel])

    async def deliver() -> None:
        async with httpx.AsyncClient(transport=transport) as client:
            courier = Courier(commons.deliveries, commons.journal, client, contracts, (5,))
            await courier.deliver(ids)

    visitor.runner.run(deliver())
    sent = commons.deliveries.find(ids[0])
    return sent.state, sent.status, sent.answer
