"""Every route is throttled, each in one class, and no class can use up what another needs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.resources import RESOURCES
from infra.deploy import ROOT
from infra.template import Template, read_yaml
from infra.throttles import Traffic, method_settings, routes, traffic_of

PARAMETERS = read_yaml(ROOT / "infra" / "parameters.yaml")["Parameters"]
ACCOUNT_RATE, ACCOUNT_BURST = 10_000, 5_000
"""What AWS gives an account in a region, for all its APIs together, unless it is asked for more."""

STAFF_SCOPES = frozenset(
    {
        "catalogue:write",
        "ops:act",
        "ops:read",
        "payments:counter",
        "refunds:write",
        "reports:read",
        "tasks:correct",
        "tasks:decide",
        "tasks:read",
    }
)
PORTAL_SCOPES = frozenset(
    {
        "catalogue:read",
        "dossiers:read",
        "dossiers:write",
        "payments:read",
        "payments:write",
    }
)
READ_BY_STAFF_WITH_A_PORTALS_SCOPE = frozenset({"/v1/suspense"})
FIELDS = {
    "HttpMethod",
    "ResourcePath",
    "ThrottlingRateLimit",
    "ThrottlingBurstLimit",
}


def _endpoints() -> Iterator[Endpoint]:
    for resource in RESOURCES:
        yield from resource.endpoints


ENDPOINTS = list(_endpoints())


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
def test_the_class_of_a_route_is_that_of_who_may_call_it(endpoint: Endpoint) -> None:
    """A route with a new scope, or a path that misleads the rules, fails here."""
    assert endpoint.scope is None or endpoint.scope in STAFF_SCOPES | PORTAL_SCOPES
    assert traffic_of(endpoint.method, endpoint.path) is _caller(endpoint)


def _caller(endpoint: Endpoint) -> Traffic:
    if endpoint.scope is None:
        called_by_providers = re.match(r"/(webhooks|return)/", endpoint.path)
        return Traffic.WEBHOOKS if called_by_providers else Traffic.PORTALS
    staff = endpoint.scope in STAFF_SCOPES or endpoint.path in READ_BY_STAFF_WITH_A_PORTALS_SCOPE
    return Traffic.STAFF if staff else Traffic.PORTALS


def test_every_route_that_is_served_is_throttled_once(joined: Template) -> None:
    settings = _settings(joined)
    throttled = [(one["HttpMethod"], _path(one)) for one in settings]
    assert sorted(throttled) == sorted(routes(joined))
    assert {(one.method, one.path) for one in ENDPOINTS} <= set(throttled)
    assert all(set(one) == FIELDS for one in settings)


def test_rate_and_burst_of_a_route_are_those_of_its_class(joined: Template) -> None:
    for one in _settings(joined):
        name = traffic_of(one["HttpMethod"], _path(one)).value
        assert one["ThrottlingRateLimit"] == {"Ref": f"{name}Rate"}
        assert one["ThrottlingBurstLimit"] == {"Ref": f"{name}Burst"}


def test_every_class_has_routes_and_two_parameters(joined: Template) -> None:
    assert {traffic_of(*route) for route in routes(joined)} == set(Traffic)
    for traffic in Traffic:
        for limit in ("Rate", "Burst"):
            assert PARAMETERS[f"{traffic.value}{limit}"]["Default"] >= 1


def test_a_flood_at_every_door_at_once_leaves_the_account_room_for_webhooks(
    joined: Template,
) -> None:
    """All buckets together fit into the account's: raise its quota before these defaults."""
    served = list(routes(joined))
    assert _together(served, "Rate") <= ACCOUNT_RATE
    assert _together(served, "Burst") <= ACCOUNT_BURST


def test_cloudformation_hands_the_settings_to_the_stage(
    joined: Template, translated: Template
) -> None:
    (stage,) = [
        one["Properties"]
        for one in translated["Resources"].values()
        if one["Type"] == "AWS::ApiGateway::Stage"
    ]
    assert stage["MethodSettings"] == _settings(joined)


def test_the_stage_of_the_tests_refuses_nobody() -> None:
    local = read_yaml(ROOT / "infra" / "stages.yaml")["local"]
    for traffic in Traffic:
        assert local[f"{traffic.value}Rate"] >= ACCOUNT_RATE
        assert local[f"{traffic.value}Burst"] >= ACCOUNT_BURST


@pytest.mark.parametrize(
    ("path", "spelt"), [("/v1/health", "/~1v1~1health"), ("/a/{b}", "/~1a~1{b}")]
)
def test_a_path_is_spelt_as_cloudformation_wants_it(path: str, spelt: str) -> None:
    (setting,) = _settings(method_settings(_api({path: {"get": {}, "parameters": []}})))
    assert setting["ResourcePath"] == spelt


def _api(paths: dict[str, Any]) -> Template:
    return {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": {"paths": paths}}}}}


def _settings(template: Template) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    return found


def _path(setting: dict[str, Any]) -> str:
    return str(setting["ResourcePath"][1:].replace("~1", "/"))


def _together(served: list[tuple[str, str]], limit: str) -> int:
    return sum(PARAMETERS[f"{traffic_of(*route).value}{limit}"]["Default"] for route in served)
