"""The catalogue from DynamoDB, through a cache that forgets after half a minute."""

import time
from collections.abc import Callable
from typing import TypeVar

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.procedure import Offering, Procedure
from chalicelib.domain.value import Value
from chalicelib.ports.page import Page
from chalicelib.storage import keys
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import chained, on_index
from chalicelib.storage.tables import Tables

Kept = TypeVar("Kept", bound=Value)

FORGET_AFTER_SECONDS = 30.0


class DynamoCatalogue:
    """Changes rarely and is read by every request."""

    def __init__(self, tables: Tables, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._tables = tables
        self._elapsed = elapsed
        self._cache: dict[tuple[str, str], tuple[float, Value | None]] = {}

    def procedure(self, code: str) -> Procedure | None:
        """The current version of a procedure."""
        return self._get(Procedure, keys.procedure(code))

    def procedures(self, *, limit: int, cursor: str | None) -> Page[Procedure]:
        """All procedures, by code."""
        return self._listed("procedures", Procedure, limit=limit, cursor=cursor)

    def offering(self, agency_code: str, procedure_code: str) -> Offering | None:
        """The procedure as this agency offers it."""
        return self._get(Offering, keys.offering(agency_code, procedure_code))

    def agency(self, code: str) -> Agency | None:
        """One node of the tree."""
        return self._get(Agency, keys.agency(code))

    def agencies_covered(self, granted: frozenset[str]) -> list[str]:
        """The codes of all agencies that a token for `granted` reaches, sorted."""
        found: list[str] = []
        cursor: str | None = None
        while True:
            page = self._listed("agencies", Agency, limit=100, cursor=cursor)
            found += [agency.code for agency in page.items if agency.covered_by(granted)]
            cursor = page.next_cursor
            if cursor is None:
                return sorted(found)

    def merchant(self, agency_code: str, provider: str) -> Merchant | None:
        """The agency's account, or that of the nearest ancestor that has one."""
        agency = self.agency(agency_code)
        candidates = (agency_code, *reversed(agency.ancestors)) if agency else ()
        for code in candidates:
            if merchant := self._get(Merchant, keys.merchant(code, provider)):
                return merchant
        return None

    def _listed(
        self, what: str, entity: type[Kept], *, limit: int, cursor: str | None
    ) -> Page[Kept]:
        return chained(
            self._tables,
            "procedures",
            [on_index("listing", "listing_pk", what)],
            lambda item: from_item(entity, item),
            limit=limit,
            cursor=cursor,
        )

    def _get(self, entity: type[Kept], key: tuple[str, str]) -> Kept | None:
        now = self._elapsed()
        expires, cached = self._cache.get(key, (now, None))
        if now < expires:
            return cached if isinstance(cached, entity) else None
        item = self._tables.get("procedures", key)
        found = from_item(entity, item) if item else None
        self._cache[key] = (now + FORGET_AFTER_SECONDS, found)
        return found
