"""The citizen's page of an order."""

from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.domain.errors import NotFound
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.pages import HTML, missing_page, payment_page
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.view_token import viewed_order

citizen = Resource(__name__)


class PageQuery(BaseModel):
    """The order's token; `lang` overrules the browser's language."""

    t: Annotated[str, Field(max_length=200)] = ""
    lang: Language | None = None


@citizen.endpoint(
    "GET",
    "/pay/{order_id}",
    scope=None,
    query=PageQuery,
    answers={200: None, 404: None},
    media_type=HTML,
    any_content=True,
)
def show_payment(call: Call[None, PageQuery], order_id: str) -> Answer:
    """Show a citizen where a payment stands and how to make it."""
    language = call.query.lang or call.language
    try:
        order = viewed_order(call.world, order_id, call.query.t)
    except NotFound as refusal:
        return missing_page(language).noting(code=refusal.code)
    return payment_page(order, language)
