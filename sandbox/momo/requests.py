"""What merchants may send: every limit that MoMo documents for create and query.

Source: developers.momo.vn/v3, wallet/onetime, atm/onetime, credit/onetime. Types are strict: an amount
written as text is a bad format. Fields that are not listed here are let through, unread.
"""

import base64
import binascii
import json
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

MOST_AMOUNT = 50_000_000
MOST_MINUTES = 525_600
"""A year: MoMo publishes no bound."""
LEAST_AMOUNT = {"payWithATM": 10_000}
LEAST_AMOUNT_OTHERWISE = 1_000


def _is_base64_of_json(text: str) -> str:
    try:
        json.loads(base64.b64decode(text, validate=True) if text else b"null")
    except (binascii.Error, ValueError, RecursionError):
        raise ValueError("must be empty or the base64 of a JSON text") from None
    return text


Identifier = Annotated[str, Field(min_length=1, max_length=50)]
OrderId = Annotated[str, Field(max_length=200, pattern=r"^[0-9a-zA-Z]([-_.]*[0-9a-zA-Z]+)*$")]
Link = Annotated[str, Field(max_length=2048, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*://\S+$")]
WebLink = Annotated[str, Field(max_length=2048, pattern=r"^https?://\S+$")]
ExtraData = Annotated[str, AfterValidator(_is_base64_of_json)]
Language = Literal["vi", "en"]


class _Message(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, alias_generator=to_camel, extra="ignore")

    partner_code: Identifier
    request_id: Identifier
    order_id: OrderId
    lang: Language = "vi"
    signature: str = Field(min_length=1)

    def fields(self) -> dict[str, object]:
        """The message under MoMo's own names, as the signature covers it."""
        return self.model_dump(by_alias=True)


class UserInfo(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    email: str | None = None


class CreateRequest(_Message):
    amount: int
    order_info: str = Field(min_length=1, max_length=255)
    redirect_url: Link
    ipn_url: WebLink
    request_type: Literal["captureWallet", "payWithATM", "payWithCC", "payWithMethod"]
    extra_data: ExtraData = ""
    partner_name: str | None = None
    store_name: str | None = None
    store_id: str | None = Field(default=None, max_length=50)
    sub_partner_code: str | None = Field(default=None, max_length=50)
    items: list[dict[str, object]] = Field(default=[], max_length=50)
    user_info: UserInfo | None = None
    order_expire_time: int = Field(default=100, ge=1, le=MOST_MINUTES)
    auto_capture: bool = True

    @model_validator(mode="after")
    def _card_needs_an_address(self) -> Self:
        if self.request_type == "payWithCC" and not (self.user_info and self.user_info.email):
            raise ValueError("payWithCC needs userInfo.email")
        return self

    @property
    def least_amount(self) -> int:
        return LEAST_AMOUNT.get(self.request_type, LEAST_AMOUNT_OTHERWISE)


class QueryRequest(_Message):
    pass
