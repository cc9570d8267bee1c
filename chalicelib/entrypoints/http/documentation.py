"""The API's own description."""

import json
from functools import cache

from chalicelib import bootstrap
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource

documentation = Resource(__name__)


@documentation.endpoint("GET", "/v1/openapi.json", scope=None, answers={200: None})
def read_openapi(call: Call[None, None]) -> Answer:
    """Read this description (OpenAPI 3.1)."""
    return Answer(
        _text(bootstrap.settings().public_url), headers={"Cache-Control": "public, max-age=300"}
    )


@cache
def _text(public_url: str) -> str:
    """Made when first asked for: no other request needs it."""
    from chalicelib.entrypoints.http.openapi import document
    from chalicelib.entrypoints.http.resources import RESOURCES

    return json.dumps(document(RESOURCES, public_url), ensure_ascii=False)
