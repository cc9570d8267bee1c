"""A newcomer's afternoon: the portal guide's commands, one after the other."""

import subprocess

from tests.docs.blocks import ROOT, blocks
from tests.e2e.stage import Stage, environment


def test_the_portal_guide_s_commands_work_one_after_the_other(stage: Stage) -> None:
    script = "\n".join(["set -euo pipefail", *blocks("docs/portal-guide.md", "sh")])
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env=environment(stage.settings),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("135000", "filed H32.12-", "<svg", "/applicant/full_name", '"type":"paid"'):
        assert word in done.stdout
