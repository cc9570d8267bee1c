"""The work behind VNPAY's two interfaces, without HTTP: the payment page's address, and querydr.

The page's address is checked in this order: form, merchant, signature, time, number. VNPAY does not
publish its order; a caller sees a difference only when a request is wrong in two ways.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from sandbox.clock import Clock, from_ms, in_ms
from sandbox.telling import TRUTH, Telling
from sandbox.vnpay.cashier import Cashier
from sandbox.vnpay.codes import QUERY_MESSAGES
from sandbox.vnpay.merchants import DEMO_MERCHANTS, Merchant
from sandbox.vnpay.moments import day_of, read, written
from sandbox.vnpay.orders import Order, Orders
from sandbox.vnpay.requests import Refusal, payment_asked, query_asked
from sandbox.vnpay.results import BANKS, told
from sandbox.vnpay.signing import (
    QUERY,
    QUERY_ANSWER,
    barred_text,
    is_signed,
    query_text,
    sign,
)


@dataclass(frozen=True)
class Gateway:
    orders: Orders
    cashier: Cashier
    now: Clock

    def visit(self, query: str) -> Order:
        """The order that this address is about, new or opened before. Raises Refusal.

        The same address opens the same page again, as a payer who reloads expects; another request
        under the same number of the day is refused.
        """
        fields = payment_asked(parse_qsl(query, keep_blank_values=True))
        merchant = DEMO_MERCHANTS.get(fields["vnp_TmnCode"])
        if merchant is None:
            raise Refusal("vnp_TmnCode is not known")
        text = query_text(fields)
        if not is_signed(text, fields["vnp_SecureHash"], merchant):
            raise Refusal(f"vnp_SecureHash does not match; the text to sign is {text}")
        self.cashier.lapse_overdue()
        day = day_of(fields["vnp_CreateDate"])
        earlier = self.orders.find_of_day(merchant.tmn_code, day, fields["vnp_TxnRef"])
        if earlier and earlier.asked == text:
            return earlier
        if earlier:
            raise Refusal("vnp_TxnRef was used today")
        if read(fields["vnp_ExpireDate"]) <= self.now():
            raise Refusal("vnp_ExpireDate is past")
        order = self._order(fields, text)
        self.orders.add(order)
        return order

    def query(self, body: bytes, telling: Telling = TRUTH) -> Mapping[str, object]:
        """The answer to querydr, signed whenever the merchant is known. HTTP says 200 in any case."""
        try:
            fields = query_asked(json.loads(body))
        except ValueError:
            return _answer("03", {})
        merchant = DEMO_MERCHANTS.get(fields["vnp_TmnCode"])
        if merchant is None:
            return _answer("02", fields)
        if not is_signed(barred_text(fields, QUERY), fields["vnp_SecureHash"], merchant):
            return _signed(_answer("97", fields), merchant)
        day = day_of(fields["vnp_CreateDate"])
        if not self.orders.is_new_request(merchant.tmn_code, day, fields["vnp_RequestId"]):
            return _signed(_answer("94", fields), merchant)
        self.cashier.lapse_overdue()
        asked = fields["vnp_TransactionDate"]
        order = self.orders.find_of_day(merchant.tmn_code, day_of(asked), fields["vnp_TxnRef"])
        if order is None or order.create_date != asked:
            return _signed(_answer("91", fields), merchant)
        return _signed({**_answer("00", fields), **_found(told(order, telling))}, merchant)

    def _order(self, fields: Mapping[str, str], text: str) -> Order:
        return Order(
            transaction_no=self.orders.next_transaction_no(in_ms(self.now())),
            tmn_code=fields["vnp_TmnCode"],
            txn_ref=fields["vnp_TxnRef"],
            day=day_of(fields["vnp_CreateDate"]),
            amount=int(fields["vnp_Amount"]),
            bank_code=fields.get("vnp_BankCode", ""),
            order_info=fields["vnp_OrderInfo"],
            return_url=fields["vnp_ReturnUrl"],
            locale=fields["vnp_Locale"],
            create_date=fields["vnp_CreateDate"],
            expires_at=in_ms(read(fields["vnp_ExpireDate"])),
            asked=text,
        )


def _answer(code: str, asked: Mapping[str, str]) -> dict[str, object]:
    return {
        "vnp_ResponseId": uuid.uuid4().hex,
        "vnp_Command": "querydr",
        "vnp_ResponseCode": code,
        "vnp_Message": QUERY_MESSAGES[code],
        "vnp_TmnCode": asked.get("vnp_TmnCode", ""),
        "vnp_TxnRef": asked.get("vnp_TxnRef", ""),
    }


def _found(order: Order) -> dict[str, object]:
    bank = BANKS.get(order.bank_code, (order.bank_code or "NCB", ""))[0]
    return {
        "vnp_Amount": str(order.stated_amount),
        "vnp_BankCode": bank,
        "vnp_PayDate": written(from_ms(order.decided_at)) if order.decided_at else "",
        "vnp_TransactionNo": str(order.transaction_no),
        "vnp_TransactionType": "01",
        "vnp_TransactionStatus": order.status,
        "vnp_OrderInfo": order.order_info,
        "vnp_PromotionCode": "",
        "vnp_PromotionAmount": "",
    }


def _signed(answer: Mapping[str, object], merchant: Merchant) -> Mapping[str, object]:
    return {**answer, "vnp_SecureHash": sign(barred_text(answer, QUERY_ANSWER), merchant)}
