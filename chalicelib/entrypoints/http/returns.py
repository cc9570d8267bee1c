"""Where a payer's browser comes back from a provider."""

from chalicelib.domain.errors import NotFound
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.links import page_url, way_back
from chalicelib.entrypoints.http.pages import HTML, PAGE_HEADERS, missing_page
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.webhooks import inbound
from chalicelib.usecases.take_return import take_return

returns = Resource(__name__)


@returns.endpoint(
    "GET",
    "/return/{provider}",
    scope=None,
    answers={302: None, 404: None},
    media_type=HTML,
    any_content=True,
)
def come_back(call: Call[None, None], provider: str) -> Answer:
    """Send a payer on: to the portal that opened the order, or to the order's own page."""
    try:
        order = take_return(call.world, provider, inbound(call))
    except NotFound as refusal:
        return missing_page(call.language).noting(code=refusal.code)
    target = way_back(order) or page_url(call.world, order)
    return Answer(status=302, headers={**PAGE_HEADERS, "Location": target})
