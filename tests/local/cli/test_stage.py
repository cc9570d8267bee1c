"""Calls that are repeated, refused, lost, or answered by somebody else."""

import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import time
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from local.cli.patience import ATTEMPTS
from local.cli.root import app
from local.cli.session import Surroundings
from local.cli.stage import path
from tests.local.cli.shelf import problem
from tests.local.cli.tool import Tool

EMPTY: dict[str, Any] = {"items": [], "next_cursor": None}


def in_turn(*answers: httpx.Response) -> Iterator[httpx.Response]:
    yield from answers


def test_a_busy_stage_is_asked_again_when_it_said_so(tool: Tool) -> None:
    busy = problem(503, "try_again", "Busy.")
    busy.headers["Retry-After"] = "3"
    many = httpx.Response(429, headers={"Retry-After": "7"})
    answers = in_turn(busy, many, httpx.Response(200, json=EMPTY))
    tool.answers = lambda request: next(answers)
    said = tool.run("owed", "list").stderr
    assert tool.waits == [3.0, 7.0]
    assert "trying again in 3 s" in said


def test_patience_ends(tool: Tool) -> None:
    tool.answers = lambda request: problem(429, "too_many_requests", "Slow down.")
    assert "Slow down." in tool.run("owed", "list", code=4).stderr
    assert len(tool.asked) == ATTEMPTS
    assert tool.waits == [1.0, 2.0, 4.0, 8.0]


def test_a_date_says_when_to_try_again(tool: Tool) -> None:
    later = httpx.Response(429, headers={"Retry-After": formatdate(time() + 30, usegmt=True)})
    answers = in_turn(later, httpx.Response(200, json=EMPTY))
    tool.answers = lambda request: next(answers)
    tool.run("owed", "list")
    assert 27 < tool.waits[0] <= 30


@pytest.mark.parametrize("told", ["3600", "nan", "inf"])
def test_nobody_waits_for_an_hour(tool: Tool, told: str) -> None:
    tool.always(429, **{"Retry-After": told})
    tool.run("owed", "list", code=4)
    assert tool.waits == []


@pytest.mark.parametrize(("told", "seconds"), [("-5", 0.0), ("soon", 1.0)])
def test_a_strange_retry_after_is_no_reason_to_fail(tool: Tool, told: str, seconds: float) -> None:
    answers = in_turn(
        httpx.Response(429, headers={"Retry-After": told}), httpx.Response(200, json=EMPTY)
    )
    tool.answers = lambda request: next(answers)
    tool.run("owed", "list")
    assert tool.waits == [seconds]


def test_a_503_that_is_an_answer_is_not_repeated(tool: Tool) -> None:
    tool.answers = lambda request: problem(503, "provider_declined", "Declined.")
    tool.run("orders", "open", "H32.12-1", "--method", "momo_wallet", code=4)
    assert len(tool.asked) == 1


def test_every_repetition_of_a_post_has_the_same_key(tool: Tool) -> None:
    tool.answers = lambda request: problem(429, "too_many_requests", "Slow down.")
    said = tool.run("orders", "open", "H32.12-1", "--method", "momo_wallet", code=4).stderr
    keys = {request.headers["Idempotency-Key"] for request in tool.asked}
    assert len(keys) == 1
    assert f"--key {keys.pop()}" in said


def test_a_given_key_is_used(tool: Tool) -> None:
    tool.answers = lambda request: problem(404, "dossier_not_found", "No.")
    words = ("orders", "open", "H32.12-1", "--method", "momo_wallet", "--key", "again-1")
    tool.run(*words, code=1)
    assert tool.asked[0].headers["Idempotency-Key"] == "again-1"


def test_a_refusal_is_a_sentence_with_its_code_and_its_places(tool: Tool) -> None:
    errors = [{"pointer": "/applicant/full_name", "message": "It is missing."}]
    tool.answers = lambda request: problem(422, "body_invalid", "See each field.", errors=errors)
    result = tool.run("dossiers", "file", "-", stdin="{}", code=1)
    assert result.stdout == ""
    assert result.stderr.splitlines()[:2] == [
        "See each field. (422 body_invalid, req-1)",
        "  /applicant/full_name: It is missing.",
    ]


def test_programs_get_the_problem_itself(tool: Tool) -> None:
    tool.answers = lambda request: problem(404, "dossier_not_found", "No.")
    assert tool.json("dossiers", "show", "x", code=1)["code"] == "dossier_not_found"


