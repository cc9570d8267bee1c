"""Makes gateway responses of API Gateway's own answers, in the form of every other problem.

On AWS they belong into the API's definition, or else the next change of a route would delete them.
The local cloud drops that part of a definition, so there, and only there, they are resources too.
"""

import json
from http import HTTPStatus
from typing import Any

from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import sentence
from chalicelib.entrypoints.http.statuses import status_of_code

HEADERS = {
    "Content-Type": "application/problem+json",
    "Content-Language": "vi, en",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, WWW-Authenticate",
}
"""A page may read the refusal whoever serves it: it holds nothing that a stranger may not know."""

LOCAL_ONLY = "OnTheLocalCloud"


def gateway_responses(answers: dict[str, Any]) -> dict[str, Any]:
    """The part of the template that says what API Gateway answers by itself."""
    made = {name: _response(**answer) for name, answer in answers.items()}
    defined = {
        one["ResponseType"]: {
            "statusCode": one["StatusCode"],
            "responseParameters": one["ResponseParameters"],
            "responseTemplates": one["ResponseTemplates"],
        }
        for one in made.values()
    }
    definition = {"x-amazon-apigateway-gateway-responses": defined}
    resources = {
        name: {
            "Type": "AWS::ApiGateway::GatewayResponse",
            "Condition": LOCAL_ONLY,
            "Properties": {"RestApiId": {"Ref": "RestAPI"}, **one},
        }
        for name, one in made.items()
    }
    return {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": definition}}, **resources}}


def _response(
    kind: str,
    code: str,
    headers: dict[str, str] | None = None,
    facts: dict[str, int] | None = None,
) -> dict[str, Any]:
    said = {**HEADERS, **(headers or {})}
    return {
        "ResponseType": kind,
        "StatusCode": str(status_of_code(code)),
        "ResponseParameters": {
            f"gatewayresponse.header.{name}": f"'{value}'" for name, value in said.items()
        },
        "ResponseTemplates": {"application/json": json.dumps(_problem(code, facts or {}))},
    }


def _problem(code: str, facts: dict[str, int]) -> dict[str, Any]:
    """API Gateway does not look at Accept-Language, so it speaks both languages at once."""
    status = status_of_code(code)
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " / ".join(sentence(code, one, facts) for one in Language),
        "instance": "$context.requestId",
        "code": code,
        "facts": facts,
    }
