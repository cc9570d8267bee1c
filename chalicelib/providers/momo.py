"""MoMo, the "all in one" payment gateway, version 2: wallet, domestic and international cards.

Documents, and how sure each is: [A] MoMo's own page or sample, [C] one source, [D] not confirmed.

- developers.momo.vn/v3, "One-time payments" (wallet, ATM, credit): create, its limits, the
  notification and the redirect [A]
- developers.momo.vn/v3, "Query transaction" [A]; its answers carry no signature in practice [C]
- developers.momo.vn/v3, "Result handling" (codes) and "Idempotency" [A]
- github.com/momo-wallet/java at 103fc92, momo-wallet/payment at d4746c5: the signed texts [A]

Decided here, where the documents leave room:

- A create is `orderId = requestId = our order number`, so sending it again asks for the same order.
- `autoCapture: true` is sent, never left to the default: that is what makes 9000 a payment, and
  why the `confirm` call of MoMo (to take or give back what was only authorised) is never made.
- A card order without the payer's e-mail, which MoMo requires, is declined before it is asked.
- Whatever a repeated order may mean (40, 41, 43) is Unclear: something exists and is looked up.
- The signature of a create answer [D] is not needed: TLS protects it, and it moves no money.
- Only 204 is documented as an acknowledgement. It is given once a notification is kept, even if
  it is about nobody's order or another merchant's (the money then goes to suspense, and sending
  it again would change nothing). The two refusals answer 400 with MoMo's own code for the fault.
"""

