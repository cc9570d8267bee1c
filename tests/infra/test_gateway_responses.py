"""API Gateway's own answers wear the same form as ours."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from chalicelib.entrypoints.http.statuses import STATUS_OF_CODE
from infra.deploy import ROOT
from infra.template import read_yaml
from tests.infra.reading import of_type

RESPONSES = of_type(
    read_yaml(ROOT / "infra" / "gateway_responses.yaml"), "AWS::ApiGateway::GatewayResponse"
)
STATUS = {
    "UNAUTHORIZED": 401,
    "ACCESS_DENIED": 403,
    "MISSING_AUTHENTICATION_TOKEN": 404,
    "REQUEST_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "THROTTLED": 429,
    "INTEGRATION_TIMEOUT": 504,
    "DEFAULT_4XX": 400,
    "DEFAULT_5XX": 500,
}


@pytest.mark.parametrize("name", RESPONSES)
def test_an_answer_is_a_problem_with_its_own_status(name: str) -> None:
    response = RESPONSES[name]
    problem = json.loads(response["ResponseTemplates"]["application/json"])
    assert set(problem) == {"type", "title", "status", "detail", "code", "instance"}
    assert problem["status"] == int(response["StatusCode"])
    assert problem["title"] == HTTPStatus(problem["status"]).phrase
    assert STATUS_OF_CODE.get(problem["code"], 404) == problem["status"]
    assert problem["instance"] == "$context.requestId"
    headers = response["ResponseParameters"]
    assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"


@pytest.mark.parametrize(("kind", "status"), STATUS.items())
def test_every_kind_of_refusal_is_covered(kind: str, status: int) -> None:
    assert [int(one["StatusCode"]) for one in _of_kind(kind)] == [status]


def test_who_has_no_token_is_told_which_kind_to_bring() -> None:
    (response,) = _of_kind("UNAUTHORIZED")
    assert response["ResponseParameters"]["gatewayresponse.header.WWW-Authenticate"] == "'Bearer'"


def _of_kind(kind: str) -> list[dict[str, Any]]:
    return [one for one in RESPONSES.values() if one["ResponseType"] == kind]
