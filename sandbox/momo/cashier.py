"""Decides orders: the payer approves or refuses, or time runs out. One decision per order, never two.

An order that time decides is notified as one that the payer decides; MoMo does not say whether it does so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.clock import in_ms
from sandbox.commons import Commons
from sandbox.momo.codes import FAILURES, Code
from sandbox.momo.orders import Order, Orders
from sandbox.momo.results import parcel
from sandbox.script import Script

PAY_TYPES = {"payWithATM": "napas", "payWithCC": "credit"}


class AlreadyDecided(Exception):  # noqa: N818 -- how the order stands
    def __init__(self, order: Order) -> None:
        super().__init__(f"order {order.order_id} already has result {order.result_code}")
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

    def approve(self, order_id: str, pay_type: str, received: int | None = None) -> Decision:
        """`received`: what is paid, if not what was asked."""
        order = self._current(order_id)
        paid = Code.SUCCESS if order.auto_capture else Code.AUTHORISED
        kind = PAY_TYPES.get(order.request_type, pay_type)
        return self._decide(order, paid, kind, received or order.amount)

    def refuse(self, order_id: str, code: Code = Code.DENIED_BY_USER) -> Decision:
        """Ends the order without money, for any of the documented reasons."""
        if code not in FAILURES:
            raise ValueError(f"{code} is not a failure")
        return self._decide(self._current(order_id), code, "")

    def lapse(self, order_id: str) -> Decision:
        return self._decide(self._current(order_id), Code.EXPIRED, "")

    def lapse_overdue(self) -> None:
        for order in self._orders.overdue(in_ms(self._commons.now())):
            self._decide(order, Code.EXPIRED, "")

    def _current(self, order_id: str) -> Order:
        self.lapse_overdue()
        order = self._orders.find(order_id)
        if order is None:
            raise LookupError(f"no order {order_id}")
        return order

    def _decide(self, order: Order, code: Code, pay_type: str, received: int = 0) -> Decision:
        if not order.is_waiting:
            raise AlreadyDecided(order)
        with self._commons.store.transaction():
            now = in_ms(self._commons.now())
            self._orders.decide(order.order_id, code, pay_type, now, received)
            decided = self._orders.find(order.order_id) or order
            tellings, behaviour = self._script.planned(order.order_id, order.order_info)
            parcels = [parcel(decided, telling) for telling in tellings]
            deliveries = self._commons.deliveries.add(parcels)
            self._commons.journal.note(
                "momo",
                "decision",
                f"result {code.value} ({code.name.lower()}), notifications to send: {len(deliveries)}",
                order_id=order.order_id,
                behaviour=behaviour,
                deliveries=deliveries,
            )
        return Decision(decided, deliveries)
