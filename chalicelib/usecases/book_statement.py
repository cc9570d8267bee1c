"""Book what a provider stated, whichever door it came through: one read, one change.

Booking and answering are two decisions: money is booked whatever the provider must be told.
"""

from datetime import datetime

from chalicelib.domain.bill import CLOSED_UNPAID, Bill
from chalicelib.domain.change import Change, Credit, Insert, Replace, change
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.domain.order import Order, OrderEvent, OrderState, next_query, watch_closed
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.suspense import suspend
from chalicelib.domain.transaction import Flag, Seen, Transaction, payment
from chalicelib.ports.provider import Verdict
from chalicelib.ports.world import World
from chalicelib.usecases.until_committed import ATTEMPTS

ALREADY_SEEN = "already_seen"
BILL_NOT_OWING = "bill_not_owing"

_CLOSING = {
    Outcome.REFUSED: OrderEvent.REFUSED,
    Outcome.CANCELLED: OrderEvent.CANCELLED,
    Outcome.EXPIRED: OrderEvent.EXPIRED,
}

_ENDED = (OrderState.EXPIRED, OrderState.CANCELLED)
"""Attempts whose time was over; a refusal or another attempt does not make money late."""


def book_statement(world: World, statement: Statement) -> Verdict:
    """What became of the statement. Only the winner of a race writes; the losers say so."""
    owing, seen = True, False
    for _ in range(ATTEMPTS):
        order = world.orders.get(statement.order_id)
        writes, verdict = _decide(world, statement, order, owing=owing, seen=seen)
        if not writes.writes:
            return verdict
        try:
            world.commits.commit(writes)
        except ConditionFailed as lost:
            if lost.condition == ALREADY_SEEN and (seen or not _review_changes(statement, order)):
                return _already(verdict)
            seen = seen or lost.condition == ALREADY_SEEN
            owing = owing and lost.condition != BILL_NOT_OWING
        else:
            return verdict
    raise Transient("lost the race for an order")


def _review_changes(statement: Statement, order: Order | None) -> bool:
    """A fact that was booked before still says whether the provider is deciding now.

    Only an answer to our own question may say that it is deciding again: a notification may be old.
    """
    if order is None or order.state is OrderState.PAID:
        return False
    if statement.outcome in _CLOSING:
        return order.in_review
    asked = statement.verified_by is Verification.QUERY
    return statement.outcome is Outcome.REVIEW and asked and not order.in_review


def _decide(
    world: World, statement: Statement, order: Order | None, *, owing: bool, seen: bool
) -> tuple[Change, Verdict]:
    """`seen`: the fact itself is booked already, and only the order is to follow it."""
    now = world.clock.now()
    if order is None:
        return _suspended(statement, "unknown_order", now), Verdict.UNKNOWN_ORDER
    merchant = order.merchant
    if (merchant.provider, merchant.merchant_id) != (statement.provider, statement.merchant_id):
        return _suspended(statement, "wrong_merchant", now), Verdict.WRONG_MERCHANT
    if statement.outcome is Outcome.PAID and statement.amount:
        if order.state is OrderState.PAID:
            return change(), _verdict(statement, order, Verdict.ALREADY_BOOKED)
        usual = owing and order.payable
        bill = None if usual else world.dossiers.bill(order.dossier_code, order.bill_id)
        booked = _booked(statement, order, bill, now, owing=owing)
        return booked, _verdict(statement, order, Verdict.BOOKED)
    if statement.outcome is Outcome.REVIEW and order.state is not OrderState.PAID:
        return _in_review(statement, order, now, seen), _verdict(statement, order, Verdict.BOOKED)
    if statement.outcome in _CLOSING:
        if order.payable or order.in_review:
            return _closed(statement, order, now, seen), _verdict(statement, order, Verdict.BOOKED)
        return change(), _verdict(statement, order, Verdict.ALREADY_BOOKED)
    return _asked_soon(statement, order, now), Verdict.NOTED


