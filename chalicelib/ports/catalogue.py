"""Reading the catalogue: procedures, who offers them, whose money it is, and when people work."""

from datetime import date
from typing import Protocol, TypeVar

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.ports.page import Page, Wanted

AnEntry = TypeVar("AnEntry", Agency, Merchant, Calendar, Procedure, Offering)


class Catalogue(Protocol):
    """Changes rarely, so an adapter may answer from a short-lived cache."""

    def fresh(self) -> "Catalogue":
        """The same without a cache: for who edits, and must see what was written last."""

    def procedure(self, code: str, version: int | None = None) -> Procedure | None:
        """A procedure in its current version, or in the one that a dossier was filed under."""

    def procedures(
        self, *, limit: int, cursor: str | None, keep: Wanted[Procedure] = None
    ) -> Page[Procedure]:
        """The current versions of all procedures, by code."""

    def offering(
        self, agency_code: str, procedure_code: str, version: int | None = None
    ) -> Offering | None:
        """The procedure as this agency offers it, or as it did when a dossier was filed."""

    def offerings(self, agency_code: str) -> list[Offering]:
        """All that an agency offers, by procedure."""

    def agency(self, code: str) -> Agency | None:
        """One node of the tree."""

    def agencies(self, granted: frozenset[str]) -> list[Agency]:
        """All agencies that a token for `granted` reaches, sorted by code."""

    def agencies_covered(self, granted: frozenset[str]) -> list[str]:
        """The codes of all agencies that a token for `granted` reaches, sorted."""

    def merchant(self, agency_code: str, provider: str, on: date | None = None) -> Merchant | None:
        """The account that holds that day (None: any day): the agency's, or the nearest heir's."""

    def own_merchant(self, agency_code: str, provider: str) -> Merchant | None:
        """The agency's very own account, on whatever day."""

    def merchant_owner(self, provider: str, merchant_id: str) -> MerchantOwner | None:
        """Who first used a merchant id."""

    def calendar(self, agency_code: str) -> Calendar | None:
        """The agency's own calendar."""

    def versions(self, entry: AnEntry) -> list[AnEntry]:
        """All versions of an entry, the latest first."""
