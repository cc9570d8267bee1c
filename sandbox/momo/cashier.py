"""Decides orders: the payer approves or refuses, or time runs out. One decision per order, never two.

An order that time decides is notified as one that the payer decides; MoMo does not say whether it does so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.behaviours import NOTIFY, Notice
from sandbox.clock import in_ms
from sandbox.commons import Commons
from sandbox.momo.codes import FAILURES, Code
from sandbox.momo.orders import Order, Orders
from sandbox.momo.results import parcel, result_fields
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

    def approve(self, order_id: str, pay_type: str) -> Decision:
        order = self._current(order_id)
        paid = Code.SUCCESS if order.auto_capture else Code.AUTHORISED
        return self._decide(order, paid, PAY_TYPES.get(order.request_type, pay_type))

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

    def _decide(self, order: Order, code: Code, pay_type: str) -> Decision:
        if not order.is_waiting:
            raise AlreadyDecided(order)
        with self._commons.store.transaction():
            self._orders.decide(order.order_id, code, pay_type, in_ms(self._commons.now()))
            decided = self._orders.find(order.order_id) or order
            notices, behaviour = self._notices(decided)
            parcels = [parcel(decided, notice.fields, notice.delay) for notice in notices]
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

    def _notices(self, order: Order) -> tuple[Sequence[Notice], str]:
        notice = Notice(result_fields(order))
        step = self._script.take(NOTIFY, order.order_id)
        plan = self._script.behaviours[step.do].plan if step else None
        if step is None or plan is None:
            return [notice], "normal"
        return plan(notice, step.arguments), step.do
