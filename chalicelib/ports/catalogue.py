"""Reading the catalogue: procedures, who offers them, and whose money it is."""

from typing import Protocol

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.procedure import Offering, Procedure
from chalicelib.ports.page import Page


class Catalogue(Protocol):
    """Changes rarely, so an adapter may answer from a short-lived cache."""

    def procedure(self, code: str) -> Procedure | None:
        """The current version of a procedure."""

    def procedures(self, *, limit: int, cursor: str | None) -> Page[Procedure]:
        """The current versions of all procedures, by code."""

    def offering(self, agency_code: str, procedure_code: str) -> Offering | None:
        """The procedure as this agency offers it."""

    def agency(self, code: str) -> Agency | None:
        """One node of the tree."""

    def agencies_covered(self, granted: frozenset[str]) -> list[str]:
        """The codes of all agencies that a token for `granted` reaches, sorted."""

    def merchant(self, agency_code: str, provider: str) -> Merchant | None:
        """The agency's account at a provider, or that of the nearest ancestor that has one."""
