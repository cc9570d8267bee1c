"""What the fuzzer is told, and what it makes of what it found."""

import json
import tomllib
from collections import Counter
from typing import Any

import pytest

from chalicelib.entrypoints.http.openapi import document
from chalicelib.entrypoints.http.resources import RESOURCES
from local.contract.fuzz import Told
from local.contract.ground import Ground
from local.contract.people import PUBLISHES, ROOT, SPOILT, role_of
from local.contract.plan import callers, configuration, operations, words
from local.contract.report import report, troubles
from local.contract.toml import toml
from local.issuer import ROLES

DOCUMENT = document(RESOURCES)
GROUND = Ground(dossiers=["D-1", "D-2"], orders=["1", "2"], view_token="t")
OPERATIONS = {each["operationId"]: (path, each) for path, _, each in operations(DOCUMENT)}


def told_to(operation: str, *, pinned: bool = False) -> dict[str, Any]:
    settings = configuration(DOCUMENT, GROUND, examples=1, workers=1, pinned=pinned)
    found = [
        each["parameters"]
        for each in settings["operations"]
        if each["include-operation-id"] == operation
    ]
    return found[0] if found else {}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_caller_of_an_operation_has_its_scope(operation: str) -> None:
    path, each = OPERATIONS[operation]
    role = role_of(path, each)
    needed = {scope for one in each["security"] for scope in one["bearer"]}
    assert (role is None) == (not needed)
    if role:
        assert needed <= set(ROLES[role].scopes)


def test_every_operation_has_its_caller() -> None:
    assert len(callers(DOCUMENT)) == len(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_address_is_also_tried_with_codes_that_exist(operation: str) -> None:
    path, _ = OPERATIONS[operation]
    known = {name for name in told_to(operation) if name.startswith("path.")}
    free = {"kind", "fingerprint"}
    assert known == {f"path.{part[1:-1]}" for part in path.split("/") if "{" in part} - {
        f"path.{name}" for name in free
    }


def test_what_is_written_is_the_fuzzers_own() -> None:
    found = words(GROUND)
    assert all(code.startswith(ROOT) for code in found["written-procedures"])
    assert all(code.startswith(SPOILT) for code in found["written-agencies"])
    assert told_to("write_procedure")["path.code"]["dictionary"] == "written-procedures"
    assert told_to("write_agency")["path.agency"]["dictionary"] == "written-agencies"
    assert OPERATIONS["write_procedure"][0] == PUBLISHES


def test_a_pinned_address_always_leads_to_what_exists() -> None:
    assert told_to("read_dossier", pinned=True) == {"path.code": "D-1"}
    assert told_to("read_dossier")["path.code"]["probability"] < 1


def test_wrong_tokens_are_tried_on_what_exists_and_right_ones_at_random() -> None:
    for pinned in (True, False):
        settings = configuration(DOCUMENT, GROUND, examples=1, workers=1, pinned=pinned)
        assert settings["checks"]["ignored_auth"]["enabled"] is pinned
        assert settings["generation"]["with-security-parameters"] is pinned


def test_the_configuration_is_toml() -> None:
    settings = configuration(DOCUMENT, GROUND, examples=3, workers=2)
    assert tomllib.loads(toml(settings)) == json.loads(json.dumps(settings))
    odd = {"a b": 'quote " and \\ and đ', "n": [1, 0.5, True], "t": {"x.y": {"z": []}}}
    assert tomllib.loads(toml(odd)) == odd


def told(answers: dict[tuple[str, int], int], *, failed_rounds: int = 0) -> Told:
    return Told(answers=Counter(answers), excused=Counter({"why": 2}), failed_rounds=failed_rounds)


def test_a_run_is_shown_by_operation_and_status() -> None:
    found = report(told({("GET /a", 200): 3, ("GET /a", 404): 1}), ["GET /a", "GET /b"])
    assert "GET /a  200 × 3  404 × 1" in found
    assert "GET /b  not called" in found
    assert "4 calls: 200 × 3, 404 × 1" in found
    assert "excused 2 ×: why" in found
    assert "never answered well: GET /b" in found


def test_a_run_fails_by_an_incident_or_a_round_that_found_something() -> None:
    assert troubles(told({("GET /a", 200): 1})) == []
    assert troubles(told({("GET /a", 503): 2})) == ["BROKEN GET /a: 503 × 2"]
    assert len(troubles(told({}, failed_rounds=1))) == 1
