"""A newcomer types what the README says. Its two commands: the stage of these tests is started by
the first, and the second is what runs them."""

import subprocess

from tests.docs.blocks import ROOT, blocks
from tests.e2e.stage import Stage, environment


def test_the_commands_to_try_next_work_one_after_the_other(stage: Stage) -> None:
    script = "\n".join(["set -euo pipefail", *blocks("README.md", "sh")[2:]])
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env=environment(stage.settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("3.000347", "filed", "execution"):
        assert word in done.stdout
    assert "problem" not in done.stdout
