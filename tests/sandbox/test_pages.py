"""The log, the keys, the index and the program's own start."""

import json
import socket

import pytest

from sandbox import __main__ as program
from sandbox.settings import Settings
from tests.sandbox.shop import Visitor


def test_the_log_is_told_in_order_and_can_be_filtered(visitor: Visitor) -> None:
    visitor.create()
    visitor.create(orderId="O-2", requestId="R-2")
    visitor.approve("O-2")
    lines = [json.loads(line) for line in visitor.get("/control/log").text.splitlines()]
    told = [(line["kind"], line["order_id"]) for line in lines]
    assert told == [
        ("create", "O-1"),
        ("create", "O-2"),
        ("decision", "O-2"),
        ("notification", "O-2"),
    ]

    def kinds(query: str) -> list[str]:
        text = visitor.get(f"/control/log?{query}").text
        return [json.loads(line)["kind"] for line in text.splitlines()]

    assert kinds("order=O-1") == ["create"]
    assert kinds("kind=decision") == ["decision"]
    assert kinds(f"after={lines[2]['id']}") == ["notification"]
    assert kinds("limit=2") == ["decision", "notification"]
    assert kinds("provider=other") == []
    assert visitor.get("/control/log?limit=x").status_code == 400
    assert visitor.get("/log?after=x").status_code == 400


def test_the_log_page_is_readable_and_escaped(visitor: Visitor) -> None:
    visitor.create(orderInfo="<b>$id</b>")
    text = visitor.get("/log?order=O-1").text
    assert "momo create" in text
    assert "&lt;b&gt;$id&lt;/b&gt;" in text
    assert "<b>" not in text


def test_the_log_keeps_nothing_about_the_payer_and_no_secret(visitor: Visitor) -> None:
    person = {"name": "Nguyễn Thị Thử", "phoneNumber": "0900000000", "email": "thu@example.vn"}
    visitor.create(userInfo=person, deliveryInfo={"deliveryAddress": "1 Phố Thử"})
    visitor.approve()
    text = visitor.get("/control/log").text
    for hidden in (*person.values(), "Phố Thử", "K951B6PE1waDMi640xX08PD3vg6EkVlz"):
        assert hidden not in text


def test_an_order_number_that_is_no_text_does_not_stop_the_log(visitor: Visitor) -> None:
    assert visitor.create(orderId=["O-1"]).json()["resultCode"] == 20
    assert visitor.get("/control/log").status_code == 200


def test_keys_are_read_at_each_request(visitor: Visitor, settings: Settings) -> None:
    path = "/issuer/.well-known/jwks.json"
    assert visitor.get(path).status_code == 503
    for kid in ("first", "second"):
        settings.jwks.write_text(json.dumps({"keys": [{"kid": kid}]}))
        assert visitor.get(path).json() == {"keys": [{"kid": kid}]}


def test_the_issuer_says_where_its_keys_are(visitor: Visitor, settings: Settings) -> None:
    """The default of a verifier and the word of the issuer agree."""
    said = visitor.get("/issuer/.well-known/openid-configuration").json()
    assert said["issuer"] == f"{settings.base_url}/issuer"
    assert said["jwks_uri"] == f"{said['issuer']}/.well-known/jwks.json"
    assert said["id_token_signing_alg_values_supported"] == ["EdDSA"]


def test_the_index_lists_every_route(visitor: Visitor) -> None:
    text = visitor.get("/").text
    for route in visitor.sandbox.app.routes:
        last = getattr(route, "path", "/").rsplit("/", 1)[1]
        assert last.startswith("{") or last in text
    assert visitor.get("/health").json() == {"status": "ok", "providers": ["momo", "vnpay"]}


def test_only_its_own_host_names_are_served(visitor: Visitor) -> None:
    assert visitor.get("http://sandbox.example.vn/health").status_code == 400
    assert visitor.get("http://localhost:4580/health").status_code == 200


class _BusyPort:
    def setsockopt(self, *option: int) -> None:
        pass

    def bind(self, address: tuple[str, int]) -> None:
        raise OSError(98, "Address already in use")


def test_a_busy_port_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(socket, "socket", lambda *kind: _BusyPort())
    monkeypatch.setattr("sys.argv", ["sandbox", "--port", "4581"])
    assert program.main() == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "127.0.0.1:4581" in said.err
    assert said.out == ""
