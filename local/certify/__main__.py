"""`python -m local.certify --provider momo`: plays every misbehaviour on a local stage and judges."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from infra.progress import say
from local.certify.play import METHODS
from local.certify.report import passed, report
from local.certify.run import certify
from local.certify.scenarios import SCENARIOS, Scenario
from local.certify.stage import Unexpected, read_stage
from local.settings import read_settings
from local.up import TROUBLES, up


def main() -> int:
    """0 if nothing was lost, doubled or wrongly failed; 1 otherwise; 2 if it could not be played."""
    asked = _arguments()
    chosen = select(asked.provider, asked.only)
    if asked.list:
        for scenario in chosen:
            print(f"{scenario.vi} · {scenario.en}: {scenario.expects}")
        return 0
    begun = time.monotonic()
    limits = httpx.Limits(max_connections=100)
    try:
        run_file = asked.run_file or _ensured()
        with httpx.Client(timeout=60, trust_env=False, limits=limits) as client:
            stage = read_stage(run_file, client)
            if asked.provider == "vnpay":
                stage.control("PUT", "vnpay/ipn", {"url": f"{stage.api_url}/webhooks/vnpay"})
            say(f"playing {len(chosen)} scenarios of {asked.provider} against {stage.api_url}")
            results = certify(stage, asked.provider, chosen, say)
    except (*TROUBLES, Unexpected) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    print(f"\n{report(asked.provider, results)}\nthời gian · took {time.monotonic() - begun:.0f} s")
    return 0 if passed(results) else 1


def select(provider: str, words: str) -> Sequence[Scenario]:
    """The provider's scenarios; only those whose English name has these words, if any are given."""
    own = [each for each in SCENARIOS if each.only in ("", provider)]
    return [each for each in own if words.lower() in each.en.lower()]


def _ensured() -> Path:
    """The stage of this folder, started if it does not run."""
    settings = read_settings()
    if not settings.run_file.exists():
        up(settings)
    return settings.run_file


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make certify",
        description="Plays everything that a provider can do wrong on a local stage, over HTTP, and"
        " reports whether money was lost, doubled or wrongly called failed. Takes about six minutes.",
    )
    parser.add_argument("--provider", choices=sorted(METHODS), required=True)
    parser.add_argument(
        "--run-file",
        type=Path,
        help="what describes the stage (.local/run.json, started if missing)",
    )
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only scenarios with these words"
    )
    parser.add_argument("--list", action="store_true", help="show the scenarios and play none")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