def test_the_stage_is_asked_to_speak_the_language_of_the_terminal(tool: Tool) -> None:
    tool.always(json=EMPTY)
    for words, environment, language in (
        ((), {"LANG": "en_US.UTF-8"}, "en"),
        ((), {"LANG": "vi_VN.UTF-8"}, "vi"),
        ((), {"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),
        (("--lang", "vi"), {"LANG": "en_US.UTF-8"}, "vi"),
    ):
        tool.environment = {**tool.environment, "LC_ALL": "", **environment}
        tool.run("owed", "list", *words)
        assert tool.asked[-1].headers["Accept-Language"] == language


def test_the_tool_speaks_that_language_itself(tool: Tool) -> None:
    tool.always(json=EMPTY)
    assert tool.run("owed", "list", "--lang", "vi").stderr == "Không có mục nào.\n"
    assert tool.run("owed", "list").stderr == "Nothing found.\n"


@pytest.mark.parametrize(
    ("status", "content", "code"),
    [(200, b"<html>", 3), (403, b'{"message": "Forbidden"}', 3), (302, b"", 3), (502, b"", 4)],
)
def test_an_answer_that_is_not_ours_is_said_to_be_so(
    tool: Tool, status: int, content: bytes, code: int
) -> None:
    tool.answers = lambda request: httpx.Response(status, content=content)
    assert "not hosopay's" in tool.run("owed", "list", code=code).stderr


def test_no_way_to_the_stage(tool: Tool) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("certificate verify failed", request=request)

    tool.answers = fail
    said = tool.run("owed", "list", code=3).stderr
    assert "stage.example" in said
    assert "certificate verify failed" in said
    assert "Traceback" not in said


def test_a_code_cannot_leave_its_place_in_the_address(tool: Tool) -> None:
    assert path("agencies", "a/b?c#d e") == "/v1/agencies/a%2Fb%3Fc%23d%20e"
    tool.answers = lambda request: problem(404, "dossier_not_found", "No.")
    tool.run("dossiers", "show", "x/events?limit=1", code=1)
    assert tool.asked[-1].url.raw_path == b"/api/v1/dossiers/x%2Fevents%3Flimit%3D1"


@pytest.mark.parametrize("code", ["", ".", ".."])
def test_no_code_is_the_address_of_a_list(tool: Tool, code: str) -> None:
    """As from a variable of the shell that is not set."""
    said = tool.run("dossiers", "show", code, code=2).stderr
    assert said == f'"{code}" is no code.\n'
    assert not tool.asked


def test_words_go_out_as_they_were_typed(tool: Tool) -> None:
    """Where the locale is not UTF-8, Python hands over their bytes as halves of letters."""
    tool.always(json=EMPTY)
    typed = "Lê".encode().decode("ascii", "surrogateescape")
    tool.run("procedures", "list", "--q", typed)
    assert tool.asked[-1].url.params["q"] == "Lê"
    tool.run("dossiers", "search", stdin="079199000456\n")
    tool.answers = lambda request: problem(404, "dossier_not_found", "No.")
    tool.run("dossiers", "show", typed, code=1)
    assert tool.asked[-1].url.raw_path == b"/api/v1/dossiers/L%C3%AA"
    tool.run("resume", "H32.12-1", "--reason", typed, code=1)
    assert tool.sent() == {"reason": "Lê"}


def test_half_a_letter_is_said_to_be_one(tool: Tool) -> None:
    said = tool.run("dossiers", "file", "-", stdin='{"note": "\\ud800"}', code=2).stderr
    assert said.startswith("There are letters that cannot be sent: '\\ud800'.")
    assert not tool.asked


@pytest.mark.parametrize(
    ("variable", "value"), [("SSL_CERT_FILE", "/nope"), ("HTTPS_PROXY", "strange://proxy")]
)
def test_an_environment_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    environment = {"HOSOPAY_API_URL": "https://stage.example", "HOSOPAY_TOKEN": "t"}
    result = CliRunner().invoke(app, ["owed", "list"], obj=Surroundings(environment))
    assert result.exit_code == 2, repr(result.exception)
    assert "SSL_CERT_FILE or a proxy of the environment cannot be used: " in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_proxy_is_not_asked_about_this_machine(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"items": [], "next_cursor": null}')

        def log_request(self, code: object = "-", size: object = "-") -> None:
            return

    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with HTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {
            "HOSOPAY_API_URL": f"http://127.0.0.1:{server.server_port}",
            "HOSOPAY_TOKEN": "t",
        }
        result = CliRunner().invoke(app, ["owed", "list"], obj=Surroundings(environment))
        server.shutdown()
    assert result.exit_code == 0, result.output
