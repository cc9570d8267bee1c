"""Agencies: a tree of any depth that changes with time, and whose money a payment is."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from chalicelib.domain.entry import Code, Dated, Draft, Entry, Word
from chalicelib.domain.value import Named, Value

MOST_PREDECESSORS = 48
"""So many can be told of their successor in one change: a transaction has room for 100 writes."""

MOST_SUCCESSORS = 50
"""An agency with all its successors is one item."""


class AgencyKind(StrEnum):
    """What an agency is; no depth of the tree follows from it."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    CENTRE = "centre"
    OTHER = "other"


class AgencyFacts(Dated):
    """What an agency is. `parent` is above it; it inherits the dossiers of those it `replaces`.

    `return_hosts` are the only hosts to which a payer may be sent back; those of its successors and
    of the agencies above hold for it, too.
    """

    name: Named
    kind: AgencyKind = AgencyKind.OTHER
    parent: Code | None = None
    replaces: Annotated[tuple[Code, ...], Field(max_length=MOST_PREDECESSORS)] = ()
    return_hosts: Annotated[
        tuple[Annotated[str, Field(max_length=253)], ...], Field(max_length=20)
    ] = ()


AgencyCode = Annotated[
    str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$")
]
"""Letters and digits between dots: `H32.12`, `000.01.20.H32` (20/2020/QĐ-TTg). What is made of it, as
a dossier's code, is told apart by its dashes."""


class Agency(AgencyFacts, Entry):
    """A node of the tree. `replaced_by` are its successors, written in one change with them."""

    code: AgencyCode
    replaced_by: Annotated[tuple[Code, ...], Field(max_length=MOST_SUCCESSORS)] = ()


class AgencyDraft(AgencyFacts, Draft):
    """The next version of an agency."""


Find: TypeAlias = Callable[[str], Agency | None]
"""Looks an agency up by its code."""

ANYWHERE = "*"


def covered(agency: Agency, granted: Iterable[str], find: Find) -> bool:
    """Whether a token for these agency codes reaches `agency` (`*` reaches all).

    It does if it holds the agency, anything above it, its successors, or anything above those.
    """
    codes = frozenset(granted)
    return ANYWHERE in codes or any(one.code in codes for one in upwards(agency, find))


def upwards(agency: Agency, find: Find) -> Iterator[Agency]:
    """`agency`, then who took its place, then what is above: where things are inherited from."""
    seen, waiting = {agency.code}, deque([agency])
    while waiting:
        one = waiting.popleft()
        yield one
        for code in _above(one):
            if code not in seen and (other := find(code)):
                seen.add(code)
                waiting.append(other)


def _above(agency: Agency) -> tuple[str, ...]:
    return (*agency.replaced_by, *((agency.parent,) if agency.parent else ()))


class MerchantFacts(Dated):
    """An account at a provider, and the treasury account behind it."""

    merchant_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    beneficiary: Annotated[str, Field(min_length=1, max_length=300)]


class Merchant(MerchantFacts, Entry):
    """An agency's account at a provider: it decides whose money a payment is."""

    agency_code: Code
    provider: Word


class MerchantDraft(MerchantFacts, Draft):
    """The next version of a merchant."""


class MerchantOwner(Value):
    """Who first used a merchant id: many provinces share one provider, never one account."""

    provider: Word
    merchant_id: str
    agency_code: Code


class MerchantRef(Value):
    """The merchant as an order remembers it; later changes do not touch open orders."""

    provider: str
    merchant_id: str
