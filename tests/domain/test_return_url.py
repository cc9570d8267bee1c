"""An address to return to names one host, whoever reads it."""

import pytest

from chalicelib.domain.return_url import host_of

HOST = "portal.example.vn"


@pytest.mark.parametrize(
    "rest", ["", "/", "/done", ":8443/done", "?x=1", "/a@b", "/?to=https://b.vn/#top", "#x"]
)
def test_the_host_is_read_off_a_plain_address(rest: str) -> None:
    assert host_of(f"https://Portal.Example.VN{rest}") == HOST


@pytest.mark.parametrize(
    "url",
    [
        f"https://evil.example\\@{HOST}/",
        f"https://evil.example\\.{HOST}/",
        f"https:\\\\{HOST}/",
        f"https://user:word@{HOST}/",
        f"https://{HOST}@evil.example/",
        f"https:///{HOST}/",
        f"https:{HOST}/",
        f"https://evil.example\t.{HOST}/",
        f"https://{HOST}/a\\b",
        f"https://{HOST}/\r\nSet-Cookie: a=b",
        f"https://{HOST}/a b",
        f"https://{HOST}/\n",
        f"https://{HOST}/trả-về",
        f"https://{HOST}:port/",
        f"https://{HOST}:123456/",
        f"http://{HOST}/",
        f"//{HOST}/",
        "https://[::1]/",
        "https://",
        "",
    ],
)
def test_what_somebody_could_read_otherwise_has_no_host(url: str) -> None:
    assert host_of(url) is None
