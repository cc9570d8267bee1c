"""Corrections on the running stage: what was closed is driven again, to its end."""

from typing import Any

from tests.e2e.stage import Stage, until

FREE = "2.000004"


def correct(stage: Stage, code: str, **said: str) -> Any:
    body = {"reason": "entered by mistake", **said}
    return stage.post("officer", f"/v1/dossiers/{code}/corrections", body)


def test_a_stopped_dossier_is_recalled_and_goes_to_its_end_in_a_second_run(stage: Stage) -> None:
    code = stage.file(procedure=FREE)
    stage.decide(code, "intake", "accepted")
    stage.decide(code, "processing", "stopped", ground="not_eligible")
    stage.until_waiting(code, None)
    assert correct(stage, code, kind="recall")["execution"]["run"] == 2
    stage.decide(code, "processing", "completed")
    stage.decide(code, "delivery", "delivered")
    assert stage.until_waiting(code, None)["status"] == {"code": 10, "name": "returned"}


def test_a_result_is_recalled_reopened_and_handed_over_again(stage: Stage) -> None:
    code = stage.file(procedure=FREE)
    stage.decide(code, "intake", "accepted")
    stage.decide(code, "processing", "completed")
    stage.until_waiting(code, "delivery")
    assert correct(stage, code, kind="recall")["execution"]["run"] == 1
    stage.decide(code, "processing", "completed")
    stage.decide(code, "delivery", "delivered")
    stage.until_waiting(code, None)
    assert correct(stage, code, kind="reopen")["execution"]["run"] == 2
    stage.decide(code, "delivery", "delivered")
    stage.until_waiting(code, None)
    told = [event["type"] for event in stage.events(code)]
    assert told[-5:] == ["recalled", "resolved", "delivered", "reopened", "delivered"]


def test_money_that_comes_for_a_waived_bill_is_told_as_not_owed(stage: Stage) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    order_id = stage.open_order(code)["order_id"]
    correct(stage, code, kind="waiver", ground="poor-household", document="12/QD-UBND")
    stage.until_waiting(code, "intake")
    stage.pay(order_id)
    until(lambda: "money_not_owed" in [event["type"] for event in stage.events(code)])
    [bill] = stage.get("portal", f"/v1/dossiers/{code}")["bills"]
    assert (bill["state"], bill["owed_back"]) == ("waived", bill["amount"])
    order = stage.get("portal", f"/v1/orders/{order_id}")
    assert (order["state"], order["flags"]) == ("paid", ["late"])
