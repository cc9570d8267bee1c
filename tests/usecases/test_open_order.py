"""Opening an order: one attempt at a time, written before the provider is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.errors import Conflict, Invalid, NotFound, Refusal, Unavailable
from chalicelib.domain.order import ORDER_LIFETIME, Order, OrderState
from chalicelib.domain.order_number import is_order_number
from chalicelib.ports.provider import Answer, Method, Request
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.open_order import OrderRequest, open_order
from chalicelib.usecases.settle_bill import settle_bill
from tests.builders import (
    CODE,
    DISTRICT,
    FEE,
    METHOD,
    MONDAY,
    PORTAL_HOST,
    PROVINCE,
    STRANGER,
    a_bill,
    a_caller,
    a_merchant,
    a_once,
    a_statement,
    an_agency,
    an_offering,
    an_order_request,
    filed,
)
from tests.fakes import LOST, FakeProvider, FakeSecrets, FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_bill, the_order, while_paying

ROUTE = f"POST /dossiers/{CODE}/orders"


def a_filed_world(**changes: object) -> FakeWorld:
    return a_world(*filed(bill=a_bill(**changes)).entities)  # type: ignore[arg-type]


def opened(
    world: FakeWorld, request: OrderRequest | None = None, *, key: str = "key-1"
) -> tuple[Order, bool, bool]:
    once = a_once(key, route=ROUTE)
    return open_order(world, CODE, request or an_order_request(), a_caller(), once)


def refused(world: FakeWorld, code: str, request: OrderRequest | None = None) -> Refusal:
    """The refusal; nothing was written and nobody was asked."""
    with pytest.raises((Invalid, Conflict), match=f"^{code}$") as caught:
        opened(world, request)
    assert (world.commits.done, world.transport.sent) == ([], [])
    return caught.value


def test_an_order_is_for_what_the_bill_still_owes_and_payable_at_once() -> None:
    world = a_filed_world(paid=50_000)
    world.transport.will("opened")
    order, fresh, before = opened(world)
    assert (fresh, before) == (True, False)
    assert order == world.orders.get(order.order_id)
    assert (order.state, order.amount) == (OrderState.PENDING, FEE - 50_000)
    assert order.checkout
    assert is_order_number(order.order_id)
    assert the_bill(world).orders == {METHOD: order.order_id}
    assert order.due_at == MONDAY + timedelta(seconds=60)


def test_the_intent_is_written_before_the_provider_is_asked() -> None:
    world = a_filed_world()
    states: list[OrderState] = []

    def look(request: Request) -> Answer:
        (order,) = world.store.all(Order)
        assert order.order_id in request.body.decode()
        states.append(order.state)
        return Answer(200, b"opened")

    world.transport.will(look)
    opened(world)
    assert states == [OrderState.CREATED]


def test_an_order_lives_as_long_as_the_provider_keeps_it_but_not_longer_than_its_bill() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    assert opened(world)[0].expires_at == MONDAY + ORDER_LIFETIME
    world = a_filed_world(pay_by=MONDAY + timedelta(minutes=5))
    world.transport.will("opened")
    assert opened(world)[0].expires_at == MONDAY + timedelta(minutes=5)


def test_the_description_names_the_dossier_and_nobody() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    assert opened(world)[0].description == f"Nop phi, le phi ho so {CODE}"


def test_the_same_request_twice_gives_the_same_order_and_asks_once() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    order, *_ = opened(world)
    assert opened(world) == (order, False, True)
    assert len(world.transport.sent) == 1


def test_another_body_under_the_same_key_is_refused() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    opened(world)
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        open_order(world, CODE, an_order_request(), a_caller(), a_once(body="another", route=ROUTE))


def test_a_second_request_for_the_same_method_gives_the_order_that_is_payable() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    order, *_ = opened(world)
    assert opened(world, key="key-2") == (order, False, False)
    assert opened(world, key="key-2") == (order, False, True)
    assert len(world.store.all(Order)) == 1


def test_of_two_requests_at_once_one_opens_and_the_other_gets_its_order() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    winner: list[Order] = []
    world.commits.meanwhile(lambda: winner.append(opened(world, key="key-2")[0]))
    order, fresh, _ = opened(world)
    assert ([order], fresh) == (winner, False)
    assert len(world.store.all(Order)) == 1


def test_of_two_identical_requests_at_once_both_get_the_same_order() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    winner: list[Order] = []
    world.commits.meanwhile(lambda: winner.append(opened(world)[0]))
    order, fresh, before = opened(world)
    assert ([order], fresh, before) == (winner, False, True)
    assert len(world.transport.sent) == 1


def test_a_number_that_is_taken_is_drawn_again() -> None:
    world = a_filed_world()
    world.commits.lose("order_number_taken")
    world.transport.will("opened")
    assert opened(world)[0].state is OrderState.PENDING


def test_another_method_supersedes_the_attempt_that_is_open() -> None:
    world = while_paying()
    world.transport.will("opened")
    order, fresh, _ = opened(world, an_order_request(method="fake_card"))
    old = the_order(world)
    assert (fresh, old.state) == (True, OrderState.SUPERSEDED)
    assert old.due_at, "its money may still come"
    assert the_bill(world).orders == {METHOD: old.order_id, "fake_card": order.order_id}


def test_an_order_past_its_end_is_superseded_by_a_new_one() -> None:
    world = while_paying()
    world.clock.forward(ORDER_LIFETIME)
    world.transport.will("opened")
    order, fresh, _ = opened(world)
    assert fresh
    assert the_order(world).state is OrderState.SUPERSEDED
    assert the_bill(world).orders == {METHOD: order.order_id}


def test_a_closed_attempt_does_not_stand_in_the_way() -> None:
    world = while_paying(a_pending_order(state=OrderState.REFUSED))
    world.transport.will("opened")
    assert opened(world)[1]
    assert the_order(world).state is OrderState.REFUSED


@pytest.mark.parametrize("amount", [FEE - 1, FEE + 1, FEE * 100, FEE // 100])
def test_an_amount_other_than_what_is_owed_is_refused(amount: int) -> None:
    caught = refused(a_filed_world(), "amount_not_owed", an_order_request(amount=amount))
    assert caught.facts == {"owed": FEE}


def test_the_amount_that_is_owed_may_be_said() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    assert opened(world, an_order_request(amount=FEE))[1]


@pytest.mark.parametrize("amount", [999, 50_000_001])
def test_an_amount_out_of_the_method_s_limits_is_refused(amount: int) -> None:
    world = a_world(*filed(bill=a_bill(amount)).entities)
    caught = refused(world, "amount_out_of_limits")
    assert caught.facts == {"amount": amount, "minimum": 1_000, "maximum": 50_000_000}


class ForCards(FakeProvider):
    """Wants to know the payer's e-mail address."""

    methods: Mapping[str, Method] = {
        METHOD: replace(FakeProvider.methods[METHOD], needs_email=True)
    }


