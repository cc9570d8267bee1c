"""The local token issuer's public side: what it says of itself, and the key set that tokens are checked with."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

KEYS = "/issuer/.well-known/jwks.json"


class Issuer:
    def __init__(self, jwks: Path, base_url: str) -> None:
        self._jwks, self._base_url = jwks, base_url

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/issuer/.well-known/openid-configuration", self.metadata),
            Route(KEYS, self.keys),
        ]

    async def metadata(self, request: Request) -> Response:
        """OpenID Connect Discovery 1.0, section 3; nobody can log in here: `make token` signs."""
        return JSONResponse(
            {
                "issuer": f"{self._base_url}/issuer",
                "jwks_uri": f"{self._base_url}{KEYS}",
                "grant_types_supported": [],
                "response_types_supported": [],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA"],
            }
        )

    async def keys(self, request: Request) -> Response:
        """Reads the file at each request, so that new keys count without a restart."""
        try:
            return Response(self._jwks.read_bytes(), media_type="application/json")
        except OSError:
            return PlainTextResponse("The key set file cannot be read.", status_code=503)
