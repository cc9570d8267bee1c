"""Orders, their transactions and the markers of requests, from DynamoDB."""

from collections.abc import Sequence
from datetime import date

from chalicelib.domain.instant import to_text
from chalicelib.domain.marker import Marker
from chalicelib.domain.order import Order
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.transaction import Transaction
from chalicelib.ports.page import Page, Wanted
from chalicelib.storage import keys
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import chained, on_index
from chalicelib.storage.tables import Tables


class DynamoOrders:
    """Orders are read consistently, by their number."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, order_id: str) -> Order | None:
        """The order itself."""
        item = self._tables.get("transactions", keys.order(order_id))
        return from_item(Order, item) if item else None

    def of_dossier(self, dossier_code: str, *, limit: int, cursor: str | None) -> Page[Order]:
        """Read as a whole and then put in order.

        A number tells the day of its order only, money facts stand beside orders in this index,
        and a dossier has few of both.
        """
        pages = self._tables.client.get_paginator("query").paginate(
            TableName=self._tables.transactions,
            **on_index("dossier_orders", "dossier_code", dossier_code),
        )
        items = [item for page in pages for item in page["Items"] if item["sk"]["S"] == "ORDER"]
        found = sorted((from_item(Order, item) for item in items), key=_begun)
        later = [order for order in found if cursor is None or _begun(order) > cursor]
        return Page(later[:limit], _begun(later[limit - 1]) if len(later) > limit else None)

    def transactions(self, order_id: str) -> list[Transaction]:
        """Its money facts, oldest first."""
        query = {
            "KeyConditionExpression": "pk = :order AND begins_with(sk, :prefix)",
            "ExpressionAttributeValues": {":order": {"S": order_id}, ":prefix": {"S": "TXN#"}},
            "ConsistentRead": True,
        }
        page = chained(
            self._tables,
            "transactions",
            [query],
            lambda item: from_item(Transaction, item),
            limit=100,
            cursor=None,
        )
        return sorted(page.items, key=lambda transaction: transaction.received_at)

    def marker(self, subject: str, route: str, key_hash: str) -> Marker | None:
        """What an earlier request with the same idempotency key made."""
        item = self._tables.get("transactions", keys.marker(subject, route, key_hash))
        return from_item(Marker, item) if item else None

    def suspended(
        self,
        days: Sequence[date],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Suspense] = None,
    ) -> Page[Suspense]:
        """Day by day; within a day shard by shard, the latest of each first."""
        partitions = (
            keys.suspense_of(day, number) for day in days for number in range(keys.SHARDS)
        )
        queries = [
            {
                "KeyConditionExpression": "pk = :partition",
                "ExpressionAttributeValues": {":partition": {"S": partition}},
                "ScanIndexForward": False,
                "ConsistentRead": True,
            }
            for partition in partitions
        ]
        return chained(
            self._tables,
            "transactions",
            queries,
            lambda item: from_item(Suspense, item),
            limit=limit,
            cursor=cursor,
            keep=keep,
        )


def _begun(order: Order) -> str:
    return f"{to_text(order.opened_at)}#{order.order_id}"