def test_a_method_that_needs_the_payer_s_email_says_so_before_anything_is_written() -> None:
    world = a_world(*filed().entities, provider=ForCards())
    refused(world, "payer_email_required")
    refused(world, "payer_email_required", an_order_request(payer_email=""))
    world.transport.will("opened")
    assert opened(world, an_order_request(payer_email="an@example.vn"))[1]


@pytest.mark.parametrize("amount", [1_000, 50_000_000])
def test_the_limits_themselves_are_within(amount: int) -> None:
    world = a_world(*filed(bill=a_bill(amount)).entities)
    world.transport.will("opened")
    assert opened(world)[1]


@pytest.mark.parametrize(
    ("bill", "code"),
    [
        (a_bill(paid=FEE), "bill_already_paid"),
        (a_bill(paid=FEE, settled=FEE, state=BillState.COVERED), "bill_already_paid"),
        (a_bill(state=BillState.LAPSED), "bill_closed"),
        (a_bill(state=BillState.CANCELLED), "bill_closed"),
        (a_bill(pay_by=MONDAY), "bill_closed"),
    ],
    ids=["paid", "covered", "lapsed", "cancelled", "past its time"],
)
def test_a_bill_that_cannot_be_paid_is_a_conflict(bill: object, code: str) -> None:
    refused(a_world(*filed().entities, bill), code)  # type: ignore[arg-type]


