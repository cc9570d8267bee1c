"""Quotes: what a filing would cost, and why, before anybody files."""

from datetime import date

from chalicelib.domain.entry import Code
from chalicelib.domain.money import Dong
from chalicelib.domain.priced import OpenLine, PricedLine, Remark, Share
from chalicelib.domain.procedure import ProcedureRef
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.quote import Quote, QuoteRequest, quote

quotes = Resource(__name__)


class QuotedBill(Value):
    """What would go to one beneficiary; `amount` is null while a line of it is open."""

    beneficiary: Code
    line_ids: tuple[str, ...]
    amount: Dong | None
    known_amount: Dong


class QuoteOut(Value):
    """A price. `amount` is null while a line is open: `known_amount` is then only a part of it."""

    procedure: ProcedureRef
    agency_code: str
    on: date
    lines: tuple[PricedLine, ...]
    amount: Dong | None
    known_amount: Dong
    currency: str = "VND"
    open_lines: tuple[OpenLine, ...]
    bills: tuple[QuotedBill, ...]
    explanation: tuple[Remark, ...]


@quotes.endpoint(
    "POST",
    "/v1/procedures/{code}/quotes",
    scope="catalogue:read",
    body=QuoteRequest,
    answers={200: QuoteOut},
    problems=(
        "procedure_not_found",
        "agency_not_found",
        "procedure_not_offered",
        "choices_invalid",
        "amount_too_large",
        "day_too_far",
    ),
)
def quote_procedure(call: Call[QuoteRequest, None], code: str) -> Answer:
    """Say what a filing would cost, and why; nothing is filed."""
    return Answer(_out(quote(call.world, code, call.body, call.caller)))


def _out(found: Quote) -> QuoteOut:
    priced = found.priced
    return QuoteOut(
        procedure=found.procedure,
        agency_code=found.agency_code,
        on=found.on,
        lines=priced.lines,
        amount=priced.amount,
        known_amount=priced.known_amount,
        open_lines=priced.open_lines,
        bills=tuple(_bill(share) for share in priced.shares),
        explanation=priced.explanation,
    )


def _bill(share: Share) -> QuotedBill:
    return QuotedBill(
        beneficiary=share.beneficiary,
        line_ids=tuple(line.line_id for line in (*share.lines, *share.open_lines)),
        amount=share.amount,
        known_amount=share.known_amount,
    )
