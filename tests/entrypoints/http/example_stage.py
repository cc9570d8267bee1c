"""The world in which the description's examples are played: what stood there before each of them."""

import json
from collections.abc import Callable, Mapping
from typing import TypeAlias

from chalicelib.domain.breakage import Breakage
from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.domain.order import Checkout, OrderState
from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.examples import Example, examples
from chalicelib.entrypoints.http.resources import RESOURCES
from chalicelib.ports.provider import Method
from tests.builders import (
    CODE,
    MONDAY,
    PAID_PROCEDURE,
    a_bill,
    a_bill_line,
    a_fee_line,
    a_free_procedure,
    a_procedure,
    an_order,
    filed,
    filed_free,
)
from tests.entrypoints.http.conftest import somebody
from tests.entrypoints.http.gateway import PARAMETER, Gateway, Reply
from tests.fakes import FakeProvider, FakeWorld, a_world

Play: TypeAlias = Callable[[FakeWorld, Gateway], None]

ENDPOINTS = {each.name: each for resource in RESOURCES for each in resource.endpoints}
EVERY_SCOPE = {each.scope for each in ENDPOINTS.values() if each.scope} | {"tasks:assign"}
PORTAL = somebody("*", subject="portal").model_copy(update={"scopes": frozenset(EVERY_SCOPE)})
BREAKAGE = Breakage(
    state="payment", error="States.TaskFailed", code_version="4be1d07a55c2", at=MONDAY
)
LICENCE = Named(vi="Đổi giấy phép lái xe", en="Exchange of driving licence")
FEE_NAME = Named(vi="Lệ phí cấp giấy phép lái xe", en="Driving licence fee")
TRANSPORT = Named(vi="Đường bộ", en="Road transport")


class MoMo(FakeProvider):
    """The fake in MoMo's name: an example shows the words of portals, not of providers."""

    name = "momo"
    methods: Mapping[str, Method] = {
        "momo_wallet": Method(
            Named(vi="Ví MoMo", en="MoMo wallet"), minimum=1_000, maximum=50_000_000
        )
    }


def stage() -> FakeWorld:
    """The demo agencies with a procedure that costs something and one that does not."""
    line = a_fee_line(name=FEE_NAME)
    return a_world(
        a_procedure(name=LICENCE, field=TRANSPORT, fee_lines=(line,)),
        a_free_procedure(),
        provider=MoMo(),
    )


def nothing(world: FakeWorld, api: Gateway) -> None:
    """The bare stage will do."""


def a_filing(world: FakeWorld, api: Gateway) -> None:
    """A dossier that waits for its payment."""
    world.store.put(*filed(bill=a_bill(lines=(a_bill_line(name=FEE_NAME),))).entities)


def a_free_filing(world: FakeWorld, api: Gateway) -> None:
    """A dossier that waits for its intake."""
    world.store.put(*filed_free().entities)


def papers_missing(world: FakeWorld, api: Gateway) -> None:
    """A dossier that waits for papers."""
    a_free_filing(world, api)
    path = f"/v1/dossiers/{CODE}/tasks/intake-1/decision"
    assert api.post(path, {"outcome": "supplement_requested"}).status == 200


def a_payable_order(world: FakeWorld, api: Gateway) -> None:
    """An order that waits for its payer."""
    a_filing(world, api)
    merchant = {"provider": "momo", "merchant_id": "SHOP"}
    checkout = Checkout(pay_url="https://pay.example/261123000000012")
    world.store.put(
        an_order(
            method="momo_wallet", merchant=merchant, checkout=checkout, state=OrderState.PENDING
        )
    )


def a_broken_run(world: FakeWorld, api: Gateway) -> None:
    """A dossier whose execution broke for good."""
    broken = Execution(state=ExecutionState.BROKEN, reason=BREAKAGE.error)
    world.store.put(filed(execution=broken, broken=BREAKAGE, due_at=None).dossier)


def an_opened_order(world: FakeWorld, api: Gateway) -> None:
    """A dossier that waits for its payment, and a provider that will say yes."""
    a_filing(world, api)
    world.transport.will("opened")


def somebodys_filing(world: FakeWorld, api: Gateway) -> None:
    """A dossier filed by the person that is looked for."""
    request = examples()["file_dossier"]["paid_with_filing"].request
    assert api.post("/v1/dossiers", request, idempotency_key="k").status == 201


BEFORE: Mapping[str, Play] = {
    **dict.fromkeys(("read_dossier", "list_events", "list_methods"), a_filing),
    **dict.fromkeys(("withdraw", "correct", "take_at_counter"), a_filing),
    **dict.fromkeys(("list_tasks", "summarise_open_tasks", "decide", "assign"), a_free_filing),
    "find_dossiers": somebodys_filing,
    "pay": an_opened_order,
    "read_order": a_payable_order,
    **dict.fromkeys(("resume", "list_broken", "resume_broken"), a_broken_run),
    "supply_papers": papers_missing,
}
PLACES = {
    "order_id": an_order().order_id,
    "task_id": "intake-1",
    "agency": "H32.12",
    "provider": "momo",
    "fingerprint": BREAKAGE.fingerprint,
}
NEW = {"write_agency": {"agency": "H32.60"}, "write_procedure": {"code": "1.000001"}}
QUERY = {"list_methods": f"?dossier={CODE}"}


def played(operation: str, example: Example, serve: Callable[..., Gateway]) -> Reply:
    """What an example is answered now."""
    world = stage()
    api = serve(world, PORTAL)
    BEFORE.get(operation, nothing)(world, api)
    each = ENDPOINTS[operation]
    body = b"" if example.request is None else json.dumps(example.request).encode()
    headers = {"idempotency-key": "3f0c2d1e-8a4b-4c5d-9e6f", "accept-language": "en"}
    path = address(each) + QUERY.get(operation, "")
    return api.request(each.method, path, data=body, headers=headers)


def address(each: Endpoint) -> str:
    """Where an operation's example is played."""
    code = PAID_PROCEDURE if "/procedures/" in each.path else CODE
    values = {**PLACES, "code": code, **NEW.get(each.name, {})}
    return PARAMETER.sub(lambda found: values[found[1]], each.path)
