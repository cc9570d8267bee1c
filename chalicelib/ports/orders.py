"""Reading orders, their transactions and the markers of requests."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from chalicelib.domain.marker import Marker
from chalicelib.domain.order import Order
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.transaction import Transaction
from chalicelib.ports.page import Page, Wanted


class Orders(Protocol):
    """Orders are read consistently, by their number."""

    def get(self, order_id: str) -> Order | None:
        """The order itself."""

    def of_dossier(self, dossier_code: str, *, limit: int, cursor: str | None) -> Page[Order]:
        """The attempts to pay a dossier's bills, oldest first; from an index."""

    def transactions(self, order_id: str) -> list[Transaction]:
        """Its money facts, oldest first."""

    def marker(self, subject: str, route: str, key_hash: str) -> Marker | None:
        """What an earlier request with the same idempotency key made."""

    def suspended(
        self,
        days: Sequence[date],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Suspense] = None,
    ) -> Page[Suspense]:
        """Money without a home that came on these days in Vietnam, day by day."""
