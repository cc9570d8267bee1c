"""The catalogue of sentences and the codes that the code refuses with belong together."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.domain import errors
from chalicelib.domain.errors import Refusal
from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.field_messages import field_sentence
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import MESSAGES, sentence
from chalicelib.entrypoints.http.observe import CODE_OF_STATUS
from chalicelib.entrypoints.http.resources import RESOURCES
from chalicelib.entrypoints.http.statuses import STATUS_OF_CODE, status_of_code

ROOT = Path(__file__).parents[3] / "chalicelib"
KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, Refusal) and name != "IllegalMove"
}
FIELDS = "InvalidFields"
ENDPOINTS = [each for resource in RESOURCES for each in resource.endpoints]


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each refusal in the code: its class, its code, the names of its facts."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in {*KINDS, FIELDS} or not node.args:
                continue
            facts = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            for code in codes_in(node.args[0]):
                yield "Invalid" if node.func.id == FIELDS else node.func.id, code, facts


def pointed_at() -> Iterator[str]:
    """The code of each field that the code refuses: what stands beside a pointer."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Tuple(elts=[pointer, ast.Constant(value=str() as code)]):
                    if ast.unparse(pointer).lstrip("f").startswith(("'/", '"/')):
                        yield code


def codes_in(argument: ast.expr) -> list[str]:
    """One literal, or the two of a conditional expression; a variable says nothing."""
    match argument:
        case ast.Constant(value=str() as code):
            return [code]
        case ast.IfExp(body=body, orelse=orelse):
            return codes_in(body) + codes_in(orelse)
    return []


RAISED = sorted(set(raised()), key=lambda each: (each[1], each[0], sorted(each[2])))
OF_API_GATEWAY = {"forbidden", "too_many_requests", "bad_gateway", "gateway_timeout"}
ALL_CODES = {code for _, code, _ in RAISED} | {"illegal_move", *CODE_OF_STATUS.values()}
ALL_CODES |= OF_API_GATEWAY | set(pointed_at())
STATUS_OF_KIND = {
    "NotFound": 404,
    "Forbidden": 403,
    "Invalid": 422,
    "Conflict": 409,
    "Unavailable": 503,
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_refusals_to_look_at() -> None:
    assert len(ALL_CODES) > 30


def test_the_catalogue_has_exactly_the_codes_that_are_used() -> None:
    assert set(MESSAGES) == ALL_CODES


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_is_a_sentence_in_both_languages(code: str) -> None:
    message = MESSAGES[code]
    assert message.vi.endswith(".")
    assert message.en.endswith(".")
    assert message.vi != message.en
    assert placeholders(message.vi) == placeholders(message.en)


@pytest.mark.parametrize(("kind", "code", "facts"), RAISED)
def test_a_refusal_carries_the_facts_of_its_sentence(
    kind: str, code: str, facts: frozenset[str]
) -> None:
    assert placeholders(MESSAGES[code].en) <= facts


@pytest.mark.parametrize(("kind", "code", "facts"), RAISED)
def test_the_status_of_a_code_is_that_of_its_kind(
    kind: str, code: str, facts: frozenset[str]
) -> None:
    """HTTP itself knows the statuses of plain refusals better than our tree does."""
    assert status_of_code(code) == STATUS_OF_KIND.get(kind, STATUS_OF_CODE.get(code)), (
        "the code belongs into a row of statuses.py"
    )


def test_every_code_that_has_a_status_of_its_own_is_used() -> None:
    assert set(STATUS_OF_CODE) <= ALL_CODES


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_an_endpoint_documents_only_codes_that_exist(each: Endpoint) -> None:
    assert set(each.codes) <= ALL_CODES


def test_a_fact_that_is_missing_leaves_a_dash() -> None:
    assert sentence("dossier_not_found", Language.EN, {}) == "There is no dossier -."


def test_an_error_of_pydantic_that_nobody_foresaw_has_a_sentence() -> None:
    assert field_sentence("new_in_pydantic_9", Language.EN, {}) == "The value is not valid."
