"""A provider's side that keeps its own books, and repeats what was not acknowledged."""

from chalicelib.domain.order import Order
from chalicelib.ports.provider import Answer, Inbound, Request
from chalicelib.usecases.take_notification import take_notification
from tests.builders import PROVIDER
from tests.fakes import LOST, FakeWorld, a_notification


class FakeBank:
    """Answers `open` and `query` from what it knows.

    The next `silent` requests are carried out, but their answers are lost.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.silent = 0
        self.unheard: list[Inbound] = []

    def knows(self, *orders: Order) -> None:
        """Orders that were opened before the scene begins."""
        self.known |= {order.order_id: "pending:" for order in orders}

    def pay(self, order: Order, amount: int | None = None) -> None:
        """The payer pays, if the way to pay exists; the bank will tell us until it is heard."""
        if self.known.get(order.order_id, "paid").startswith("paid"):
            return
        amount = order.amount if amount is None else amount
        self.known[order.order_id] = f"paid:{amount}"
        self.unheard.append(a_notification(order, amount=amount))

    def deliver(self, world: FakeWorld) -> None:
        """Tell what nobody acknowledged; heard means an acknowledgement came back."""
        for call in tuple(self.unheard):
            take_notification(world, PROVIDER, call)
            self.unheard.remove(call)

    def send(self, request: Request) -> Answer:
        """The Transport port."""
        word, order_id = request.body.decode().split()
        if word == "open":
            self.known.setdefault(order_id, "pending:")
        if self.silent:
            self.silent -= 1
            raise LOST
        if word == "open":
            return Answer(200, b"opened")
        return Answer(200, self.known.get(order_id, "not_found").encode())
