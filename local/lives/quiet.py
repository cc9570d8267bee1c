"""Waits until everything that the lives owe is done, and resumes as ops what broke too often."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infra.progress import say
from local.lives.api import Api, Refused
from local.lives.life import Life

PATIENCE_SECONDS = 900.0
TELL_EVERY_SECONDS = 5.0

SWEEPER_SECONDS = 150.0
"""So long a broken execution is left to the sweeper; then people would resume it."""

WATCHED = "query_order"
"""Orders are asked about for weeks: that one is due is not a debt of the dossier."""


@dataclass
class Quiet:
    """`resumed` are the dossiers that had to be resumed by hand."""

    api: Api
    lives: dict[str, Life]
    resumed: set[str] = field(default_factory=set)

    def wait(self) -> str:
        """`` when nothing is owed any more, else the sentence that says what still is."""
        begun = time.monotonic()
        while True:
            owed = [each for each in self._all("/v1/ops/owed") if self._is_owed(each)]
            left = [each for each in self._all("/v1/ops/executions") if self._is_ours(each)]
            broken = [each for each in left if each["execution"]["state"] == "broken"]
            unfinished = [each for each in left if each["waiting_for"] is None]
            starting = [each for each in left if each["execution"]["state"] == "owed"]
            waited = time.monotonic() - begun
            said = (
                f"{waited:4.0f} s: {len(left) - len(unfinished)} open, {len(owed)} owed,"
                f" {len(broken)} broken, {len(starting)} starting, {len(unfinished)} closed of which"
                " the workflow was not told"
            )
            say(f"  … {said}")
            if not (owed or broken or unfinished or starting):
                return ""
            if waited > PATIENCE_SECONDS:
                return f"not quiet after {said}: {(owed or broken or unfinished or starting)[:3]}"
            if waited > SWEEPER_SECONDS:
                self._resume(broken)
            time.sleep(TELL_EVERY_SECONDS)

    def _is_ours(self, item: Any) -> bool:
        return item["dossier_code"] in self.lives

    def _is_owed(self, item: Any) -> bool:
        return self._is_ours(item) and (item["debt"] != WATCHED or item["stuck"])

    def _all(self, path: str) -> Iterator[Any]:
        cursor = ""
        while True:
            page = self.api.get(
                "ops", f"{path}?limit=100" + (f"&cursor={cursor}" if cursor else "")
            )
            yield from page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return

    def _resume(self, broken: list[Any]) -> None:
        for code in {each["dossier_code"] for each in broken} - self.resumed:
            path = f"/v1/ops/executions/{code}/resumption"
            try:
                self.api.call("ops", "POST", path, {"reason": "random lives of dossiers"})
            except Refused:
                continue  # somebody else was quicker
            self.resumed.add(code)
