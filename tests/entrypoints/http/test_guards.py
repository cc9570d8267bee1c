"""What holds for every endpoint: tokens, scopes, agencies, bodies, problems, one log line, CORS."""

import json
import re

import pytest

from app import app
from chalicelib.entrypoints.authorizer import authorize
from chalicelib.entrypoints.http.body import LARGEST_BODY
from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.resources import RESOURCES
from tests.builders import CODE, DISTRICT, PROVIDER, STRANGER, a_transaction, an_order, filed
from tests.entrypoints.http.conftest import ORIGIN, Serve, somebody
from tests.entrypoints.http.gateway import PARAMETER, REQUEST_ID, Gateway, Reply
from tests.fakes import FakeWorld, a_world

ENDPOINTS = [each for resource in RESOURCES for each in resource.endpoints]
GUARDED = [each for each in ENDPOINTS if each.scope]
OF_AN_AGENCY = [
    each for each in GUARDED if "{" in each.path and not each.path.startswith("/v1/procedures")
]
VALID_BODY = {
    "submit": {},
    "pay": {"method": "fake_wallet"},
    "decide": {"outcome": "accepted"},
    "assign": {"assignee": "an"},
    "supply_papers": {"attachments": []},
    "withdraw": {},
    "take_at_counter": {"bill_id": "1", "method": "cash", "amount": 150_000},
    "resume": {"reason": "fixed"},
    "resume_broken": {"reason": "fixed"},
    "correct": {"kind": "recall", "reason": "a mistake"},
    "write_agency": {"name": {"vi": "a", "en": "a"}, "reason": "reform"},
    "write_offering": {"level": "full", "payable_online": False, "reason": "pilot"},
    "write_merchant": {"merchant_id": "SHOP", "beneficiary": "Treasury", "reason": "opened"},
    "write_calendar": {"reason": "law"},
    "simulate": {"reason": "law"},
}
KEY = {"idempotency-key": "k"}


def full_world() -> FakeWorld:
    return a_world(*filed().entities, an_order(), a_transaction())


def asked(api: Gateway, each: Endpoint) -> Reply:
    values = {
        **{"code": CODE, "order_id": an_order().order_id, "task_id": "payment-1"},
        **{"agency": DISTRICT, "provider": PROVIDER},
    }
    path = PARAMETER.sub(lambda found: values.get(found[1], "x"), each.path)
    if "dossier" in (each.query.model_fields if each.query else {}):
        path += f"?dossier={CODE}"
    body = VALID_BODY.get(each.name, {})
    if each.method == "GET":
        return api.get(path)
    if each.method == "PUT":
        return api.put(path, body)
    return api.post(path, body, **{name.replace("-", "_"): value for name, value in KEY.items()})


@pytest.mark.parametrize("each", GUARDED, ids=lambda each: each.name)
def test_no_token_is_401(each: Endpoint, serve: Serve) -> None:
    answer = asked(serve(full_world(), anonymous=True), each)
    assert (answer.status, answer.code) == (401, "token_required")


@pytest.mark.parametrize("each", GUARDED, ids=lambda each: each.name)
def test_a_missing_scope_is_403_and_named(each: Endpoint, serve: Serve) -> None:
    assert each.scope
    answer = asked(serve(full_world(), somebody(without=each.scope)), each)
    assert (answer.status, answer.code) == (403, "scope_missing")
    assert answer.json["facts"] == {"scope": each.scope}


@pytest.mark.parametrize("each", OF_AN_AGENCY, ids=lambda each: each.name)
def test_what_another_agency_owns_is_404(each: Endpoint, serve: Serve) -> None:
    answer = asked(serve(full_world(), somebody(STRANGER, plus="catalogue:write")), each)
    assert answer.status == 404
    codes = ("dossier_not_found", "order_not_found", "agency_not_found", "broken_group_not_found")
    assert answer.code in codes


@pytest.mark.parametrize("path", ["/v1/tasks", "/v1/dossiers", "/v1/ops/executions"])
def test_a_list_of_another_agency_is_empty_and_asking_for_ours_is_404(
    path: str, serve: Serve
) -> None:
    api = serve(full_world(), somebody(STRANGER))
    assert api.get(path).json == {"items": [], "next_cursor": None}
    asked_for = api.get(f"{path}?agency=H32.12")
    assert (asked_for.status, asked_for.code) == (404, "agency_not_found")


@pytest.mark.parametrize("each", GUARDED, ids=lambda each: each.name)
def test_every_guarded_route_asks_the_authorizer_and_answers_preflights(
    each: Endpoint, serve: Serve
) -> None:
    assert app.routes[each.path][each.method].authorizer is authorize
    answer = serve(full_world(), anonymous=True).request(
        "OPTIONS", each.path.replace("{", "").replace("}", ""), headers={"origin": ORIGIN}
    )
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert each.method in answer.headers["Access-Control-Allow-Methods"]
    assert "Idempotency-Key" in answer.headers["Access-Control-Allow-Headers"]


def test_only_providers_browsers_and_the_curious_need_no_token() -> None:
    open_paths = {each.path for each in ENDPOINTS if not each.scope}
    allowed = r"/v1/(health|openapi\.json)|/v1/orders/{order_id}/qr|/(pay|return|webhooks)/.*"
    assert {path for path in open_paths if not re.fullmatch(allowed, path)} == set()


