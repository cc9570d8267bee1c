"""The catalogue over HTTP: found in any spelling, narrowed to an agency, in versions, and counted."""

import unicodedata
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.domain.change import Entity
from chalicelib.domain.procedure import ProcedureFacts
from chalicelib.domain.value import Named
from chalicelib.usecases import summarise_catalogue
from tests.builders import (
    DISTRICT,
    FREE_PROCEDURE,
    MONDAY,
    PAID_PROCEDURE,
    PROVINCE,
    STRANGER,
    a_fee_line,
    a_procedure,
    an_agency,
    an_offering,
    named,
)
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import FakeWorld, a_world

LICENCE = Named(vi="Đổi giấy phép lái xe", en="Exchange of driving licence")
VETERINARY = Named(vi="Thú y", en="Veterinary")
MANAGER = somebody("*", plus="catalogue:write")


def a_catalogue(*more: Entity) -> FakeWorld:
    licence = a_procedure(code="3.000348", name=LICENCE, short_name=named("GPLX"))
    vet = a_procedure(code="1.004756", field=VETERINARY)
    return a_world(licence, vet, *more)


def found(api: Gateway, query: str = "") -> list[str]:
    answer = api.get(f"/v1/procedures?{query}")
    assert answer.status == 200, answer.text
    return [each["code"] for each in answer.json["items"]]


@pytest.mark.parametrize(
    "spelling",
    [
        "Đổi giấy phép lái xe",
        unicodedata.normalize("NFD", "Đổi giấy phép lái xe"),
        "ĐỔI GIẤY PHÉP LÁI XE",
        "doi giay phep lai xe",
        "  doi   giay phep ",
        "lai xe doi",
        "driving licence",
        "3.000348",
        "gplx",
        "đôi",  # another accent than the name has
    ],
)
def test_any_spelling_finds_it(spelling: str, serve: Serve) -> None:
    assert found(serve(a_catalogue()), f"q={quote(spelling)}") == ["3.000348"]


def test_every_word_must_be_there(serve: Serve) -> None:
    assert found(serve(a_catalogue()), f"q={quote('giấy phép máy bay')}") == []


@pytest.mark.parametrize("name", ["q", "field"])
@pytest.mark.parametrize("text", ["", "  ", "\N{COMBINING ACUTE ACCENT}"])
def test_what_holds_no_word_does_not_find_everything(name: str, text: str, serve: Serve) -> None:
    answer = serve(a_catalogue()).get(f"/v1/procedures?{name}={quote(text)}")
    [error] = answer.json["errors"]
    assert (answer.status, error["pointer"], error["kind"]) == (422, f"/{name}", "words_needed")


@pytest.mark.parametrize("field", ["Thú y", "thu y", "VETERINARY"])
def test_a_field_is_found_by_either_name(field: str, serve: Serve) -> None:
    assert found(serve(a_catalogue()), f"field={quote(field)}") == ["1.004756"]
    assert found(serve(a_catalogue()), f"field={quote(field[:3])}") == [], "a name is a whole name"


def test_without_an_agency_everything_is_listed_and_nothing_is_said_of_offerings(
    serve: Serve,
) -> None:
    api = serve(a_catalogue())
    assert found(api) == ["1.004756", FREE_PROCEDURE, PAID_PROCEDURE, "3.000348"]
    assert {each["offering"] for each in api.get("/v1/procedures").json["items"]} == {None}


def test_an_agency_narrows_to_what_it_offers_today_and_says_how(serve: Serve) -> None:
    over = an_offering(procedure_code="3.000348", valid_to=date(2026, 11, 22))
    coming = an_offering(procedure_code="1.004756", valid_from=date(2026, 11, 24))
    free = an_offering(
        procedure_code=FREE_PROCEDURE, payable_online=False, why_not=named("Free"), methods=()
    )
    api = serve(a_catalogue(over, coming, free))
    assert found(api, f"agency={DISTRICT}") == [FREE_PROCEDURE, PAID_PROCEDURE]
    items = api.get(f"/v1/procedures?agency={DISTRICT}").json["items"]
    assert items[0]["offering"] == {
        "level": "full",
        "payable_online": False,
        "why_not": {"vi": "Free", "en": "Free"},
        "methods": [],
        "version": 1,
    }
    assert items[1]["offering"]["payable_online"]


@pytest.mark.parametrize(
    "days", [{"valid_to": date(2026, 11, 22)}, {"valid_from": date(2026, 11, 24)}]
)
def test_an_agency_that_is_not_there_today_offers_nothing(
    days: dict[str, date], serve: Serve
) -> None:
    api = serve(a_catalogue(an_agency(DISTRICT, parent=PROVINCE, **days)))
    assert found(api, f"agency={DISTRICT}") == found(api, f"agency={DISTRICT}&payable=true") == []
    assert api.get(f"/v1/procedures/summary?agency={DISTRICT}").json["total"] == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("payable=true", [PAID_PROCEDURE]),
        ("payable=false", [FREE_PROCEDURE]),
        ("level=full", [FREE_PROCEDURE]),
        ("level=unknown", [PAID_PROCEDURE]),
        ("level=unknown&payable=false", []),
        ("level=partial", []),
    ],
)
def test_level_and_payability_narrow_what_an_agency_offers(
    query: str, expected: list[str], serve: Serve
) -> None:
    api = serve(a_catalogue(an_offering(level="unknown")))
    assert found(api, f"agency={DISTRICT}&{query}") == expected


