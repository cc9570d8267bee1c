"""What a quote says is what a filing owes; two beneficiaries are paid, each at its own account."""

import uuid
from typing import Any

import httpx

from tests.e2e.stage import Stage, until

COMPANY = "2.001583"
"""Its publication is the national registration centre's money, its registration the province's."""

CENTRE, HERE = "G12.30", "H32.12"


def test_what_is_quoted_is_owed_and_each_beneficiary_is_paid_at_its_own_account(
    stage: Stage,
) -> None:
    quote = _quote(stage, COMPANY, channel="direct")
    assert [bill["beneficiary"] for bill in quote["bills"]] == [CENTRE, HERE]
    filed = stage.post("portal", "/v1/dossiers", _filing(COMPANY, channel="direct"))
    code = str(filed["code"])
    assert _owed(filed) == _owed(quote)
    assert sum(bill["amount"] for bill in filed["bills"]) == quote["amount"]
    first = _pay(stage, code, "payment-1", "momo_wallet")
    second = _pay(stage, code, "payment-2", "vnpay_qr")
    dossier = stage.until_waiting(code, "intake")
    assert [(bill["state"], bill["paid"]) for bill in dossier["bills"]] == [
        ("covered", bill["amount"]) for bill in filed["bills"]
    ]
    assert _received(stage, first) == ("momo", "MOMOLRJZ20181206", filed["bills"][0]["amount"])
    assert _received(stage, second) == ("vnpay", "HOSOPAY1", filed["bills"][1]["amount"])
    assert [event["type"] for event in stage.events(code)] == ["filed", "paid", "paid"]


def test_the_second_bill_takes_no_money_before_its_turn(stage: Stage) -> None:
    filed = stage.post("portal", "/v1/dossiers", _filing(COMPANY, channel="direct"))
    refused = stage.ask(
        "portal",
        "POST",
        f"/v1/dossiers/{filed['code']}/orders",
        json={"method": "momo_wallet", "bill_id": "2"},
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "bill_not_open_yet")


def test_a_filing_with_choices_owes_what_their_quote_says(stage: Stage) -> None:
    """Five copies of an extract, and the same for a poor household, who goes on at once."""
    choices = {"quantities": {"copies": 5}}
    quote = _quote(stage, "2.000635", **choices)
    filed = stage.post("portal", "/v1/dossiers", _filing("2.000635", **choices))
    assert _owed(filed) == _owed(quote)
    exempt = {**choices, "exemptions": ["poor_household"]}
    assert _quote(stage, "2.000635", **exempt)["amount"] == 0
    free = stage.post("portal", "/v1/dossiers", _filing("2.000635", **exempt))
    (bill,) = stage.until_waiting(free["code"], "intake")["bills"]
    assert (bill["state"], bill["amount"]) == ("covered", 0)
    assert bill["lines"][0]["exemption"] == "poor_household"


def test_an_open_amount_is_quoted_as_unknown_and_refused_when_filed(stage: Stage) -> None:
    """The circular's table of plates was not read: nobody can say what one costs."""
    case = {"channel": "online", "case": "new_plate"}
    quote = _quote(stage, "1.012575", **case)
    assert quote["amount"] is None
    [line] = quote["open_lines"]
    refused = stage.ask(
        "portal",
        "POST",
        "/v1/dossiers",
        json=_filing("1.012575", **case),
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "amount_open")
    assert [error["kind"] for error in refused.json()["errors"]] == [line["reason"]]


def _quote(stage: Stage, procedure: str, **choices: Any) -> Any:
    asked = {"agency_code": HERE, "channel": "online", **choices}
    answer = stage.ask("portal", "POST", f"/v1/procedures/{procedure}/quotes", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _filing(procedure: str, **choices: Any) -> dict[str, Any]:
    return {
        "procedure_code": procedure,
        "agency_code": HERE,
        "applicant": {"full_name": "Nguyễn Văn An"},
        **choices,
    }


def _owed(answer: Any) -> list[tuple[str, int]]:
    return [(bill["beneficiary"], bill["amount"]) for bill in answer["bills"]]


def _pay(stage: Stage, code: str, task_id: str, method: str) -> str:
    """Once this payment is waited for, an order for it, approved by the payer."""
    until(lambda: _task(stage, code) == task_id)
    order = stage.open_order(code, method)
    provider = str(order["provider"])
    with httpx.Client(trust_env=False, timeout=60) as payer:
        payer.get(order["checkout"]["pay_url"]).raise_for_status()
        path = f"/control/{provider}/orders/{order['order_id']}/approve"
        payer.post(stage.run["sandbox_url"] + path, json={}).raise_for_status()
    return str(order["order_id"])


def _task(stage: Stage, code: str) -> str | None:
    dossier = stage.get("portal", f"/v1/dossiers/{code}")
    waits, driven = dossier["waiting_for"], dossier["execution"]["state"] == "running"
    return waits["task_id"] if waits and driven else None


def _received(stage: Stage, order_id: str) -> tuple[str, str, int]:
    """Where the money of an order is: provider, account and amount."""
    [fact] = stage.get("portal", f"/v1/orders/{order_id}/transactions")["items"]
    [(account, amount)] = [
        (posting["account"], posting["amount"])
        for posting in fact["postings"]
        if posting["amount"] > 0
    ]
    _, provider, merchant = account.split(":")
    return provider, merchant, amount