import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from chalicelib.domain.order import Checkout, Order
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.value import Named
from chalicelib.ports.provider import (
    Answer,
    Claim,
    Credentials,
    Declined,
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

SECRETS = ("access_key", "secret_key")
"""The keys of a merchant's credentials. Its partner code is the order's merchant id."""

STATUS: Mapping[str, Outcome] = MappingProxyType(
    {
        **dict.fromkeys(("0", "9000"), Outcome.PAID),
        **dict.fromkeys(("1000", "7000", "7002", "8000"), Outcome.PENDING),
        **dict.fromkeys(("1001", "1002", "1004", "1007", "1026"), Outcome.REFUSED),
        **dict.fromkeys(("4001", "4002", "4100"), Outcome.REFUSED),
        **dict.fromkeys(("1003", "1006", "1017"), Outcome.CANCELLED),
        "1005": Outcome.EXPIRED,
    }
)
"""What a result code says of a payment. Any other code is PENDING: the payer may have paid."""

UNKNOWN_ORDER = "42"
WRONG_REQUEST = frozenset({"13", "20", "21", "22", UNKNOWN_ORDER, "45", "2019"})
NO_ANSWER = frozenset({"10", "11", "12", "40", "41", "43", "47", "98", "99"})
"""These two speak of a call of ours (wrong; not served, or a repetition), not of a payment."""

_FINAL = frozenset(
    code for code, outcome in STATUS.items() if outcome not in (Outcome.PAID, Outcome.PENDING)
)


@dataclass(frozen=True, slots=True)
class _Way:
    """A method in MoMo's words: the request type, and which links of the answer are usable."""

    request_type: str
    links: Mapping[str, str]
    method: Method


CARD = "payWithCC"
PAGE_ONLY: Mapping[str, str] = MappingProxyType({"pay_url": "payUrl"})
"""For cards the other links of an answer are of no use."""

WAYS: Mapping[str, _Way] = MappingProxyType(
    {
        "momo_wallet": _Way(
            "captureWallet",
            MappingProxyType(
                {"pay_url": "payUrl", "deep_link": "deeplink", "qr_text": "qrCodeUrl"}
            ),
            Method(Named(vi="Ví MoMo", en="MoMo wallet"), minimum=1_000, maximum=50_000_000),
        ),
        "momo_atm": _Way(
            "payWithATM",
            PAGE_ONLY,
            Method(
                Named(vi="Thẻ ATM nội địa (MoMo)", en="Domestic ATM card (MoMo)"),
                minimum=10_000,
                maximum=50_000_000,
            ),
        ),
        "momo_card": _Way(
            CARD,
            PAGE_ONLY,
            Method(
                Named(vi="Thẻ quốc tế (MoMo)", en="International card (MoMo)"),
                minimum=1_000,
                maximum=50_000_000,
                needs_email=True,
            ),
        ),
    }
)


class MoMo:
    """The gateway."""

    name = "momo"
    methods: Mapping[str, Method] = MappingProxyType({key: way.method for key, way in WAYS.items()})
    secrets: tuple[str, ...] = SECRETS

    def open(
        self, order: Order, credentials: Credentials, urls: Urls, payer: Payer
    ) -> Exchange[OpenResult]:
        """Create; the same order of the same payer always makes the same request."""
        way = WAYS[order.method]
        if way.request_type == CARD and not payer.email:
            return Declined("payer_email_missing")
        fields: dict[str, object] = {
            "partnerCode": order.merchant.merchant_id,
            "requestId": order.order_id,
            "amount": order.amount,
            "orderId": order.order_id,
            "orderInfo": order.description,
            "redirectUrl": urls.back,
            "ipnUrl": urls.notify,
            "requestType": way.request_type,
            "extraData": "",
            "orderExpireTime": max(1, (order.expires_at - order.opened_at) // timedelta(minutes=1)),
            "autoCapture": True,
            "lang": "vi",
        }
        if way.request_type == CARD:
            fields["userInfo"] = {"email": payer.email}
        answer = yield _request(urls, "create", fields, CREATE, credentials)
        code, said = _told(answer)
        if code in WRONG_REQUEST | _FINAL:
            return Declined(code)
        if code != "0":
            return Unclear(code)
        links = {ours: said.get(theirs) or None for ours, theirs in way.links.items()}
        # the scheme that we speak to MoMo is the least that a payer is sent to
        scheme = urls.endpoint.partition("://")[0]
        payable = (links["pay_url"] or "").startswith(f"{scheme}://")
        right_amount = said.get("amount") == str(order.amount)
        if answer.status != 200 or not payable or not right_amount or not _is_about(order, said):
            return Unclear("contradictory")
        return Opened(Checkout.model_validate(links))

    def query(
        self, order: Order, credentials: Credentials, urls: Urls, question: Question
    ) -> Exchange[QueryResult]:
        """Query; an answer about another order or merchant settles nothing.

        Another amount is stated as received: money that came in is booked, then explained.
        """
        fields = {
            "partnerCode": order.merchant.merchant_id,
            "requestId": question.request_id,
            "orderId": order.order_id,
            "lang": "vi",
        }
        answer = yield _request(urls, "query", fields, QUERY, credentials)
        code, said = _told(answer)
        if code == UNKNOWN_ORDER and said.get("orderId") in (None, order.order_id):
            return NotFound(code)
        if not _has_form("resultCode", code) or code in WRONG_REQUEST | NO_ANSWER:
            return Unclear(code)
        stated = _has_form("amount", said.get("amount", "")) and _is_about(order, said)
        if answer.status != 200 or not stated:
            return Unclear("contradictory")
        return _statement(said, Verification.QUERY)

    def claim(self, call: Inbound) -> Claim:
        """The order and the partner that a notification or redirect names."""
        said = _result(call)
        return Claim(order_id=said["orderId"], merchant_id=said["partnerCode"])

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        """What a notification or redirect states, if one of the secrets signed it."""
        said = _result(call)
        if not any(_verifies(said, each) for each in credentials):
            return None
        milliseconds = timedelta(milliseconds=int(said["responseTime"]))
        at = datetime(1970, 1, 1, tzinfo=UTC) + milliseconds
        return _statement(said, Verification.SIGNATURE, at)

    def acknowledge(self, verdict: Verdict) -> Outbound:
        """204 once it is kept; 400 for what was not signed by MoMo or is not of its form."""
        return ACKNOWLEDGEMENTS[verdict]


def _json(members: Mapping[str, object]) -> bytes:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def _refusal(code: int, message: str) -> Outbound:
    return Outbound(400, _json({"resultCode": code, "message": message}))


ACKNOWLEDGEMENTS: Mapping[Verdict, Outbound] = MappingProxyType(
    {
        Verdict.BOOKED: Outbound(204),
        Verdict.ALREADY_BOOKED: Outbound(204),
        Verdict.WRONG_AMOUNT: Outbound(204),
        Verdict.NOTED: Outbound(204),
        Verdict.UNKNOWN_ORDER: Outbound(204),
        Verdict.WRONG_MERCHANT: Outbound(204),
        Verdict.UNVERIFIED: _refusal(13, "The signature does not match."),
        Verdict.MALFORMED: _refusal(20, "The request is not of the documented form."),
    }
)


def _told(answer: Answer) -> tuple[str, Mapping[str, str]]:
    """The result code of an answer with its fields, or in words why there is none."""
    if answer.status >= 500:
        return f"http_{answer.status}", {}
    try:
        said = texts(answer.body)
        return _formed(said, ("resultCode",))["resultCode"], said
    except Malformed:
        return "malformed", {}


def _is_about(order: Order, said: Mapping[str, str]) -> bool:
    ours = (order.merchant.merchant_id, order.order_id)
    return ours == (said.get("partnerCode"), said.get("orderId"))


def _statement(
    said: Mapping[str, str], verified_by: Verification, at: datetime | None = None
) -> Statement:
    outcome = STATUS.get(said["resultCode"], Outcome.PENDING)
    transaction = said.get("transId", "")
    return Statement(
        order_id=said["orderId"],
        provider=MoMo.name,
        merchant_id=said["partnerCode"],
        outcome=outcome,
        amount=int(said["amount"]),
        # one order, one payment: the same fact by notification, redirect and query
        identity=f"{MoMo.name}:{said['orderId']}:{outcome}",
        code=said["resultCode"],
        provider_transaction_id=transaction if re.fullmatch("[1-9][0-9]*", transaction) else None,
        occurred_at=at,
        verified_by=verified_by,
    )


# The form of what decides something; the rest is any text. MoMo's own pattern for an order id
# backtracks without end on hostile input; this one accepts the same in linear time, up to 50.
_FORMS = {
    "amount": re.compile(r"[0-9]{1,13}"),
    "orderId": re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,48}[0-9A-Za-z])?"),
    "partnerCode": re.compile(r"[0-9A-Za-z_-]{1,50}"),
    "responseTime": re.compile(r"[0-9]{13}"),
    "resultCode": re.compile(r"-?[0-9]{1,9}"),
    "signature": re.compile(r"[0-9A-Fa-f]{64}"),
    "transId": re.compile(r"-?[0-9]{1,19}"),
}