@pytest.mark.parametrize("bill_id", ["7", ""])
def test_another_bill_than_the_dossier_s_is_pointed_at(bill_id: str) -> None:
    error = refused(a_filed_world(), "bill_unknown", an_order_request(bill_id=bill_id))
    assert isinstance(error, Invalid)
    assert error.errors == [("/bill_id", "bill_unknown")]
    assert error.facts == {"bills": "1"}


def test_a_dossier_without_bills_owes_nothing() -> None:
    world = a_world(filed().entities[0])
    refused(world, "no_open_bill")
    refused(world, "no_open_bill", an_order_request(bill_id="1"))


@pytest.mark.parametrize(
    "offering",
    [an_offering(payable_online=False), an_offering(methods=("fake_card",))],
    ids=["not payable online", "another method"],
)
def test_a_method_that_the_agency_does_not_offer_is_refused(offering: object) -> None:
    refused(a_world(*filed().entities, offering), "method_not_offered")  # type: ignore[arg-type]


def test_a_method_that_no_provider_has_is_refused() -> None:
    offering = an_offering(methods=("pigeon",))
    world = a_world(*filed().entities, offering)
    refused(world, "method_not_offered", an_order_request(method="pigeon"))


def test_an_agency_whose_ancestors_have_no_account_cannot_be_paid_online() -> None:
    world = a_filed_world()
    del world.store.items[("procedures", PROVINCE, "MERCHANT#fakepay")]
    refused(world, "no_merchant")


def test_the_nearest_account_decides_whose_money_it_is() -> None:
    own = a_merchant(agency_code="H32.12", merchant_id="DISTRICT")
    secrets = FakeSecrets(DISTRICT=({"access_key": "a", "secret_key": "b"},))
    world = a_world(*filed().entities, own, secrets=secrets)
    world.transport.will("opened")
    assert opened(world)[0].merchant.merchant_id == "DISTRICT"


def test_a_payer_returns_to_a_registered_host() -> None:
    world = a_filed_world()
    world.transport.will("opened")
    url = f"https://{PORTAL_HOST}/done?x=1"
    assert opened(world, an_order_request(return_url=url))[0].return_url == url


@pytest.mark.parametrize("registered_by", [PROVINCE, "H32.90"])
def test_a_payer_returns_to_a_host_of_who_stands_above_or_took_the_place(
    registered_by: str,
) -> None:
    """A commune that was merged away keeps no host; its dossiers are paid at the new one's portal."""
    hosts = {registered_by: ("new.example.vn",)}
    world = a_filed_world()
    world.store.put(
        an_agency(PROVINCE, return_hosts=hosts.get(PROVINCE, ())),
        an_agency(replaced_by=("H32.90",), return_hosts=()),
        an_agency("H32.90", replaces=(DISTRICT,), return_hosts=hosts.get("H32.90", ())),
    )
    world.transport.will("opened")
    url = "https://new.example.vn/done"
    assert opened(world, an_order_request(return_url=url))[0].return_url == url


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        f"https://evil.example\\@{PORTAL_HOST}/",
        f"http://{PORTAL_HOST}/",
        f"https://{PORTAL_HOST}.evil.example/",
        f"https://evil-{PORTAL_HOST}/",
        f"https://other.{PORTAL_HOST}/",
        f"https://evil.example/{PORTAL_HOST}",
        f"https://{PORTAL_HOST}@evil.example/",
        f"//{PORTAL_HOST}/",
        "javascript:alert(1)",
        "https://[",
        "",
    ],
)
def test_a_payer_is_never_sent_anywhere_else(url: str) -> None:
    refused(a_filed_world(), "return_url_not_registered", an_order_request(return_url=url))


