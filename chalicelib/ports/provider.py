"""A payment provider as the core sees it: a translator without I/O.

*open* and *query* are generators that yield requests and are sent answers, so that a provider
that needs a token first is still one function and every exchange can be replayed in a test.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias, TypeVar

from chalicelib.domain.order import Checkout, Order
from chalicelib.domain.statement import Statement
from chalicelib.domain.value import Named

Credentials: TypeAlias = Mapping[str, str]
"""One set of a merchant's secrets, in the provider's own words."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request to a provider."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the body as received."""

    status: int
    body: bytes


Result = TypeVar("Result")
Exchange: TypeAlias = Generator[Request, Answer, Result]


@dataclass(frozen=True, slots=True)
class Payer:
    """What a provider may ask about the payer; handed through, never stored with the order."""

    ip: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What makes one query differ from the next: a new id, and the instant of asking."""

    request_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Inbound:
    """A call that a provider (or a browser, for returns) makes to us, as received.

    `call` tells the calls of a protocol apart that has several (`/webhooks/<provider>/<call>`).
    """

    method: str
    body: bytes
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    call: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """Our answer to such a call, in the provider's own words."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an inbound call says it is about, before anything is verified."""

    order_id: str
    merchant_id: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The provider made the order payable."""

    checkout: Checkout


@dataclass(frozen=True, slots=True)
class Declined:
    """The provider said clearly that it will not open the order."""

    code: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The provider's answer tells neither; the order must be looked up."""

    code: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """The provider does not know the order."""

    code: str


OpenResult: TypeAlias = Opened | Declined | Unclear
QueryResult: TypeAlias = Statement | NotFound | Unclear


class Verdict(StrEnum):
    """What became of a notification: the core's word, translated by `acknowledge`.

    WRONG_AMOUNT is booked like any money; only the answer may differ.
    """

    BOOKED = "booked"
    ALREADY_BOOKED = "already_booked"
    WRONG_AMOUNT = "wrong_amount"
    NOTED = "noted"
    UNKNOWN_ORDER = "unknown_order"
    WRONG_MERCHANT = "wrong_merchant"
    UNVERIFIED = "unverified"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to pay: its limits in đồng, its name for people, and what it asks of the payer."""

    name: Named
    minimum: int
    maximum: int
    needs_email: bool = False


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the provider reaches us and we reach it.

    `api` is for a provider whose calls go elsewhere than its payers.
    """

    endpoint: str
    notify: str
    back: str
    api: str = ""


class Malformed(Exception):  # noqa: N818 -- what the call is
    """An inbound call that is not of the provider's form."""


class Provider(Protocol):
    """One payment provider. Every function is pure; `now`-like values come as arguments."""

    name: str
    methods: Mapping[str, Method]
    secrets: tuple[str, ...]
    """The keys of Credentials that must never appear in a transcript."""

    def open(
        self, order: Order, credentials: Credentials, urls: Urls, payer: Payer
    ) -> Exchange[OpenResult]:
        """Ask the provider to make `order` payable; nothing is asked of one that only signs."""

    def query(
        self, order: Order, credentials: Credentials, urls: Urls, question: Question
    ) -> Exchange[QueryResult]:
        """Ask the provider what it knows of `order`."""

    def claim(self, call: Inbound) -> Claim:
        """What a notification or return says it is about. Raises Malformed."""

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        """The verified statement of a notification or return; None if no secret verifies it.

        Several credentials are accepted while secrets rotate. Raises Malformed.
        """

    def acknowledge(self, verdict: Verdict) -> Outbound:
        """The answer to a notification, as the provider documents it."""


def redacted(text: str, credentials: Credentials, provider: Provider) -> str:
    """`text` (part of a transcript) without the provider's secrets."""
    for key in provider.secrets:
        text = text.replace(credentials[key], "***")
    return text
