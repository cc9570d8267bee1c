"""Rounds of Schemathesis until enough calls were made; what each told is added up."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from infra.progress import say
from local.contract.toml import toml
from local.settings import ROOT

HOOKS = Path(__file__).with_name("hooks.py")
OURS = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass
class Told:
    """What all rounds together found."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    failed_rounds: int = 0

    @property
    def calls(self) -> int:
        """How many calls were answered."""
        return sum(self.answers.values())


@dataclass(frozen=True)
class Round:
    """One run of Schemathesis: its phases, and its configuration."""

    phases: str
    configuration: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """Where its files are, what is called, and how long it goes on."""

    folder: Path
    program: Path
    url: str
    calls: int
    seed: int


def fuzz(run: Run, plan: Mapping[str, Any], rounds: Sequence[Round]) -> Told:
    """All rounds, then the last of them again with other seeds, until there were enough calls."""
    run.folder.mkdir(parents=True, exist_ok=True)
    (run.folder / "plan.json").write_text(json.dumps(plan))
    told = Told()
    for number in count():
        this = rounds[min(number, len(rounds) - 1)]
        say(f"round {number + 1} ({this.phases}): {told.calls} of {run.calls} calls so far")
        before = told.calls
        _play(run, this, run.seed + number, told)
        if told.calls == before or (number + 1 >= len(rounds) and told.calls >= run.calls):
            return told
    raise AssertionError("unreachable")


def _play(run: Run, this: Round, seed: int, told: Told) -> None:
    report = run.folder / "told.json"
    report.unlink(missing_ok=True)
    settings = {**this.configuration, "seed": seed, "hooks": str(HOOKS)}
    (run.folder / "schemathesis.toml").write_text(toml(settings))
    done = subprocess.run(
        [
            *(str(run.program), "--config-file", str(run.folder / "schemathesis.toml"), "run"),
            *(f"{run.url}/v1/openapi.json", "--url", run.url, "--phases", this.phases),
        ],
        cwd=run.folder,
        env={**os.environ, "HOSOPAY_CONTRACT": str(run.folder), **OURS},
        check=False,
    )
    told.failed_rounds += done.returncode != 0
    found = json.loads(report.read_text()) if report.exists() else {"answers": {}, "excused": {}}
    for name, times in found["answers"].items():
        label, _, status = name.partition("\t")
        told.answers[label, int(status)] += times
    told.excused.update(found["excused"])
