"""Each moment at which procedures ask for money, once on the running stage, from filing to result."""

from datetime import datetime
from typing import Any

from chalicelib.domain.instant import vietnam_day
from local.demo import FILING
from tests.e2e.stage import Stage

CENTRE, WARD = "H32.12", "H32.50.01"


def file(stage: Stage, procedure: str, agency: str = CENTRE, **more: Any) -> str:
    filing: dict[str, Any] = {
        "procedure_code": procedure,
        "agency_code": agency,
        "applicant": FILING["applicant"],
        **more,
    }
    return str(stage.post("portal", "/v1/dossiers", filing)["code"])


def pay_at_the_counter(stage: Stage, code: str, amount: int | None = None) -> None:
    """The open bill, or a part of it, in cash."""
    bills = stage.until_waiting(code, "payment")["bills"]
    [bill] = [bill for bill in bills if bill["state"] == "open"]
    paid = {"bill_id": bill["bill_id"], "method": "cash", "amount": amount or bill["remaining"]}
    stage.post("officer", f"/v1/dossiers/{code}/counter-payments", paid)


def pay_online(stage: Stage, code: str) -> None:
    stage.until_waiting(code, "payment")
    stage.pay(stage.open_order(code)["order_id"])


def returned(stage: Stage, code: str) -> Any:
    """The dossier at its end: handed over, paid, in time."""
    dossier = stage.until_waiting(code, None)
    assert dossier["status"] == {"code": 10, "name": "returned"}
    assert {bill["state"] for bill in dossier["bills"]} == {"covered"}
    assert (dossier["clock"]["state"], dossier["clock"]["promise_kept"]) == ("ended", True)
    return dossier


def told(stage: Stage, code: str) -> list[str]:
    return [event["type"] for event in stage.events(code)]


def status(stage: Stage, code: str) -> tuple[int, str]:
    """The national code, and whether the clock runs, while the dossier waits for its payment."""
    dossier = stage.until_waiting(code, "payment")
    return dossier["status"]["code"], dossier["clock"]["state"]


def test_a_fee_at_intake(stage: Stage) -> None:
    code = file(stage, "1.004756")
    stage.decide(code, "intake", "accepted")
    assert status(stage, code) == (6, "paused")
    pay_online(stage, code)
    stage.decide(code, "processing", "completed")
    stage.decide(code, "delivery", "delivered")
    assert returned(stage, code)["bills"][0]["amount"] > 0


def test_a_fee_after_the_check_of_validity(stage: Stage) -> None:
    code = file(stage, "1.004222", WARD)
    stage.decide(code, "intake", "valid_awaiting_fee")
    assert status(stage, code) == (1, "not_started")
    pay_online(stage, code)
    stage.decide(code, "processing", "completed")
    stage.decide(code, "delivery", "delivered")
    returned(stage, code)


def test_a_fee_before_the_result(stage: Stage) -> None:
    offered = stage.ask(
        "manager",
        "PUT",
        f"/v1/agencies/{CENTRE}/procedures/3.000340",
        json={
            "level": "partial",
            "payable_online": True,
            "methods": ["momo_wallet"],
            "version": 0,
            "reason": "a test of its timing",
        },
    )
    assert offered.status_code in (200, 201, 409), offered.text
    code = file(stage, "3.000340")
    stage.decide(code, "intake", "accepted")
    stage.decide(code, "processing", "completed")
    assert status(stage, code) == (6, "paused")
    pay_online(stage, code)
    stage.decide(code, "delivery", "delivered")
    assert told(stage, code)[-3:] == ["paid", "resolved", "delivered"]
    returned(stage, code)


def test_a_fee_on_the_result_is_counted_and_paid_when_it_is_handed_over(stage: Stage) -> None:
    code = file(stage, "2.000884", WARD, channel="direct", quantities={"certifications": 3})
    stage.decide(code, "intake", "accepted")
    stage.decide(code, "processing", "completed")
    assert status(stage, code) == (9, "ended")
    pay_at_the_counter(stage, code)
    assert returned(stage, code)["bills"][0]["amount"] == 30_000


def test_an_obligation_is_assessed_and_paid_in_parts(stage: Stage) -> None:
    code = file(stage, "1.013978", WARD)
    stage.decide(code, "intake", "accepted")
    filed_at = stage.until_waiting(code, "processing")["filed_at"]
    day = vietnam_day(datetime.fromisoformat(filed_at)).isoformat()
    notice = {"number": "TB-1/2026", "issued_on": day, "issuer": "Thuế cơ sở 1"}
    tax = {"line_id": "registration-tax", "payable": 2_000_000, "exempted": 500_000}
    stage.decide(code, "processing", "fee_assessed", notice=notice, lines=[tax])
    assert status(stage, code) == (6, "paused")
    pay_at_the_counter(stage, code, 1_500_000)
    pay_at_the_counter(stage, code)
    stage.decide(code, "processing", "completed")
    assert status(stage, code) == (6, "paused")  # the fees beside the tax, before the result
    pay_at_the_counter(stage, code)
    stage.decide(code, "delivery", "delivered")
    bills = returned(stage, code)["bills"]
    assert [bill["amount"] for bill in bills] == [2_000_000, 125_000]
    assert bills[0]["notice"] == notice
