"""The command: what is played for whom, and how it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from local.certify.__main__ import select
from local.certify.play import METHODS
from local.certify.scenarios import SCENARIOS
from local.certify.stage import Stage, Unsettled, read_stage, until
from local.errors import LocalTrouble


def test_names_are_unique_and_complete() -> None:
    assert len({each.en for each in SCENARIOS}) == len({each.vi for each in SCENARIOS})
    assert len({each.en for each in SCENARIOS}) == len(SCENARIOS)
    assert {each.only for each in SCENARIOS} <= {"", *METHODS}


def test_each_provider_has_its_own_scenarios() -> None:
    momo, vnpay = select("momo", ""), select("vnpay", "")
    assert {each.en for each in momo} - {each.en for each in vnpay} >= {"create takes 6 s"}
    assert not [each for each in vnpay if each.only == "momo"]
    assert [each.vi for each in select("momo", "AS DOCUMENTED")] == ["Bình thường"]


def test_a_run_file_describes_the_stage(tmp_path: Path) -> None:
    run_file = tmp_path / "run.json"
    with httpx.Client() as client:
        with pytest.raises(LocalTrouble, match=r"run\.json"):
            read_stage(run_file, client)
        run_file.write_text("{}")
        with pytest.raises(LocalTrouble, match="api_url"):
            read_stage(run_file, client)
        known = {"api_url": "http://a", "sandbox_url": "http://s", "tokens": {"portal": "t"}}
        run_file.write_text(json.dumps(known))
        assert read_stage(run_file, client) == Stage("http://a", "http://s", "t", client)


def test_waiting_ends() -> None:
    answers = iter([None, None, "there"])
    assert until(lambda: next(answers), "it", 60, pause=0) == "there"
    with pytest.raises(Unsettled, match="not within 0 s: it"):
        until(lambda: None, "it", 0, pause=0)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--help"], 0, "--provider"),
        (["--provider", "vnpay", "--list"], 0, "under review"),
        (["--provider", "cash"], 2, "invalid choice"),
        (["--provider", "momo", "--run-file", "/nowhere/run.json"], 2, "/nowhere/run.json"),
    ],
)
def test_the_command_line(arguments: list[str], code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.certify", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stdout + done.stderr
