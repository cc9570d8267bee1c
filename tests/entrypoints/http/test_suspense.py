"""Money without a home, as those see it whose account it reached."""

from datetime import timedelta

import pytest

from chalicelib.domain.agency import Merchant
from chalicelib.domain.suspense import Suspense, suspend
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.match_suspense import match_suspense
from tests.builders import DISTRICT, FEE, MONDAY, PROVINCE, STRANGER, a_merchant, a_statement, filed
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_bill

LIST = "/v1/suspense"
LAST_YEAR = timedelta(days=365)


def holding(count: int = 1, *more: Merchant) -> FakeWorld:
    world = a_world(*filed().entities, *more)
    for number in range(count):
        book_statement(world, a_statement(a_pending_order(order_id=f"2611230000{number:05d}")))
        world.clock.forward(timedelta(seconds=1))
    return world


def test_money_without_a_home_is_listed_with_what_is_known_of_it(serve: Serve) -> None:
    [held] = serve(holding(), somebody(PROVINCE)).get(LIST).json["items"]
    assert held == {
        "reason": "unknown_order",
        "provider": "fakepay",
        "merchant": "SHOP",
        "order_id": "261123000000000",
        "amount": FEE,
        "currency": "VND",
        "provider_transaction_id": "4088878653",
        "provider_code": "0",
        "verified_by": "signature",
        "occurred_at": "2026-11-23T02:00:00.000000Z",
        "received_at": "2026-11-23T02:00:00.000000Z",
        "matched_at": None,
        "next_try_at": "2026-11-23T02:01:00.000000Z",
        "postings": [
            {"account": "provider:fakepay:SHOP", "amount": FEE},
            {"account": "suspense:fakepay:SHOP", "amount": -FEE},
        ],
    }


@pytest.mark.parametrize(
    ("agency", "seen"), [("*", 1), (PROVINCE, 1), (DISTRICT, 0), (STRANGER, 0)]
)
def test_only_the_agency_that_holds_the_account_sees_its_money(
    agency: str, seen: int, serve: Serve
) -> None:
    answer = serve(holding(), somebody(agency)).get(LIST)
    assert (answer.status, len(answer.json["items"])) == (200, seen)


def test_an_agency_with_an_account_of_its_own_does_not_see_the_one_above(serve: Serve) -> None:
    world = holding(1, a_merchant(agency_code=DISTRICT, merchant_id="OWN"))
    assert serve(world, somebody(DISTRICT)).get(LIST).json["items"] == []
    own = a_statement(a_pending_order(order_id="261123000099999"), merchant_id="OWN")
    book_statement(world, own)
    [held] = serve(world, somebody(DISTRICT)).get(LIST).json["items"]
    assert held["merchant"] == "OWN"


def test_money_of_an_account_that_is_nobodys_is_seen_by_those_who_see_all(serve: Serve) -> None:
    world = holding(0)
    book_statement(world, a_statement(merchant_id="NOBODY"))
    assert serve(world, somebody(PROVINCE)).get(LIST).json["items"] == []
    assert len(serve(world, somebody("*")).get(LIST).json["items"]) == 1


def test_what_found_its_order_leaves_the_list_and_is_found_when_asked_for(serve: Serve) -> None:
    world = holding()
    order = a_pending_order(order_id="261123000000000")
    world.store.put(order, the_bill(world).model_copy(update={"orders": {"m": order.order_id}}))
    match_suspense(world, world.store.all(Suspense)[0])
    api = serve(world, somebody("*"))
    assert api.get(LIST).json["items"] == []
    [held] = api.get(f"{LIST}?matched=true").json["items"]
    assert held["matched_at"] == "2026-11-23T02:00:01.000000Z"
    assert held["next_try_at"] is None
    assert sum(posting["amount"] for posting in held["postings"][::2]) == 0


def test_a_list_is_paged_and_midnight_shifts_nothing(serve: Serve) -> None:
    world = holding(5)
    api = serve(world, somebody("*"))
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(f"{LIST}?limit=2{cursor and f'&cursor={cursor}'}").json
        found += [held["order_id"] for held in page["items"]]
        cursor = page["next_cursor"]
        world.clock.forward(timedelta(days=1))
    assert sorted(found) == [f"2611230000{number:05d}" for number in range(5)]


def test_one_day_is_asked_for_by_its_name(serve: Serve) -> None:
    world = holding()
    old = suspend(a_statement(), "unknown_order", MONDAY - LAST_YEAR)
    world.store.put(old)
    api = serve(world, somebody("*"))
    assert len(api.get(LIST).json["items"]) == 1
    assert len(api.get(f"{LIST}?day=2026-11-23").json["items"]) == 1
    [held] = api.get(f"{LIST}?day=2025-11-23").json["items"]
    assert held["received_at"].startswith("2025-11-23")
    assert api.get(f"{LIST}?day=2026-11-22").json["items"] == []


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-11-23T01:00:00", ""])
def test_what_is_no_day_is_422(day: str, serve: Serve) -> None:
    answer = serve(holding()).get(f"{LIST}?day={day}", accept_language="en")
    assert (answer.status, answer.code) == (422, "query_invalid")
    [error] = answer.json["errors"]
    assert error["pointer"] == "/day"
    assert error["message"] == "It must be a day, as in 2026-11-23."


@pytest.mark.parametrize("cursor", ["x", "20261123.x", "20261323.", "00010101."])
def test_a_cursor_that_we_did_not_give_is_422(cursor: str, serve: Serve) -> None:
    answer = serve(holding(), somebody("*")).get(f"{LIST}?cursor={cursor}")
    assert (answer.status, answer.code) == (422, "cursor_invalid")


def test_what_is_owed_a_home_too_long_is_shown_to_those_who_see_all(serve: Serve) -> None:
    world = holding()
    world.clock.forward(timedelta(hours=1))
    debts = serve(world, somebody("*")).get("/v1/ops/owed?limit=100").json["items"]
    [debt] = [each for each in debts if each["debt"] == "match_suspense"]
    assert (debt["dossier_code"], debt["agency_code"], debt["stuck"]) == (None, None, True)
    others = serve(world, somebody(PROVINCE)).get("/v1/ops/owed?limit=100").json["items"]
    assert [each for each in others if each["debt"] == "match_suspense"] == []
