"""`make bench`: does a page of a list take longer the more there is? Asked of the running stage.

python -m local.bench_lists                10,000 dossiers in a province of their own, deleted afterwards
python -m local.bench_lists --most 50000   as many as you have patience for

Times depend on the machine and on who else uses it, so what counts is printed as ratios, of the
quickest of many calls in one run.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from botocore.exceptions import BotoCoreError, ClientError

from infra.aws import open_cloud
from infra.progress import say, step
from local.errors import LocalTrouble
from local.issuer import ROLES, Role, token
from local.many_dossiers import Crowd, a_crowd
from local.settings import LocalSettings, read_settings

PROVINCE = "H97"
FEW, MANY = 100, 10_000
PAGE = 20
ROUNDS = 40


@dataclass(frozen=True)
class Lists:
    """The list of a province's dossiers, as its portal reads it."""

    api: httpx.Client

    def page(self, limit: int, cursor: str | None = None) -> Any:
        """One page."""
        query = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        answer = self.api.get("/v1/dossiers", params=query)
        if answer.is_error:
            raise LocalTrouble(f"GET /v1/dossiers answered {answer.status_code}: {answer.text}")
        return answer.json()

    def last_full_page(self) -> str | None:
        """The cursor behind which the last page lies that is as full as the first."""
        full, cursor = None, None
        while True:
            answer = self.page(PAGE, cursor)
            full = cursor if len(answer["items"]) == PAGE else full
            cursor = answer["next_cursor"]
            if cursor is None:
                return full


def bench(crowd: Crowd, lists: Lists, most: int) -> dict[str, float]:
    """Seconds for a page by what was asked for."""
    with step(f"writing {FEW} dossiers"):
        known_at = crowd.settle(most)
        crowd.add(range(FEW))
    with step("waiting until every function knows their agencies"):
        time.sleep(max(0.0, known_at - time.monotonic()))
    [few] = _timed([lambda: lists.page(PAGE)])
    with step(f"writing {most - FEW:,} more"):
        crowd.add(range(FEW, most))
    with step("turning all pages"):
        last = lists.last_full_page()
    first, end = _timed([lambda: lists.page(PAGE), lambda: lists.page(PAGE, last)])
    return {"few": few, "first": first, "last": end}


def _timed(calls: Sequence[Callable[[], object]]) -> list[float]:
    """The quickest of each call, all of them in turn: whatever else runs makes none quicker."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, found in zip(calls, times, strict=True):
            begun = time.perf_counter()
            call()
            found.append(time.perf_counter() - begun)
    return [min(found) for found in times]


def report(found: dict[str, float], most: int) -> None:
    """Ratios first; the milliseconds are this machine's."""
    say(f"last page to first page, of {most:,}     {found['last'] / found['first']:.2f}")
    say(f"a page of {most:,} to a page of {FEW}     {found['first'] / found['few']:.2f}")
    words = {"few": f"first of {FEW}", "first": f"first of {most:,}", "last": f"last of {most:,}"}
    for name, seconds in found.items():
        say(f"  {words[name]:<18} {1000 * seconds:6.1f} ms (quickest of {ROUNDS})")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0, or 1 after one sentence that says what is wrong."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--most", type=int, default=MANY)
    asked, settings = parser.parse_args(arguments), read_settings()
    try:
        run = _running(settings)
        crowd = a_crowd(open_cloud(run["aws_endpoint_url"]), PROVINCE)
        with httpx.Client(base_url=run["api_url"], timeout=60, trust_env=False) as api:
            api.headers["Authorization"] = f"Bearer {_portal(settings)}"
            try:
                found = bench(crowd, Lists(api), asked.most)
            finally:
                with step("deleting them"):
                    crowd.leave()
    except (LocalTrouble, BotoCoreError, ClientError, httpx.HTTPError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    report(found, asked.most)
    return 0


def _running(settings: LocalSettings) -> Any:
    try:
        return json.loads(settings.run_file.read_text())
    except (OSError, ValueError) as fault:
        raise LocalTrouble(f"{settings.run_file} describes no stage ({fault!r}): make up") from None


def _portal(settings: LocalSettings) -> str:
    return token(settings, "bench", Role(ROLES["portal"].scopes, (PROVINCE,)))


if __name__ == "__main__":
    sys.exit(main())
