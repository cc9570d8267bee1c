"""How VNPAY tells a merchant the result: the notification and the return, both a signed query string.

Source: sandbox.vnpayment.vn/apis/docs, pay.html. A payment without money has no number (`0`), as in the
public samples.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from sandbox.clock import from_ms
from sandbox.courier import Contract
from sandbox.deliveries import Parcel
from sandbox.telling import Telling
from sandbox.vnpay.codes import CANCELLED, FAILED_STATUS, STOPS, SUCCESS, WAITING_STATUS
from sandbox.vnpay.merchants import DEMO_MERCHANTS
from sandbox.vnpay.moments import written
from sandbox.vnpay.orders import Order
from sandbox.vnpay.signing import query_text, sign

SENDS = 10
PAUSE_SECONDS = 300.0
"""At most ten calls, five minutes apart."""
TIMEOUT_SECONDS = 15.0
"""How long an answer is waited for is not published: ours."""

BANKS = {"VNPAYQR": ("NCB", "QRCODE"), "INTCARD": ("VISA", "VISA"), "VNBANK": ("NCB", "ATM")}

TOLD = {
    "paid": (SUCCESS, SUCCESS),
    "failed": (CANCELLED, FAILED_STATUS),
    "waiting": ("99", WAITING_STATUS),
}


def contract(pause: float = PAUSE_SECONDS) -> Contract:
    """Sends again after 01, 04, 97, 99 or silence; after any other answer too, which is our choice."""
    return Contract(TIMEOUT_SECONDS, _stops, (pause,) * (SENDS - 1))


def _stops(status: int, text: str) -> bool:
    try:
        answer = json.loads(text)
    except ValueError:
        return False
    return status == 200 and isinstance(answer, dict) and answer.get("RspCode") in STOPS


def told(order: Order, telling: Telling) -> Order:
    """The order as this telling has it."""
    if telling.outcome:
        response_code, status = TOLD[telling.outcome]
        order = replace(order, response_code=response_code, status=status)
    in_dong = order.stated_amount // 100
    return replace(
        order,
        received=order.stated_amount + (telling.amount(in_dong) - in_dong) * 100,
        decided_at=order.decided_at + round(telling.clock * 1000) if order.decided_at else 0,
    )


def result_fields(order: Order) -> dict[str, str]:
    """The result of a decided order, not yet signed."""
    with_money = order.response_code == SUCCESS or order.is_in_review
    bank, card = BANKS.get(order.bank_code, (order.bank_code or "NCB", "ATM"))
    number = str(order.transaction_no) if with_money else "0"
    return {
        "vnp_Amount": str(order.stated_amount),
        "vnp_BankCode": bank,
        "vnp_BankTranNo": f"VNP{number}" if with_money else "",
        "vnp_CardType": card,
        "vnp_OrderInfo": order.order_info,
        "vnp_PayDate": written(from_ms(order.decided_at)) if order.decided_at else "",
        "vnp_ResponseCode": order.response_code,
        "vnp_TmnCode": order.tmn_code,
        "vnp_TransactionNo": number,
        "vnp_TransactionStatus": order.status,
        "vnp_TxnRef": order.txn_ref,
    }


def sealed(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that have a value, sorted and signed with the key of the merchant that they name."""
    merchant = DEMO_MERCHANTS[fields["vnp_TmnCode"]]
    kept = {name: fields[name] for name in sorted(fields) if fields[name]}
    return {**kept, "vnp_SecureHash": sign(query_text(kept), merchant)}


def parcels(order: Order, tellings: Sequence[Telling], ipn_url: str) -> list[Parcel]:
    """What is sent to the registered address; nothing while there is none."""
    return [_parcel(order, telling, ipn_url) for telling in tellings] if ipn_url else []


def _parcel(order: Order, telling: Telling, ipn_url: str) -> Parcel:
    said = sealed(result_fields(told(order, telling)))
    if telling.forged:
        said["vnp_SecureHash"] = said["vnp_SecureHash"][::-1]
    return Parcel(
        "vnpay", order.txn_ref, "GET", joined(ipn_url, said), "", body="", delay=telling.delay
    )


def return_url(order: Order) -> str:
    """The merchant's return address with the signed result added to whatever query it has."""
    return joined(order.return_url, sealed(result_fields(order)))


def joined(url: str, fields: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(fields)}"
