"""Signatures: HMAC-SHA512 in hex, over a query string (pay, notification, return) or over values
joined by a bar (query and its answer).

Source: sandbox.vnpayment.vn/apis/docs, pay.html, querydr&refund.html, and the official PHP sample: of a
query string the parameters with a value count, sorted by name, encoded as PHP's `urlencode` does.
"""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote_plus

from sandbox.vnpay.merchants import Merchant

UNSIGNED = frozenset({"vnp_SecureHash", "vnp_SecureHashType"})

QUERY = (
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_TransactionDate",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
)
QUERY_ANSWER = (
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
)


def query_text(fields: Mapping[str, str]) -> str:
    """The signed query string: `vnp_` parameters with a value, sorted, urlencoded."""
    pairs = sorted(
        (name, value)
        for name, value in fields.items()
        if name.startswith("vnp_") and name not in UNSIGNED and value
    )
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)


def barred_text(fields: Mapping[str, object], order: tuple[str, ...]) -> str:
    return "|".join(str(fields.get(name, "")) for name in order)


def sign(text: str, merchant: Merchant) -> str:
    return hmac.new(merchant.hash_secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def is_signed(text: str, signature: str, merchant: Merchant) -> bool:
    """Whether the signature is this merchant's, in either case, compared in constant time."""
    return hmac.compare_digest(sign(text, merchant).encode(), signature.lower().encode())
