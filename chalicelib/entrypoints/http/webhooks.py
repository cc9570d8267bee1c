"""Where providers call us, in their own protocols."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.said_twice import SaidTwice
from chalicelib.ports.provider import Inbound
from chalicelib.usecases.take_notification import take_notification

webhooks = Resource(__name__)

PROVIDERS_OWN: Mapping[int, None] = MappingProxyType({200: None, 204: None, 400: None})
"""What a provider may be answered, in its own words: taken, taken, or refused."""


def inbound(call: Call[None, None], kind: str = "") -> Inbound:
    """The call as received: the body as bytes, the query decoded by API Gateway.

    A call that has a query only is kept by its query: that is all the evidence there is.
    """
    return Inbound(
        method=call.method,
        body=call.raw_body or urlencode(call.pairs).encode(),
        query=SaidTwice() if call.says_twice else call.parameters,
        headers={name.lower(): value for name, value in call.headers.items()},
        call=kind,
    )


def _take(call: Call[None, None], provider: str, kind: str = "") -> Answer:
    said = take_notification(call.world, provider, inbound(call, kind))
    return Answer(said.body.decode(), status=said.status, media_type=said.content_type)


@webhooks.endpoint(
    "POST",
    "/webhooks/{provider}",
    scope=None,
    answers=PROVIDERS_OWN,
    problems=("provider_not_found",),
    media_type="*/*",
    any_content=True,
)
def notify(call: Call[None, None], provider: str) -> Answer:
    """Take a provider's notification; the answer is in the provider's own words."""
    return _take(call, provider)


@webhooks.endpoint(
    "GET",
    "/webhooks/{provider}",
    scope=None,
    answers=PROVIDERS_OWN,
    problems=("provider_not_found",),
    media_type="*/*",
    any_content=True,
)
def notify_by_query(call: Call[None, None], provider: str) -> Answer:
    """Take a notification that comes as a query."""
    return _take(call, provider)


@webhooks.endpoint(
    "POST",
    "/webhooks/{provider}/{kind}",
    scope=None,
    answers=PROVIDERS_OWN,
    problems=("provider_not_found",),
    media_type="*/*",
    any_content=True,
)
def notify_of(call: Call[None, None], provider: str, kind: str) -> Answer:
    """Take one of several kinds of notification of a provider."""
    return _take(call, provider, kind)


@webhooks.endpoint(
    "GET",
    "/webhooks/{provider}/{kind}",
    scope=None,
    answers=PROVIDERS_OWN,
    problems=("provider_not_found",),
    media_type="*/*",
    any_content=True,
)
def notify_of_by_query(call: Call[None, None], provider: str, kind: str) -> Answer:
    """Take one of several kinds of notification that comes as a query."""
    return _take(call, provider, kind)
