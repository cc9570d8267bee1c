"""`make invariants`: reads all records of a stage and names each that breaks an invariant.

python -m local.invariants                                the stage that `make up` started
python -m local.invariants --run-file .local/run.json     the local stage that this file describes
python -m local.invariants --stage dev                    a stage on AWS, with your own credentials
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.invariants import INVARIANTS, Breach, Records, breaches
from chalicelib.gateways.workflow import StepFunctions
from chalicelib.storage.tables import Tables
from infra.aws import Cloud, open_cloud
from infra.deploy import STAGES, stack_name
from infra.errors import DeploymentRefused
from infra.progress import say, step
from infra.stack import Stack
from local.errors import LocalTrouble
from local.records import read_records
from local.seed import TABLES
from local.settings import STAGE, read_settings

SECOND_LOOK_AFTER_SECONDS = 3.0
"""Longer than any change takes, so that what was only under way is not called a breach."""


def check(cloud: Cloud, stage: str) -> tuple[Records, list[Breach]]:
    """The stage's records, and what is wrong with them on a second look, too."""
    outputs = Stack(cloud, stack_name(stage)).outputs()
    if not outputs:
        raise LocalTrouble(f"There is no stage {stage}: deploy it first.")
    names = {role: outputs[f"{role.capitalize()}Table"] for role in TABLES}
    tables = Tables(client=cloud.client("dynamodb"), **names)
    workflow = StepFunctions(cloud.client("stepfunctions"), outputs["WorkflowArn"])
    with step("reading all records"):
        records = read_records(tables, workflow)
    found = breaches(records)
    if found:
        with step("looking again"):
            time.sleep(SECOND_LOOK_AFTER_SECONDS)
            records = read_records(tables, workflow)
        lasting = {(one.invariant, one.key) for one in found}
        found = [one for one in breaches(records) if (one.invariant, one.key) in lasting]
    return records, found


def report(records: Records, found: list[Breach]) -> None:
    """One line per invariant, and one below it per breach."""
    counts = Counter(one.invariant for one in found)
    for name in INVARIANTS:
        say(f"  {'✗' if counts[name] else '✓'} {name}")
        for one in found:
            if one.invariant == name:
                say(f"      {one.key}: {one.detail}")
    say(
        f"{len(records.dossiers)} dossiers, {len(records.bills)} bills, {len(records.orders)} orders,"
        f" {len(records.transactions)} transactions, {len(records.suspense)} in suspense:"
        f" {len(found)} breaches"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if everything holds; 1 if something does not, or could not be read."""
    parser = argparse.ArgumentParser(prog="python -m local.invariants", description=__doc__)
    parser.add_argument("--run-file", type=Path, help="what describes a local stage")
    parser.add_argument("--stage", choices=STAGES, default=STAGE)
    asked = parser.parse_args(arguments)
    try:
        records, found = check(_cloud(asked.run_file, asked.stage), asked.stage)
    except (LocalTrouble, DeploymentRefused, BotoCoreError, ClientError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    report(records, found)
    return 1 if found else 0


def _cloud(run_file: Path | None, stage: str) -> Cloud:
    """Where the stage is: on this machine, or in the caller's account."""
    if stage != STAGE:
        return open_cloud()
    path = run_file or read_settings().run_file
    try:
        return open_cloud(json.loads(path.read_text())["aws_endpoint_url"])
    except (OSError, ValueError, KeyError) as fault:
        raise LocalTrouble(f"{path} describes no running stage ({fault!r}): make up") from None


if __name__ == "__main__":
    sys.exit(main())
