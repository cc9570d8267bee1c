"""Cross-origin requests of the portals' own pages (Fetch standard, CORS protocol)."""

from collections.abc import Iterable, Mapping

from chalicelib import bootstrap

REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-None-Match, Accept-Language"
RESPONSE_HEADERS = (
    "Content-Language, ETag, Idempotent-Replayed, Location, Retry-After, WWW-Authenticate"
)
PREFLIGHT_SECONDS = "600"


def cors_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """What lets the page of a registered origin read the answer; nothing for any other."""
    origin = headers.get("origin")
    if not origin:
        return {}
    if origin not in bootstrap.settings().cors_origin_list:
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": RESPONSE_HEADERS,
        "Vary": "Origin",
    }


def preflight_headers(methods: Iterable[str]) -> dict[str, str]:
    """What a preflight asks: which methods and headers an address takes."""
    return {
        "Access-Control-Allow-Methods": ", ".join(sorted({*methods, "OPTIONS"})),
        "Access-Control-Allow-Headers": REQUEST_HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_SECONDS,
    }
