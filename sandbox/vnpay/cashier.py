"""Decides orders: the payer pays or cancels, or time runs out; VNPAY decides again what it reviews.

An order that time decides is notified with code 11 if its page was opened; VNPAY does not say whether
it does so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.clock import in_ms
from sandbox.commons import Commons
from sandbox.script import Script
from sandbox.vnpay.codes import (
    CANCELLED,
    EXPIRED,
    FAILED_STATUS,
    IN_REVIEW,
    RESPONSES,
    STATUSES,
    SUCCESS,
)
from sandbox.vnpay.orders import Order, Orders
from sandbox.vnpay.results import parcels


class AlreadyDecided(Exception):  # noqa: N818 -- how the order stands
    def __init__(self, order: Order) -> None:
        super().__init__(f"order {order.txn_ref} already has {order.response_code}/{order.status}")
        self.order = order


@dataclass(frozen=True)
class Decision:
    order: Order
    deliveries: Sequence[int]


class Cashier:
    def __init__(self, commons: Commons, orders: Orders, script: Script) -> None:
        self._commons = commons
        self._orders = orders
        self._script = script

    def approve(
        self, txn_ref: str, response_code: str, status: str, received: int | None = None
    ) -> Decision:
        """Any documented pair of codes; `received` (× 100) is what is paid, if not what was asked."""
        if response_code not in RESPONSES or status not in STATUSES:
            raise ValueError(f"{response_code}/{status} is no documented pair of codes")
        order = self._current(txn_ref)
        with_money = response_code == SUCCESS or status in IN_REVIEW
        amount = (received or order.amount) if with_money else 0
        return self._decide(order, response_code, status, amount)

    def refuse(
        self, txn_ref: str, response_code: str = CANCELLED, status: str = FAILED_STATUS
    ) -> Decision:
        """Ends the order without money, for any of the documented reasons."""
        if response_code not in RESPONSES or status not in STATUSES or response_code == SUCCESS:
            raise ValueError(f"{response_code}/{status} is not a failure")
        return self._decide(self._current(txn_ref), response_code, status, 0)

    def lapse(self, txn_ref: str) -> Decision:
        return self._decide(self._current(txn_ref), EXPIRED, FAILED_STATUS, 0)

    def lapse_overdue(self) -> None:
        for order in self._orders.overdue(in_ms(self._commons.now())):
            self._decide(order, EXPIRED, FAILED_STATUS, 0)

    def _current(self, txn_ref: str) -> Order:
        self.lapse_overdue()
        order = self._orders.find(txn_ref)
        if order is None:
            raise LookupError(f"no order {txn_ref}")
        return order

    def _decide(self, order: Order, response_code: str, status: str, received: int) -> Decision:
        if not (order.is_waiting or order.is_in_review):
            raise AlreadyDecided(order)
        with self._commons.store.transaction():
            now = in_ms(self._commons.now())
            self._orders.decide(order.transaction_no, response_code, status, now, received)
            decided = self._orders.find_of_day(order.tmn_code, order.day, order.txn_ref) or order
            tellings, behaviour = self._script.planned(order.txn_ref, order.order_info)
            sent = parcels(decided, tellings, self._orders.ipn_url())
            deliveries = self._commons.deliveries.add(sent)
            self._commons.journal.note(
                "vnpay",
                "decision",
                f"{response_code}/{status}, notifications to send: {len(deliveries)}",
                order_id=order.txn_ref,
                behaviour=behaviour,
                deliveries=deliveries,
                registered=bool(self._orders.ipn_url()),
            )
        return Decision(decided, deliveries)
