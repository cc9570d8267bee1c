"""VNPAY, the payment gateway, version 2.1.0: QR, domestic and international cards (pay, querydr).

Documents, and how sure each is: [A] VNPAY's own page or sample, [B] several independent sources,
[D] not confirmed.

- sandbox.vnpayment.vn/apis/docs, "thanh-toan-pay": the pay address, the notification (IPN), the
  return, their codes and what is answered [A]
- the same, "truy-van-hoan-tien": querydr, its codes and both of its signed texts [A]
- the same, "chuyen-doi-thuat-toan": HMAC-SHA512, no vnp_SecureHashType any more [A]
- the limits of one payment, as the pay page itself states them with its code 32 [B]

Decided here, where the documents leave room:

- Opening asks VNPAY nothing: an order is payable once its address is signed. VNPAY knows an
  order when its payer opens that address, so 91 is the usual answer about one that nobody paid.
- Where a notification's two codes contradict each other, nobody decides: it stays PENDING and
  the order is asked about. The OR of VNPAY's PHP sample would have booked it.
- The signature is verified over the decoded values, encoded again as VNPAY's samples do. To try
  the query string as it came as well is [D], and not needed: characters that encoders treat
  differently (! ' ( ) * ~) are not in what we send.
- Whether an answer without a result is signed is not known here [D]. 91 is believed without a
  signature (TLS protects it, and it moves no money), not with a wrong one; a result is never.
- An amount with a fraction of a đồng is not a unit that we know: nothing is booked by guessing.
"""

import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import quote_plus

from chalicelib.domain.instant import VIETNAM
from chalicelib.domain.order import Checkout, Order
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.value import Named
from chalicelib.ports.provider import (
    Answer,
    Claim,
    Credentials,
    Exchange,
    Inbound,
    Malformed,
    Method,
    NotFound,
    Opened,
    OpenResult,
    Outbound,
    Payer,
    QueryResult,
    Question,
    Request,
    Unclear,
    Urls,
    Verdict,
)
from chalicelib.providers.json_text import is_text, texts

SECRETS = ("hash_secret",)
"""The key of a merchant's credentials (vnp_HashSecret). Its vnp_TmnCode is the merchant id."""

RESPONSE: Mapping[str, Outcome] = MappingProxyType(
    {
        "00": Outcome.PAID,
        "07": Outcome.REVIEW,
        "11": Outcome.EXPIRED,
        "24": Outcome.CANCELLED,
        **dict.fromkeys(("09", "10", "12", "13"), Outcome.REFUSED),
        **dict.fromkeys(("51", "65", "75", "79", "99"), Outcome.REFUSED),
    }
)
"""What vnp_ResponseCode says of a payment."""

STATUS: Mapping[str, Outcome] = MappingProxyType(
    {
        "00": Outcome.PAID,
        "01": Outcome.PENDING,
        "02": Outcome.REFUSED,
        # 04: the bank took the money, VNPAY does not have it; 07: suspected of fraud
        **dict.fromkeys(("04", "07"), Outcome.REVIEW),
        # refund under way, sent to the bank, rejected: money had come, and a person looks
        **dict.fromkeys(("05", "06", "09"), Outcome.REVIEW),
    }
)
"""What vnp_TransactionStatus says. A code that is in neither table is PENDING."""

NO_SUCH_TRANSACTION = "91"
PAYMENT = "01"
"""vnp_TransactionType: the others are refunds, whose success says nothing of a payment."""

BANK_CODES: Mapping[str, str] = MappingProxyType(
    {
        "vnpay_qr": "VNPAYQR",
        "vnpay_domestic": "VNBANK",
        "vnpay_international": "INTCARD",
    }
)


def _method(vi: str, en: str) -> Method:
    return Method(Named(vi=vi, en=en), minimum=5_000, maximum=999_999_999)


