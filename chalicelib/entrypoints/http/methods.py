"""The ways to pay that a dossier has."""

from pydantic import BaseModel, RootModel

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier

methods = Resource(__name__)


class MethodsQuery(BaseModel):
    """Whose ways to pay."""

    dossier: Code


class MethodOut(Value):
    """One way to pay and its limits in đồng; `reason` says why it is not healthy.

    `needs_email`: an order by it must name the payer's e-mail address.
    """

    method: str
    provider: str
    name: Named
    min: int
    max: int
    needs_email: bool
    healthy: bool = True
    reason: str | None = None


class MethodsOut(RootModel[tuple[MethodOut, ...]]):
    """All ways to pay that are offered for the dossier."""


@methods.endpoint(
    "GET",
    "/v1/methods",
    scope="payments:read",
    query=MethodsQuery,
    answers={200: MethodsOut},
    problems=("dossier_not_found",),
)
def list_methods(call: Call[None, MethodsQuery]) -> Answer:
    """List the ways to pay the bill that a dossier owes now."""
    dossier = reach_dossier(call.world, call.caller, call.query.dossier)
    return Answer(MethodsOut(_offered(call.world, dossier)))


def _offered(world: World, dossier: Dossier) -> tuple[MethodOut, ...]:
    offering = world.catalogue.offering(dossier.agency_code, dossier.procedure.code)
    offered = offering.methods if offering and offering.payable_online else ()
    today, whose = vietnam_day(world.clock.now()), _beneficiary(world, dossier)
    return tuple(
        MethodOut(
            method=name,
            provider=provider.name,
            name=method.name,
            min=method.minimum,
            max=method.maximum,
            needs_email=method.needs_email,
        )
        for provider in world.providers.values()
        for name, method in provider.methods.items()
        if name in offered and world.catalogue.merchant(whose, provider.name, today)
    )


def _beneficiary(world: World, dossier: Dossier) -> str:
    """Whose money the open bill is; without one, the money that would come to the dossier."""
    bill = world.dossiers.bill(dossier.code, dossier.open_bill) if dossier.open_bill else None
    return (bill and bill.beneficiary) or dossier.agency_code
