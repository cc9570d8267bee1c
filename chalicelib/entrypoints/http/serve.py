"""The road of every request: parse, authorize, call the view, and turn refusals into problems."""

from collections.abc import Callable, Mapping

from chalice.app import Request

from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import NotFound, Refusal
from chalicelib.entrypoints.http.answer import Answer, Served
from chalicelib.entrypoints.http.auth import caller_of, require
from chalicelib.entrypoints.http.body import check_size, parse_body
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.etag import conditional
from chalicelib.entrypoints.http.idempotency import legal_key, once
from chalicelib.entrypoints.http.language import Language, preferred
from chalicelib.entrypoints.http.problem import broken, refused
from chalicelib.entrypoints.http.query import parse_query
from chalicelib.entrypoints.http.segments import legal


def serve(
    endpoint: Endpoint, view: Callable[..., Answer], request: Request, path: Mapping[str, str]
) -> Served:
    """The view's answer, or a problem; never an exception."""
    language = preferred(request.headers.get("accept-language"))
    request_id = request_id_of(request)
    try:
        answer = _answered(endpoint, view, request, path, language)
    except Refusal as refusal:
        answer = refused(refusal, language, request_id)
    except Exception as error:  # an incident; the log gets its place, the caller its id
        answer = broken(error, language, request_id)
    return Served(answer.with_headers({"Content-Language": language.value}))


def request_id_of(request: Request) -> str:
    """API Gateway's id of the request."""
    return str(request.context.get("requestId") or "-")


def _answered(
    endpoint: Endpoint,
    view: Callable[..., Answer],
    request: Request,
    path: Mapping[str, str],
    language: Language,
) -> Answer:
    caller = None
    if endpoint.scope:
        caller = caller_of(request.context)
        require(caller, endpoint.scope)
    if not all(legal(segment) for segment in path.values()):
        raise NotFound("not_found")  # what cannot be one of our codes is not looked up
    answer = view(_call(endpoint, request, path, language, caller), **path)
    if endpoint.versioned:
        return conditional(answer, request.headers.get("if-none-match"))
    return answer


def _call(
    endpoint: Endpoint,
    request: Request,
    path: Mapping[str, str],
    language: Language,
    caller: Caller | None,
) -> Call[object, object]:
    body = _bytes(request) if endpoint.takes_body else b""
    check_size(body)
    pairs = _pairs(request)
    query = parse_query(endpoint.query, pairs, language, free=not endpoint.strict_query)
    parsed, plain = parse_body(endpoint.body, body, language) if endpoint.body else (None, None)
    key = _key(endpoint, request)
    identified = caller and key and endpoint.key is not Key.NONE
    route = f"{endpoint.method} {endpoint.path.format(**path)}"
    return Call(
        method=endpoint.method,
        route=route,
        raw_body=body,
        pairs=pairs,
        headers=request.headers,
        language=language,
        body=parsed,
        query=query,
        key=key,
        known_caller=caller,
        known_once=once(caller, route, key, plain) if caller and identified else None,
    )


def _key(endpoint: Endpoint, request: Request) -> str | None:
    """The Idempotency-Key of an endpoint that takes one; any other ignores it."""
    key: str | None = request.headers.get("idempotency-key")
    if endpoint.key is Key.REQUIRED or (key is not None and endpoint.key is Key.ACCEPTED):
        return legal_key(key)
    return key


def _pairs(request: Request) -> tuple[tuple[str, str], ...]:
    """The query, decoded. Raises Refusal for what is no text in any charset."""
    query = request.query_params
    if query is None:
        return ()
    pairs = tuple((name, value) for name in query for value in query.getlist(name))
    try:
        "".join(name + value for name, value in pairs).encode()
    except ValueError:
        raise Refusal("bad_request") from None
    return pairs


def _bytes(request: Request) -> bytes:
    """The body as sent. Raises Refusal for what is not the text or base64 that it says it is."""
    try:
        body = request.raw_body
    except ValueError:
        raise Refusal("bad_request") from None
    return body.encode() if isinstance(body, str) else body
