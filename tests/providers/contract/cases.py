"""What providers are tested with: recorded exchanges and notifications, as files of data.

A folder `tests/providers/<name>/` holds

- `setting.json`: credentials, others that are not the merchant's, our addresses, one order
- `exchanges/*.json`: given, exact request, recorded answer, meaning; `call` is open or query
- `notifications/*.json`: a call to us, what its signature covers (and what of that may be
  missing) and what not, its meaning
- `codes.json`: every documented code (and some unknown ones) as changes of one notification
- `acknowledgements.json`: the answer to each verdict, and the table of facts: what becomes of a
  notification that meets an order in some state, and what the provider is told

A body that is an object stands for its compact JSON in UTF-8, a text for itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, TypeAdapter

from chalicelib.domain.instant import Instant
from chalicelib.domain.statement import Outcome, Statement
from chalicelib.ports.provider import Inbound, Payer, Urls, Verdict

FOLDER = Path(__file__).parent.parent
Body: TypeAlias = dict[str, Any] | str


def raw(body: Body) -> bytes:
    """The bytes that a body stands for."""
    if isinstance(body, str):
        return body.encode()
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


class Case(BaseModel):
    """A record of a file; a misspelt name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GivenOrder(Case):
    order_id: str
    method: str
    merchant_id: str
    amount: int
    description: str
    opened_at: Instant
    expires_at: Instant


class Setting(Case):
    credentials: dict[str, str]
    other_credentials: dict[str, str]
    urls: Urls
    order: GivenOrder


class WantedRequest(Case):
    method: str
    url: str
    headers: dict[str, str]
    body: Body


class RecordedAnswer(Case):
    status: int
    body: Body


class Step(Case):
    request: WantedRequest
    answer: RecordedAnswer


class ExchangeCase(Case):
    title: str
    source: str
    call: Literal["open", "query"]
    request_id: str = ""
    order: dict[str, Any] = {}
    payer: Payer = Payer()
    steps: list[Step]
    meaning: dict[str, Any]


class RecordedCall(Case):
    method: str
    body: Body = ""
    query: dict[str, str] = {}
    headers: dict[str, str] = {}


class NotificationCase(Case):
    title: str
    source: str
    call: RecordedCall
    signed: list[str]
    optional: list[str] = []
    unsigned: list[str]
    meaning: Statement

    @property
    def fields(self) -> Mapping[str, Any]:
        """The named values of the call, wherever they travel."""
        return self.call.query or TypeAdapter(dict[str, Any]).validate_python(self.call.body)

    def inbound(self, fields: Mapping[str, Any] | None = None) -> Inbound:
        """The call as it arrives, with other fields if given."""
        fields = self.fields if fields is None else fields
        call = Inbound(self.call.method, b"", headers=self.call.headers)
        if self.call.query:
            return replace(call, query=fields)
        return replace(call, body=raw(dict(fields)))


class CodeRow(Case):
    code: str
    notified: Outcome
    opened: str = ""
    queried: str = ""
    changes: dict[str, Any]


class Codes(Case):
    source: str
    notification: str
    documented: list[CodeRow]
    unknown: list[CodeRow]


class WantedAcknowledgement(Case):
    status: int
    body: Body


class FactRow(Case):
    """A notification that meets an order: đồng on its bill and in suspense, and the verdict."""

    notification: str
    changes: dict[str, Any] = {}
    order: Literal["pending", "paid", "expired", "cancelled", "missing", "of another merchant"]
    verdict: Verdict
    paid: int = 0
    suspense: int = 0

    @property
    def title(self) -> str:
        """The row in words."""
        changed = "-changed" if self.changes else ""
        return f"{self.notification}{changed}-{self.order}"


class Acknowledgements(Case):
    source: str
    verdicts: dict[Verdict, WantedAcknowledgement]
    facts: list[FactRow]


@dataclass(frozen=True)
class Folder:
    """The cases of one provider."""

    setting: Setting
    exchanges: Mapping[str, ExchangeCase]
    notifications: Mapping[str, NotificationCase]
    codes: Codes
    acknowledgements: Acknowledgements


@cache
def folder(name: str) -> Folder:
    """Everything recorded of the provider `name`."""
    home = FOLDER / name
    return Folder(
        Setting.model_validate_json((home / "setting.json").read_bytes()),
        {
            path.stem: ExchangeCase.model_validate_json(path.read_bytes())
            for path in sorted(home.glob("exchanges/*.json"))
        },
        {
            path.stem: NotificationCase.model_validate_json(path.read_bytes())
            for path in sorted(home.glob("notifications/*.json"))
        },
        Codes.model_validate_json((home / "codes.json").read_bytes()),
        Acknowledgements.model_validate_json((home / "acknowledgements.json").read_bytes()),
    )
