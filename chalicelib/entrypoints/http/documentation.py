"""The API's own description."""

from functools import cache

from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource

documentation = Resource(__name__)


@documentation.endpoint("GET", "/v1/openapi.json", scope=None, answers={200: None})
def read_openapi(call: Call[None, None]) -> Answer:
    """Read this description (OpenAPI 3.1)."""
    return Answer(_text(), headers={"Cache-Control": "public, max-age=300"})


@cache
def _text() -> str:
    """Made when first asked for: no other request needs it."""
    from chalicelib.entrypoints.http.openapi import text
    from chalicelib.entrypoints.http.resources import RESOURCES

    return text(RESOURCES)
