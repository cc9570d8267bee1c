"""API Gateway in a few lines: it matches a route, hands the event to our app, and reads the answer."""

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app import app
from chalicelib.domain.caller import Caller
from tests.entrypoints.http.contract import hold

PARAMETER = re.compile(r"{(\w+)}")
REQUEST_ID = "request-1"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def code(self) -> str:
        """The problem's code, once it is one in every respect."""
        problem = self.json
        assert self.headers["Content-Type"] == "application/problem+json"
        assert problem["status"] == self.status
        assert problem["instance"] == REQUEST_ID
        assert problem["type"] == "about:blank"
        assert problem["title"]
        assert problem["detail"]
        code: str = problem["code"]
        return code


@dataclass
class Gateway:
    """Calls as `caller`, whose claims are what the authorizer would put into the context."""

    caller: Caller | None
    logged: list[dict[str, Any]] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> Reply:
        return self.request("GET", path, headers=_spelt(headers))

    def post(self, path: str, body: object = None, **headers: str) -> Reply:
        data = json.dumps(body).encode() if body is not None else b""
        return self.request("POST", path, data=data, headers=_spelt(headers))

    def put(self, path: str, body: object, **headers: str) -> Reply:
        data = json.dumps(body).encode()
        return self.request("PUT", path, data=data, headers=_spelt(headers))

    def request(
        self,
        method: str,
        path: str,
        *,
        data: bytes = b"",
        headers: dict[str, str] | None = None,
        text: str | None = None,
    ) -> Reply:
        """`data` travels as base64, as API Gateway sends what may be binary; `text` as it is."""
        parts = urlsplit(path)
        template, found = _matched(parts.path)
        event = {
            "resource": template,
            "headers": {"content-type": "application/json", **(headers or {})},
            "multiValueQueryStringParameters": parse_qs(parts.query, keep_blank_values=True)
            or None,
            "pathParameters": found or None,
            "stageVariables": None,
            "body": text or (base64.b64encode(data).decode() if data else None),
            "isBase64Encoded": bool(data),
            "requestContext": {
                "httpMethod": method,
                "resourcePath": template,
                "requestId": REQUEST_ID,
                **({"authorizer": self._claims(self.caller)} if self.caller else {}),
            },
        }
        answer = app(event, None)
        hold(method, template, answer["statusCode"], answer["headers"], answer["body"])
        return Reply(answer["statusCode"], answer["headers"], answer["body"])

    def _claims(self, caller: Caller) -> dict[str, str]:
        return {
            "subject": caller.subject,
            "scopes": " ".join(caller.scopes),
            "agencies": " ".join(caller.agencies),
            **({} if caller.posts is None else {"posts": " ".join(caller.posts) or "-"}),
        }


def _spelt(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _matched(path: str) -> tuple[str, dict[str, str]]:
    """As API Gateway does: fixed segments win over parameters."""
    for template in sorted(app.routes, key=lambda each: each.count("{")):
        names = PARAMETER.findall(template)
        pattern = PARAMETER.sub(
            "([^/]+)", re.escape(template).replace(r"\{", "{").replace(r"\}", "}")
        )
        if match := re.fullmatch(pattern, path):
            return template, dict(zip(names, match.groups(), strict=True))
    raise LookupError(f"API Gateway itself would refuse {path}")
