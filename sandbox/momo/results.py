"""How MoMo tells a merchant the result: the notification's body and the redirect's query, both signed.

Source: developers.momo.vn/v3, payment notification. `paymentOption` is one of the fields that MoMo sends
without covering it by the signature.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from sandbox.courier import Contract
from sandbox.deliveries import Parcel
from sandbox.momo.codes import Code, message
from sandbox.momo.merchants import PUBLIC_TEST_MERCHANTS
from sandbox.momo.orders import Order
from sandbox.momo.signing import RESULT, sign
from sandbox.telling import Telling

CONTRACT = Contract(timeout=15.0, accepts=lambda status, text: status == 204)
"""204 within 15 seconds. Whether and when MoMo sends again is not published: the pauses are ours."""


def result_fields(order: Order) -> dict[str, object]:
    """The result of a decided order, not yet signed."""
    return {
        "partnerCode": order.partner_code,
        "orderId": order.order_id,
        "requestId": order.request_id,
        "amount": order.stated_amount,
        "orderInfo": order.order_info,
        "orderType": "momo_wallet",
        "transId": order.trans_id,
        "resultCode": order.result_code,
        "message": message(order.result_code, order.lang),
        "payType": order.pay_type,
        "responseTime": order.decided_at,
        "extraData": order.extra_data,
    }


def sealed(fields: Mapping[str, object]) -> dict[str, object]:
    """The same fields, signed with the key of the merchant that they name."""
    merchant = PUBLIC_TEST_MERCHANTS[str(fields["partnerCode"])]
    return {**fields, "signature": sign(fields, RESULT, merchant)}


def notification(fields: Mapping[str, object]) -> dict[str, object]:
    return {**sealed(fields), "paymentOption": "momo"}


TOLD = {
    "paid": (Code.SUCCESS, "qr"),
    "failed": (Code.DENIED_BY_USER, ""),
    "waiting": (Code.WAITING, ""),
}


def told(order: Order, telling: Telling) -> Order:
    """The order as this telling has it."""
    code, pay_type = TOLD.get(telling.outcome, (order.result_code, order.pay_type))
    return replace(
        order,
        result_code=code,
        pay_type=order.pay_type or pay_type if pay_type else pay_type,
        received=telling.amount(order.stated_amount),
        decided_at=(order.decided_at or order.created_at) + round(telling.clock * 1000),
    )


def parcel(order: Order, telling: Telling) -> Parcel:
    said = notification(result_fields(told(order, telling)))
    if telling.forged:
        said["signature"] = forged(str(said["signature"]))
    body = json.dumps(said, ensure_ascii=False)
    return Parcel(
        "momo",
        order.order_id,
        "POST",
        order.ipn_url,
        "application/json; charset=UTF-8",
        body,
        telling.delay,
    )


def forged(signature: str) -> str:
    """A signature of the right form that is nobody's."""
    return signature[::-1] if signature[::-1] != signature else "0" * len(signature)


def return_url(order: Order) -> str:
    """The merchant's redirect address with the signed result added to whatever query it has."""
    joint = "&" if "?" in order.redirect_url else "?"
    return order.redirect_url + joint + urlencode(sealed(result_fields(order)))
