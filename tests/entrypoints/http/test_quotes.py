"""Quotes over HTTP."""

from typing import Any

import pytest

from chalicelib.domain.offering import Collector
from tests.builders import (
    DISTRICT,
    FEE,
    FREE_PROCEDURE,
    PAID_PROCEDURE,
    STRANGER,
    a_fee_line,
    a_procedure,
    an_offering,
    named,
)
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway, Reply
from tests.fakes import FakeWorld, a_world
from tests.usecases.two_bills import CENTRE, PUBLICATION, REGISTRATION, catalogue_of_two

ASKED = {"agency_code": DISTRICT, "channel": "online"}


def quoted(api: Gateway, code: str = PAID_PROCEDURE, **asked: Any) -> Reply:
    return api.post(f"/v1/procedures/{code}/quotes", {**ASKED, **asked})


def test_a_quote_says_what_and_why_in_both_languages(serve: Serve) -> None:
    answer = quoted(serve(a_world()))
    assert answer.status == 200
    found = answer.json
    assert found["procedure"] == {"code": PAID_PROCEDURE, "version": 1}
    assert (found["agency_code"], found["on"]) == (DISTRICT, "2026-11-23")
    assert (found["amount"], found["known_amount"], found["currency"]) == (FEE, FEE, "VND")
    [line] = found["lines"]
    assert (line["line_id"], line["amount"], line["beneficiary"]) == ("fee", FEE, DISTRICT)
    assert (found["open_lines"], found["bills"][0]["amount"]) == ([], FEE)
    assert found["explanation"][0] == {
        "vi": "Fee: 150.000 đồng.",
        "en": "Fee: 150,000 VND.",
        "line_id": "fee",
    }


def test_an_open_line_leaves_no_amount_but_the_known_part_apart(serve: Serve) -> None:
    lines = (
        a_fee_line(line_id="known", amount=7000),
        a_fee_line(line_id="local", amount=None, set_by="provincial_council"),
    )
    offering = an_offering(collectors=(Collector(line_id="local", agency_code=CENTRE),))
    found = quoted(serve(a_world(a_procedure(fee_lines=lines), offering))).json
    assert (found["amount"], found["known_amount"]) == (None, 7000)
    [line] = found["open_lines"]
    assert (line["line_id"], line["reason"]) == ("local", "set_by_provincial_council")
    assert line["because"]["en"].startswith("Fee: not payable yet because")
    assert [(bill["beneficiary"], bill["amount"]) for bill in found["bills"]] == [
        (DISTRICT, 7000),
        (CENTRE, None),
    ]


def test_a_free_procedure_costs_nothing(serve: Serve) -> None:
    found = quoted(serve(a_world()), FREE_PROCEDURE).json
    assert (found["amount"], found["lines"], found["bills"]) == (0, [], [])


def test_the_bills_of_a_quote_are_those_of_the_filing(serve: Serve) -> None:
    api = serve(a_world(*catalogue_of_two()))
    quote = quoted(api).json
    filing = {
        "procedure_code": PAID_PROCEDURE,
        "agency_code": DISTRICT,
        "applicant": {"full_name": "N"},
    }
    filed = api.post("/v1/dossiers", filing, idempotency_key="k").json
    both = [(CENTRE, PUBLICATION), (DISTRICT, REGISTRATION)]
    assert [(bill["beneficiary"], bill["amount"]) for bill in quote["bills"]] == both
    assert [(bill["beneficiary"], bill["amount"]) for bill in filed["bills"]] == both
    assert [bill["state"] for bill in filed["bills"]] == ["open", "planned"]
    assert filed["bills"][1]["due_at"] is None
    assert filed["bills"][1]["remaining"] == REGISTRATION


def test_a_quote_makes_nothing(serve: Serve) -> None:
    world = a_world()
    quoted(serve(world))
    assert world.commits.done == []


def a_world_of_choices() -> FakeWorld:
    lines = (
        a_fee_line(line_id="new", case="new"),
        a_fee_line(line_id="copy", option="copies", quantity="copies"),
    )
    names = {"vi": "Cấp mới", "en": "New"}
    return a_world(
        a_procedure(
            channels=("online",),
            fee_lines=lines,
            cases=({"code": "new", "name": names},),
            quantities=({"code": "copies", "name": named("Copies"), "maximum": 5},),
        )
    )


