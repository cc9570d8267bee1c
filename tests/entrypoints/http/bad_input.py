"""Every endpoint, and a caller and a world for whatever nobody should send."""

from chalicelib.domain.caller import Caller
from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.resources import RESOURCES
from tests.builders import CODE, a_transaction, an_order, filed
from tests.entrypoints.http.conftest import somebody
from tests.entrypoints.http.gateway import PARAMETER, Gateway, Reply
from tests.fakes import FakeWorld, a_world

ENDPOINTS = [each for resource in RESOURCES for each in resource.endpoints]
WITH_BODY = [each for each in ENDPOINTS if each.body]
KEY = {"idempotency-key": "k"}


def full_world() -> FakeWorld:
    return a_world(*filed().entities, an_order(), a_transaction())


def address(each: Endpoint, **instead: str) -> str:
    values = {"code": CODE, "order_id": an_order().order_id, "task_id": "payment-1", **instead}
    return PARAMETER.sub(lambda found: values.get(found[1], "x"), each.path)


def sent(api: Gateway, each: Endpoint, data: bytes, **headers: str) -> Reply:
    return api.request(each.method, address(each), data=data, headers={**KEY, **headers})


def asked(api: Gateway, each: Endpoint, query: str) -> Reply:
    return api.request(each.method, f"{address(each)}?{query}", headers=KEY)


def everybody() -> Caller:
    scopes = {each.scope for each in ENDPOINTS if each.scope}
    return somebody("*").model_copy(update={"scopes": frozenset(scopes)})
