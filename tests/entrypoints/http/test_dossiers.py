"""Dossiers over HTTP."""

from chalicelib.domain.task import TaskOutcome
from tests.builders import (
    CODE,
    DISTRICT,
    FEE,
    FREE_PROCEDURE,
    PAID_PROCEDURE,
    STRANGER,
    filed,
    filed_free,
)
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import a_world

FILING = {
    "procedure_code": PAID_PROCEDURE,
    "agency_code": DISTRICT,
    "applicant": {
        "full_name": "Nguyễn Văn An",
        "id_number": "001099000123",
        "phone": "0912345678",
        "email": "an@example.vn",
    },
}


def test_a_filing_answers_201_with_where_the_dossier_is_and_what_it_waits_for(serve: Serve) -> None:
    api = serve(a_world())
    answer = api.post("/v1/dossiers", FILING, idempotency_key="k1")
    dossier = answer.json
    assert answer.status == 201
    assert answer.headers["Location"] == f"https://api.example/v1/dossiers/{dossier['code']}"
    assert dossier["code"] == "H32.12-261123-0001"
    assert dossier["status"] == {"code": 1, "name": "submitted"}
    assert dossier["waiting_for"]["task_id"] == "payment-1"
    assert dossier["waiting_for"]["due_at"] == dossier["bills"][0]["due_at"]
    assert dossier["procedure"] == {"code": PAID_PROCEDURE, "version": 1}
    assert dossier["execution"] == {"name": "H32-12-261123-0001-1", "run": 1, "state": "owed"}
    assert dossier["clock"]["state"] == "not_started"
    [bill] = dossier["bills"]
    assert (bill["bill_id"], bill["amount"], bill["paid"], bill["state"]) == ("1", FEE, 0, "open")
    assert bill["lines"][0]["amount"] == FEE


def test_the_same_filing_twice_is_one_dossier(serve: Serve) -> None:
    api = serve(a_world())
    first = api.post("/v1/dossiers", FILING, idempotency_key="k1")
    again = api.post("/v1/dossiers", dict(reversed(FILING.items())), idempotency_key="k1")
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json == first.json


def test_a_key_with_another_body_is_a_conflict(serve: Serve) -> None:
    api = serve(a_world())
    api.post("/v1/dossiers", FILING, idempotency_key="k1")
    answer = api.post("/v1/dossiers", {**FILING, "portal_reference": "7"}, idempotency_key="k1")
    assert (answer.status, answer.code) == (409, "idempotency_key_reused")


def test_the_same_key_of_two_callers_makes_two_dossiers(serve: Serve) -> None:
    world = a_world()
    one = serve(world, somebody(subject="a")).post("/v1/dossiers", FILING, idempotency_key="k")
    two = serve(world, somebody(subject="b")).post("/v1/dossiers", FILING, idempotency_key="k")
    assert one.json["code"] != two.json["code"]


def test_a_filing_at_another_agency_is_not_found(serve: Serve) -> None:
    api = serve(a_world())
    answer = api.post("/v1/dossiers", {**FILING, "agency_code": STRANGER}, idempotency_key="k")
    assert (answer.status, answer.code) == (404, "agency_not_found")


def test_a_procedure_that_is_not_offered_points_at_its_field(serve: Serve) -> None:
    api = serve(a_world())
    answer = api.post("/v1/dossiers", {**FILING, "procedure_code": "9.9"}, idempotency_key="k")
    assert (answer.status, answer.code) == (422, "procedure_not_offered")
    [error] = answer.json["errors"]
    assert error["pointer"] == "/procedure_code"
    assert "9.9" in error["message"]


def test_an_applicant_is_masked(serve: Serve) -> None:
    answer = serve(a_world()).post("/v1/dossiers", FILING, idempotency_key="k")
    assert answer.json["applicant"] == {
        "kind": "person",
        "full_name": "N. V. A.",
        "id_number": "***123",
        "phone": "***678",
        "email": "***",
        "address": None,
    }
    for secret in ("Nguyễn", "001099000123", "0912345678", "an@example.vn"):
        assert secret not in answer.text


def test_a_province_is_kept_to_be_counted(serve: Serve) -> None:
    api = serve(a_world())
    filing = {**FILING, "applicant_province": "79"}
    filed = api.post("/v1/dossiers", filing, idempotency_key="k").json
    assert filed["applicant_province"] == "79"
    report = "/v1/reports/service?from=2026-11-23&to=2026-11-29&by=applicant_province"
    assert [row["group"] for row in api.get(report).json["groups"]["applicant_province"]] == ["79"]
    wrong = api.post("/v1/dossiers", {**filing, "applicant_province": "7"}, idempotency_key="l")
    assert wrong.json["errors"][0]["pointer"] == "/applicant_province"


