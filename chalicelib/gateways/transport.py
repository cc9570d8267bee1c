"""HTTP to providers: connect within 3 s, done within 20 s, no redirects, no retries."""

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util import Timeout

from chalicelib.ports.provider import Answer, Request
from chalicelib.ports.transport import Unanswered

BUDGET = Timeout(connect=3, total=20)
LARGEST_ANSWER = 256 * 1024
NEVER_SENT = (ConnectTimeoutError, NewConnectionError)


class HttpTransport:
    """A pool of connections that lives as long as the function's process."""

    def __init__(self) -> None:
        self._pool = urllib3.PoolManager()

    def send(self, request: Request) -> Answer:
        """The answer, whatever its status. Raises Unanswered."""
        try:
            answer = self._pool.request(
                request.method,
                request.url,
                body=request.body or None,
                headers=dict(request.headers),
                timeout=BUDGET,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = answer.read(LARGEST_ANSWER + 1)
            answer.release_conn()
        except HTTPError as error:
            raise Unanswered(type(error).__name__, sent=not isinstance(error, NEVER_SENT)) from None
        if len(body) > LARGEST_ANSWER:
            raise Unanswered("AnswerTooLarge", sent=True)
        return Answer(status=answer.status, body=body)
