"""An exchange with recorded answers instead of a network, and what its result means in data."""

from collections.abc import Iterable
from typing import Any

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.order import Order
from chalicelib.ports.provider import (
    Answer,
    Declined,
    Exchange,
    NotFound,
    Opened,
    OpenResult,
    Provider,
    QueryResult,
    Question,
    Request,
    Result,
    Unclear,
)
from tests.providers.contract.cases import ExchangeCase, GivenOrder, Setting, raw


def order(given: GivenOrder, provider: Provider) -> Order:
    """The order that is given; what no provider sees is filled in."""
    return Order(
        dossier_code="H32.12-261122-0001",
        agency_code="H32.12",
        bill_id="1",
        merchant=MerchantRef(provider=provider.name, merchant_id=given.merchant_id),
        view_token="view-token",
        **given.model_dump(exclude={"merchant_id"}),
    )


def exchange(
    provider: Provider, setting: Setting, case: ExchangeCase
) -> Exchange[OpenResult] | Exchange[QueryResult]:
    """The provider's generator for this case."""
    given = GivenOrder.model_validate(setting.order.model_dump() | case.order)
    subject = order(given, provider)
    if case.call == "open":
        return provider.open(subject, setting.credentials, setting.urls, case.payer)
    question = Question(case.request_id, subject.opened_at)
    return provider.query(subject, setting.credentials, setting.urls, question)


def replay(talk: Exchange[Result], answers: Iterable[Answer]) -> tuple[list[Request], Result]:
    """The requests that were made (none, where signing is enough), and the result.

    Every answer must be wanted.
    """
    requests: list[Request] = []
    remaining = list(answers)
    try:
        requests.append(next(talk))
        while remaining:
            requests.append(talk.send(remaining.pop(0)))
    except StopIteration as end:
        assert not remaining, "the provider stopped before the last answer"
        result: Result = end.value
        return requests, result
    raise AssertionError("the provider wants more answers than were recorded")


def recorded(case: ExchangeCase) -> list[Answer]:
    """The answers of a case."""
    return [Answer(step.answer.status, raw(step.answer.body)) for step in case.steps]


def meaning(result: OpenResult | QueryResult) -> dict[str, Any]:
    """A result in the words of the case files."""
    match result:
        case Opened(checkout):
            return {"opened": checkout.model_dump(exclude_none=True)}
        case Declined(code):
            return {"declined": code}
        case Unclear(code):
            return {"unclear": code}
        case NotFound(code):
            return {"not_found": code}
        case _:
            return {"statement": result}
