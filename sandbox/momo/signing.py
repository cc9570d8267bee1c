"""Signatures: HMAC-SHA256 in lower-case hex over `name=value` pairs joined by `&`, in a fixed order.

Source: developers.momo.vn/v3, payment API, the "signature" row of each message. Values are raw: no URL
encoding, no trimming, numbers in decimal; an absent value is empty. `accessKey` is signed, not sent.
"""

import hashlib
import hmac
from collections.abc import Mapping

from sandbox.momo.merchants import Merchant

CREATE = (
    "accessKey",
    "amount",
    "extraData",
    "ipnUrl",
    "orderId",
    "orderInfo",
    "partnerCode",
    "redirectUrl",
    "requestId",
    "requestType",
)
QUERY = ("accessKey", "orderId", "partnerCode", "requestId")
RESULT = (
    "accessKey",
    "amount",
    "extraData",
    "message",
    "orderId",
    "orderInfo",
    "orderType",
    "partnerCode",
    "payType",
    "requestId",
    "responseTime",
    "resultCode",
    "transId",
)
"""The notification's body and the redirect's query."""


def signed_text(fields: Mapping[str, object], order: tuple[str, ...], merchant: Merchant) -> str:
    values = {**fields, "accessKey": merchant.access_key}
    return "&".join(f"{name}={values.get(name, '')}" for name in order)


def sign(fields: Mapping[str, object], order: tuple[str, ...], merchant: Merchant) -> str:
    text = signed_text(fields, order, merchant)
    return hmac.new(merchant.secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_signed(
    fields: Mapping[str, object], signature: str, order: tuple[str, ...], merchant: Merchant
) -> bool:
    """Whether the signature is this merchant's, compared in constant time."""
    return hmac.compare_digest(sign(fields, order, merchant).encode(), signature.encode())
