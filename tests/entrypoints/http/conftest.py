"""The app over a world of fakes."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from chalicelib import bootstrap
from chalicelib.domain.caller import Caller
from chalicelib.entrypoints.http import observe
from chalicelib.settings import Settings, read_settings
from tests.builders import DISTRICT, a_caller
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import FakeWorld

Serve: TypeAlias = Callable[..., Gateway]

SCOPES = frozenset(
    {
        *("catalogue:read", "dossiers:read", "dossiers:write", "tasks:read", "tasks:decide"),
        *("tasks:correct", "payments:read", "payments:write", "payments:counter"),
        *("ops:read", "ops:act", "reports:read"),
    }
)
ORIGIN = "https://portal.example.vn"


def somebody(*agencies: str, without: str = "", plus: str = "", subject: str = "an") -> Caller:
    """May do everything at the district, unless agencies, a lacking or another scope are named."""
    scopes = (SCOPES - {without}) | ({plus} if plus else set())
    return a_caller(*(agencies or (DISTRICT,)), scopes=scopes, subject=subject)


class FakeLogger:
    def __init__(self, lines: list[dict[str, Any]]) -> None:
        self._lines = lines

    def info(self, message: str, extra: dict[str, Any]) -> None:
        self._lines.append({"level": "info", "message": message, **extra})

    def error(self, message: str, extra: dict[str, Any]) -> None:
        self._lines.append({"level": "error", "message": message, **extra})


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Serve a world to a caller."""
    return serving(monkeypatch)


def serving(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """The same, for who is no test."""

    def served(
        world: FakeWorld, caller: Caller | None = None, *, anonymous: bool = False
    ) -> Gateway:
        gateway = Gateway(None if anonymous else caller or somebody())
        monkeypatch.setattr(bootstrap, "world", lambda: world)
        monkeypatch.setattr(bootstrap, "settings", _settings)
        monkeypatch.setattr(observe, "logger", lambda: FakeLogger(gateway.logged))
        return gateway

    return served


def _settings() -> Settings:
    names = [name for name, field in Settings.model_fields.items() if field.is_required()]
    return read_settings({**dict.fromkeys(names, "x"), "CORS_ORIGINS": f"{ORIGIN}, https://b.vn"})
