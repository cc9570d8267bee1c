"""A procedure as an agency offers it on a day: the one gate of quotes and filings."""

from datetime import date

from chalicelib.domain.agency import Agency
from chalicelib.domain.errors import Invalid, Said
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.ports.world import World


def offered(
    world: World, agency: Agency, procedure_code: str, on: date, *, pointer: str
) -> tuple[Procedure, Offering]:
    """Both, if the agency is there and offers the procedure that day.

    Raises Invalid `procedure_not_offered`, saying from and until when it is offered, at `pointer`.
    """
    procedure = world.catalogue.procedure(procedure_code)
    offering = world.catalogue.offering(agency.code, procedure_code)
    if procedure and offering and offering.holds_on(on) and agency.holds_on(on):
        return procedure, offering
    known = procedure and offering
    raise Invalid(
        "procedure_not_offered",
        [(pointer, _when(agency, known) if known else "procedure_not_offered")],
        procedure_code=procedure_code,
        agency_code=agency.code,
        on=on,
    )


def _when(agency: Agency, offering: Offering) -> Said:
    """From and until when, by the offering's days and the agency's own."""
    starts = [day for day in (agency.valid_from, offering.valid_from) if day]
    ends = [day for day in (agency.valid_to, offering.valid_to) if day]
    vi = [f"từ ngày {max(starts):%d/%m/%Y}"] if starts else []
    en = [f"from {max(starts)}"] if starts else []
    vi += [f"đến hết ngày {min(ends):%d/%m/%Y}"] if ends else []
    en += [f"until {min(ends)}"] if ends else []
    return Said(
        vi=f"Thủ tục được tiếp nhận {' '.join(vi)}.",
        en=f"The procedure is offered {' '.join(en)}.",
        kind="not_offered_that_day",
    )
