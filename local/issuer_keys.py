"""The local issuer's private keys: one at first, two while they are rotated; the newest signs."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from local.settings import LocalSettings

STEM = "issuer-key-"


@dataclass(frozen=True)
class Key:
    """A private key and the id under which its public half is published."""

    id: str
    private: Ed25519PrivateKey


def keys(settings: LocalSettings) -> list[Key]:
    """All keys that count, the oldest first; the first one is made when none is there."""
    return [_read(path) for path in _paths(settings) or [_make(settings, 1)]]


def add_key(settings: LocalSettings) -> str:
    """Sign with a new key from now on; tokens of the others stay good. Gives its id."""
    newest = _number((_paths(settings) or [_make(settings, 1)])[-1])
    return _read(_make(settings, newest + 1)).id


def withdraw_old_keys(settings: LocalSettings) -> int:
    """Delete all keys but the newest; their tokens soon stop counting. Gives how many."""
    old = _paths(settings)[:-1]
    for path in old:
        path.unlink()
    return len(old)


def _paths(settings: LocalSettings) -> list[Path]:
    return sorted(settings.state.glob(f"{STEM}*.pem"), key=_number)


def _number(path: Path) -> int:
    return int(path.stem.removeprefix(STEM))


def _make(settings: LocalSettings, number: int) -> Path:
    settings.state.mkdir(parents=True, exist_ok=True)
    path = settings.state / f"{STEM}{number}.pem"
    made = Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def _read(path: Path) -> Key:
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return Key(f"local-{_number(path)}", key)
