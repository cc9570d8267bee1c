"""Throttles apart: a flood at one door must not close the others.

API Gateway counts per method of a route, in a bucket of its own. The class of a route says how
large its bucket is and how fast it fills again; each class has two parameters of the template.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

HTTP_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})


class Traffic(StrEnum):
    """Who calls a route; the value begins the names of the class's parameters."""

    WEBHOOKS = "Webhook"
    STAFF = "Staff"
    PORTALS = "Portal"


PROVIDERS_CALL = re.compile(r"/(webhooks|return)/")
STAFF_CALL = re.compile(
    r"/v1/(tasks|ops|suspense|reports)\b"
    r"|/(decision|assignment|corrections|counter-payments|refunds|simulation)$"
)
STAFF_WRITES = frozenset({"PUT", "PATCH", "DELETE"})
"""Portals file and ask; only staff replaces what stands in the catalogue."""


def traffic_of(method: str, path: str) -> Traffic:
    """The class of a route; what no rule names is the portals'."""
    if PROVIDERS_CALL.match(path):
        return Traffic.WEBHOOKS
    if method == "OPTIONS":
        return Traffic.PORTALS
    staff = method in STAFF_WRITES or STAFF_CALL.search(path)
    return Traffic.STAFF if staff else Traffic.PORTALS


def routes(template: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every method and path that the API serves."""
    definition = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    for path, methods in definition["paths"].items():
        yield from ((method.upper(), path) for method in methods if method in HTTP_METHODS)


def method_settings(template: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the template that throttles every route by its class.

    In a resource path `/` is `~1`, but for the first one (AWS::ApiGateway::Stage MethodSetting).
    """
    settings = [
        {
            "HttpMethod": method,
            "ResourcePath": "/" + path.replace("/", "~1"),
            "ThrottlingRateLimit": {"Ref": f"{traffic_of(method, path)}Rate"},
            "ThrottlingBurstLimit": {"Ref": f"{traffic_of(method, path)}Burst"},
        }
        for method, path in sorted(routes(template))
    ]
    return {"Resources": {"RestAPI": {"Properties": {"MethodSettings": settings}}}}
