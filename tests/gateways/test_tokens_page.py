"""docs/tokens.md: its configuration is accepted, its function makes tokens that we take."""

import re
from typing import Any

import pytest

from chalicelib.entrypoints.http.resources import RESOURCES
from chalicelib.gateways.token_issuers import read_issuers
from chalicelib.gateways.tokens import LARGEST_TOKEN, LEEWAY_SECONDS, TokenVerifier
from local.issuer import ROLES
from tests.docs.blocks import ROOT, blocks
from tests.gateways.issuer import Elapsed, Fetching, a_cognito_token

PAGE = (ROOT / "docs" / "tokens.md").read_text()
ISSUERS = read_issuers(blocks("docs/tokens.md", "json")[0])
COGNITO = ISSUERS[1]
CLIENT = COGNITO.clients[0]


def _claims_of(client: str, **attributes: str) -> dict[str, Any]:
    """What the page's trigger adds to an access token."""
    (code,) = blocks("docs/tokens.md", "python")
    namespace: dict[str, Any] = {}
    exec(compile(code, "docs/tokens.md", "exec"), namespace)
    event = {
        "callerContext": {"clientId": client},
        "request": {"userAttributes": attributes} if attributes else {},
        "response": {},
    }
    answer = namespace["handler"](event, None)
    details = answer["response"]["claimsAndScopeOverrideDetails"]
    claims: dict[str, Any] = details["accessTokenGeneration"]["claimsToAddOrOverride"]
    return claims


@pytest.mark.parametrize(
    ("client", "attributes", "agencies"),
    [
        (CLIENT, {}, {"H32"}),
        ("people", {"custom:agencies": "H32.12 H32.13"}, {"H32.12", "H32.13"}),
        ("people", {}, set()),
    ],
)
def test_a_pool_that_is_set_up_as_the_page_says_is_understood(
    client: str, attributes: dict[str, str], agencies: set[str]
) -> None:
    token = a_cognito_token(
        iss=COGNITO.issuer, client_id=CLIENT, **_claims_of(client, **attributes)
    )
    caller = TokenVerifier(ISSUERS, Fetching(), Elapsed()).verify(token)
    assert caller.subject == "cognito:portal-1"
    assert caller.scopes == {"dossiers:read", "dossiers:write"}
    assert caller.agencies == agencies


def test_every_scope_is_explained() -> None:
    asked = {each.scope for resource in RESOURCES for each in resource.endpoints if each.scope}
    given = {scope for role in ROLES.values() for scope in role.scopes}
    for scope in asked | given:
        assert re.search(rf"^\|.*`{scope}`", PAGE, re.MULTILINE), scope


def test_a_portal_gets_the_scopes_that_the_page_promises() -> None:
    assert f"A portal needs `{' '.join(ROLES['portal'].scopes)}`" in PAGE


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    assert LEEWAY_SECONDS == 60
    assert "Clocks may differ by a minute" in PAGE
    assert LARGEST_TOKEN == 10 * 1024
    assert "longer than 10 KB" in PAGE
