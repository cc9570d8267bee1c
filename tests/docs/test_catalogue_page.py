"""The page on the catalogue names every defect, and its example is a fee line."""

import json

from chalicelib.domain.catalogue_check.sentences import SENTENCES, WARNINGS
from chalicelib.domain.fee_line import FeeLine
from local.seed import shipped_catalogue
from tests.docs.blocks import ROOT, blocks

PAGE = "docs/catalogue.md"


def test_every_defect_stands_there_with_its_sentence() -> None:
    rows = [line for line in (ROOT / PAGE).read_text().splitlines() if line.startswith("| `")]
    for code, said in SENTENCES.items():
        kind = "warning" if code in WARNINGS else "error"
        assert f"| `{code}` | {kind} | {said.en} |" in rows


def test_its_example_is_a_fee_line() -> None:
    (example,) = blocks(PAGE, "json")
    assert FeeLine.model_validate_json(json.dumps(json.loads(example)), strict=True).amount == 8000


def test_it_counts_right() -> None:
    procedures = shipped_catalogue().procedures
    lines = sum(len(each.fee_lines) for each in procedures)
    text = (ROOT / PAGE).read_text()
    assert f"{len(procedures)} procedures of the national listing with {lines} fee lines" in text
