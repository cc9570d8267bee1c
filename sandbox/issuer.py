"""The local token issuer's public side: the key set that a token authorizer downloads."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


class Issuer:
    def __init__(self, jwks: Path) -> None:
        self._jwks = jwks

    @property
    def routes(self) -> list[Route]:
        return [Route("/issuer/.well-known/jwks.json", self.keys)]

    async def keys(self, request: Request) -> Response:
        """Reads the file at each request, so that new keys count without a restart."""
        try:
            return Response(self._jwks.read_bytes(), media_type="application/json")
        except OSError:
            return PlainTextResponse("The key set file cannot be read.", status_code=503)