class VNPay:
    """The gateway. What it is sent and sends is in hundredths of a đồng; only here."""

    name = "vnpay"
    methods: Mapping[str, Method] = MappingProxyType(
        {
            "vnpay_qr": _method("VNPAY-QR", "VNPAY-QR"),
            "vnpay_domestic": _method(
                "Thẻ, tài khoản ngân hàng nội địa (VNPAY)", "Domestic card or account (VNPAY)"
            ),
            "vnpay_international": _method(
                "Thẻ thanh toán quốc tế (VNPAY)", "International card (VNPAY)"
            ),
        }
    )
    secrets: tuple[str, ...] = SECRETS

    def open(
        self, order: Order, credentials: Credentials, urls: Urls, payer: Payer
    ) -> Exchange[OpenResult]:
        """Sign the address at which the payer pays; nobody is asked."""
        fields = {
            "vnp_Version": VERSION,
            "vnp_Command": "pay",
            "vnp_TmnCode": order.merchant.merchant_id,
            "vnp_Amount": str(order.amount * 100),
            "vnp_BankCode": BANK_CODES[order.method],
            "vnp_CreateDate": local_time(order.opened_at),
            "vnp_CurrCode": "VND",
            "vnp_IpAddr": _address(payer.ip),
            "vnp_Locale": "vn",
            "vnp_OrderInfo": plain(order.description) or order.order_id,
            "vnp_OrderType": "other",
            "vnp_ReturnUrl": urls.back,
            "vnp_ExpireDate": local_time(order.expires_at),
            "vnp_TxnRef": order.order_id,
        }
        text = encoded(fields)
        hashed = signature(text, credentials)
        yield from ()
        return Opened(Checkout(pay_url=f"{urls.endpoint}?{text}&vnp_SecureHash={hashed}"))

    def query(
        self, order: Order, credentials: Credentials, urls: Urls, question: Question
    ) -> Exchange[QueryResult]:
        """querydr. The question's id is sent as at most 32 letters and digits."""
        fields = {
            "vnp_RequestId": re.sub("[^0-9A-Za-z]", "", question.request_id)[:32],
            "vnp_Version": VERSION,
            "vnp_Command": "querydr",
            "vnp_TmnCode": order.merchant.merchant_id,
            "vnp_TxnRef": order.order_id,
            "vnp_OrderInfo": f"Truy van {order.order_id}",
            "vnp_TransactionDate": local_time(order.opened_at),
            "vnp_CreateDate": local_time(question.at),
            "vnp_IpAddr": NO_ADDRESS,
        }
        fields["vnp_SecureHash"] = signature(barred(QUERY, fields), credentials)
        answer = yield Request(
            "POST", urls.api, {"Content-Type": "application/json"}, _json(fields)
        )
        return _answered(order, answer, credentials)

    def claim(self, call: Inbound) -> Claim:
        """The order and the terminal that a notification or return names."""
        said = _result(call)
        return Claim(order_id=said["vnp_TxnRef"], merchant_id=said["vnp_TmnCode"])

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        """What a notification or return states, if one of the secrets signed it."""
        said = _result(call)
        if not any(_verifies(encoded(said), said, each) for each in credentials):
            return None
        if not _is_whole(said["vnp_Amount"]):
            raise Malformed("a fraction of a đồng")
        response, status = said["vnp_ResponseCode"], said["vnp_TransactionStatus"]
        return _statement(
            said, agreed(response, status), f"{response}/{status}", Verification.SIGNATURE
        )

    def acknowledge(self, verdict: Verdict) -> Outbound:
        """Always 200: what VNPAY reads is the code in the body."""
        return ACKNOWLEDGEMENTS[verdict]


def _json(members: Mapping[str, str]) -> bytes:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def _told(code: str, message: str) -> Outbound:
    return Outbound(200, _json({"RspCode": code, "Message": message}))


ACKNOWLEDGEMENTS: Mapping[Verdict, Outbound] = MappingProxyType(
    {
        # in the order in which VNPAY wants it checked: signature, order, amount, state
        Verdict.MALFORMED: _told("99", "Unknown error"),
        Verdict.UNVERIFIED: _told("97", "Invalid signature"),
        Verdict.UNKNOWN_ORDER: _told("01", "Order not found"),
        Verdict.WRONG_MERCHANT: _told("01", "Order not found"),
        Verdict.WRONG_AMOUNT: _told("04", "Invalid amount"),
        Verdict.ALREADY_BOOKED: _told("02", "Order already confirmed"),
        Verdict.BOOKED: _told("00", "Confirm Success"),
        Verdict.NOTED: _told("00", "Confirm Success"),
    }
)
"""00 and 02 end VNPAY's notifying; after the others it calls up to ten times, 5 minutes apart."""


