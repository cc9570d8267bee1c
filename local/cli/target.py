"""Which stage a command talks to, and as whom: options first, then the environment, then what runs here."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from local.cli.files import unreadable
from local.cli.language import said
from local.cli.trouble import Misused, Unreachable
from local.errors import LocalTrouble
from local.settings import read_settings

URL_VARIABLE = "HOSOPAY_API_URL"
TOKEN_VARIABLE = "HOSOPAY_TOKEN"  # noqa: S105 -- the name of a variable


@dataclass(frozen=True)
class Asked:
    """What the command line says about the stage; None where it says nothing."""

    api_url: str | None = None
    token: str | None = None
    token_file: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Target:
    """A stage, and the token to use there."""

    api_url: str
    token: str

    @property
    def on_this_machine(self) -> bool:
        """Whether its traffic stays here: no proxy then, and TLS is not needed."""
        return _loopback(urlsplit(self.api_url).hostname or "")


def target(asked: Asked, environment: Mapping[str, str], usual_role: str) -> Target:
    """The stage that is asked for; without any word about it, the one that runs here."""
    url = asked.api_url or environment.get(URL_VARIABLE) or None
    token = _token(asked, environment)
    if url and asked.role:
        raise Misused(_AS_IS_LOCAL)
    if url is None:
        url, tokens = _running(environment)
        if asked.role or token is None:
            token = _token_of_role(tokens, asked.role or usual_role)
    address = _checked(url)
    if token is None:
        raise Misused(_TOKEN_MISSING)
    found = Target(address, _legal(token))
    if not (found.on_this_machine or found.api_url.startswith("https:")):
        raise Misused(_NEEDS_TLS)
    return found


def _token(asked: Asked, environment: Mapping[str, str]) -> str | None:
    """The token by the way that says most: an option before the environment."""
    file = asked.token_file or ("-" if asked.token == "-" else None)  # noqa: S105 -- standard input
    if file == "-":
        return sys.stdin.readline()
    if file:
        try:
            return Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise unreadable(file, error) from None
    return asked.token or environment.get(TOKEN_VARIABLE) or None


def _running(environment: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """The address and the tokens of what runs here."""
    try:
        run_file = read_settings(environment).run_file
    except LocalTrouble as trouble:
        raise Misused(said(str(trouble), str(trouble))) from None
    try:
        found = json.loads(run_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Unreachable(
            said(
                f"Không có hệ thống nào đang chạy ở đây ({run_file} không tồn tại): hãy chạy"
                " `make up`, hoặc chỉ ra hệ thống bằng --stage-url.",
                f"Nothing runs here ({run_file} does not exist): start it with `make up`, or name"
                " a stage with --stage-url.",
            )
        ) from None
    except OSError as error:
        raise unreadable(str(run_file), error) from None
    except ValueError:
        found = None
    match found:
        case {"api_url": str(url), "tokens": dict(tokens)}:
            return url, {str(role): str(token) for role, token in tokens.items()}
    raise Unreachable(
        said(
            f"{run_file} bị hỏng hoặc không đầy đủ: hãy chạy lại `make up`.",
            f"{run_file} is damaged or incomplete: write it anew with `make up`.",
        )
    )


def _token_of_role(tokens: Mapping[str, str], role: str) -> str:
    if role not in tokens:
        known = ", ".join(sorted(tokens))
        raise Misused(
            said(
                f"Hệ thống đang chạy không có vai trò {role}; có: {known}.",
                f"The local run knows no role {role}; it knows {known}.",
            )
        )
    return tokens[role]


def _checked(url: str) -> str:
    if not _is_address(url):
        raise Misused(
            said(f"{url} không phải là địa chỉ của API.", f"{url} is not the address of an API.")
        )
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    try:
        httpx.URL(url)
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna"), parts.port
    except (httpx.InvalidURL, ValueError):
        return False
    known = parts.scheme in ("http", "https") and host and port != 0
    return bool(known) and not (parts.query or parts.fragment)


def _legal(token: str) -> str:
    """A token is one word; anything else would not survive as a header."""
    words = token.split()
    if len(words) != 1 or not words[0].isascii() or not words[0].isprintable():
        raise Misused(
            said("Mã truy cập phải là một từ ASCII.", "The token must be one word of ASCII.")
        )
    return words[0]


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_AS_IS_LOCAL = said(
    f"--as chọn mã truy cập của hệ thống chạy trên máy này, nhưng --stage-url hoặc {URL_VARIABLE}"
    " chỉ sang hệ thống khác.",
    f"--as chooses a token of the local run, but --stage-url or {URL_VARIABLE} names another stage.",
)
_TOKEN_MISSING = said(
    f"Cần mã truy cập: {TOKEN_VARIABLE}, --token-file TỆP, hoặc --token - (đọc từ đầu vào chuẩn).",
    f"A token is needed: {TOKEN_VARIABLE}, --token-file FILE, or --token - (from standard input).",
)
_NEEDS_TLS = said(
    "Mã truy cập chỉ được gửi qua https, trừ trên chính máy này.",
    "A token is sent over https only, except on this machine itself.",
)
