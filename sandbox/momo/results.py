"""How MoMo tells a merchant the result: the notification's body and the redirect's query, both signed.

Source: developers.momo.vn/v3, payment notification. `paymentOption` is one of the fields that MoMo sends
without covering it by the signature.
"""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from sandbox.courier import Contract
from sandbox.deliveries import Parcel
from sandbox.momo.codes import message
from sandbox.momo.merchants import PUBLIC_TEST_MERCHANTS
from sandbox.momo.orders import Order
from sandbox.momo.signing import RESULT, sign

CONTRACT = Contract(timeout=15.0, accepts=lambda status, text: status == 204)
"""204 within 15 seconds. Whether and when MoMo sends again is not published: the pauses are ours."""


def result_fields(order: Order) -> dict[str, object]:
    """The result of a decided order, not yet signed."""
    return {
        "partnerCode": order.partner_code,
        "orderId": order.order_id,
        "requestId": order.request_id,
        "amount": order.amount,
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


def parcel(order: Order, fields: Mapping[str, object], delay: float) -> Parcel:
    body = json.dumps(notification(fields), ensure_ascii=False)
    return Parcel(
        "momo",
        order.order_id,
        "POST",
        order.ipn_url,
        "application/json; charset=UTF-8",
        body,
        delay,
    )


def return_url(order: Order) -> str:
    """The merchant's redirect address with the signed result added to whatever query it has."""
    joint = "&" if "?" in order.redirect_url else "?"
    return order.redirect_url + joint + urlencode(sealed(result_fields(order)))