def agreed(response: str, status: str) -> Outcome:
    """What a notification's two codes say together: PAID only if both do, REVIEW if either."""
    stated = RESPONSE.get(response), STATUS.get(status)
    if Outcome.REVIEW in stated:
        return Outcome.REVIEW
    if None in stated or Outcome.PENDING in stated or stated.count(Outcome.PAID) == 1:
        return Outcome.PENDING
    return RESPONSE[response]


def _answered(order: Order, answer: Answer, credentials: Credentials) -> QueryResult:
    """What an answer to querydr says. Its vnp_ResponseCode speaks of the question only."""
    if answer.status >= 500:
        return Unclear(f"http_{answer.status}")
    try:
        said = texts(answer.body)
    except Malformed:
        return Unclear("malformed")
    code = said.get("vnp_ResponseCode", "")
    if not _has_form("vnp_ResponseCode", code):
        return Unclear("malformed")
    if code == NO_SUCH_TRANSACTION:
        return NotFound(code) if _none_of(order, said, credentials) else Unclear("contradictory")
    if code != "00":
        return Unclear(code)
    if answer.status != 200 or not _is_about(order, said) or not _states(said, credentials):
        return Unclear("contradictory")
    status = said["vnp_TransactionStatus"]
    return _statement(said, STATUS.get(status, Outcome.PENDING), status, Verification.QUERY)


def _is_about(order: Order, said: Mapping[str, str]) -> bool:
    ours = ("querydr", order.merchant.merchant_id, order.order_id)
    return ours == tuple(said.get(f"vnp_{name}") for name in ("Command", "TmnCode", "TxnRef"))


def _states(said: Mapping[str, str], credentials: Credentials) -> bool:
    """Whether an answer is one payment's signed state."""
    formed = all(_has_form(name, said.get(name, "")) for name in RESULT)
    payment = said.get("vnp_TransactionType") == PAYMENT
    return formed and payment and _is_whole(said["vnp_Amount"]) and _hashed(said, credentials)


def _none_of(order: Order, said: Mapping[str, str], credentials: Credentials) -> bool:
    """Whether an answer of 91 may be about this order, and nothing in it is known to be false."""
    right_order = (said.get("vnp_TxnRef") or order.order_id) == order.order_id
    ours = order.merchant.merchant_id
    right_terminal = (said.get("vnp_TmnCode") or ours) == ours
    unsigned = not said.get("vnp_SecureHash")
    return right_order and right_terminal and (unsigned or _hashed(said, credentials))


def _hashed(said: Mapping[str, str], credentials: Credentials) -> bool:
    # values are not escaped: one that contains a bar could be cut in two ways
    unambiguous = not any("|" in said.get(name, "") for name in ANSWER)
    formed = _has_form("vnp_SecureHash", said.get("vnp_SecureHash", ""))
    return unambiguous and formed and _verifies(barred(ANSWER, said), said, credentials)


def _statement(
    said: Mapping[str, str], outcome: Outcome, code: str, verified_by: Verification
) -> Statement:
    transaction = said.get("vnp_TransactionNo", "")
    return Statement(
        order_id=said["vnp_TxnRef"],
        provider=VNPay.name,
        merchant_id=said["vnp_TmnCode"],
        outcome=outcome,
        amount=int(said["vnp_Amount"]) // 100,
        # one order, one payment: the same fact by notification, return and query
        identity=f"{VNPay.name}:{said['vnp_TxnRef']}:{outcome}",
        code=code,
        provider_transaction_id=(
            transaction if re.fullmatch("[1-9][0-9]{0,14}", transaction) else None
        ),
        occurred_at=_instant(said.get("vnp_PayDate", "")),
        verified_by=verified_by,
    )


