"""A stage that keeps what is put there, as the contract says; small, and in memory."""

import json
from collections.abc import Callable
from typing import Any

import httpx

BEFORE_PUT = Callable[["Shelf", str], None]


class Shelf:
    """Entries by their address. `disturb` is called before each PUT, to play somebody else."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {}
        self.puts: list[str] = []
        self.disturb: BEFORE_PUT = lambda shelf, address: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        address = request.url.path.removeprefix("/api")
        if request.method == "PUT":
            return self._put(address, json.loads(request.content))
        if address.endswith("/procedures") or address in ("/v1/agencies", "/v1/procedures"):
            depth = address.count("/") + 1
            found = [
                {**each, "offering": None}  # a list says more of each than its own address does
                for key, each in sorted(self.entries.items())
                if key.startswith(f"{address}/") and key.count("/") == depth
            ]
            return httpx.Response(200, json={"items": found, "next_cursor": None})
        if address.endswith("/versions"):
            found = [self._standing(address.removesuffix("/versions")) or {}]
            return httpx.Response(200, json={"items": found, "next_cursor": None})
        if entry := self._standing(address):
            return httpx.Response(200, json=entry)
        return problem(404, f"{_kind(address)}_not_found", f"There is nothing at {address}.")

    def edit(self, address: str, **facts: Any) -> None:
        """Somebody edits an entry."""
        entry = self.entries.get(address, {"version": 0})
        edition = {"by": "somebody", "at": "2026-11-22T02:31:05Z", "reason": "theirs"}
        self.entries[address] = {
            **entry,
            **_keys(address),
            **facts,
            "version": entry["version"] + 1,
            "edition": edition,
        }

    def forget(self, address: str) -> None:
        """There is nothing of its own at an address after all."""
        del self.entries[address]

    def _standing(self, address: str) -> dict[str, Any] | None:
        """The entry there; an account or a calendar may be inherited from an agency above."""
        if address in self.entries:
            return self.entries[address]
        top, version, kind, code, *rest = address.split("/")
        if kind != "agencies" or rest[:1] not in (["merchants"], ["calendar"]):
            return None
        above = self.entries.get(f"/v1/agencies/{code}", {}).get("parent")
        return self._standing("/".join((top, version, kind, above, *rest))) if above else None

    def _put(self, address: str, body: dict[str, Any]) -> httpx.Response:
        self.disturb(self, address)
        self.puts.append(address)
        version, reason = body.pop("version"), body.pop("reason")
        entry = self.entries.get(address)
        known = entry["version"] if entry else 0
        if version != known:
            return problem(409, "version_moved", f"Version {known} stands there.")
        self.edit(address, **body)
        self.entries[address]["edition"]["reason"] = reason
        return httpx.Response(200 if entry else 201, json=self.entries[address])


def problem(status: int, code: str, detail: str, **more: Any) -> httpx.Response:
    """A refusal as the stage says it."""
    body = {"status": status, "code": code, "detail": detail, "instance": "req-1", **more}
    return httpx.Response(status, json=body, headers={"Content-Type": "application/problem+json"})


def _kind(address: str) -> str:
    parts = address.split("/")
    if len(parts) == 4:
        return {"agencies": "agency", "procedures": "procedure"}[parts[2]]
    return {"merchants": "merchant", "calendar": "calendar", "procedures": "offering"}[parts[4]]


def _keys(address: str) -> dict[str, str]:
    _, _, _, code, *rest = address.split("/")
    if not rest:
        return {"code": code}
    names = {"merchants": "provider", "procedures": "procedure_code"}
    return {"agency_code": code, **({names[rest[0]]: rest[1]} if len(rest) > 1 else {})}
