"""Lists of dossiers over HTTP: which, in what order, and what they say of each."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.dossier import Execution, ExecutionState, Status
from tests.builders import (
    CODE,
    DISTRICT,
    MONDAY,
    PAID_PROCEDURE,
    PROVINCE,
    STRANGER,
    a_bill,
    a_dossier,
    an_order,
    filed,
    filed_free,
)
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway
from tests.entrypoints.http.test_dossiers import FILING
from tests.fakes import FakeWorld, a_world

LIST, SEARCH = "/v1/dossiers", "/v1/dossiers/search"


def codes(api: Gateway, query: str = "") -> list[str]:
    return [item["code"] for item in api.get(LIST + query).json["items"]]


def test_an_item_says_what_a_list_needs_and_masks_the_applicant(serve: Serve) -> None:
    [item] = serve(a_world(*filed().entities)).get(LIST).json["items"]
    links = item.pop("links")
    waiting = item.pop("waiting_for")
    assert item == {
        "code": CODE,
        "version": 1,
        "status": {"code": 1, "name": "submitted"},
        "procedure": {"code": PAID_PROCEDURE, "version": 1},
        "agency_code": DISTRICT,
        "channel": "online",
        "applicant": {
            "kind": "person",
            "full_name": "N. V. A.",
            "id_number": "***001",
            "phone": None,
            "email": None,
            "address": None,
        },
        "execution": {"name": "H32-12-261123-0001-1", "run": 1, "state": "owed"},
        "filed_at": "2026-11-23T02:00:00.000000Z",
    }
    assert waiting["task_id"] == "payment-1"
    assert links["self"] == f"https://api.example/v1/dossiers/{CODE}"
    assert links["corrections"] == f"https://api.example/v1/dossiers/{CODE}/corrections"


def test_the_scope_for_personal_data_shows_the_applicant(serve: Serve) -> None:
    api = serve(a_world(*filed().entities), somebody(plus="dossiers:personal"))
    [item] = api.get(LIST).json["items"]
    assert item["applicant"]["id_number"] == "001099000001"


def test_no_bill_is_read_for_a_list(serve: Serve) -> None:
    world = a_world(*filed().entities)

    class NoBills:
        def __getattr__(self, name: str) -> Any:
            assert name == "filed"
            return getattr(world.dossiers, name)

    api = serve(replace(world, dossiers=NoBills()))  # type: ignore[arg-type]
    assert codes(api) == [CODE]


def several() -> FakeWorld:
    """One of each kind, filed an hour apart, two of them on the day before."""
    waiting = filed(code="A", filed_at=MONDAY - timedelta(days=1)).dossier
    free = filed_free(code="B", filed_at=MONDAY - timedelta(hours=20)).dossier
    closed = a_dossier(code="C", status=Status.SUBMITTED, filed_at=MONDAY).model_copy(
        update={
            "status": Status.RETURNED,
            "waiting_for": None,
            "execution": Execution(state=ExecutionState.FINISHED),
        }
    )
    late = filed_free(code="D", filed_at=MONDAY + timedelta(hours=1)).dossier
    theirs = filed_free(code="E", agency_code=STRANGER).dossier
    return a_world(waiting, free, closed, late, theirs)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "DCBA"),
        (f"?agency={DISTRICT}", "DCBA"),
        ("?agency=H32", "DCBA"),
        ("?status=submitted", "DBA"),
        ("?status=1", "DBA"),
        ("?status=returned", "C"),
        ("?status=10", "C"),
        ("?status=8", ""),
        ("?kind=payment", "A"),
        ("?kind=intake", "DB"),
        ("?kind=intake&status=10", ""),
        ("?from=2026-11-23", "DC"),
        ("?to=2026-11-22", "BA"),
        ("?from=2026-11-22&to=2026-11-22", "BA"),
        ("?from=2026-11-24", ""),
        ("?from=0001-01-01&to=9999-12-31", "DCBA"),
        ("?overdue=false", "DCBA"),
        ("?overdue=true", ""),
    ],
)
def test_dossiers_are_filtered(query: str, found: str, serve: Serve) -> None:
    api = serve(several(), somebody(PROVINCE))
    assert codes(api, query) == list(found)


def test_overdue_is_what_should_have_ended_by_now(serve: Serve) -> None:
    world = several()
    world.clock.forward(timedelta(days=30))
    api = serve(world)
    assert codes(api, "?overdue=true") == ["A"]
    assert codes(api, "?overdue=false") == ["D", "C", "B"]


def test_a_deadline_that_is_this_very_instant_has_not_passed(serve: Serve) -> None:
    world = a_world(*filed().entities)
    world.clock.at = a_bill().pay_by
    assert codes(serve(world), "?overdue=true") == []
    world.clock.forward(timedelta(microseconds=1))
    assert codes(serve(world), "?overdue=true") == [CODE]


def test_days_are_vietnams(serve: Serve) -> None:
    midnight = datetime.fromisoformat("2026-11-23T00:00:00+07:00")
    early = a_dossier(code="A", filed_at=midnight - timedelta(microseconds=1))
    api = serve(a_world(early, a_dossier(code="B", filed_at=midnight)))
    assert codes(api, "?to=2026-11-22") == ["A"]
    assert codes(api, "?from=2026-11-23") == ["B"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("?status=0", "/status"),
        ("?status=11", "/status"),
        ("?status=04", "/status"),
        ("?status=Submitted", "/status"),
        ("?status=", "/status"),
        ("?kind=nothing", "/kind"),
        ("?overdue=yes", "/overdue"),
        ("?from=23.11.2026", "/from"),
        ("?to=2026-02-29", "/to"),
        ("?since=2026-11-23", "/since"),
        ("?limit=101", "/limit"),
        ("?from=2026-11-23&to=2026-11-22", "/to"),
    ],
)
def test_what_is_no_filter_is_422_and_pointed_at(query: str, pointer: str, serve: Serve) -> None:
    answer = serve(several()).get(LIST + query)
    assert (answer.status, answer.code) == (422, "query_invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_another_agency_is_not_found(serve: Serve) -> None:
    answer = serve(several()).get(f"{LIST}?agency={STRANGER}")
    assert (answer.status, answer.code) == (404, "agency_not_found")


def found(api: Gateway, number: str) -> list[str]:
    answer = api.post(SEARCH, {"id_number": number})
    assert answer.status == 200
    return [item["code"] for item in answer.json["items"]]


def test_an_applicants_dossiers_are_found_by_the_number_in_the_body(serve: Serve) -> None:
    world = a_world()
    api = serve(world)
    code = api.post(LIST, FILING, idempotency_key="k").json["code"]
    assert found(api, "001099000123") == found(api, "001 099 000 123") == [code]
    assert found(api, "001099000124") == found(api, "-") == []
    assert found(serve(world, somebody(STRANGER)), "001099000123") == []


def test_a_search_tells_the_number_to_nobody(serve: Serve) -> None:
    api = serve(a_world())
    api.post(LIST, FILING, idempotency_key="k")
    answer = api.post(SEARCH, {"id_number": "001099000123"})
    assert "001099000123" not in answer.text
    assert "digest" not in answer.text
    assert "001099000123" not in repr(api.logged)


@pytest.mark.parametrize("body", [{}, {"id_number": ""}, {"id_number": "1" * 21}, {"id_number": 1}])
def test_a_search_without_a_number_is_422(body: Any, serve: Serve) -> None:
    answer = serve(a_world()).post(SEARCH, body)
    assert (answer.status, answer.code) == (422, "body_invalid")
    assert answer.json["errors"][0]["pointer"] == "/id_number"


def test_the_digest_is_shown_to_nobody(serve: Serve) -> None:
    api = serve(a_world(), somebody(plus="dossiers:personal"))
    answer = api.post(LIST, FILING, idempotency_key="k")
    code = answer.json["code"]
    shown = [answer, api.get(f"{LIST}/{code}"), api.get(LIST), api.get(f"{LIST}/{code}/events")]
    assert all("1#" not in one.text for one in shown)


def test_a_filing_whose_number_could_not_be_found_later_is_503_and_writes_nothing(
    serve: Serve,
) -> None:
    world = a_world()
    world.secrets.keys.clear()
    before = dict(world.store.items)
    answer = serve(world).post(LIST, FILING, idempotency_key="k")
    assert (answer.status, answer.code) == (503, "try_again")
    assert answer.headers["Retry-After"]
    assert world.store.items == before


def test_the_attempts_to_pay_a_dossier_are_listed_oldest_first(serve: Serve) -> None:
    later = an_order(order_id="261123000000020", opened_at=MONDAY + timedelta(minutes=1))
    api = serve(a_world(*filed().entities, later, an_order()))
    items = api.get(f"{LIST}/{CODE}/orders").json["items"]
    assert [item["order_id"] for item in items] == ["261123000000012", "261123000000020"]
    assert items[0]["amount"] == an_order().amount
