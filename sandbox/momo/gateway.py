"""The work behind MoMo's interface, without HTTP: bytes in, an answer out.

Checks run in this order: format, merchant and signature, amount, repeated request, repeated order. MoMo
does not publish its order; a caller sees a difference only when a request is wrong in two ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from sandbox.clock import Clock, in_ms
from sandbox.momo.answers import Answer, created, found, refused
from sandbox.momo.cashier import Cashier
from sandbox.momo.codes import Code
from sandbox.momo.merchants import PUBLIC_TEST_MERCHANTS
from sandbox.momo.orders import Order, Orders
from sandbox.momo.requests import MOST_AMOUNT, CreateRequest, QueryRequest
from sandbox.momo.results import told
from sandbox.momo.signing import CREATE, QUERY, is_signed, signed_text
from sandbox.telling import TRUTH, Telling


@dataclass(frozen=True)
class Gateway:
    orders: Orders
    cashier: Cashier
    base_url: str
    now: Clock

    def create(self, body: bytes) -> Answer:
        try:
            asked = CreateRequest.model_validate_json(body)
        except ValidationError as fault:
            return self._bad_format(fault)
        if refusal := self._authentication(asked.fields(), asked.signature, CREATE):
            return refusal
        if refusal := self._amount(asked):
            return refusal
        self.cashier.lapse_overdue()
        if earlier := self.orders.find_request(asked.partner_code, asked.request_id):
            return self._repeated(asked, earlier)
        if self.orders.find(asked.order_id):
            return self._refused(Code.DUPLICATE_ORDER, asked.fields())
        order = self._order(asked)
        self.orders.add(order)
        return created(order, self.base_url, self._ms())

    def query(self, body: bytes, telling: Telling = TRUTH) -> Answer:
        try:
            asked = QueryRequest.model_validate_json(body)
        except ValidationError as fault:
            return self._bad_format(fault)
        if refusal := self._authentication(asked.fields(), asked.signature, QUERY):
            return refusal
        self.cashier.lapse_overdue()
        order = self.orders.find(asked.order_id)
        if order is None or order.partner_code != asked.partner_code:
            return self._refused(Code.ORDER_NOT_FOUND, asked.fields())
        now = self._ms() + round(telling.clock * 1000)
        return found(told(order, telling), asked.request_id, asked.lang, now)

    def _ms(self) -> int:
        return in_ms(self.now())

    def _refused(self, code: Code, asked: Mapping[str, object], **remarks: object) -> Answer:
        return refused(code, self._ms(), asked, **remarks)

    def _bad_format(self, fault: ValidationError) -> Answer:
        """Says which fields are wrong, as MoMo does (`subErrors`), and repeats none of them."""
        answer = self._refused(Code.BAD_FORMAT, {})
        wrong = [
            {"field": ".".join(str(part) for part in error["loc"]), "message": error["msg"]}
            for error in fault.errors(include_input=False, include_url=False, include_context=False)
        ]
        return Answer({**answer.body, "subErrors": wrong}, answer.status)

    def _authentication(
        self, fields: Mapping[str, object], signature: str, order: tuple[str, ...]
    ) -> Answer | None:
        """The journal gets the text that should have been signed: the quickest way to see why."""
        merchant = PUBLIC_TEST_MERCHANTS.get(str(fields["partnerCode"]))
        if merchant is None:
            return self._refused(Code.NOT_AUTHENTICATED, fields, reason="unknown partnerCode")
        if not is_signed(fields, signature, order, merchant):
            expected = signed_text(fields, order, merchant)
            return self._refused(Code.NOT_AUTHENTICATED, fields, expected_text=expected)
        return None

    def _amount(self, asked: CreateRequest) -> Answer | None:
        if asked.amount <= 0:
            return self._refused(Code.AMOUNT_INVALID, asked.fields())
        if not asked.least_amount <= asked.amount <= MOST_AMOUNT:
            return self._refused(Code.AMOUNT_OUT_OF_RANGE, asked.fields())
        return None

    def _repeated(self, asked: CreateRequest, earlier: Order) -> Answer:
        """A repeated requestId: the same result once it is final, a refusal until then."""
        if earlier.is_final and earlier.order_id == asked.order_id:
            return created(earlier, self.base_url, self._ms(), earlier.result_code)
        return self._refused(Code.DUPLICATE_REQUEST, asked.fields())

    def _order(self, asked: CreateRequest) -> Order:
        now = self._ms()
        return Order(
            order_id=asked.order_id,
            partner_code=asked.partner_code,
            request_id=asked.request_id,
            amount=asked.amount,
            order_info=asked.order_info,
            merchant_name=asked.partner_name or asked.store_name or asked.partner_code,
            redirect_url=asked.redirect_url,
            ipn_url=asked.ipn_url,
            request_type=asked.request_type,
            extra_data=asked.extra_data,
            lang=asked.lang,
            auto_capture=int(asked.auto_capture),
            created_at=now,
            expires_at=now + asked.order_expire_time * 60_000,
            trans_id=self.orders.next_trans_id(now),
        )
