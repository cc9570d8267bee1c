"""Whose tokens the fuzzer carries: for each scope a role that has it, for the ground's agencies."""

from typing import Any

from local.issuer import EVERYWHERE, ROLES, Role, token
from local.settings import LocalSettings

ROOT = "FUZZ"
SAFE, SPOILT = f"{ROOT}.1", f"{ROOT}.2"
"""What is written into the catalogue spoils one of them; in the other, dossiers can be filed."""

PUBLISHES = "/v1/procedures/{code}"
"""Procedures are the whole country's: only who holds every agency may write them."""


def tokens(settings: LocalSettings) -> dict[str, str]:
    """A token for each role, by its name."""
    roles = {name: Role(role.scopes, (ROOT,)) for name, role in ROLES.items()}
    roles["manager"] = Role(ROLES["manager"].scopes, (SPOILT,))
    roles["administrator"] = Role(ROLES["administrator"].scopes, (EVERYWHERE,))
    return {name: token(settings, f"fuzzer-{name}", role) for name, role in roles.items()}


def role_of(path: str, operation: dict[str, Any]) -> str | None:
    """The role that calls an operation; None if it needs no token."""
    needed = [scope for one in operation.get("security", []) for scope in one.get("bearer", [])]
    if not needed:
        return None
    if path == PUBLISHES and needed == ["catalogue:write"]:
        return "administrator"
    return next(name for name, role in ROLES.items() if set(needed) <= set(role.scopes))