def test_an_origin_that_is_not_registered_is_told_nothing(serve: Serve) -> None:
    answer = serve(full_world()).get("/v1/health", origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "each", [each for each in GUARDED if each.key is Key.REQUIRED], ids=lambda each: each.name
)
@pytest.mark.parametrize("key", [None, "", "k" * 256, "khóa", "a\tb"])
def test_what_makes_something_needs_a_legal_key(
    each: Endpoint, key: str | None, serve: Serve
) -> None:
    api = serve(full_world())
    path = each.path.replace("{code}", CODE)
    data = json.dumps(VALID_BODY.get(each.name, FILING)).encode()
    headers = {} if key is None else {"idempotency-key": key}
    answer = api.request("POST", path, data=data, headers=headers)
    assert (answer.status, answer.code) == (400, "idempotency_key_required")


FILING = {
    "procedure_code": "3.000347",
    "agency_code": "H32.12",
    "applicant": {"full_name": "N"},
}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"a": "\\ud800"}', b"[" * 100_000])
def test_a_body_that_is_not_json_is_400(data: bytes, serve: Serve) -> None:
    answer = serve(full_world()).request("POST", "/v1/dossiers", data=data, headers=KEY)
    assert (answer.status, answer.code) == (400, "body_not_json")


def test_a_body_that_is_too_large_is_413(serve: Serve) -> None:
    data = b"{" + b" " * LARGEST_BODY + b"}"
    answer = serve(full_world()).request("POST", "/v1/dossiers", data=data, headers=KEY)
    assert (answer.status, answer.code) == (413, "body_too_large")


def test_each_wrong_field_is_pointed_at_and_never_repeated(serve: Serve) -> None:
    body = {"agency_code": 7, "applicant": {"full_name": "", "shoe/size": "SECRET"}}
    answer = serve(full_world()).post("/v1/dossiers", body, idempotency_key="k")
    assert (answer.status, answer.code) == (422, "body_invalid")
    errors = {each["pointer"]: each["message"] for each in answer.json["errors"]}
    assert errors == {
        "/procedure_code": "Trường này là bắt buộc.",
        "/agency_code": "Phải là chuỗi ký tự.",
        "/applicant/full_name": "Cần ít nhất 1 ký tự.",
        "/applicant/shoe~1size": "Không có trường này.",
    }
    assert "SECRET" not in answer.text


def test_a_wrong_query_is_422(serve: Serve) -> None:
    answer = serve(full_world()).get("/v1/tasks?limit=101", accept_language="en")
    assert (answer.status, answer.code) == (422, "query_invalid")
    assert answer.json["errors"] == [
        {"pointer": "/limit", "kind": "less_than_equal", "message": "It must be at most 100."}
    ]


@pytest.mark.parametrize("code", ["H32%2F1", "a" * 65, "đ", "a b"])
def test_what_cannot_be_one_of_our_codes_is_not_looked_up(code: str, serve: Serve) -> None:
    answer = serve(full_world()).get(f"/v1/dossiers/{code}")
    assert (answer.status, answer.code) == (404, "not_found")


def test_a_method_that_an_address_does_not_take_is_405(serve: Serve) -> None:
    answer = serve(full_world()).request("DELETE", f"/v1/dossiers/{CODE}")
    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_a_body_that_does_not_say_it_is_json_is_415(serve: Serve) -> None:
    answer = serve(full_world()).request(
        "POST", "/v1/dossiers", data=b"<a/>", headers={**KEY, "content-type": "text/xml"}
    )
    assert (answer.status, answer.code) == (415, "media_type_unsupported")


def test_problems_speak_english_to_those_who_prefer_it(serve: Serve) -> None:
    answer = serve(full_world()).get("/v1/dossiers/X", accept_language="en")
    assert answer.json["detail"] == "There is no dossier X."
    assert answer.headers["Content-Language"] == "en"


def test_an_incident_is_500_and_its_message_stays_unseen(serve: Serve) -> None:
    world = full_world()
    world.workflow.down = RuntimeError("Nguyễn Văn A")
    api = serve(world)
    answer = api.get(f"/v1/ops/executions/{CODE}")
    assert (answer.status, answer.code) == (500, "internal_error")
    [line] = api.logged
    assert line["error"] == "RuntimeError"
    assert any("fakes.py" in place for place in line["place"])
    assert "Nguyễn" not in answer.text + str(line)


def test_every_request_leaves_one_line_without_personal_data(serve: Serve) -> None:
    api = serve(full_world())
    api.get(f"/v1/dossiers/{CODE}", authorization="secret")
    api.get(f"/v1/dossiers/{CODE}?t=secret")
    line, refused = api.logged
    assert "secret" not in str(line) + str(refused)
    milliseconds = line.pop("milliseconds")
    assert milliseconds >= 0
    assert line == {
        "level": "info",
        "message": "request served",
        "method": "GET",
        "route": "/v1/dossiers/{code}",
        "status": 200,
        "subject": "an",
        "request_id": REQUEST_ID,
    }


def test_a_refusal_is_logged_by_its_code(serve: Serve) -> None:
    api = serve(full_world())
    api.get("/v1/dossiers/X")
    assert [line["code"] for line in api.logged] == ["dossier_not_found"]


def test_health_needs_nothing(serve: Serve) -> None:
    answer = serve(a_world(), anonymous=True).get("/v1/health")
    assert (answer.status, answer.json["status"]) == (200, "ok")
