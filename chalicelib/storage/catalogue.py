"""The catalogue from DynamoDB, through a cache that forgets after half a minute."""

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner, covered, upwards
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value
from chalicelib.ports.catalogue import AnEntry
from chalicelib.ports.page import Page, Wanted
from chalicelib.storage import keys
from chalicelib.storage.items import from_item, key_of
from chalicelib.storage.paging import chained, on_index
from chalicelib.storage.tables import Tables

Kept = TypeVar("Kept", bound=Value)

FORGET_AFTER_SECONDS = 30.0


class DynamoCatalogue:
    """Changes rarely and is read by every request."""

    def __init__(
        self,
        tables: Tables,
        elapsed: Callable[[], float] = time.monotonic,
        forget_after: float = FORGET_AFTER_SECONDS,
    ) -> None:
        self._tables = tables
        self._elapsed = elapsed
        self._forget_after = forget_after
        self._cache: dict[tuple[str, str], tuple[float, Value | None]] = {}
        self._tree: tuple[float, dict[str, Agency]] = (-forget_after, {})

    def fresh(self) -> "DynamoCatalogue":
        """The same without a cache."""
        return DynamoCatalogue(self._tables, self._elapsed, forget_after=0)

    def procedure(self, code: str, version: int | None = None) -> Procedure | None:
        """A procedure, in its current version unless another is asked for."""
        key = keys.procedure(code)
        return self._get(Procedure, keys.version_of(key, version) if version else key)

    def procedures(
        self, *, limit: int, cursor: str | None, keep: Wanted[Procedure] = None
    ) -> Page[Procedure]:
        """All procedures, by code."""
        return chained(
            self._tables,
            "procedures",
            [on_index("listing", "listing_pk", "procedures")],
            lambda item: from_item(Procedure, item),
            limit=limit,
            cursor=cursor,
            keep=keep,
        )

    def offering(
        self, agency_code: str, procedure_code: str, version: int | None = None
    ) -> Offering | None:
        """The procedure at this agency, in the current version unless another is asked for."""
        key = keys.offering(agency_code, procedure_code)
        return self._get(Offering, keys.version_of(key, version) if version else key)

    def offerings(self, agency_code: str) -> list[Offering]:
        """All that an agency offers, by procedure."""
        partition, _ = keys.agency(agency_code)
        return self._all(Offering, partition, "OFFER#")

    def agency(self, code: str) -> Agency | None:
        """One node of the tree; that it is missing is not remembered, so a new one is there at once."""
        key = keys.agency(code)
        found = self._get(Agency, key)
        if found is None:
            self._cache.pop(key, None)
        return found

    def agencies(self, granted: frozenset[str]) -> list[Agency]:
        """All agencies that a token for `granted` reaches, sorted by code."""
        tree = self._agencies()
        return [tree[code] for code in sorted(tree) if covered(tree[code], granted, tree.get)]

    def agencies_covered(self, granted: frozenset[str]) -> list[str]:
        """Their codes."""
        return [agency.code for agency in self.agencies(granted)]

    def merchant(self, agency_code: str, provider: str, on: date | None = None) -> Merchant | None:
        """The account that holds that day: the agency's, its successor's, or the nearest above."""
        agency = self.agency(agency_code)
        for one in upwards(agency, self.agency) if agency else ():
            merchant = self.own_merchant(one.code, provider)
            if merchant and (on is None or merchant.holds_on(on)):
                return merchant
        return None

    def own_merchant(self, agency_code: str, provider: str) -> Merchant | None:
        """The agency's very own account, on whatever day."""
        return self._get(Merchant, keys.merchant(agency_code, provider))

    def merchant_owner(self, provider: str, merchant_id: str) -> MerchantOwner | None:
        """Who first used a merchant id."""
        return self._get(MerchantOwner, keys.merchant_owner(provider, merchant_id))

    def calendar(self, agency_code: str) -> Calendar | None:
        """The agency's own calendar."""
        return self._get(Calendar, keys.calendar(agency_code))

    def versions(self, entry: AnEntry) -> list[AnEntry]:
        """All versions of an entry, the latest first."""
        partition, beginning = keys.versions_of(key_of(entry))
        found = self._all(type(entry), partition, beginning)
        return sorted(found, key=lambda each: each.version, reverse=True)

    def _agencies(self) -> dict[str, Agency]:
        """The whole tree, from the cache."""
        now = self._elapsed()
        read_at, tree = self._tree
        if now - read_at < self._forget_after:
            return tree
        listed = self._query(Agency, on_index("listing", "listing_pk", "agencies"))
        tree = {agency.code: agency for agency in listed}
        self._tree = (now, tree)
        return tree

    def _all(self, entity: type[Kept], partition: str, beginning: str) -> list[Kept]:
        """Everything of a partition whose sort key begins so, read consistently."""
        query = {
            "KeyConditionExpression": "pk = :partition AND begins_with(sk, :beginning)",
            "ExpressionAttributeValues": {
                ":partition": {"S": partition},
                ":beginning": {"S": beginning},
            },
            "ConsistentRead": True,
        }
        return self._query(entity, query)

    def _query(self, entity: type[Kept], query: Mapping[str, Any]) -> list[Kept]:
        pages = self._tables.client.get_paginator("query").paginate(
            TableName=self._tables.procedures, **query
        )
        return [from_item(entity, item) for page in pages for item in page["Items"]]

    def _get(self, entity: type[Kept], key: tuple[str, str]) -> Kept | None:
        now = self._elapsed()
        expires, cached = self._cache.get(key, (now, None))
        if now < expires:
            return cached if isinstance(cached, entity) else None
        item = self._tables.get("procedures", key)
        found = from_item(entity, item) if item else None
        self._cache[key] = (now + self._forget_after, found)
        return found