def _asked_soon(statement: Statement, order: Order, now: datetime) -> Change:
    """What is not final is asked about within a minute, whatever was planned."""
    soon = next_query(0, now)
    if order.state is OrderState.PAID or (order.due_at and order.due_at <= soon):
        return change()
    asked = order.succeed(due_at=soon, provider_code=statement.code)
    return change(Replace(asked, "order_moved"))


def _verdict(statement: Statement, order: Order, otherwise: Verdict) -> Verdict:
    return otherwise if statement.amount == order.amount else Verdict.WRONG_AMOUNT


def _already(verdict: Verdict) -> Verdict:
    """What the loser of a race says: the fact is booked; where it belongs has not changed."""
    return Verdict.ALREADY_BOOKED if verdict is Verdict.BOOKED else verdict


def _booked(
    statement: Statement, order: Order, bill: Bill | None, now: datetime, *, owing: bool
) -> Change:
    """`bill` is given only where something is unusual: then the flags say what."""
    transaction = payment(statement, order, now=now, flags=_flags(statement, order, bill))
    paid = order.moved(
        OrderEvent.SETTLED,
        paid_amount=statement.amount,
        in_review=False,
        provider_code=statement.code,
        due_at=None,
        attempts=0,
        last_error=None,
    )
    credit = Credit(
        dossier_code=order.dossier_code,
        bill_id=order.bill_id,
        amount=statement.amount,
        at=now,
        only_while_owing=owing,
        otherwise=BILL_NOT_OWING,
    )
    return _seen(statement, transaction) + change(Replace(paid, "order_moved"), credit)


def _in_review(statement: Statement, order: Order, now: datetime, seen: bool) -> Change:
    """The provider took the money and has not decided: no posting yet, and no end either."""
    watched = order.succeed(
        in_review=True, provider_code=statement.code, due_at=next_query(order.attempts, now)
    )
    fact = payment(statement, order, now=now, flags=(Flag.REVIEW,))
    return _fact(statement, fact, seen) + change(Replace(watched, "order_moved"))


def _closed(statement: Statement, order: Order, now: datetime, seen: bool) -> Change:
    closed = order.moved(
        _CLOSING[statement.outcome],
        in_review=False,
        provider_code=statement.code,
        due_at=watch_closed(order, now),
    )
    fact = payment(statement, order, now=now)
    return _fact(statement, fact, seen) + change(Replace(closed, "order_moved"))


def _fact(statement: Statement, transaction: Transaction, seen: bool) -> Change:
    return change() if seen else _seen(statement, transaction)


def _seen(statement: Statement, transaction: Transaction) -> Change:
    marker = Seen(
        identity=statement.identity,
        order_id=statement.order_id,
        transaction_id=transaction.transaction_id,
    )
    return change(Insert(marker, ALREADY_SEEN), Insert(transaction, ALREADY_SEEN))


def _suspended(statement: Statement, reason: str, now: datetime) -> Change:
    """Only money needs a home, decided about or not; what brought none is not kept."""
    if statement.outcome not in (Outcome.PAID, Outcome.REVIEW):
        return change()
    marker = Seen(
        identity=f"suspense:{statement.merchant_id}:{statement.identity}",
        order_id=statement.order_id,
        transaction_id="suspense",
    )
    return change(
        Insert(marker, ALREADY_SEEN), Insert(suspend(statement, reason, now), ALREADY_SEEN)
    )


def _flags(statement: Statement, order: Order, bill: Bill | None) -> tuple[Flag, ...]:
    flags = []
    if order.state in _ENDED or (bill and bill.state in CLOSED_UNPAID):
        flags.append(Flag.LATE)
    if bill and bill.covered:
        flags.append(Flag.DUPLICATE)
    if statement.amount < order.amount:
        flags.append(Flag.SHORT)
    too_much = bill and not bill.covered and bill.paid + statement.amount > bill.amount
    if too_much or statement.amount > order.amount:
        flags.append(Flag.OVER)
    return tuple(flags)
