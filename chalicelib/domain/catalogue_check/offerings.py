"""An offering against its procedure: prices that are the agency's to set, lines, methods, level."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from chalicelib.domain.catalogue_check.amounts import price
from chalicelib.domain.catalogue_check.choices import foreign, twice
from chalicelib.domain.catalogue_check.windows import overlap
from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.fee_line import Channel, FeeLine, SetBy
from chalicelib.domain.offering import LocalPrice, OfferingFacts, ServiceLevel
from chalicelib.domain.procedure import ProcedureFacts

ONLINE_LEVELS = frozenset({ServiceLevel.FULL, ServiceLevel.PARTIAL})


def prices(offering: OfferingFacts, procedure: ProcedureFacts) -> Iterator[Defect]:
    """Local prices of lines that are unknown or set nationally, or that apply at once."""
    lines = {line.line_id: line for line in procedure.fee_lines}
    cases = {case.code for case in procedure.cases}
    for number, local in enumerate(offering.prices):
        at = f"/prices/{number}"
        line = lines.get(local.line_id)
        if line is None:
            yield defect("price_line_unknown", f"{at}/line_id", line=local.line_id)
        elif line.set_by is not SetBy.PROVINCIAL_COUNCIL:
            yield defect("price_set_nationally", f"{at}/line_id", line=local.line_id)
        yield from price(local, at)
        if "channels" in local.model_fields_set:
            yield from foreign(local.channels, procedure.channels, f"{at}/channels")
        if local.case is not None and local.case not in cases:
            yield defect("case_unknown", f"{at}/case", code=local.case)
    for (_, one), (number, other) in combinations(enumerate(offering.prices), 2):
        if _at_once(one, other):
            yield defect("prices_compete", f"/prices/{number}", line=other.line_id)


def collectors(offering: OfferingFacts, procedure: ProcedureFacts) -> Iterator[Defect]:
    """Lines that somebody is to collect and that are not there, or have two collectors."""
    known = {line.line_id for line in procedure.fee_lines}
    for number, each in enumerate(offering.collectors):
        if each.line_id not in known:
            yield defect(
                "collector_line_unknown", f"/collectors/{number}/line_id", line=each.line_id
            )
    yield from twice((each.line_id for each in offering.collectors), "/collectors", "line_id")


def paying(
    offering: OfferingFacts, procedure: ProcedureFacts, methods: Mapping[str, str] | None
) -> Iterator[Defect]:
    """Methods that no provider has, and what is payable without or not payable with a price."""
    for number, method in enumerate(offering.methods):
        if methods is not None and method not in methods:
            facts = {"method": method, "known": ", ".join(methods)}
            yield defect("method_unknown", f"/methods/{number}", **facts)
    owed = [line for line in procedure.fee_lines if line.amount != 0]
    if offering.payable_online and not owed:
        yield defect("nothing_to_pay", "/payable_online")
    if offering.payable_online:
        yield from _open(offering, owed)
    elif owed and offering.why_not is None:
        yield defect("why_not_required", "/why_not")
    if offering.level in ONLINE_LEVELS and Channel.ONLINE not in procedure.channels:
        yield defect("level_offline", "/level", level=offering.level.value)


def _open(offering: OfferingFacts, owed: Iterable[FeeLine]) -> Iterator[Defect]:
    """Council's lines without a local price; what is assessed gets its amount on the way."""
    priced = {local.line_id for local in offering.prices if not local.open}
    for line in owed:
        council = line.set_by is SetBy.PROVINCIAL_COUNCIL
        if council and line.open and line.line_id not in priced:
            yield defect("price_open", "/prices", line=line.line_id)


def _at_once(one: LocalPrice, other: LocalPrice) -> bool:
    return (
        one.line_id == other.line_id
        and one.case == other.case
        and one.days == other.days
        and len(one.channels) == len(other.channels)
        and overlap(one, other)
        and bool(set(one.channels) & set(other.channels))
    )
