"""`make up`: the local cloud and the sandbox in the background, deployed, seeded and ready."""

import argparse
import json
import sys
from dataclasses import dataclass, replace

import httpx
from botocore.exceptions import BotoCoreError, ClientError

from infra.aws import Cloud, open_cloud
from infra.deploy import deploy
from infra.errors import DeploymentRefused
from infra.progress import say, step
from local.cloud import start_cloud
from local.environments import ensure_environments
from local.errors import LocalTrouble
from local.issuer import tokens
from local.resume import Engine, resume_broken
from local.sandbox import start_sandbox
from local.seed import seed
from local.settings import DEMO_AGENCY, DEMO_PROCEDURE, STAGE, LocalSettings, read_settings

TROUBLES = (LocalTrouble, DeploymentRefused, BotoCoreError, ClientError, httpx.HTTPError)


@dataclass(frozen=True)
class Running:
    """What runs now; None `resumed` means that the local cloud ran all the time."""

    api_url: str
    aws_endpoint_url: str
    sandbox_url: str
    workflow_arn: str
    tokens: dict[str, str]
    resumed: int | None = None


def up(settings: LocalSettings) -> Running:
    """Make everything run; what runs already is left alone and brought up to date."""
    ensure_environments(settings)
    start_sandbox(settings)
    restarted = start_cloud(settings)
    cloud = open_cloud(settings.cloud_url)
    with step("deploying"):
        deployed = deploy(cloud, STAGE, parameters(settings))
    seed(cloud, deployed)
    _register_with_vnpay(settings, deployed.public_url)
    running = Running(
        api_url=deployed.public_url,
        aws_endpoint_url=settings.cloud_url,
        sandbox_url=settings.sandbox_url,
        workflow_arn=deployed.outputs["WorkflowArn"],
        tokens=tokens(settings),
    )
    _write_run_file(settings, running)
    return replace(running, resumed=_resume(cloud, running)) if restarted else running


def parameters(settings: LocalSettings) -> dict[str, str]:
    """The template's parameters that follow from where things are on this machine."""
    return {
        "MomoUrl": f"{settings.sandbox_url}/momo",
        "VnpayPayUrl": f"{settings.sandbox_url}/vnpay/paymentv2/vpcpay.html",
        "VnpayApiUrl": f"{settings.sandbox_url}/vnpay/merchant_webapi/api/transaction",
        "TokenIssuers": settings.issuer,
        "StreamEnabled": settings.stream,
    }


def describe(running: Running) -> None:
    """Print where everything is."""
    if running.resumed is not None:
        say(f"executions that the restart broke, resumed: {running.resumed}")
    say(f"API                 {running.api_url}")
    say(f"local AWS endpoint  {running.aws_endpoint_url}")
    say(f"providers' sandbox  {running.sandbox_url}")


def _register_with_vnpay(settings: LocalSettings, api_url: str) -> None:
    """VNPAY sends notifications to an address that it was told once, not with each order."""
    url = f"{settings.sandbox_url}/control/vnpay/ipn"
    with httpx.Client(trust_env=False, timeout=10) as sandbox:
        sandbox.put(url, json={"url": f"{api_url}/webhooks/vnpay"}).raise_for_status()


def _resume(cloud: Cloud, running: Running) -> int:
    engine = Engine(cloud.client("stepfunctions"), running.workflow_arn)
    bearer = {"Authorization": f"Bearer {running.tokens['ops']}"}
    with (
        step("resuming what the restart broke"),
        httpx.Client(base_url=running.api_url, headers=bearer, timeout=30, trust_env=False) as api,
    ):
        return resume_broken(api, engine)


def _write_run_file(settings: LocalSettings, running: Running) -> None:
    known = {
        "api_url": running.api_url,
        "aws_endpoint_url": running.aws_endpoint_url,
        "sandbox_url": running.sandbox_url,
        "agency": DEMO_AGENCY,
        "procedure": DEMO_PROCEDURE,
        "tokens": running.tokens,
    }
    settings.run_file.touch(mode=0o600)
    settings.run_file.write_text(json.dumps(known, indent=2) + "\n")


def main() -> int:
    """The command; 0, or 1 after one sentence that says what is wrong."""
    argparse.ArgumentParser(prog="make up", description=__doc__).parse_args()
    try:
        settings = read_settings()
        running = up(settings)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 1
    describe(running)
    print(f"tokens and codes    {settings.run_file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