# The form of what decides something; the rest is any text.
_FORMS = {
    "vnp_Amount": re.compile(r"[0-9]{1,12}"),
    "vnp_ResponseCode": re.compile(r"[0-9A-Za-z]{1,8}"),
    "vnp_SecureHash": re.compile(r"[0-9A-Fa-f]{128}"),
    "vnp_TmnCode": re.compile(r"[0-9A-Za-z]{8}"),
    "vnp_TransactionStatus": re.compile(r"[0-9A-Za-z]{1,8}"),
    "vnp_TxnRef": re.compile(r"[0-9A-Za-z]{1,100}"),
}
RESULT = tuple(_FORMS)
"""The fields without which nothing is stated."""


def _has_form(name: str, value: str) -> bool:
    return bool(_FORMS[name].fullmatch(value))


def _result(call: Inbound) -> Mapping[str, str]:
    """VNPAY's fields of a notification or return (GET, in the query, decoded)."""
    said = {name: value for name, value in call.query.items() if name.startswith("vnp_")}
    if call.method != "GET" or not all(_has_form(name, said.get(name, "")) for name in RESULT):
        raise Malformed("not the fields of a result")
    signed = [
        text for name, value in said.items() if name not in UNSIGNED for text in (name, value)
    ]
    if not all(is_text(text) for text in signed):
        raise Malformed("half a surrogate pair")
    return said


def _is_whole(amount: str) -> bool:
    return int(amount) % 100 == 0


# Times are GMT+7, written yyyyMMddHHmmss [A].


def local_time(instant: datetime) -> str:
    """An instant as VNPAY writes it."""
    return f"{instant.astimezone(VIETNAM):%Y%m%d%H%M%S}"


def _instant(written: str) -> datetime | None:
    """vnp_PayDate. One that is no date is no reason to leave money unbooked."""
    if not re.fullmatch("20[0-9]{12}", written):
        return None
    try:
        return datetime.strptime(f"{written}+0700", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None


NO_ADDRESS = "127.0.0.1"
"""vnp_IpAddr is required; this is what the pay address that VNPAY prints as its example holds."""


def _address(ip: str | None) -> str:
    """An address of 7 to 45 characters: the short forms of IPv6 are written out."""
    try:
        return ip_address(ip or "").exploded
    except ValueError:
        return NO_ADDRESS


def plain(text: str) -> str:
    """`text` as vnp_OrderInfo allows it: no diacritics, no special characters, at most 255."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    without_marks = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.sub("[^0-9A-Za-z.-]", " ", without_marks).split())[:255]


# Signing: HMAC-SHA512 in hex. An address and a result are signed over `name=value&...`, the names
# ascending, both encoded with spaces as `+`, without empty values [A: thanh-toan-pay, samples]; a
# call of the API over the values as they are, joined by bars in these orders [A: querydr].

VERSION = "2.1.0"
UNSIGNED = frozenset({"vnp_SecureHash", "vnp_SecureHashType"})


def _named(names: str) -> tuple[str, ...]:
    return tuple(f"vnp_{name}" for name in names.split())


QUERY = _named(
    "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo"
)
ANSWER = _named(
    "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo "
    "TransactionType TransactionStatus OrderInfo PromotionCode PromotionAmount"
)


def encoded(fields: Mapping[str, str]) -> str:
    """The text that is signed of an address or a result; it is also the query string itself."""
    signed = sorted(name for name in fields if fields[name] and name not in UNSIGNED)
    return "&".join(f"{quote_plus(name)}={quote_plus(fields[name])}" for name in signed)


def barred(names: tuple[str, ...], fields: Mapping[str, str]) -> str:
    """The text that is signed of a call or an answer of the API; what is missing is empty."""
    return "|".join(fields.get(name, "") for name in names)


def signature(text: str, credentials: Credentials) -> str:
    """The signature of `text`."""
    return hmac.new(credentials["hash_secret"].encode(), text.encode(), "sha512").hexdigest()


def _verifies(text: str, said: Mapping[str, str], credentials: Credentials) -> bool:
    return hmac.compare_digest(signature(text, credentials), said["vnp_SecureHash"].lower())