def test_another_agency_s_dossier_does_not_exist() -> None:
    with pytest.raises(NotFound, match="dossier_not_found"):
        open_order(
            a_filed_world(), CODE, an_order_request(), a_caller(STRANGER), a_once(route=ROUTE)
        )


def test_a_declined_order_is_refused_and_a_new_one_may_be_tried() -> None:
    world = a_filed_world()
    world.transport.will("declined:13", "opened")
    with pytest.raises(Unavailable, match="provider_declined") as caught:
        opened(world)
    assert caught.value.facts == {"provider_code": "13"}
    (order,) = world.store.all(Order)
    assert (order.state, order.provider_code, order.due_at) == (OrderState.REFUSED, "13", None)
    assert opened(world, key="key-2")[0].state is OrderState.PENDING


@pytest.mark.parametrize("answer", ["unclear:99", LOST], ids=["unclear", "lost"])
def test_an_answer_that_tells_nothing_leaves_the_order_unknown_and_soon_asked_about(
    answer: str,
) -> None:
    world = a_filed_world()
    world.transport.will(answer)
    order, fresh, _ = opened(world)
    assert (fresh, order.state) == (True, OrderState.UNKNOWN)
    assert order.due_at == MONDAY + timedelta(seconds=15)


def test_an_unknown_order_is_not_opened_a_second_time() -> None:
    world = a_filed_world()
    world.transport.will(LOST)
    order, *_ = opened(world)
    assert opened(world, key="key-2") == (order, False, False)
    assert len(world.transport.sent) == 1


def test_without_credentials_nobody_is_asked_and_the_order_is_refused() -> None:
    world = a_world(*filed().entities, secrets=FakeSecrets(SHOP=()))
    with pytest.raises(Unavailable) as caught:
        opened(world)
    assert caught.value.facts == {"provider_code": "no_credentials"}
    assert world.store.all(Order)[0].state is OrderState.REFUSED


@pytest.mark.parametrize("answer", ["opened", "declined:13", "unclear:99"])
def test_money_that_comes_before_the_provider_s_answer_is_not_undone_by_it(answer: str) -> None:
    world = a_filed_world()

    def pay_first(request: Request) -> Answer:
        (order,) = world.store.all(Order)
        book_statement(world, a_statement(order))
        return Answer(200, answer.encode())

    world.transport.will(pay_first)
    order, fresh, _ = opened(world)
    assert (order.state, order.paid_amount, fresh) == (OrderState.PAID, FEE, True)


def test_a_race_while_the_answer_is_recorded_keeps_the_money() -> None:
    """Case B2: the loser of the race never reports failure on a paid order."""
    world = a_filed_world()
    world.transport.will("declined:13")

    def pay() -> None:
        (order,) = world.store.all(Order)
        book_statement(world, a_statement(order))

    world.commits.meanwhile(lambda: None)  # the intent
    world.commits.meanwhile(pay)  # right before the refusal is recorded
    order, *_ = opened(world)
    assert order.state is OrderState.PAID


def test_after_a_part_payment_the_older_order_of_another_amount_is_not_handed_out_again() -> None:
    """What is open is the rest, and an order for exactly that is opened."""
    older = a_pending_order(method=METHOD)
    other = a_pending_order(
        order_id="261123000000020", method="fake_card", state=OrderState.SUPERSEDED
    )
    world = while_paying(older, other)
    book_statement(world, a_statement(other, amount=FEE - 50_000))
    settle_bill(world, CODE, "1")
    assert the_order(world).state is OrderState.SUPERSEDED
    world.transport.will("opened")
    order, fresh, _ = open_order(world, CODE, an_order_request(), a_caller(), a_once())
    assert (order.amount, fresh) == (50_000, True)


def test_an_order_of_another_amount_than_what_is_owed_now_is_not_handed_out() -> None:
    """Money came since it was opened, and nobody has told its bill yet."""
    older = a_pending_order(method=METHOD)
    world = while_paying(older, bill=a_bill(paid=FEE - 50_000))
    world.transport.will("opened")
    order, fresh, _ = open_order(world, CODE, an_order_request(), a_caller(), a_once())
    assert (order.amount, fresh) == (50_000, True)
