"""What was seen of one scenario, held to what must be so. Pure: facts in, verdict out."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """`covers`: the money covers the bill and the dossier goes on; `flags`: what must be marked.

    `waits_for` is the task that the dossier then waits for, None for one that has ended.
    """

    covers: bool = True
    waits_for: str | None = "intake"
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Payment:
    """One transaction that brought money; `credited` is its posting to the bill, turned positive."""

    amount: int
    credited: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrderSeen:
    """An order in our books, and what the provider's books say was received for it.

    `asked_at` is when the provider will be asked about it again, if at all.
    """

    state: str
    received: int
    payments: tuple[Payment, ...]
    asked_at: str | None = None

    @property
    def booked(self) -> int:
        """Everything that our books say came in."""
        return sum(payment.amount for payment in self.payments)

    @property
    def awaited(self) -> bool:
        """Whether its money is neither booked nor given up: late, but not lost."""
        open_still = self.state in ("created", "pending", "unknown")
        return open_still and self.asked_at is not None and self.received > self.booked


@dataclass(frozen=True)
class Seen:
    """A dossier after its scenario. `went_on` counts how often its payment was concluded."""

    orders: Mapping[str, OrderSeen]
    bill_amount: int
    bill_paid: int
    went_on: int
    waiting_for: str | None
    runs: int = 1
    trouble: str = ""
    unsettled: str = ""

    @property
    def received(self) -> int:
        """What the payer paid, in đồng, by the provider's books."""
        return sum(order.received for order in self.orders.values())

    @property
    def booked(self) -> int:
        """What our books say came in."""
        return sum(order.booked for order in self.orders.values())

    @property
    def payments(self) -> int:
        """How many transactions brought money."""
        return sum(len(order.payments) for order in self.orders.values())

    @property
    def flags(self) -> frozenset[str]:
        """Every mark on any of them."""
        each = (payment.flags for order in self.orders.values() for payment in order.payments)
        return frozenset(flag for flags in each for flag in flags)


@dataclass(frozen=True)
class Verdict:
    """In đồng: what was lost and doubled. In words: what was wrongly failed, and any other fault.

    Money that is late is neither lost nor failed while the provider is still to be asked; it is a fault.
    """

    lost: int = 0
    doubled: int = 0
    failed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Nothing at all is wrong."""
        return not (self.lost or self.doubled or self.failed or self.wrong)


def judge(seen: Seen, expected: Expected) -> Verdict:
    """The verdict on one scenario."""
    gaps = [order.received - order.booked for order in seen.orders.values() if not order.awaited]
    credited = sum(payment.credited for order in seen.orders.values() for payment in order.payments)
    gaps.append(credited - seen.bill_paid)
    repeated = sum(
        sum(payment.amount for payment in order.payments[1:]) for order in seen.orders.values()
    )
    return Verdict(
        lost=sum(gap for gap in gaps if gap > 0),
        doubled=max(sum(-gap for gap in gaps if gap < 0), repeated),
        failed=tuple(_failed(seen, expected)),
        wrong=tuple(_wrong(seen, expected)),
    )


def _failed(seen: Seen, expected: Expected) -> list[str]:
    """What was paid and is treated as if it were not."""
    found = [
        f"order {number} was paid and is {order.state}"
        for number, order in seen.orders.items()
        if order.received and order.state != "paid" and not order.awaited
    ]
    late = any(order.awaited for order in seen.orders.values())
    if expected.covers and seen.went_on == 0 and not late:
        found.append("the dossier did not go on")
    if seen.trouble:
        found.append(seen.trouble)
    return found


def _wrong(seen: Seen, expected: Expected) -> list[str]:
    found = [
        f"order {number} was paid and is to be asked about at {order.asked_at}"
        for number, order in seen.orders.items()
        if order.awaited
    ]
    if seen.unsettled:
        found.append(seen.unsettled)
    if seen.went_on > 1:
        found.append(f"the dossier went on {seen.went_on} times")
    if not expected.covers and seen.went_on:
        found.append("the dossier went on without its money")
    if seen.waiting_for != expected.waits_for:
        waits, meant = seen.waiting_for or "nothing", expected.waits_for or "nothing"
        found.append(f"the dossier waits for {waits}, not for {meant}")
    if seen.runs != 1:
        found.append(f"its execution broke: run {seen.runs}")
    if missing := expected.flags - seen.flags:
        found.append(f"not flagged {', '.join(sorted(missing))}")
    return found
