"""What happens in a scenario: how the payer pays, and how the provider is told to misbehave."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from local.certify.play import METHODS, Play, Skipped
from local.certify.stage import Refused, Unexpected

Act = Callable[[Play], None]


def plain(play: Play) -> None:
    """The payer pays."""
    play.approve(play.payable())


def notified(do: str, **arguments: float) -> Act:
    """The payer pays, and the notification is done in this way."""

    def act(play: Play) -> None:
        order_id = play.payable()
        play.script(do, "notify", order_id, **arguments)
        play.approve(order_id)

    return act


def asked(*behaviours: str, later: float = 0, **arguments: float) -> Act:
    """The notification is lost, and our questions are answered in these ways, one after the other.

    `later` (seconds) keeps a scenario that holds up a whole sweep out of the sweep of the others.
    """

    def act(play: Play) -> None:
        time.sleep(later)
        order_id = play.payable()
        play.script("lost_notification", "notify", order_id)
        for do in behaviours:
            play.script(do, "query", order_id, **arguments)
        play.approve(order_id)

    return act


def opened(do: str, **arguments: float) -> Act:
    """Our request to open the order is met in this way."""

    def act(play: Play) -> None:
        play.script(do, "create", "", **arguments)
        play.approve(play.payable())

    return act


def received(amount: Callable[[int], int], *, rest: bool = False) -> Act:
    """Another amount comes in than was asked, correctly signed; `rest`: and then what is left."""

    def act(play: Play) -> None:
        order_id = play.payable()
        play.approve(order_id, amount=amount(int(play.order(order_id)["amount"])))
        if rest:
            play.until_state(order_id, "paid")
            play.approve(play.payable())

    return act


def forged_before_payment(play: Play) -> None:
    """Forged successes come first, and must change nothing."""
    order_id = play.payable()
    play.decide("forge", order_id, times=20, wait=True)
    if play.order(order_id)["state"] != "pending" or play.transactions(order_id):
        raise Unexpected("a forged notification changed the order")
    play.approve(order_id)


def query_fails_before_success(play: Play) -> None:
    """Our first question is answered with a failure; the true notification comes later."""
    order_id = play.payable()
    play.script("query_says_failed", "query", order_id)
    play.script("delayed_notification", "notify", order_id, seconds=150)
    play.approve(order_id)


def return_only(play: Play) -> None:
    """Only the payer's browser tells us."""
    order_id = play.payable()
    play.script("lost_notification", "notify", order_id)
    play.approve(order_id)
    play.come_back(order_id)


def failure_then_return(play: Play) -> None:
    """A failure is notified; the payer's browser brings the success."""
    order_id = play.payable()
    play.script("success_after_failure", "notify", order_id, seconds=600)
    play.approve(order_id)
    play.until_state(order_id, "cancelled", "refused")
    play.come_back(order_id)


def return_and_notifications(play: Play) -> None:
    """Both doors at once, five times each."""
    order_id = play.payable()
    play.script("duplicate_notification", "notify", order_id, times=5)
    play.approve(order_id)
    with ThreadPoolExecutor(5) as crowd:
        list(crowd.map(play.come_back, [order_id] * 5))


def refused_then_paid(play: Play) -> None:
    """The payer refuses, and pays by a new order."""
    first = play.payable()
    play.decide("refuse", first)
    play.until_state(first, "refused", "cancelled")
    play.approve(play.payable())


def paid_before_created(play: Play) -> None:
    """The payer pays while our request to open the order is not yet answered."""
    play.script("timeout_after_work", "create", seconds=8)
    with ThreadPoolExecutor(1) as portal:
        opening = portal.submit(play.open)
        play.approve(play.found_at_provider())
        opening.result()


def paid_by_both(play: Play) -> None:
    """Two orders of one bill are paid in the same instant."""
    one, other = METHODS[play.provider]
    first = play.payable(one)
    try:
        second = play.payable(other)
    except Refused as refusal:
        if refusal.code == "method_not_offered":
            raise Skipped(f"{other} is not offered") from None
        raise
    with ThreadPoolExecutor(2) as payers:
        list(payers.map(play.approve, [first, second]))


def withdrawn_then_paid(play: Play) -> None:
    """The payer pays for a dossier that was withdrawn meanwhile."""
    order_id = play.payable()
    play.stage.call("POST", f"/v1/dossiers/{play.code}/withdrawal", {})
    play.approve(order_id)


def reviewed(play: Play) -> None:
    """The provider has the money and decides later."""
    order_id = play.payable()
    play.approve(order_id, responseCode="07", transactionStatus="07")
    time.sleep(10)
    if (
        play.dossier()["waiting_for"]["kind"] != "payment"
        or play.order(order_id)["state"] == "paid"
    ):
        raise Unexpected("money under review was taken for money")
    play.approve(order_id)
