"""HTTP as providers see it, against a server on loopback that misbehaves on purpose."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.gateways.transport import LARGEST_ANSWER, HttpTransport
from chalicelib.ports.provider import Answer, Request
from chalicelib.ports.transport import Unanswered

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Misbehaving(BaseHTTPRequestHandler):
    """What it does is the path."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, bytes, str | None]]

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        server_log(self).append((self.path, self.rfile.read(length), self.headers.get("X-Test")))
        if self.path == "/silent":
            stopping(self).wait(5)
        elif self.path == "/hang-up":
            self.close_connection = True
        elif self.path == "/moved":
            self._answer(302, b"", location="/echo")
        elif self.path == "/huge":
            self._answer(200, b"x" * (LARGEST_ANSWER + 1))
        elif self.path == "/drip":
            self._drip()
        elif self.path == "/largest":
            self._answer(200, b"x" * LARGEST_ANSWER)
        else:
            self._answer(503 if self.path == "/down" else 200, b"\xff here")

    def _answer(self, status: int, body: bytes, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        with contextlib.suppress(OSError):
            while not stopping(self).wait(SECONDS / 5):
                self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        """Silence."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.log: list[tuple[str, bytes, str | None]] = []
        self.stopping = threading.Event()

    def handle_error(self, *_: object) -> None:
        """A client that went away is what some tests are about."""


def server_log(handler: BaseHTTPRequestHandler) -> list[tuple[str, bytes, str | None]]:
    assert isinstance(handler.server, Server)
    return handler.server.log


def stopping(handler: BaseHTTPRequestHandler) -> threading.Event:
    assert isinstance(handler.server, Server)
    return handler.server.stopping


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield running
        running.stopping.set()
        running.shutdown()
        thread.join()


SECONDS = 0.5


def sent(server: Server, path: str, transport: HttpTransport | None = None) -> Answer:
    url = f"http://127.0.0.1:{server.server_address[1]}{path}"
    request = Request("POST", url, {"X-Test": "yes"}, b'{"a": 1}')
    return (transport or HttpTransport(SECONDS)).send(request)


def unanswered(server: Server, path: str) -> Unanswered:
    with pytest.raises(Unanswered) as caught:
        sent(server, path)
    return caught.value


def test_body_and_headers_arrive_and_the_answer_comes_back_as_it_was(server: Server) -> None:
    assert sent(server, "/echo") == Answer(200, b"\xff here")
    assert server.log == [("/echo", b'{"a": 1}', "yes")]


def test_an_error_status_is_an_answer_too_and_is_not_tried_again(server: Server) -> None:
    assert sent(server, "/down").status == 503
    assert len(server.log) == 1


def test_a_redirect_is_not_followed(server: Server) -> None:
    assert sent(server, "/moved").status == 302
    assert [path for path, *_ in server.log] == ["/moved"]


@pytest.mark.parametrize("path", ["/silent", "/hang-up"])
def test_a_provider_that_took_the_request_and_said_nothing_may_have_acted(
    path: str, server: Server
) -> None:
    """Case B6: not tried again, and not taken for unsent."""
    assert unanswered(server, path).sent
    assert len(server.log) == 1


def test_an_answer_that_never_ends_is_cut_off(server: Server) -> None:
    assert len(sent(server, "/largest").body) == LARGEST_ANSWER
    lost = unanswered(server, "/huge")
    assert (str(lost), lost.sent) == ("AnswerTooLarge", True)


def test_an_answer_that_was_cut_off_does_not_spoil_the_next(server: Server) -> None:
    transport = HttpTransport(SECONDS)
    with pytest.raises(Unanswered):
        sent(server, "/huge", transport)
    assert sent(server, "/echo", transport).body == b"\xff here"


def test_where_nobody_listens_nothing_was_sent(server: Server) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    request = Request("POST", f"http://127.0.0.1:{port}/", {}, b"")
    with pytest.raises(Unanswered) as caught:
        HttpTransport(SECONDS).send(request)
    assert not caught.value.sent


def test_an_answer_that_drips_has_no_more_time_than_another(server: Server) -> None:
    assert str(unanswered(server, "/drip")) == "AnswerTooSlow"
