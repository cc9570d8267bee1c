"""HTTP to providers: connect within 3 s, done within 20 s, no redirects, no retries.

Whoever has less time says so; the size of an answer is bounded for everybody.
"""

import time

import urllib3
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util import Timeout

from chalicelib.ports.provider import Answer, Request
from chalicelib.ports.transport import Unanswered

SECONDS = 20.0
CONNECT_SECONDS = 3.0
CHUNK = 16 * 1024
LARGEST_ANSWER = 256 * 1024
NEVER_SENT = (ConnectTimeoutError, NewConnectionError)


class HttpTransport:
    """A pool of connections that lives as long as the function's process."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """urllib3 bounds each wait by `seconds`; our own deadline bounds the whole."""
        self._pool = urllib3.PoolManager()
        self._seconds = seconds
        self._timeout = Timeout(connect=min(CONNECT_SECONDS, seconds), total=seconds)

    def send(self, request: Request) -> Answer:
        """The answer, whatever its status. Raises Unanswered."""
        deadline = time.monotonic() + self._seconds
        try:
            answer = self._pool.request(
                request.method,
                request.url,
                body=request.body or None,
                headers=dict(request.headers),
                timeout=self._timeout,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = _body(answer, deadline)
            answer.release_conn()
        except HTTPError as error:
            raise Unanswered(type(error).__name__, sent=not isinstance(error, NEVER_SENT)) from None
        return Answer(status=answer.status, body=body)


def _body(answer: BaseHTTPResponse, deadline: float) -> bytes:
    """The whole body; a provider that drips it byte by byte has no more time than another."""
    body = b""
    while chunk := answer.read1(CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            answer.close()
            raise Unanswered("AnswerTooLarge", sent=True)
        if time.monotonic() > deadline:
            answer.close()
            raise Unanswered("AnswerTooSlow", sent=True)
    return body
