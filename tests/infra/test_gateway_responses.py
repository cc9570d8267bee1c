"""API Gateway's own answers wear the same form as ours."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import MESSAGES
from chalicelib.entrypoints.http.problem import Problem
from infra.deploy import ROOT
from infra.gateway_answers import gateway_responses
from infra.template import read_yaml

ANSWERS = gateway_responses(read_yaml(ROOT / "infra" / "gateway_answers.yaml"))
RESPONSES: dict[str, dict[str, Any]] = {
    name: one["Properties"]
    for name, one in ANSWERS["Resources"].items()
    if one.get("Type") == "AWS::ApiGateway::GatewayResponse"
}
STATUS = {
    "UNAUTHORIZED": 401,
    "ACCESS_DENIED": 403,
    "EXPIRED_TOKEN": 403,
    "INVALID_SIGNATURE": 403,
    "INVALID_API_KEY": 403,
    "WAF_FILTERED": 403,
    "MISSING_AUTHENTICATION_TOKEN": 404,
    "RESOURCE_NOT_FOUND": 404,
    "BAD_REQUEST_PARAMETERS": 400,
    "BAD_REQUEST_BODY": 400,
    "REQUEST_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "THROTTLED": 429,
    "QUOTA_EXCEEDED": 429,
    "AUTHORIZER_FAILURE": 503,
    "AUTHORIZER_CONFIGURATION_ERROR": 503,
    "API_CONFIGURATION_ERROR": 500,
    "INTEGRATION_FAILURE": 502,
    "INTEGRATION_TIMEOUT": 504,
    "DEFAULT_4XX": 400,
    "DEFAULT_5XX": 500,
}
"""Every kind that API Gateway documents."""

AGAIN = {"THROTTLED", "QUOTA_EXCEEDED", "AUTHORIZER_FAILURE", "AUTHORIZER_CONFIGURATION_ERROR"}


def test_every_kind_has_its_answer() -> None:
    found = {one["ResponseType"]: int(one["StatusCode"]) for one in RESPONSES.values()}
    assert found == STATUS


@pytest.mark.parametrize("name", RESPONSES)
def test_an_answer_has_the_shape_of_our_own_problems(name: str) -> None:
    template = RESPONSES[name]["ResponseTemplates"]["application/json"]
    problem = Problem.model_validate_json(template)
    assert set(json.loads(template)) == set(problem.model_dump(exclude_none=True))
    assert problem.status == int(RESPONSES[name]["StatusCode"])
    assert problem.title == HTTPStatus(problem.status).phrase
    assert problem.instance == "$context.requestId"
    assert template.isascii()


@pytest.mark.parametrize("name", RESPONSES)
def test_an_answer_is_said_in_both_languages_with_all_its_facts(name: str) -> None:
    problem = _problem(RESPONSES[name])
    for language in Language:
        said = getattr(MESSAGES[problem["code"]], language.value).format(**problem["facts"])
        assert said in problem["detail"]


@pytest.mark.parametrize("name", RESPONSES)
def test_an_answer_may_be_read_by_the_page_of_a_portal(name: str) -> None:
    headers = _headers(RESPONSES[name])
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Access-Control-Allow-Origin"] == "*"
    exposed = headers["Access-Control-Expose-Headers"].split(", ")
    assert {"Retry-After", "WWW-Authenticate"} & set(headers) <= set(exposed)


def test_who_has_no_token_is_told_which_kind_to_bring() -> None:
    assert _headers(_of_kind("UNAUTHORIZED"))["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("kind", STATUS)
def test_what_passes_says_when_to_come_again(kind: str) -> None:
    assert ("Retry-After" in _headers(_of_kind(kind))) == (kind in AGAIN)


def _of_kind(kind: str) -> dict[str, Any]:
    (found,) = [one for one in RESPONSES.values() if one["ResponseType"] == kind]
    return found


def _problem(response: dict[str, Any]) -> Any:
    return json.loads(response["ResponseTemplates"]["application/json"])


def _headers(response: dict[str, Any]) -> dict[str, str]:
    """As they are sent: each value stands in quotes, or else it would be an expression."""
    found = {}
    for name, value in response["ResponseParameters"].items():
        assert value[0] == value[-1] == "'"
        found[name.removeprefix("gatewayresponse.header.")] = value[1:-1]
    return found
