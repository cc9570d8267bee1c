"""`python -m local.contract`: at least so many generated calls against the stage that runs."""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from typing import Any

import httpx

from infra.progress import say, step
from local.contract.catalogue import Spared
from local.contract.fuzz import Round, Run, Told, fuzz
from local.contract.ground import lay
from local.contract.kinds import OF_ONE_FIELD
from local.contract.people import PUBLISHES, tokens
from local.contract.plan import callers, configuration, operations
from local.contract.report import report, troubles
from local.environments import ensure_contract_environment
from local.settings import LocalSettings, read_settings
from local.up import TROUBLES, up

THOROUGH = "coverage"
BRIEF = ("examples,fuzzing",)
ALL = (THOROUGH, "examples,fuzzing,stateful", "fuzzing,stateful")


def main(argv: Sequence[str]) -> int:
    """0 if every answer was as described; 1 if one was not; 2 if nothing could be asked."""
    asked = parsed(argv)
    begun = time.monotonic()
    settings = read_settings()
    try:
        if not settings.run_file.exists():
            up(settings)
        told, labels = contract(settings, asked)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 2
    print(f"\n{report(told, labels)}\ntook {time.monotonic() - begun:.0f} s, seed {asked.seed}")
    return 1 if troubles(told) or told.calls < asked.calls else 0


def contract(settings: LocalSettings, asked: argparse.Namespace) -> tuple[Told, list[str]]:
    """What was found, and the operations that were to be called."""
    environment = ensure_contract_environment(settings)
    known = json.loads(settings.run_file.read_text())
    bearers = tokens(settings)
    with (
        httpx.Client(base_url=known["api_url"], timeout=60, trust_env=False) as api,
        Spared(known["aws_endpoint_url"]) as spared,
    ):
        document = api.get("/v1/openapi.json").raise_for_status().json()
        with step("laying the fuzzer's ground"):
            ground = lay(api, bearers)
        run = Run(
            folder=settings.state / "contract",
            program=environment / "bin" / "st",
            url=known["api_url"],
            calls=asked.calls,
            seed=asked.seed,
        )
        plan: dict[str, Any] = {
            "callers": callers(document),
            "tokens": bearers,
            "publishes": PUBLISHES,
            "spared": sorted(spared.procedures),
            "of_one_field": sorted(OF_ONE_FIELD),
        }
        rounds = [
            Round(
                phases,
                configuration(
                    document,
                    ground,
                    examples=asked.examples,
                    workers=asked.workers,
                    pinned=phases == THOROUGH,
                ),
            )
            for phases in (BRIEF if asked.brief else ALL)
        ]
        labels = [f"{method.upper()} {path}" for path, method, _ in operations(document)]
        say(f"calling {len(labels)} operations at {run.url}")
        return fuzz(run, plan, rounds), labels


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(
        prog="make contract",
        description="Calls the running stage with what its description allows and with what it does"
        " not, and holds every answer to it. The stage is started if it does not run.",
    )
    parser.add_argument("--calls", type=int, default=5000, help="at least so many (5000)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeats a run")
    parser.add_argument("--examples", type=int, default=30, help="per operation and round (30)")
    parser.add_argument(
        "--workers", type=int, default=1, help="calls at once (1: only then a seed repeats a run)"
    )
    parser.add_argument("--brief", action="store_true", help="some examples of each operation only")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