def test_the_scope_for_personal_data_shows_the_applicant(serve: Serve) -> None:
    api = serve(a_world(), somebody(plus="dossiers:personal"))
    answer = api.post("/v1/dossiers", FILING, idempotency_key="k")
    assert answer.json["applicant"]["full_name"] == "Nguyễn Văn An"


def test_names_and_addresses_of_papers_are_personal_data(serve: Serve) -> None:
    paper = {"name": "CCCD Nguyễn Văn An.pdf", "uri": "https://files.example/1"}
    world = a_world()
    filing = {**FILING, "attachments": [paper]}
    seen = serve(world).post("/v1/dossiers", filing, idempotency_key="k")
    assert seen.json["attachments"] == []
    officer = serve(world, somebody(plus="dossiers:personal"))
    shown = officer.get(f"/v1/dossiers/{seen.json['code']}")
    assert shown.json["attachments"] == [{**paper, "sha256": None}]


def test_what_has_not_changed_is_not_sent_again(serve: Serve) -> None:
    api = serve(a_world(*filed().entities))
    first = api.get(f"/v1/dossiers/{CODE}")
    again = api.get(f"/v1/dossiers/{CODE}", if_none_match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_money_on_a_bill_changes_the_etag_of_its_dossier(serve: Serve) -> None:
    scene = filed()
    world = a_world(*scene.entities)
    api = serve(world)
    before = api.get(f"/v1/dossiers/{CODE}").headers["ETag"]
    assert scene.bill
    world.store.put(scene.bill.succeed(paid=1000))
    assert api.get(f"/v1/dossiers/{CODE}", if_none_match=before).status == 200


def test_a_timeline_is_read_page_by_page(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    api.post(f"/v1/dossiers/{CODE}/tasks/intake-1/decision", {"outcome": "accepted"})
    seqs, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/v1/dossiers/{CODE}/events?limit=1{cursor and '&cursor=' + cursor}").json
        seqs += [event["seq"] for event in page["items"]]
        cursor = page["next_cursor"]
    assert seqs == [1, 2, 3]


def test_an_event_says_what_happened_and_seals_it(serve: Serve) -> None:
    [event] = serve(a_world(*filed().entities)).get(f"/v1/dossiers/{CODE}/events").json["items"]
    assert set(event) == {"seq", "at", "type", "actor", "data", "note", "hash"}
    assert event["type"] == "filed"


def test_papers_are_supplied_when_they_are_waited_for(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    decision = {"outcome": TaskOutcome.SUPPLEMENT_REQUESTED.value}
    asked = api.post(f"/v1/dossiers/{CODE}/tasks/intake-1/decision", decision).json
    assert asked["status"]["name"] == "awaiting_supplement"
    assert asked["clock"]["state"] == "not_started"
    papers = {"attachments": [{"name": "a.pdf", "uri": "https://files.example/a"}]}
    answer = api.post(f"/v1/dossiers/{CODE}/supplements", papers)
    assert answer.status == 200
    assert answer.json["waiting_for"]["task_id"] == "intake-2"


def test_papers_that_nobody_waits_for_are_a_conflict(serve: Serve) -> None:
    api = serve(a_world(*filed().entities))
    answer = api.post(f"/v1/dossiers/{CODE}/supplements", {"attachments": []})
    assert (answer.status, answer.code) == (409, "no_supplement_awaited")


def test_a_withdrawal_needs_no_body_and_closes_the_dossier(serve: Serve) -> None:
    api = serve(a_world(*filed().entities))
    answer = api.request("POST", f"/v1/dossiers/{CODE}/withdrawal")
    assert answer.status == 200
    assert answer.json["status"] == {"code": 7, "name": "withdrawn"}
    assert answer.json["waiting_for"] is None
    assert answer.json["bills"][0]["state"] == "cancelled"
    again = api.request("POST", f"/v1/dossiers/{CODE}/withdrawal")
    assert (again.status, again.code) == (409, "dossier_closed")


def test_the_clock_explains_itself_in_the_callers_language(serve: Serve) -> None:
    api = serve(a_world(*filed(procedure={"code": FREE_PROCEDURE, "version": 1}).entities))
    english = api.get(f"/v1/dossiers/{CODE}", accept_language="en-GB,vi;q=0.5")
    assert "not started" in english.json["clock"]["explanation"]
    assert english.headers["Content-Language"] == "en"
    vietnamese = api.get(f"/v1/dossiers/{CODE}")
    assert "Thời hạn" in vietnamese.json["clock"]["explanation"]
    assert vietnamese.headers["Content-Language"] == "vi"