@pytest.mark.parametrize(
    ("asked", "pointer", "kind"),
    [
        ({}, "/case", "case_required"),
        ({"case": "old"}, "/case", "not_known"),
        ({"case": "new", "channel": "postal"}, "/channel", "channel_not_taken"),
        ({"case": "new", "options": ["express"]}, "/options/0", "not_known"),
        ({"case": "new", "exemptions": ["poor"]}, "/exemptions/0", "not_known"),
        ({"case": "new", "quantities": {"copies": 2}}, "/quantities/copies", "quantity_not_used"),
        (
            {"case": "new", "options": ["copies"], "quantities": {"copies": 6}},
            "/quantities/copies",
            "quantity_out_of_bounds",
        ),
    ],
)
def test_a_wrong_choice_is_pointed_at(
    asked: dict[str, Any], pointer: str, kind: str, serve: Serve
) -> None:
    answer = quoted(serve(a_world_of_choices()), **asked)
    assert (answer.status, answer.code) == (422, "choices_invalid")
    [error] = answer.json["errors"]
    assert (error["pointer"], error["kind"]) == (pointer, kind)


def test_the_refusal_lists_the_cases_in_the_caller_s_language(serve: Serve) -> None:
    api = serve(a_world_of_choices())
    [vi] = quoted(api).json["errors"]
    assert vi["message"] == "Hãy chọn một trường hợp: new (Cấp mới)."
    answer = api.post(f"/v1/procedures/{PAID_PROCEDURE}/quotes", ASKED, accept_language="en")
    assert answer.json["errors"][0]["message"] == "Choose one of the cases: new (New)."


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"channel": "fax"}, "/channel"),
        ({"quantities": {"pages": -1}}, "/quantities/pages"),
        ({"quantities": {"pages": 10**12}}, "/quantities/pages"),
        ({"quantities": {"pages": "3"}}, "/quantities/pages"),
        ({"quantities": {"pages": True}}, "/quantities/pages"),
        ({"options": ["Bản sao"]}, "/options/0"),
        ({"exemptions": ["🙂"]}, "/exemptions/0"),
        ({"case": "x" * 41}, "/case"),
        ({"on": "2027-02-29"}, "/on"),
        ({"on": "29/02/2028"}, "/on"),
        ({"agency_code": "../H32"}, "/agency_code"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_a_field_that_cannot_be_read_is_pointed_at(
    asked: dict[str, Any], pointer: str, serve: Serve
) -> None:
    answer = quoted(serve(a_world()), **asked)
    assert (answer.status, answer.code) == (422, "body_invalid")
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_a_day_is_quoted_for_and_one_too_far_away_is_not(serve: Serve) -> None:
    api = serve(a_world())
    assert quoted(api, on="2028-02-29").json["on"] == "2028-02-29"
    answer = quoted(api, on="1945-09-02")
    assert (answer.status, answer.code) == (422, "day_too_far")
    assert answer.json["errors"][0]["pointer"] == "/on"


def test_what_is_not_there_is_404_and_what_is_not_offered_is_422(serve: Serve) -> None:
    api = serve(a_world(), somebody(DISTRICT, "H32"))
    for answer in (quoted(api, "9.999999"), quoted(api, agency_code=STRANGER)):
        assert answer.status == 404
    answer = quoted(api, agency_code="H32")
    assert (answer.status, answer.code) == (422, "procedure_not_offered")


def test_a_filing_with_an_open_line_says_each_reason(serve: Serve) -> None:
    lines = (
        a_fee_line(line_id="local", amount=None, set_by="provincial_council"),
        a_fee_line(line_id="pages", quantity="pages"),
    )
    api = serve(a_world(a_procedure(fee_lines=lines)))
    filing = {
        "procedure_code": PAID_PROCEDURE,
        "agency_code": DISTRICT,
        "applicant": {"full_name": "N"},
    }
    answer = api.post("/v1/dossiers", filing, idempotency_key="k", accept_language="en")
    assert (answer.status, answer.code) == (422, "amount_open")
    assert answer.json["detail"] == (
        "It cannot be paid yet, because nobody knows the amount of:"
        " local (set_by_provincial_council), pages (quantity_not_counted)."
    )
    assert [(error["pointer"], error["kind"]) for error in answer.json["errors"]] == [
        ("/procedure_code", "set_by_provincial_council"),
        ("/quantities/pages", "quantity_not_counted"),
    ]


def test_the_methods_of_a_dossier_are_those_of_whoever_is_paid_now(serve: Serve) -> None:
    """The centre has no account: its bill cannot be paid online, whatever the province has."""
    *entities, _ = catalogue_of_two()
    world = a_world(*entities)
    api = serve(world)
    filing = {
        "procedure_code": PAID_PROCEDURE,
        "agency_code": DISTRICT,
        "applicant": {"full_name": "N"},
    }
    code = api.post("/v1/dossiers", filing, idempotency_key="k").json["code"]
    assert api.get(f"/v1/methods?dossier={code}").json == []
    world.store.put(catalogue_of_two()[-1])
    offered = api.get(f"/v1/methods?dossier={code}").json
    assert [each["method"] for each in offered] == ["fake_wallet", "fake_card"]
