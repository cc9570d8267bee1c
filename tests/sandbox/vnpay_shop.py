"""A VNPAY merchant's side in process: signs on its own account, receives and checks what it is sent."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

import httpx

from tests.sandbox.shop import FakeInbox, Visitor

SECRETS = {
    "HOSOPAY1": "SANDBOXSECRETOFHOSOPAYDEMO000001",
    "HOSOPAY2": "SANDBOXSECRETOFHOSOPAYDEMO000002",
}
IPN = "https://api.example.vn/vnpay?kenh=1"
PAGE = "/vnpay/paymentv2/vpcpay.html"
API = "/vnpay/merchant_webapi/api/transaction"
QUERY_ORDER = (
    "vnp_RequestId|vnp_Version|vnp_Command|vnp_TmnCode|vnp_TxnRef|vnp_TransactionDate|vnp_CreateDate"
    "|vnp_IpAddr|vnp_OrderInfo"
)
ANSWER_ORDER = (
    "vnp_ResponseId|vnp_Command|vnp_ResponseCode|vnp_Message|vnp_TmnCode|vnp_TxnRef|vnp_Amount"
    "|vnp_BankCode|vnp_PayDate|vnp_TransactionNo|vnp_TransactionType|vnp_TransactionStatus"
    "|vnp_OrderInfo|vnp_PromotionCode|vnp_PromotionAmount"
)


def hashed(text: str, merchant: str) -> str:
    secret = SECRETS.get(merchant, SECRETS["HOSOPAY1"])
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def query_hash(fields: Mapping[str, str]) -> str:
    pairs = sorted((k, v) for k, v in fields.items() if v and k != "vnp_SecureHash")
    text = "&".join(f"{quote_plus(k)}={quote_plus(v)}" for k, v in pairs)
    return hashed(text, fields["vnp_TmnCode"])


def barred_hash(fields: Mapping[str, object], order: str) -> str:
    text = "|".join(str(fields.get(name, "")) for name in order.split("|"))
    return hashed(text, str(fields["vnp_TmnCode"]))


def a_payment(**changes: str) -> dict[str, str]:
    """Signed parameters that VNPAY accepts at 02:00 UTC on 16 March 2026, unless a change spoils them."""
    fields = {
        "vnp_Version": "2.1.0",
        "vnp_Command": "pay",
        "vnp_TmnCode": "HOSOPAY1",
        "vnp_Amount": "15000000",
        "vnp_BankCode": "VNPAYQR",
        "vnp_CreateDate": "20260316090000",
        "vnp_CurrCode": "VND",
        "vnp_IpAddr": "203.0.113.7",
        "vnp_Locale": "vn",
        "vnp_OrderInfo": "Nop le phi ho so 000.00.12.H29-260314-0001",
        "vnp_OrderType": "other",
        "vnp_ReturnUrl": "https://dichvucong.example.vn/ket-qua?kenh=vnpay",
        "vnp_ExpireDate": "20260316091500",
        "vnp_TxnRef": "260316000000017",
        **changes,
    }
    return {"vnp_SecureHash": query_hash(fields), **fields}


def a_query(**changes: str) -> dict[str, str]:
    fields = {
        "vnp_RequestId": "Q1",
        "vnp_Version": "2.1.0",
        "vnp_Command": "querydr",
        "vnp_TmnCode": "HOSOPAY1",
        "vnp_TxnRef": "260316000000017",
        "vnp_OrderInfo": "Truy van 260316000000017",
        "vnp_TransactionDate": "20260316090000",
        "vnp_CreateDate": "20260316090100",
        "vnp_IpAddr": "203.0.113.7",
        **changes,
    }
    return {"vnp_SecureHash": barred_hash(fields, QUERY_ORDER), **fields}


def visit(visitor: Visitor, fields: Mapping[str, str] | None = None) -> httpx.Response:
    return visitor.get(f"{PAGE}?{urlencode(fields or a_payment())}")


def ask(visitor: Visitor, **changes: str) -> dict[str, str]:
    answer = visitor.post(API, a_query(**changes))
    assert answer.status_code == 200
    told: dict[str, str] = answer.json()
    return told


def register(visitor: Visitor, url: str = IPN) -> None:
    assert visitor.put("/control/vnpay/ipn", {"url": url}).json() == {"url": url}


def decide(visitor: Visitor, verb: str, **wishes: object) -> httpx.Response:
    return visitor.post(f"/control/vnpay/orders/260316000000017/{verb}", wishes)


def parameters(url: str) -> dict[str, str]:
    """The `vnp_` parameters of an address, whose signature must be right."""
    given = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    return {name: value for name, value in given.items() if name.startswith("vnp_")}


def received(inbox: FakeInbox) -> list[dict[str, str]]:
    return [parameters(str(request.url)) for request in inbox.received]
