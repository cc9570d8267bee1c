"""The examples of docs/pricing.md: a table as JSON, then what is asked and what is answered."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.choices import Choices
from chalicelib.domain.errors import Invalid, Said
from chalicelib.domain.offering import Offering
from chalicelib.domain.priced import OpenReason
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import Procedure
from tests.builders import a_fee_line, a_procedure, an_offering, named
from tests.docs.blocks import ROOT, blocks

PAGE = "docs/pricing.md"
ASKED = re.compile(r"^(?P<channel>\w+) (?P<on>\S+)(?P<chosen>[^→]*)→ (?P<answer>.*)$")
EXAMPLES = list(zip(blocks(PAGE, "json"), blocks(PAGE, "quotes"), strict=True))


def a_table(said: dict[str, Any]) -> Procedure:
    """What the page leaves out is as usual; what has no name is called by its code."""
    lines = [
        a_fee_line(**{"amount": None, **line, "name": named(line.get("name", line["line_id"]))})
        for line in said["fee_lines"]
    ]
    quantities = [{**each, "name": named(each["code"])} for each in said.get("quantities", ())]
    exempt = [
        {"certainty": "sourced", **each, "name": named(each["code"])}
        for each in said.get("exemptions", ())
    ]
    chosen = {
        field: [{"code": code, "name": named(code)} for code in said.get(field, ())]
        for field in ("cases", "options")
    }
    return a_procedure(fee_lines=lines, quantities=quantities, exemptions=exempt, **chosen)


def a_place(said: dict[str, Any]) -> Offering:
    prices = [{"legal_basis": "NQ", **each} for each in said.get("prices", ())]
    return an_offering(prices=prices, collectors=said.get("collectors", ()))


def choices(channel: str, chosen: str) -> Choices:
    pairs = [pair.split("=") for pair in chosen.split()]
    counted = {name: int(value) for name, value in pairs if value.isdigit()}
    said: dict[str, Any] = {
        "channel": channel,
        "case": next((value for name, value in pairs if name == "case"), None),
        "quantities": counted,
        "options": [value for name, value in pairs if name == "option"],
        "exemptions": [value for name, value in pairs if name == "claim"],
    }
    return Choices.model_validate(said)


def answer(procedure: Procedure, offering: Offering, chosen: Choices, on: str) -> list[str]:
    """The first line of an answer, and its explanation."""
    try:
        priced = price(procedure, offering, chosen, date.fromisoformat(on))
    except Invalid as refusal:
        [(pointer, said)] = refusal.errors
        return [f"refused: {pointer} {said.kind if isinstance(said, Said) else said}"]
    known = f"{priced.known_amount:,} VND"
    if priced.open_lines:
        reasons = ", ".join(f"{line.line_id} ({line.reason})" for line in priced.open_lines)
        known = f"open: {reasons}, known {known}"
    return [known, *(remark.en for remark in priced.explanation)]


def each_question(text: str) -> Iterator[tuple[str, list[str]]]:
    """A question with its answer, and the sentences below it, if any."""
    for part in re.split(r"\n(?! )", text.strip()):
        question, *sentences = part.splitlines()
        yield question, [sentence.strip() for sentence in sentences]


@pytest.mark.parametrize(("table", "asked"), EXAMPLES)
def test_the_page_says_what_the_product_answers(table: str, asked: str) -> None:
    said = json.loads(table)
    procedure, offering = a_table(said["procedure"]), a_place(said.get("offering", {}))
    for question, sentences in each_question(asked):
        found = ASKED.match(question)
        assert found, question
        chosen = choices(found["channel"], found["chosen"])
        told = answer(procedure, offering, chosen, found["on"])
        expected = [found["answer"], *sentences]
        assert told[: len(expected)] == expected, question


def test_the_page_has_examples_and_names_every_reason() -> None:
    assert len(EXAMPLES) >= 7
    page = (ROOT / PAGE).read_text()
    assert [reason for reason in OpenReason if f"`{reason}`" not in page] == []
