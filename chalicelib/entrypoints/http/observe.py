"""Around every HTTP request: one log line, CORS, and problems for what Chalice itself refuses."""

import time
from collections.abc import Callable
from typing import Any

from chalice import Response
from chalice.app import Request

from chalicelib.domain.errors import Refusal
from chalicelib.entrypoints.http.answer import Served
from chalicelib.entrypoints.http.cors import cors_headers
from chalicelib.entrypoints.http.language import preferred
from chalicelib.entrypoints.http.problem import refused
from chalicelib.entrypoints.http.serve import request_id_of
from chalicelib.entrypoints.worker import logger

CODE_OF_STATUS = {
    400: "bad_request",
    405: "method_not_allowed",
    415: "media_type_unsupported",
}
"""What Chalice answers by itself, before a view is called."""


def observe(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Chalice's middleware for HTTP. Bodies and personal data are never logged."""
    began = time.perf_counter()
    response = get_response(request)
    if not isinstance(response, Served):
        response = _as_problem(request, response)
    response.headers.update(cors_headers(request.headers))
    _log(request, response, round((time.perf_counter() - began) * 1000, 1))
    return response


def _as_problem(request: Request, response: Response) -> Served:
    code = CODE_OF_STATUS.get(response.status_code, "internal_error")
    language = preferred(request.headers.get("accept-language"))
    refusal = (
        Refusal(code, method=request.method) if code == "method_not_allowed" else Refusal(code)
    )
    answer = refused(refusal, language, request_id_of(request))
    headers = {"Content-Language": language.value}
    if allowed := response.headers.get("Allow"):
        headers["Allow"] = str(allowed)
    return Served(answer.with_headers(headers))


def _log(request: Request, response: Served, milliseconds: float) -> None:
    facts: dict[str, Any] = {
        "method": request.method,
        "route": request.path,
        "status": response.status_code,
        "milliseconds": milliseconds,
        "subject": (request.context.get("authorizer") or {}).get("subject"),
        "request_id": request_id_of(request),
        **response.logged,
    }
    write = logger().error if response.status_code >= 500 else logger().info
    write("request served", extra=facts)
