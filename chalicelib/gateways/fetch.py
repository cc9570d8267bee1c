"""Gets a document over HTTP, bounded in time and size, without following redirects."""

from http import HTTPStatus

from chalicelib.gateways.transport import HttpTransport
from chalicelib.ports.provider import Request
from chalicelib.ports.transport import Unanswered


class HttpFetch:
    """One GET per call, each done within `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._transport = HttpTransport(seconds)

    def __call__(self, url: str) -> bytes:
        """The body. Raises Unanswered if there is none, or with another status than 200."""
        answer = self._transport.send(Request("GET", url, {"Accept": "application/json"}, b""))
        if answer.status != HTTPStatus.OK:
            raise Unanswered(f"status {answer.status}", sent=True)
        return answer.body
