"""What is offered at which level and payable online, counted, with every denominator named.

Two things are counted. A *procedure* counts once in a tree of agencies, at the highest level at
which any of them offers it, and is payable if it is at any of them; at one agency alone this is
what reports call "460 of 1,751 procedures". A *pair* is a procedure at one agency; a procedure
that a hundred communes offer is a hundred pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from chalicelib.domain.agency import Agency
from chalicelib.domain.catalogue_report_words import DENOMINATORS, ROUNDING
from chalicelib.domain.entry import Code
from chalicelib.domain.instant import Instant
from chalicelib.domain.offering import Offering, ServiceLevel
from chalicelib.domain.share import Share, share
from chalicelib.domain.value import Named, Value

RISING = (
    ServiceLevel.UNKNOWN,
    ServiceLevel.INFORMATION,
    ServiceLevel.PARTIAL,
    ServiceLevel.FULL,
)


class Denominator(StrEnum):
    """What a share is a share of."""

    PROCEDURES = "procedures"
    PAIRS = "pairs"
    PROCEDURES_OF_FIELD = "procedures_of_field"
    PROCEDURES_AT_AGENCY = "procedures_at_agency"


class ByLevel(Value):
    """How many there are at each level; the four add up to the total."""

    full: int
    partial: int
    information: int
    unknown: int


class Count(Value):
    """How many there are, at which level, and how many of them are payable online."""

    total: int
    by_level: ByLevel
    payable_online: int


class Shares(Value):
    """The shares of one count: each level's, and that of what is payable online."""

    full: Share
    partial: Share
    information: Share
    unknown: Share
    payable_online: Share


class AgencyShares(Value):
    """One agency of the tree by itself: its procedures, which are pairs of the tree."""

    agency_code: Code
    name: Named
    counts: Count
    shares: Shares
    of_all_pairs: Share


class FieldShares(Value):
    """One field, the largest first; null: of what is offered and not published (any more)."""

    field: Named | None
    counts: Count
    shares: Shares
    of_all_procedures: Share


class CatalogueReport(Count):
    """What a tree of agencies offers that day: `total` counts procedures, `pairs` pairs."""

    agency_code: Code | None
    agencies: int
    on: date
    as_of: Instant
    pairs: Count
    shares: Shares
    shares_of_pairs: Shares
    agency_shares: tuple[AgencyShares, ...]
    field_shares: tuple[FieldShares, ...]
    denominators: Mapping[Denominator, Named]
    rounding: Named


Fields: TypeAlias = Mapping[str, Named]
"""The field of each procedure by its code."""


def report(
    agencies: Sequence[Agency],
    offerings: Iterable[Offering],
    fields: Fields,
    *,
    agency_code: str | None,
    as_of: Instant,
    on: date,
) -> CatalogueReport:
    """What these agencies offer `on` that day; what holds on other days is not counted."""
    open_ = [agency for agency in agencies if agency.holds_on(on)]
    codes = {agency.code for agency in open_}
    pairs = [one for one in offerings if one.holds_on(on) and one.agency_code in codes]
    procedures, of_pairs = _procedures(pairs), _count(pairs)
    counts = _count(procedures)
    return CatalogueReport(
        **dict(counts),
        agency_code=agency_code,
        agencies=len(open_),
        on=on,
        as_of=as_of,
        pairs=of_pairs,
        shares=_shares(counts, Denominator.PROCEDURES),
        shares_of_pairs=_shares(of_pairs, Denominator.PAIRS),
        agency_shares=tuple(_of_agency(agency, pairs) for agency in open_),
        field_shares=tuple(_of_fields(procedures, fields)),
        denominators={each: DENOMINATORS[each.value] for each in Denominator},
        rounding=ROUNDING,
    )


def _procedures(pairs: Iterable[Offering]) -> list[Offering]:
    """Each procedure once, as well as any agency offers it."""
    best: dict[str, Offering] = {}
    for one in pairs:
        known = best.get(one.procedure_code, one)
        higher = max(known, one, key=lambda each: RISING.index(each.level))
        payable = known.payable_online or one.payable_online
        best[one.procedure_code] = higher.model_copy(update={"payable_online": payable})
    return list(best.values())


def _count(offered: Sequence[Offering]) -> Count:
    levels = [one.level for one in offered]
    return Count(
        total=len(offered),
        by_level=ByLevel(**{level.value: levels.count(level) for level in ServiceLevel}),
        payable_online=sum(one.payable_online for one in offered),
    )


def _shares(counts: Count, of: Denominator) -> Shares:
    numbers = {**dict(counts.by_level), "payable_online": counts.payable_online}
    return Shares(**{name: share(number, counts.total, of) for name, number in numbers.items()})


def _of_agency(agency: Agency, pairs: Sequence[Offering]) -> AgencyShares:
    counts = _count([one for one in pairs if one.agency_code == agency.code])
    return AgencyShares(
        agency_code=agency.code,
        name=agency.name,
        counts=counts,
        shares=_shares(counts, Denominator.PROCEDURES_AT_AGENCY),
        of_all_pairs=share(counts.total, len(pairs), Denominator.PAIRS),
    )


def _of_fields(procedures: Sequence[Offering], fields: Fields) -> Iterable[FieldShares]:
    grouped: dict[str, list[Offering]] = {}
    named: dict[str, Named | None] = {}
    for one in procedures:
        field = fields.get(one.procedure_code)
        key = field.vi if field else ""
        named.setdefault(key, field)
        grouped.setdefault(key, []).append(one)
    for key in sorted(grouped, key=lambda each: (not each, -len(grouped[each]), each)):
        counts = _count(grouped[key])
        yield FieldShares(
            field=named[key],
            counts=counts,
            shares=_shares(counts, Denominator.PROCEDURES_OF_FIELD),
            of_all_procedures=share(counts.total, len(procedures), Denominator.PROCEDURES),
        )
