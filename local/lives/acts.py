"""What citizens and officers do to one dossier, over HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from local.lives.api import Api, Refused
from local.lives.life import Life, look
from local.lives.paying import (
    approve,
    cancel_then_pay,
    order_then_counter,
    pay_counter,
    pay_wallet,
    payable,
)

Act = Callable[[Api, Life], None]

_PAPERS = {"attachments": [{"name": "bo-sung.pdf", "uri": "https://example.vn/bo-sung.pdf"}]}


def file(api: Api, life: Life) -> None:
    """The portal files it."""
    body = life.what.body(electronic=life.standing.electronic, reference=life.key())
    life.seen = api.call("portal", "POST", "/v1/dossiers", body, life.key())
    life.code = life.seen["code"]


def perform(api: Api, life: Life, act: str) -> None:
    """One act; where it leads is noted from the decision alone, before the next look."""
    if act in ACTS:
        ACTS[act](api, life)
    else:
        _decide(api, life, act)
    life.done.append(act)


def _decide(api: Api, life: Life, outcome: str) -> None:
    task = life.seen["waiting_for"]["task_id"]
    path = f"/v1/dossiers/{life.code}/tasks/{task}/decision"
    said = {"outcome": outcome, **_more(life, outcome)}
    life.decided(outcome)
    life.seen = api.call("officer", "POST", path, said, life.key())


def _more(life: Life, outcome: str) -> dict[str, Any]:
    if outcome in ("stopped", "rejected"):
        return {"ground": "not_eligible"}
    if outcome == "fee_assessed":
        number = f"TB-{life.number}-{len(life.done)}/2026"
        notice = {"number": number, "issued_on": _today(), "issuer": "Thuế cơ sở 1"}
        tax = {"line_id": "registration-tax", "payable": 2_000_000, "exempted": 500_000}
        return {"notice": notice, "lines": [tax]}
    return {}


def _today() -> str:
    """The day in Vietnam, at which a dossier of today may be assessed."""
    return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()


def _correct(api: Api, life: Life, decision: str, **said: str) -> None:
    body = {"reason": "entered by mistake", **said}
    path = f"/v1/dossiers/{life.code}/corrections"
    life.decided(decision)
    life.seen = api.call("officer", "POST", path, body, life.key("c"))


def _recall(api: Api, life: Life) -> None:
    _correct(api, life, "recall", kind="recall")


def _reopen(api: Api, life: Life) -> None:
    _correct(api, life, "reopen", kind="reopen")


def _waive(api: Api, life: Life) -> None:
    _correct(api, life, "waived", kind="waiver", ground="poor-household", document="12/QD-UBND")


def _pause(api: Api, life: Life) -> None:
    _correct(api, life, "held", kind="pause", ground="third_party")


def _resume(api: Api, life: Life) -> None:
    _correct(api, life, "resumed", kind="resume", ground="third_party")


def _extend(api: Api, life: Life) -> None:
    """Each promises a later day than the one before: a Monday, some weeks away."""
    monday = datetime.now(UTC).date() + timedelta(weeks=16 + 2 * len(life.done))
    monday -= timedelta(days=monday.weekday())
    slip = f"XL-{life.number}-{len(life.done)}"
    _correct(api, life, "extended", kind="extension", document=slip, due_on=monday.isoformat())


def _supply(api: Api, life: Life) -> None:
    life.decided("supplied")
    _once(api, life, "supplements", _PAPERS, "no_supplement_awaited")


def _withdraw(api: Api, life: Life) -> None:
    life.decided("withdrawn")
    _once(api, life, "withdrawal", {}, "dossier_closed")


def _once(api: Api, life: Life, what: str, body: object, done_before: str) -> None:
    """These have no key: a repetition that is refused because it was done is an answer."""
    try:
        life.seen = api.call("portal", "POST", f"/v1/dossiers/{life.code}/{what}", body)
    except Refused as refusal:
        if not (refusal.repeated and refusal.code == done_before):
            raise
        look(api, life)


def _withdraw_then_pay(api: Api, life: Life) -> None:
    """The payer does not know that the dossier was withdrawn."""
    order = payable(api, life)
    _withdraw(api, life)
    approve(api, life, order)


ACTS: dict[str, Act] = {
    "recall": _recall,
    "reopen": _reopen,
    "waive": _waive,
    "pause": _pause,
    "resume": _resume,
    "extension": _extend,
    "supply": _supply,
    "withdraw": _withdraw,
    "withdraw_then_pay": _withdraw_then_pay,
    "cancel_then_pay": cancel_then_pay,
    "order_then_counter": order_then_counter,
    "pay_wallet": pay_wallet,
    "pay_counter": pay_counter,
}
"""Every act that is not an officer's decision about a task."""
