"""Say what a filing would cost, without filing anything."""

from datetime import date, timedelta

from chalicelib.domain.caller import Caller
from chalicelib.domain.choices import Choices
from chalicelib.domain.entry import Code
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.priced import Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import ProcedureRef
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.offered import offered
from chalicelib.usecases.reach import reach_agency

BACK, AHEAD = timedelta(days=10 * 366), timedelta(days=2 * 366)
"""How far from today a day may lie: prices of other times are nobody's business here."""


class QuoteRequest(Choices):
    """What would be filed where, and when (None: today in Vietnam)."""

    agency_code: Code
    on: date | None = None


class Quote(Value):
    """What it would cost on that day, under which version of the procedure."""

    procedure: ProcedureRef
    agency_code: str
    on: date
    priced: Priced


def quote(world: World, procedure_code: str, request: QuoteRequest, caller: Caller) -> Quote:
    """The price of a filing that nobody has made.

    Raises NotFound for a procedure or an agency out of reach, Invalid for a day that is too far
    away, for what is not offered that day, and for choices that the procedure does not know.
    """
    agency = reach_agency(world, caller, request.agency_code)
    if world.catalogue.procedure(procedure_code) is None:
        raise NotFound("procedure_not_found", procedure_code=procedure_code)
    on = _day(request.on, vietnam_day(world.clock.now()))
    procedure, offering = offered(world, agency, procedure_code, on, pointer="/agency_code")
    return Quote(
        procedure=ProcedureRef(code=procedure.code, version=procedure.version),
        agency_code=agency.code,
        on=on,
        priced=price(procedure, offering, request, on),
    )


def _day(asked: date | None, today: date) -> date:
    if asked is None:
        return today
    since, until = today - BACK, today + AHEAD
    if not since <= asked <= until:
        said = [("/on", "day_too_far")]
        raise Invalid("day_too_far", said, since=since, until=until)
    return asked