@pytest.mark.parametrize("name", ["level=full", "payable=true"])
def test_level_and_payability_mean_nothing_without_an_agency(name: str, serve: Serve) -> None:
    answer = serve(a_catalogue()).get(f"/v1/procedures?{name}")
    assert (answer.status, answer.code) == (422, "query_invalid")
    (error,) = answer.json["errors"]
    assert error["pointer"] == "/" + name.partition("=")[0]
    assert error["kind"] == "agency_required"
    assert "agency" in error["message"]


@pytest.mark.parametrize("path", ["/v1/procedures", "/v1/procedures/summary"])
def test_another_s_agency_is_404(path: str, serve: Serve) -> None:
    api = serve(a_catalogue())
    for code in (STRANGER, PROVINCE, "H99"):
        assert api.get(f"{path}?agency={code}").code == "agency_not_found"


def a_draft(**changes: Any) -> dict[str, Any]:
    facts = a_procedure().model_dump(mode="json", include=set(ProcedureFacts.model_fields))
    return {**facts, "version": 1, "reason": "circular 37", **changes}


def dearer() -> dict[str, Any]:
    line = a_fee_line(amount=200_000).model_dump(mode="json")
    return a_draft(fee_lines=[line])


def test_a_dossier_s_version_can_still_be_read(serve: Serve) -> None:
    api = serve(a_catalogue(), MANAGER)
    written = api.put(f"/v1/procedures/{PAID_PROCEDURE}", dearer())
    assert (written.status, written.json["version"]) == (200, 2)
    path = f"/v1/procedures/{PAID_PROCEDURE}"
    amounts = [
        api.get(path + query).json["fee_lines"][0]["amount"]
        for query in ("", "?version=2", "?version=1")
    ]
    assert amounts == [200_000, 200_000, 150_000]
    gone = api.get(f"{path}?version=3")
    assert (gone.status, gone.code) == (404, "version_not_found")
    assert api.get(f"{path}?version=0").code == "query_invalid"
    assert api.get("/v1/procedures/9.999999?version=1").code == "procedure_not_found"


def test_versions_say_who_when_and_why_the_latest_first(serve: Serve) -> None:
    api = serve(a_catalogue(), MANAGER)
    api.put(f"/v1/procedures/{PAID_PROCEDURE}", dearer())
    listed = api.get(f"/v1/procedures/{PAID_PROCEDURE}/versions").json
    assert [each["version"] for each in listed["items"]] == [2, 1]
    made = listed["items"][0]["edition"]
    assert (made["by"], made["reason"]) == ("an", "circular 37")
    assert listed["items"][1]["edition"] is None
    assert api.get("/v1/procedures/9.999999/versions").code == "procedure_not_found"


def test_a_defect_keeps_a_procedure_out_and_is_told_in_the_caller_s_language(serve: Serve) -> None:
    api = serve(a_catalogue(), MANAGER)
    cheap = a_draft(fee_lines=[a_fee_line(amount=135).model_dump(mode="json")])
    refused = api.put(f"/v1/procedures/{PAID_PROCEDURE}", cheap, accept_language="en")
    assert (refused.status, refused.code) == (422, "body_invalid")
    (error,) = refused.json["errors"]
    assert (error["pointer"], error["kind"]) == ("/fee_lines/0/amount", "amount_in_thousands")
    assert "135,000" in error["message"]


def test_the_national_catalogue_takes_a_token_for_all_agencies(serve: Serve) -> None:
    local = serve(a_catalogue(), somebody(PROVINCE, plus="catalogue:write"))
    assert local.put(f"/v1/procedures/{PAID_PROCEDURE}", dearer()).code == "national_catalogue"


def test_a_summary_counts_a_tree(serve: Serve) -> None:
    commune = an_agency("H32.50", parent=PROVINCE)
    offered = an_offering(agency_code="H32.50", level="partial", payable_online=False)
    api = serve(a_catalogue(commune, offered), somebody(PROVINCE))
    summary = api.get(f"/v1/procedures/summary?agency={PROVINCE}").json
    assert (summary["total"], summary["payable_online"]) == (2, 1)
    assert summary["by_level"] == {"full": 2, "partial": 0, "information": 0, "unknown": 0}
    assert (summary["pairs"]["total"], summary["pairs"]["by_level"]["partial"]) == (3, 1)
    assert summary["shares_of_pairs"]["payable_online"] == {
        "numerator": 1,
        "denominator": 3,
        "of": "pairs",
        "percent": "33.33",
        "rounding": "half_up",
    }
    assert summary["as_of"] == MONDAY.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert [each["agency_code"] for each in summary["agency_shares"]] == [
        *(PROVINCE, DISTRICT, "H32.50"),
    ]
    (field,) = summary["field_shares"]
    assert field["field"]["vi"] == "A field"


def test_a_summary_without_an_agency_is_of_the_token_s(serve: Serve) -> None:
    theirs = an_offering(agency_code=STRANGER, procedure_code="3.000348")
    api = serve(a_catalogue(theirs))
    assert api.get("/v1/procedures/summary").json["total"] == 2
    assert (
        serve(a_catalogue(theirs), somebody("*")).get("/v1/procedures/summary").json["total"] == 3
    )


def test_a_tree_that_costs_too_many_queries_is_refused(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarise_catalogue, "MOST_AGENCIES", 1)
    refused = serve(a_catalogue(), somebody("*")).get("/v1/procedures/summary")
    assert (refused.status, refused.code) == (422, "tree_too_large")
    assert refused.json["facts"] == {"most": 1, "count": 3}
