"""Money that officers take at the counter."""

from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.links import order_url
from chalicelib.entrypoints.http.order_out import OrderOut, order_out
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.record_counter_payment import CounterPayment, record_counter_payment

counter_payments = Resource(__name__)


@counter_payments.endpoint(
    "POST",
    "/v1/dossiers/{code}/counter-payments",
    scope="payments:counter",
    body=CounterPayment,
    answers={201: OrderOut},
    problems=(
        "dossier_not_found",
        "no_open_bill",
        "bill_already_paid",
        "bill_not_open_yet",
        "bill_closed",
        "payment_unknown",
        "bill_unknown",
        "amount_not_owed",
        "idempotency_key_reused",
    ),
    key=Key.REQUIRED,
)
def take_at_counter(call: Call[CounterPayment, None], code: str) -> Answer:
    """Record what an officer took at the counter; the answer is the paid order."""
    order, replayed = record_counter_payment(call.world, code, call.body, call.caller, call.once)
    headers = {
        "Location": order_url(call.world, order.order_id),
        **(REPLAYED if replayed else {}),
    }
    return Answer(order_out(call.world, order), status=201, headers=headers)
