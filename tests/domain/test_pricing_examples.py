"""The real catalogue, priced by hand: each row can be checked with pencil and paper.

A row without `at` is of a `day` in Vietnam; `at` is an instant, as machines in UTC tell it.
`prices` are what a province has set; without them it has set nothing.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.choices import Choices
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.offering import Offering
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import Procedure

HERE = Path(__file__)
CATALOGUE = HERE.parents[2] / "local" / "catalogue" / "procedures.json"
EXAMPLES: list[dict[str, Any]] = json.loads((HERE.parent / "pricing_examples.json").read_text())
CHOICES = frozenset(Choices.model_fields)


@pytest.fixture(scope="module")
def procedures() -> dict[str, Procedure]:
    file = CatalogueFile.model_validate_json(CATALOGUE.read_text())
    return {procedure.code: procedure for procedure in file.procedures}


def day_of(row: dict[str, Any]) -> date:
    if "at" in row:
        return vietnam_day(datetime.fromisoformat(row["at"]))
    return date.fromisoformat(row["day"])


def an_offering(row: dict[str, Any]) -> Offering:
    prices = [{"legal_basis": "Nghị quyết HĐND", **price} for price in row.get("prices", ())]
    return Offering(
        agency_code="H32.12",
        procedure_code=row["code"],
        level="full",
        payable_online=False,
        prices=prices,
    )


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['code']} {row['why']}")
def test_a_price_is_what_it_is_by_hand(
    row: dict[str, Any], procedures: dict[str, Procedure]
) -> None:
    choices = Choices.model_validate({name: row[name] for name in CHOICES & set(row)})
    priced = price(procedures[row["code"]], an_offering(row), choices, day_of(row))
    assert {line.line_id: line.amount for line in priced.lines} == row["lines"]
    assert {line.line_id: line.reason for line in priced.open_lines} == row["open"]
    assert priced.amount == row["amount"]
    assert row["amount"] in (None, sum(row["lines"].values())), "the row adds up by itself"


def test_there_are_enough_of_them() -> None:
    assert len(EXAMPLES) >= 60
    assert len({(row["code"]) for row in EXAMPLES}) >= 30


def test_every_procedure_can_be_priced_in_every_case(procedures: dict[str, Procedure]) -> None:
    """Whatever is chosen, by whatever channel it is filed: an amount or a reason, never a hole."""
    for procedure in procedures.values():
        for channel in procedure.channels:
            cases: list[str | None] = [each.code for each in procedure.cases]
            for case in cases or [None]:
                choices = Choices(channel=channel, case=case)
                row = {"code": procedure.code}
                priced = price(procedure, an_offering(row), choices, date(2026, 11, 25))
                owes = [line for line in procedure.fee_lines if line.option is None]
                assert bool(owes) == bool(priced.lines or priced.open_lines)