def _has_form(name: str, value: str) -> bool:
    form = _FORMS.get(name)
    return is_text(value) if form is None else bool(form.fullmatch(value))


def _formed(said: Mapping[str, str], names: Iterable[str]) -> Mapping[str, str]:
    for name in names:
        if name not in said or not _has_form(name, said[name]):
            raise Malformed(name)
    return said


def _result(call: Inbound) -> Mapping[str, str]:
    """The fields of a notification (POST, JSON) or of a redirect (GET, the same in the query)."""
    said = call.query if call.method == "GET" else texts(call.body)
    return _formed(said, (*RESULT, "signature"))


# Signing: HMAC-SHA256 in lower-case hex over `accessKey=...&name=value&...`, the names in these
# orders and the values as they are, neither encoded nor trimmed [A: wallet/onetime, samples].

CREATE = (
    *("amount", "extraData", "ipnUrl", "orderId", "orderInfo"),
    *("partnerCode", "redirectUrl", "requestId", "requestType"),
)
QUERY = ("orderId", "partnerCode", "requestId")
RESULT = (
    *("amount", "extraData", "message", "orderId", "orderInfo", "orderType"),
    *("partnerCode", "payType", "requestId", "responseTime", "resultCode", "transId"),
)


def signed_text(
    names: Iterable[str], values: Mapping[str, object], credentials: Credentials
) -> str:
    """The text that is signed. The access key is in it, though it never travels."""
    pairs = [("accessKey", credentials["access_key"]), *((name, values[name]) for name in names)]
    return "&".join(f"{name}={value}" for name, value in pairs)


def signature(text: str, credentials: Credentials) -> str:
    """The signature of `text`."""
    return hmac.new(credentials["secret_key"].encode(), text.encode(), "sha256").hexdigest()


def _verifies(said: Mapping[str, str], credentials: Credentials) -> bool:
    text = signed_text(RESULT, said, credentials)
    # values are not escaped: a text in which a name occurs twice can be cut in two ways
    if any(text.count(f"&{name}=") != 1 for name in RESULT):
        return False
    return hmac.compare_digest(signature(text, credentials), said["signature"].lower())


def _request(
    urls: Urls,
    call: str,
    fields: Mapping[str, object],
    names: Iterable[str],
    credentials: Credentials,
) -> Request:
    signed = {
        **fields,
        "signature": signature(signed_text(names, fields, credentials), credentials),
    }
    return Request(
        method="POST",
        url=f"{urls.endpoint.rstrip('/')}/v2/gateway/api/{call}",
        headers={"Content-Type": "application/json; charset=UTF-8"},
        body=_json(signed),
    )
