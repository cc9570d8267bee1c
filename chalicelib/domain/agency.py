"""Agencies: a tree of any depth, and whose money a payment is."""

from collections.abc import Iterable

from chalicelib.domain.value import Named, Value, Versioned


class Agency(Versioned):
    """A node of the tree. `ancestors` lead from the root to the parent.

    `return_hosts` are the only hosts to which a payer may be sent back.
    """

    code: str
    name: Named
    ancestors: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    return_hosts: tuple[str, ...] = ()

    def covered_by(self, granted: Iterable[str]) -> bool:
        """Whether a token for these agency codes reaches this one (`*` reaches all)."""
        reached = {self.code, *self.ancestors, "*"}
        return not reached.isdisjoint(granted)


class Merchant(Versioned):
    """An agency's account at a provider: it decides whose money a payment is."""

    agency_code: str
    provider: str
    merchant_id: str
    beneficiary: str


class MerchantRef(Value):
    """The merchant as an order remembers it; later changes do not touch open orders."""

    provider: str
    merchant_id: str
